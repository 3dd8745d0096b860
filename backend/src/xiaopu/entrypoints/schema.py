"""Every table of the house, in three kinds. Importing this file declares them all; a test holds the lists to
the tables.

Shop tables are distributed by `shop_id`; reference tables are copied everywhere; directory tables find a
shop or an account first.
"""

from importlib import resources

from xiaopu.infra import idempotency, outbox
from xiaopu.infra.database.tables import METADATA
from xiaopu.modules.aftersales import tables as aftersales_tables
from xiaopu.modules.campaigns import tables as campaigns_tables
from xiaopu.modules.cart import tables as cart_tables
from xiaopu.modules.catalog import tables as catalog_tables
from xiaopu.modules.compliance import tables as compliance_tables
from xiaopu.modules.decoration import tables as decoration_tables
from xiaopu.modules.inventory import tables as inventory_tables
from xiaopu.modules.launch import tables as launch_tables
from xiaopu.modules.members import tables as members_tables
from xiaopu.modules.notices import tables as notices_tables
from xiaopu.modules.orders import tables as orders_tables
from xiaopu.modules.payments import tables as payments_tables
from xiaopu.modules.platform import tables as platform_tables
from xiaopu.modules.releases import tables as releases_tables
from xiaopu.modules.reviews import tables as reviews_tables
from xiaopu.modules.shipping import tables as shipping_tables
from xiaopu.modules.storefront import tables as storefront_tables
from xiaopu.modules.tenancy import tables as tenancy_tables

TABLE_FILES = (
    idempotency,
    outbox,
    catalog_tables,
    inventory_tables,
    members_tables,
    orders_tables,
    payments_tables,
    shipping_tables,
    tenancy_tables,
    platform_tables,
    cart_tables,
    reviews_tables,
    decoration_tables,
    storefront_tables,
    aftersales_tables,
    campaigns_tables,
    notices_tables,
    releases_tables,
    launch_tables,
    compliance_tables,
)

SHOP_TABLES = frozenset(
    {
        "addresses",
        "aftersale_history",
        "aftersales",
        "applyment_history",
        "applyments",
        "audit_log",
        "campaign_codes",
        "campaign_costs",
        "campaigns",
        "cart_lines",
        "categories",
        "channels",
        "code_review_history",
        "code_reviews",
        "code_settings",
        "code_testers",
        "email_codes",
        "favourites",
        "freight_templates",
        "goods",
        "goods_details",
        "goods_links",
        "home_pages",
        "idempotency",
        "identities",
        "import_faults",
        "import_links",
        "imports",
        "launch_beacons",
        "launch_cases",
        "launch_declared",
        "launch_forms",
        "launch_history",
        "launch_steps",
        "launch_template_items",
        "launches",
        "media",
        "member_tokens",
        "members",
        "oauth_states",
        "order_history",
        "order_lines",
        "orders",
        "outbox",
        "packages",
        "papers",
        "pay_alerts",
        "pay_notices",
        "payment_accounts",
        "payment_proofs",
        "payments",
        "picture_links",
        "purchases",
        "refunds",
        "reviews",
        "search_terms",
        "share_pictures",
        "shipments",
        "shop_versions",
        "shops",
        "skus",
        "staff_invitations",
        "stock",
        "stock_journal",
        "subjects",
        "subscriptions",
        "touches",
        "upload_keys",
        "weapp_grants",
        "weapp_registrations",
        "wechat_pushes",
        "wechat_shipping",
    }
)
REFERENCE_TABLES: frozenset[str] = frozenset()
DIRECTORY_TABLES = frozenset(
    {
        "component_pushes",
        "component_tickets",
        "confirm_files",
        "grant_states",
        "memberships",
        "merchant_links",
        "merchants",
        "registration_claims",
        "sessions",
        "shop_slugs",
        "weapp_owners",
        "wechat_tokens",
    }
)


def stored_functions() -> list[str]:
    """SQL of the stored functions that live beside their module (PostgreSQL only)."""
    return [
        resources.files("xiaopu.modules.orders").joinpath("sql/place_order.sql").read_text("utf-8").strip()
    ]


__all__ = [
    "DIRECTORY_TABLES",
    "METADATA",
    "REFERENCE_TABLES",
    "SHOP_TABLES",
    "TABLE_FILES",
    "stored_functions",
]
