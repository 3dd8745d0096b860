"""One step of an order's life: a conditional UPDATE and a history row."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable, Row

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import MemberId, OrderId, SkuId
from xiaopu.modules.inventory.api import StockLine
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.states import OrderAction, target


def order_row(read: ReadScope, order_id: OrderId, *, of: MemberId | None = None) -> Row[Any]:
    """The order; with `of`, another member's is `not_found`."""
    if of is None:
        row = read.row(repository.ORDER, wanted=order_id)
    else:
        row = read.row(repository.MY_ORDER, wanted=order_id, mine=of)
    if row is None:
        raise NotFound
    return row


def moved(
    uow: UnitOfWork, statement: Executable, action: OrderAction, order_id: OrderId, **values: Any
) -> bool:
    """Run the conditional UPDATE of `action`; whether it matched. History is written only when it did."""
    if not uow.run(statement, wanted=order_id, **values):
        return False
    uow.run(
        repository.ADD_HISTORY,
        id=uow.new_id(),
        order_id=order_id,
        action=action,
        status_to=target(action),
        actor=uow.scope.actor,
        why=values.get("why"),
        at=uow.now,
    )
    return True


def stock_lines(lines: Sequence[Row[Any]]) -> list[StockLine]:
    """What an order holds, for inventory."""
    return [StockLine(SkuId(line.sku_id), line.quantity) for line in lines]


def lines_of(read: ReadScope, order_id: OrderId) -> Sequence[Row[Any]]:
    """The lines of one order."""
    return read.rows(repository.LINES_OF, wanted=[order_id])
