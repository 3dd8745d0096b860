"""Every table of the house, in three kinds. Importing this file declares them all; a test holds the lists to
the tables.

Shop tables are distributed by `shop_id`; reference tables are copied everywhere; directory tables find a
shop or an account first.
"""

from xiaopu.infra import idempotency, outbox
from xiaopu.infra.database.tables import METADATA
from xiaopu.modules.catalog import tables as catalog_tables
from xiaopu.modules.inventory import tables as inventory_tables
from xiaopu.modules.shipping import tables as shipping_tables

TABLE_FILES = (
    idempotency,
    outbox,
    catalog_tables,
    inventory_tables,
    shipping_tables,
)

SHOP_TABLES = frozenset(
    {
        "categories",
        "freight_templates",
        "goods",
        "goods_details",
        "goods_links",
        "idempotency",
        "import_faults",
        "import_links",
        "imports",
        "media",
        "outbox",
        "picture_links",
        "skus",
        "stock",
        "stock_journal",
        "wechat_shipping",
    }
)
REFERENCE_TABLES: frozenset[str] = frozenset()
DIRECTORY_TABLES: frozenset[str] = frozenset()


def stored_functions() -> list[str]:
    """SQL of the stored functions that live beside their module (PostgreSQL only)."""
    return []


__all__ = [
    "DIRECTORY_TABLES",
    "METADATA",
    "REFERENCE_TABLES",
    "SHOP_TABLES",
    "TABLE_FILES",
    "stored_functions",
]
