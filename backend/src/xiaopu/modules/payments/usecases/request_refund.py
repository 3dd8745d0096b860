"""Asking for money to go back: set aside in the same unit, sent by the worker."""

from datetime import timedelta

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import PaymentId
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain import Notice, PaymentStatus, RefundReason, RefundState, RefundStatus
from xiaopu.modules.payments.errors import PaymentNotPaid, RefundTooMuch, TradeMismatch
from xiaopu.modules.payments.events import RefundRequested, RefundSucceeded

FIRST_QUERY = timedelta(seconds=30)


class RequestRefund(msgspec.Struct, frozen=True):
    """`source` names the cause (an after-sale's id, the payment's own id): one refund per (reason, source),
    ever.
    """

    payment_id: PaymentId
    amount_fen: int
    reason: RefundReason
    source: str


def request_refund(uow: UnitOfWork, command: RequestRefund) -> str:
    """The refund's id. Refuses more than is left (`refund_too_much`); the same source again gets the same
    refund.
    """
    row = uow.row(repository.REFUND_BY_SOURCE, why=command.reason, wanted=command.source)
    if row is not None:
        return str(row.id)
    if command.amount_fen <= 0:
        raise RefundTooMuch
    if not uow.run(repository.SET_ASIDE, wanted=command.payment_id, more_fen=command.amount_fen):
        payment = uow.row(repository.PAYMENT, wanted=command.payment_id)
        if payment is None:
            raise NotFound
        raise RefundTooMuch() if payment.status == PaymentStatus.PAID else PaymentNotPaid()
    refund_id = uow.new_id()
    uow.run(
        repository.ADD_REFUND[uow.dialect],
        id=refund_id,
        payment_id=command.payment_id,
        out_refund_no=f"r{refund_id}",
        amount_fen=command.amount_fen,
        reason=command.reason,
        source=command.source,
        status=RefundStatus.CREATED,
        created_at=uow.now,
        next_query_at=None,
    )
    uow.emit(RefundRequested(refund_id))
    return refund_id


def record_refund(uow: UnitOfWork, state: RefundState) -> None:
    """Move the refund as WeChat says; publishes `RefundSucceeded` once. A refund that WeChat closed frees
    its amount.

    Arrival order does not matter: a final state is never left again.
    """
    row = uow.row(repository.REFUND_BY_NUMBER, wanted=state.out_refund_no)
    if row is None:
        raise NotFound
    if state.amount_fen is not None and state.amount_fen != row.amount_fen:
        raise TradeMismatch(field="refund_amount")
    waits = state.status is RefundStatus.PROCESSING
    moved = uow.run(
        repository.MOVE_REFUND,
        wanted=row.id,
        new_status=state.status,
        new_refund_id=state.refund_id or row.wechat_refund_id,
        new_done_at=state.done_at if state.status is RefundStatus.SUCCEEDED else None,
        next_at=uow.now + FIRST_QUERY if waits else None,
    )
    if not moved:
        return
    if state.status is RefundStatus.CLOSED:
        uow.run(repository.FREE_AGAIN, wanted=row.payment_id, less_fen=row.amount_fen)
    if state.status is RefundStatus.SUCCEEDED:
        payment = uow.row(repository.PAYMENT, wanted=row.payment_id)
        if payment is not None:
            uow.publish(
                RefundSucceeded(
                    refund_id=row.id,
                    payment_id=PaymentId(row.payment_id),
                    payable_kind=payment.payable_kind,
                    payable_id=payment.payable_id,
                    amount_fen=row.amount_fen,
                    reason=row.reason,
                    source=row.source,
                )
            )


def take_refund_notice(uow: UnitOfWork, notice: Notice, state: RefundState) -> None:
    """A refund notice, once."""
    if uow.run(repository.TAKE_NOTICE[uow.dialect], id=notice.id, kind="refund", received_at=uow.now):
        record_refund(uow, state)
