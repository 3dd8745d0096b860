"""Every table of the house, in three kinds. Importing this file declares them all; a test holds the lists to the tables.

Shop tables are distributed by `shop_id`; reference tables are copied everywhere; directory tables find a shop or an account first.
"""

from xiaopu.infra import idempotency, outbox
from xiaopu.infra.database.tables import METADATA

TABLE_FILES = (idempotency, outbox)

SHOP_TABLES = frozenset({"idempotency", "outbox"})
REFERENCE_TABLES: frozenset[str] = frozenset()
DIRECTORY_TABLES: frozenset[str] = frozenset()


def stored_functions() -> list[str]:
    """SQL of the stored functions that live beside their module (PostgreSQL only)."""
    return []


__all__ = ["DIRECTORY_TABLES", "METADATA", "REFERENCE_TABLES", "SHOP_TABLES", "TABLE_FILES", "stored_functions"]
