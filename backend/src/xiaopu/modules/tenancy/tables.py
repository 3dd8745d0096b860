"""Tables of tenancy: directories to find accounts and shops, and the shop's own rows."""

from xiaopu.infra.database.tables import column, directory_table, index, shop_table, unique
from xiaopu.infra.database.types import Bytes, Doc, Flag, Id, Instant, Text
from xiaopu.modules.tenancy.domain import ShopSettings, Templates

MERCHANTS = directory_table(
    "merchants",
    column("id", Id()),
    column("email_index", Bytes()),
    column("email_sealed", Bytes()),
    column("password_hash", Text(200)),
    column("created_at", Instant()),
    column("verified_at", Instant(), optional=True),
    unique("email_index", name="uq_merchants_email"),
)

MERCHANT_LINKS = directory_table(
    "merchant_links",
    column("digest", Bytes()),
    column("merchant_id", Id()),
    column("purpose", Text(10)),
    column("expires_at", Instant()),
    column("used_at", Instant(), optional=True),
    key=("digest",),
)
index("ix_merchant_links_merchant", MERCHANT_LINKS.c.merchant_id)

SESSIONS = directory_table(
    "sessions",
    column("digest", Bytes()),
    column("merchant_id", Id()),
    column("csrf", Text(80)),
    column("created_at", Instant()),
    column("expires_at", Instant()),
    column("agent", Text(200)),
    key=("digest",),
)
index("ix_sessions_merchant", SESSIONS.c.merchant_id)

SHOP_SLUGS = directory_table(
    "shop_slugs",
    column("slug", Text(32)),
    column("shop_id", Id()),
    key=("slug",),
)
index("ix_shop_slugs_shop", SHOP_SLUGS.c.shop_id)

MEMBERSHIPS = directory_table(
    "memberships",
    column("merchant_id", Id()),
    column("shop_id", Id()),
    column("role", Text(20)),
    column("created_at", Instant()),
    key=("merchant_id", "shop_id"),
)
index("ix_memberships_shop", MEMBERSHIPS.c.shop_id)

STAFF_INVITATIONS = shop_table(
    "staff_invitations",
    column("id", Id()),
    column("email_index", Bytes()),
    column("email_sealed", Bytes()),
    column("role", Text(20)),
    # Of the link in the last mail; none before a mail went out.
    column("digest", Bytes(), optional=True),
    column("created_at", Instant()),
    column("expires_at", Instant()),
    unique("shop_id", "email_index", name="uq_staff_invitations_email"),
)

SHOPS = shop_table(
    "shops",
    column("slug", Text(32)),
    column("name", Text(30)),
    column("settings", Doc(ShopSettings)),
    # Not for the shop to say: an individual's mini program has no cart, order or payment.
    column("weapp_selling", Flag()),
    column("created_at", Instant()),
    key=(),
)

CHANNELS = shop_table(
    "channels",
    column("kind", Text(20)),
    column("appid", Text(32)),
    column("secret_sealed", Bytes(), optional=True),
    column("push_token_sealed", Bytes(), optional=True),
    column("push_key_sealed", Bytes(), optional=True),
    column("templates", Doc(Templates)),
    column("shipping_managed", Flag()),
    column("granted", Flag()),
    column("updated_at", Instant()),
    key=("kind",),
)

AUDIT_LOG = shop_table(
    "audit_log",
    column("id", Id()),
    column("at", Instant()),
    column("actor", Text(60)),
    column("action", Text(60)),
    column("object", Text(80)),
    column("before", Doc(dict[str, object]), optional=True),
    column("after", Doc(dict[str, object]), optional=True),
)

__all__ = [
    "AUDIT_LOG",
    "CHANNELS",
    "MEMBERSHIPS",
    "MERCHANTS",
    "MERCHANT_LINKS",
    "SESSIONS",
    "SHOPS",
    "SHOP_SLUGS",
    "STAFF_INVITATIONS",
]
