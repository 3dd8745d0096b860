"""The merchant changes the stock of one goods by hand."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.kernel.text import squeeze
from xiaopu.modules.catalog.api import goods_skus
from xiaopu.modules.inventory.schemas import StockIn
from xiaopu.modules.inventory.usecases.adjust_stock import StockDelta, adjust_stock


def change_goods_stock(uow: UnitOfWork, goods_id: GoodsId, wanted: StockIn) -> None:
    """Apply differences, each with a journal row. Refuses `not_found`, SKUs of other goods, and
    `stock_below_zero`.
    """
    known = {sku_id for sku_id, _ in goods_skus(uow, goods_id)}
    for number, change in enumerate(wanted.changes):
        if change.sku_id not in known:
            raise InvalidInput.at(f"changes.{number}.sku_id", "not_found", "规格不属于这件商品")
    changes = [StockDelta(SkuId(change.sku_id), change.delta) for change in wanted.changes]
    adjust_stock(uow, changes, reason=squeeze(wanted.reason))
