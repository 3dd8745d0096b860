"""Reactions of orders to what neighbours publish."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.orders.events import RefundDone
from xiaopu.modules.orders.flows.pay_order import KIND
from xiaopu.modules.orders.repository import order_row
from xiaopu.modules.orders.usecases.take_payment import take_payment
from xiaopu.modules.payments.events import PaymentSucceeded, RefundSucceeded


def on_payment(uow: UnitOfWork, event: PaymentSucceeded) -> None:
    """Money for an order."""
    if event.payable_kind == KIND:
        take_payment(uow, event)


def on_refund(uow: UnitOfWork, event: RefundSucceeded) -> None:
    """Money of an order has gone back: the buyer is told."""
    if event.payable_kind == KIND:
        row = order_row(uow, OrderId(event.payable_id))
        uow.emit(
            RefundDone(
                OrderId(row.id), MemberId(row.member_id), event.refund_id, event.amount_fen, event.reason
            )
        )
