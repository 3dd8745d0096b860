"""Receiving: shipped → completed, by the buyer or by the clock."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.states import AFTERSALE_OPEN, OrderAction
from xiaopu.modules.orders.errors import AftersaleOpen, OrderState
from xiaopu.modules.orders.events import OrderCompleted
from xiaopu.modules.orders.repository import order_row
from xiaopu.modules.orders.usecases.move_order import moved


def receive_order(uow: UnitOfWork, order_id: OrderId, *, of: MemberId | None = None) -> None:
    """Refuses `order_state` for an order that is not on its way; with `of`, another member's is
    `not_found`; while its money is being asked back, `aftersale_open`.
    """
    row = order_row(uow, order_id, of=of)
    if not moved(uow, repository.RECEIVE, OrderAction.RECEIVE, order_id, now=uow.now):
        now = order_row(uow, order_id)
        raise AftersaleOpen if now.aftersale_status in AFTERSALE_OPEN else OrderState(status=now.status)
    uow.emit(OrderCompleted(order_id, MemberId(row.member_id)))
