"""Asking for money to go back: set aside in the same unit, sent by the worker."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import PaymentId
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.trades import (
    Notice,
    PaymentStatus,
    RefundReason,
    RefundState,
    RefundStatus,
)
from xiaopu.modules.payments.errors import PaymentNotPaid, RefundTooMuch, TradeMismatch
from xiaopu.modules.payments.events import RefundRequested, RefundSucceeded
from xiaopu.modules.payments.usecases.raise_alert import raise_alert

# How long until WeChat is asked again: an accepted refund is done soon, an abnormal one waits for a person.
_ASK_AGAIN = {RefundStatus.PROCESSING: timedelta(seconds=30), RefundStatus.ABNORMAL: timedelta(hours=1)}
MOST_TRIES = 10


class RequestRefund(msgspec.Struct, frozen=True):
    """`source` names the cause (an after-sale's id, the payment's own id), without a slash: one refund per
    (reason, source), but for those that WeChat closed.
    """

    payment_id: PaymentId
    amount_fen: int
    reason: RefundReason
    source: str


def request_refund(uow: UnitOfWork, command: RequestRefund) -> str:
    """The refund's id. Refuses more than is left (`refund_too_much`); a refusal must leave the unit.

    The same source again gets the same refund, under the unique key that parallel requests fight over. One
    that WeChat closed is over: asking again then makes another, under a new number.
    """
    if command.amount_fen <= 0:
        raise RefundTooMuch
    payment = uow.row(repository.PAYMENT, wanted=command.payment_id)
    if payment is None:
        raise NotFound
    refund_id, made = _claim(uow, command)
    if not made:
        return refund_id
    if not uow.run(repository.SET_ASIDE, wanted=command.payment_id, more_fen=command.amount_fen):
        raise RefundTooMuch() if payment.status == PaymentStatus.PAID else PaymentNotPaid()
    uow.emit(RefundRequested(refund_id))
    return refund_id


def _claim(uow: UnitOfWork, command: RequestRefund) -> tuple[str, bool]:
    """(refund, whether it was made now)."""
    refund_id = uow.new_id()
    for source in _tries(command.source):
        made = uow.run(
            repository.ADD_REFUND[uow.dialect],
            id=refund_id,
            payment_id=command.payment_id,
            out_refund_no=f"r{refund_id}",
            amount_fen=command.amount_fen,
            reason=command.reason,
            source=source,
            status=RefundStatus.CREATED,
            created_at=uow.now,
            next_query_at=None,
        )
        if made:
            return refund_id, True
        standing = uow.row(repository.REFUND_BY_SOURCE, why=command.reason, wanted=source)
        if standing is not None and standing.status != RefundStatus.CLOSED:
            return str(standing.id), False
    raise RefundTooMuch


def _tries(source: str) -> Iterator[str]:
    yield source
    yield from (f"{source}/{number}" for number in range(2, MOST_TRIES + 1))


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
    pause = _ASK_AGAIN.get(state.status)
    moved = uow.run(
        repository.MOVE_REFUND,
        wanted=row.id,
        new_status=state.status,
        new_refund_id=state.refund_id or row.wechat_refund_id,
        new_done_at=state.done_at if state.status is RefundStatus.SUCCEEDED else None,
        next_at=uow.now + pause if pause else None,
    )
    if not moved:
        return
    if state.status is RefundStatus.CLOSED:
        uow.run(repository.FREE_AGAIN, wanted=row.payment_id, less_fen=row.amount_fen)
        # Nobody asks again by himself: a person must see that this money has not gone back.
        raise_alert(uow, "refund_closed", {"out_refund_no": row.out_refund_no})
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
                    source=row.source.partition("/")[0],
                )
            )


def take_refund_notice(uow: UnitOfWork, notice: Notice, state: RefundState) -> None:
    """A refund notice, once."""
    if uow.run(repository.TAKE_NOTICE[uow.dialect], id=notice.id, kind="refund", received_at=uow.now):
        record_refund(uow, state)
