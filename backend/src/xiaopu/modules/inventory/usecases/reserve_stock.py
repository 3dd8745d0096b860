"""Holding units for an order, all lines or none."""

from collections.abc import Iterable, Sequence
from typing import Any

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.inventory import repository
from xiaopu.modules.inventory.domain import Movement, StockLine, merged
from xiaopu.modules.inventory.errors import OutOfStock
from xiaopu.modules.inventory.usecases.write_journal import journal_row, write_journal


def reserve_stock(uow: UnitOfWork, lines: Iterable[StockLine], *, reason: str) -> None:
    """Move units from on hand to reserved: one conditional UPDATE a SKU, in the order of ids.

    Refuses `out_of_stock` with every line that is short. A refusal must leave the unit (never catch it and
    go on): the lines reserved before it are undone by the roll-back.
    """
    wanted = merged(lines)
    rows: list[dict[str, Any]] = []
    for line in wanted:
        after = uow.row(repository.RESERVE, wanted=line.sku_id, units=line.quantity)
        if after is None:
            raise OutOfStock(lines=_short(uow, wanted, done=len(rows)))
        rows.append(
            journal_row(uow, Movement.RESERVE, line.sku_id, after, delta=-line.quantity, reason=reason)
        )
    write_journal(uow, rows)


def _short(uow: UnitOfWork, wanted: Sequence[StockLine], *, done: int) -> list[dict[str, object]]:
    """Lines at fault; those of `done` got theirs."""
    open_lines = wanted[done:]
    levels = uow.rows(repository.LEVELS, wanted=[line.sku_id for line in open_lines])
    on_hand = {row.sku_id: row.on_hand for row in levels}
    return [
        {"sku_id": line.sku_id, "wanted": line.quantity, "available": on_hand.get(line.sku_id, 0)}
        for line in open_lines
        if on_hand.get(line.sku_id, 0) < line.quantity
    ]
