"""The merchant corrects stock: by a difference, or by a count; and lays the first units of a new SKU."""

from collections.abc import Iterable
from typing import Any

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.modules.catalog.api import MOST_STOCK
from xiaopu.modules.inventory import repository
from xiaopu.modules.inventory.domain import Movement
from xiaopu.modules.inventory.errors import StockBelowZero
from xiaopu.modules.inventory.usecases.write_journal import journal_row, write_journal


class StockDelta(msgspec.Struct, frozen=True):
    """So many more, or fewer (negative); never 0."""

    sku_id: SkuId
    delta: int


class _Laid(msgspec.Struct, frozen=True):
    goods_id: GoodsId
    on_hand: int


def adjust_stock(uow: UnitOfWork, changes: Iterable[StockDelta], *, reason: str) -> None:
    """Differences, in the order of ids. Refuses `stock_below_zero`, with no effect once the unit is left."""
    rows: list[dict[str, Any]] = []
    for change in sorted(changes, key=lambda one: one.sku_id):
        if change.delta == 0:
            continue
        after = uow.row(repository.CHANGE, wanted=change.sku_id, units=change.delta, most=MOST_STOCK)
        if after is None:
            raise StockBelowZero(sku_id=change.sku_id)
        rows.append(
            journal_row(uow, Movement.ADJUST, change.sku_id, after, delta=change.delta, reason=reason)
        )
    write_journal(uow, rows)


def count_stock(uow: UnitOfWork, sku_id: SkuId, units: int, *, reason: str) -> None:
    """There are now `units`; the difference to what stands is journalled. Nothing happens when it is 0."""
    standing = uow.value(repository.LOCKED, wanted=sku_id)
    if standing is not None and standing != units:
        adjust_stock(uow, [StockDelta(sku_id, units - standing)], reason=reason)


def lay_stock(uow: UnitOfWork, goods_id: GoodsId, sku_id: SkuId, units: int, *, reason: str) -> None:
    """The first row of a SKU; nothing happens when it has one."""
    laid = uow.run(
        repository.LAY[uow.dialect], sku_id=sku_id, goods_id=goods_id, on_hand=units, received=units
    )
    if laid:
        after = _Laid(goods_id, units)
        write_journal(uow, [journal_row(uow, Movement.INITIAL, sku_id, after, delta=units, reason=reason)])
