"""What a payment means for its order. Runs in the payment's own unit, so that money and order never
disagree.
"""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.states import OrderAction, OrderStatus
from xiaopu.modules.orders.events import OrderPaid
from xiaopu.modules.orders.repository import order_row
from xiaopu.modules.orders.usecases.move_order import moved, sell_lines
from xiaopu.modules.payments.api import RefundReason, RequestRefund, request_refund
from xiaopu.modules.payments.events import PaymentSucceeded


def take_payment(uow: UnitOfWork, event: PaymentSucceeded) -> None:
    """Pending or closing → paid, stock sold. Money for an order that is over, or paid already, goes back by
    itself.
    """
    order_id = OrderId(event.payable_id)
    row = order_row(uow, order_id)
    right_amount = row.payable_fen == event.amount_fen
    if right_amount and moved(uow, repository.PAY, OrderAction.PAY, order_id, new_paid_at=event.paid_at):
        sell_lines(uow, order_id, row.order_no)
        uow.emit(OrderPaid(order_id, MemberId(row.member_id), event.payment_id))
        return
    # Read again: the UPDATE may have waited for the closing that won.
    over = order_row(uow, order_id).status == OrderStatus.CLOSED
    reason = RefundReason.LATE if over else RefundReason.DUPLICATE
    request_refund(uow, RequestRefund(event.payment_id, event.amount_fen, reason, event.payment_id))
