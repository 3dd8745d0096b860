"""What becomes of reserved units: given back, or sold; and sold units that come home.

Each moves stock once per call: that a call happens once is the caller's conditional status change in the
same unit.
"""

from collections.abc import Iterable
from typing import Any

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.catalog.api import MOST_STOCK
from xiaopu.modules.inventory import repository
from xiaopu.modules.inventory.domain import Movement, StockLine, merged
from xiaopu.modules.inventory.errors import StockMismatch
from xiaopu.modules.inventory.usecases.write_journal import journal_row, write_journal


def release_stock(uow: UnitOfWork, lines: Iterable[StockLine], *, reason: str) -> None:
    """Reserved → on hand (an unpaid order closed). Refuses `stock_mismatch`, and then nothing may be
    committed.
    """
    rows: list[dict[str, Any]] = []
    for line in merged(lines):
        after = uow.row(repository.RELEASE, wanted=line.sku_id, units=line.quantity)
        if after is None:
            raise StockMismatch(sku_id=line.sku_id)
        rows.append(
            journal_row(uow, Movement.RELEASE, line.sku_id, after, delta=line.quantity, reason=reason)
        )
    write_journal(uow, rows)


def commit_sale(uow: UnitOfWork, lines: Iterable[StockLine], *, reason: str) -> None:
    """Reserved → sold (an order paid). What can be bought does not change, so the journal's delta is 0."""
    rows: list[dict[str, Any]] = []
    for line in merged(lines):
        after = uow.row(repository.SELL, wanted=line.sku_id, units=line.quantity)
        if after is None:
            raise StockMismatch(sku_id=line.sku_id)
        rows.append(journal_row(uow, Movement.SALE, line.sku_id, after, delta=0, reason=reason))
    write_journal(uow, rows)


def restock(uow: UnitOfWork, lines: Iterable[StockLine], *, reason: str) -> None:
    """Units of a refunded order come back: received and on hand grow, sold stays (they were sold, and came
    in again).
    """
    rows: list[dict[str, Any]] = []
    for line in merged(lines):
        after = uow.row(repository.CHANGE, wanted=line.sku_id, units=line.quantity, most=2 * MOST_STOCK)
        if after is None:
            raise StockMismatch(sku_id=line.sku_id)
        rows.append(
            journal_row(uow, Movement.RESTOCK, line.sku_id, after, delta=line.quantity, reason=reason)
        )
    write_journal(uow, rows)
