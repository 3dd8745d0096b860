"""The two halves of closing an unpaid order; WeChat is asked between them (`flows/close_order.py`)."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.inventory.api import release_stock
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.states import OrderAction, OrderStatus
from xiaopu.modules.orders.errors import OrderPaid, OrderState
from xiaopu.modules.orders.events import OrderClosed
from xiaopu.modules.orders.repository import lines_of, order_row
from xiaopu.modules.orders.usecases.limit_purchases import give_purchases
from xiaopu.modules.orders.usecases.move_order import moved, stock_lines, units_by_goods


def begin_close(uow: UnitOfWork, order_id: OrderId, reason: str, *, of: MemberId | None = None) -> None:
    """Pending → closing: still payable, but no new payment can begin. Again is harmless; refuses a paid
    order.
    """
    order_row(uow, order_id, of=of)
    if moved(uow, repository.BEGIN_CLOSE, OrderAction.BEGIN_CLOSE, order_id, why=reason):
        return
    # Read again: the UPDATE may have waited for somebody who moved it meanwhile.
    status = order_row(uow, order_id).status
    if status == OrderStatus.PAID:
        raise OrderPaid
    if status != OrderStatus.CLOSING:
        raise OrderState(status=status)


def finish_close(uow: UnitOfWork, order_id: OrderId) -> bool:
    """Closing → closed, stock back: once, however many try. False when it was paid or closed by someone
    else.
    """
    row = order_row(uow, order_id)
    if not moved(uow, repository.FINISH_CLOSE, OrderAction.FINISH_CLOSE, order_id, now=uow.now):
        return False
    lines = lines_of(uow, order_id)
    release_stock(uow, stock_lines(lines), reason=row.order_no)
    give_purchases(uow, MemberId(row.member_id), units_by_goods(lines))
    uow.emit(OrderClosed(order_id, MemberId(row.member_id), row.closed_reason or ""))
    return True
