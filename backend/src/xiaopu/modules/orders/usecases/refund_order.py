"""What after-sales asks of an order: give all its money back, and close it when it is back."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.inventory.api import restock
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.aftersale import AftersaleBrief
from xiaopu.modules.orders.domain.states import OrderAction, OrderStatus, PayWay
from xiaopu.modules.orders.errors import OrderState
from xiaopu.modules.orders.events import OrderClosed
from xiaopu.modules.orders.repository import lines_of, order_row
from xiaopu.modules.orders.usecases.move_order import moved, stock_lines
from xiaopu.modules.payments.api import RefundReason, RequestRefund, payments_of, request_refund

_REFUNDABLE = (OrderStatus.PAID, OrderStatus.SHIPPED)


def refund_whole_order(uow: UnitOfWork, order_id: OrderId, *, source: str) -> int:
    """Ask for all of the order's money that has not gone back; the amount in fen. Refuses `order_state`,
    for an order whose money never came too.

    Money that was counted by hand goes back by hand: WeChat is asked nothing.

    `source` is the after-sale's id: asking again for the same after-sale refunds once.
    """
    row = order_row(uow, order_id)
    if row.status not in _REFUNDABLE or row.paid_at is None:
        raise OrderState(status=row.status)
    if row.pay_by != PayWay.WECHAT:
        return int(row.payable_fen)
    total = 0
    for payment in payments_of(uow, "order", order_id):
        left = payment.amount_fen - payment.refunded_fen
        if payment.status == "paid" and left > 0:
            command = RequestRefund(payment.id, left, RefundReason.AFTERSALE, f"{source}:{payment.id}")
            request_refund(uow, command)
            total += left
    return total


def close_refunded(uow: UnitOfWork, order_id: OrderId) -> bool:
    """Paid or shipped → closed once the money is back. Goods that never left come back on the shelf."""
    row = order_row(uow, order_id)
    why = "退款完成" if row.pay_by == PayWay.WECHAT else "线下退款完成"
    if not moved(uow, repository.REFUND, OrderAction.REFUND, order_id, now=uow.now, why=why):
        return False
    if row.status == OrderStatus.PAID:
        restock(uow, stock_lines(lines_of(uow, order_id)), reason=row.order_no)
    uow.emit(OrderClosed(order_id, MemberId(row.member_id), "refunded"))
    return True


def show_aftersale(uow: UnitOfWork, brief: AftersaleBrief) -> None:
    """What the order's page and lists show of its after-sale; its own row is the truth."""
    uow.run(repository.SHOW_AFTERSALE, wanted=brief.order_id, new_status=brief.status, new_brief=brief)


def set_aftersale_status(uow: UnitOfWork, order_id: OrderId, status: str) -> None:
    """Take the order's row and say that an after-sale begins: who ships or receives at the same moment waits
    here.
    """
    uow.run(repository.SET_AFTERSALE, wanted=order_id, new_status=status)
