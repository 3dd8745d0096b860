"""When all of the money is back, the after-sale is over and the order closed."""

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.aftersales import repository
from xiaopu.modules.aftersales.domain import AftersaleAction
from xiaopu.modules.aftersales.usecases.move_aftersale import move_aftersale
from xiaopu.modules.orders.api import close_refunded
from xiaopu.modules.payments.api import RefundReason, RefundView, payments_of, refunds_of


def finish_when_all_is_back(uow: UnitOfWork, order_id: OrderId) -> bool:
    """Refunding → refunded once every fen that the order's payments took went back; whether it moved.

    The order closes in the same unit; goods that never left come back on the shelf, once.
    """
    row = uow.row(repository.REFUNDING_OF, wanted=order_id)
    if row is None or not _all_is_back(uow, order_id):
        return False
    move_aftersale(uow, row, AftersaleAction.FINISH)
    close_refunded(uow, order_id)
    return True


def refunds_of_order(read: ReadScope, order_id: OrderId) -> list[RefundView]:
    """Refunds that after-sales asked for."""
    payments = payments_of(read, "order", order_id)
    refunds = refunds_of(read, [payment.id for payment in payments])
    return [refund for refund in refunds if refund.reason == RefundReason.AFTERSALE]


def _all_is_back(read: ReadScope, order_id: OrderId) -> bool:
    """Counted in fen from refunds that WeChat called done, whatever they were for."""
    paid = [payment for payment in payments_of(read, "order", order_id) if payment.status == "paid"]
    refunds = refunds_of(read, [payment.id for payment in paid])
    back = sum(refund.amount_fen for refund in refunds if refund.status == "succeeded")
    return back == sum(payment.amount_fen for payment in paid)
