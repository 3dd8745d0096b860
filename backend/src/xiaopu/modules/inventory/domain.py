"""Lines of stock, and how several become one. Pure."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from xiaopu.kernel.ids import SkuId


class Movement(StrEnum):
    """Kinds of journal rows; the sign of `delta` is that of what can be bought."""

    INITIAL = "initial"
    ADJUST = "adjust"
    RESERVE = "reserve"
    RELEASE = "release"
    SALE = "sale"
    RESTOCK = "restock"


class StockLine(msgspec.Struct, frozen=True):
    """So many units (at least 1) of one SKU."""

    sku_id: SkuId
    quantity: int


def merged(lines: Iterable[StockLine]) -> list[StockLine]:
    """One line a SKU, sorted by id: two orders of the same SKUs lock rows in the same order, so they never
    wait crosswise.

    Refuses (ValueError) a quantity below 1: it would move stock the wrong way.
    """
    total: dict[SkuId, int] = {}
    for line in lines:
        if line.quantity < 1:
            raise ValueError("a stock line wants a quantity of at least 1")
        total[line.sku_id] = total.get(line.sku_id, 0) + line.quantity
    return [StockLine(sku_id, total[sku_id]) for sku_id in sorted(total)]
