"""Stock of each SKU and the journal of its changes."""

from sqlalchemy import CheckConstraint

from xiaopu.infra.database.tables import belongs_to, column, index, shop_table
from xiaopu.infra.database.types import Count, Id, Instant, Text

STOCK = shop_table(
    "stock",
    column("sku_id", Id()),
    column("goods_id", Id()),
    # What can be bought now.
    column("on_hand", Count()),
    # Held for orders that are not paid yet.
    column("reserved", Count()),
    # Gone with paid orders, for all time.
    column("sold", Count()),
    # What ever came in: the initial count, what was restocked, less what was written off.
    column("received", Count()),
    # The law of conservation; whoever moves stock by hand must keep it too.
    CheckConstraint("received = on_hand + reserved + sold", name="ck_stock_conserved"),
    belongs_to("skus", "sku_id"),
    key=("sku_id",),
)
index("ix_stock_goods", STOCK.c.shop_id, STOCK.c.goods_id)

STOCK_JOURNAL = shop_table(
    "stock_journal",
    column("id", Id()),
    column("sku_id", Id()),
    column("goods_id", Id()),
    column("kind", Text(10)),
    column("delta", Count(least=None)),
    column("available_after", Count()),
    column("reason", Text(100)),
    column("actor", Text(60)),
    column("at", Instant()),
)
index("ix_stock_journal_goods", STOCK_JOURNAL.c.shop_id, STOCK_JOURNAL.c.goods_id, STOCK_JOURNAL.c.id)

__all__ = ["STOCK", "STOCK_JOURNAL"]
