"""What orders and others may ask of stock. The law: received (initial + restocked) = on hand + reserved +
sold, per SKU, always.
"""

from collections.abc import Iterable

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.modules.inventory import repository
from xiaopu.modules.inventory.domain import StockLine, merged
from xiaopu.modules.inventory.usecases.adjust_stock import StockDelta, adjust_stock, count_stock, lay_stock
from xiaopu.modules.inventory.usecases.reserve_stock import reserve_stock
from xiaopu.modules.inventory.usecases.settle_stock import commit_sale, release_stock, restock


def available(read: ReadScope, sku_ids: Iterable[SkuId]) -> dict[SkuId, int]:
    """Units that can be bought now; a SKU without a row is not in the answer. One statement."""
    wanted = sorted(set(sku_ids))
    if not wanted:
        return {}
    return {SkuId(row.sku_id): row.on_hand for row in read.rows(repository.LEVELS, wanted=wanted)}


def available_of_goods(read: ReadScope, goods_ids: Iterable[GoodsId]) -> dict[GoodsId, dict[SkuId, int]]:
    """The same by goods, for at most 200 goods; retired SKUs are in it too. One statement."""
    wanted = sorted(set(goods_ids))[:200]
    found: dict[GoodsId, dict[SkuId, int]] = {}
    if wanted:
        for row in read.rows(repository.LEVELS_OF_GOODS, wanted=wanted):
            found.setdefault(GoodsId(row.goods_id), {})[SkuId(row.sku_id)] = row.on_hand
    return found


__all__ = [
    "StockDelta",
    "StockLine",
    "adjust_stock",
    "available",
    "available_of_goods",
    "commit_sale",
    "count_stock",
    "lay_stock",
    "merged",
    "release_stock",
    "reserve_stock",
    "restock",
]
