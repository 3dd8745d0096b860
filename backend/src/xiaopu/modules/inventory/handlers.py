"""Reactions to the catalogue and to orders, in their units."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.catalog.api import count_sales
from xiaopu.modules.catalog.events import SkusDefined
from xiaopu.modules.inventory.api import StockDelta, adjust_stock, count_stock, lay_stock
from xiaopu.modules.inventory.events import SalesCounted


def lay_defined_stock(uow: UnitOfWork, event: SkusDefined) -> None:
    """New SKUs get their initial units; of those that exist the difference or the count is applied."""
    for wish in sorted(event.wishes, key=lambda one: one.sku_id):
        if wish.kind == "initial":
            lay_stock(uow, event.goods_id, wish.sku_id, wish.units, reason=event.reason)
        elif wish.kind == "count":
            count_stock(uow, wish.sku_id, wish.units, reason=event.reason)
        else:
            adjust_stock(uow, [StockDelta(wish.sku_id, wish.units)], reason=event.reason)


def count_sold(uow: UnitOfWork, event: SalesCounted) -> None:
    """Move the sales figures, rows in the order of ids."""
    for goods_id, quantity in sorted(event.sold):
        count_sales(uow, goods_id, quantity)
