"""A payment attempt: written down before WeChat hears of it."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import PaymentId
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.trades import Payable, PaymentStatus, next_query, out_trade_no
from xiaopu.modules.payments.errors import PaymentAccountMissing

# A prepay id lives two hours; we stop handing one out a little earlier.
PREPAY_LIFE = timedelta(minutes=110)


class OpenPayment(msgspec.Struct, frozen=True):
    """Who pays what through which channel. `openid` belongs to `appid`: the caller has proven that."""

    payable: Payable
    channel: str
    appid: str
    openid: str
    expires_at: datetime


class Attempt(msgspec.Struct, frozen=True):
    """A payment attempt as the flow needs it; `prepay_id` when one is still good."""

    id: PaymentId
    out_trade_no: str
    prepay_id: str | None


def open_payment(uow: UnitOfWork, command: OpenPayment) -> Attempt:
    """The open attempt of this payer for this payable, or a new one.

    WeChat refuses the same number with other parameters, so an attempt is only used again by the same openid
    under the
    same AppID and for the same amount. Refuses `payment_account_missing`.
    """
    account = uow.row(repository.ACCOUNT)
    if account is None:
        raise PaymentAccountMissing
    payable = command.payable
    for row in uow.rows(repository.PAYMENTS_OF, kind=payable.kind, wanted=payable.id):
        if _is_same(row, command, account.mchid):
            fresh = row.prepaid_at is not None and uow.now - row.prepaid_at < PREPAY_LIFE
            return Attempt(PaymentId(row.id), row.out_trade_no, row.prepay_id if fresh else None)
    payment_id = PaymentId(uow.new_id())
    number = out_trade_no(payment_id, uow.shop_id)
    uow.run(
        repository.ADD_PAYMENT,
        id=payment_id,
        payable_kind=payable.kind,
        payable_id=payable.id,
        subject=payable.subject[:127],
        channel=command.channel,
        appid=command.appid,
        mchid=account.mchid,
        openid=command.openid,
        out_trade_no=number,
        amount_fen=payable.amount_fen,
        status=PaymentStatus.CREATED,
        created_at=uow.now,
        expires_at=command.expires_at,
        next_query_at=next_query(uow.now, uow.now),
    )
    return Attempt(payment_id, number, None)


def record_prepay(uow: UnitOfWork, payment_id: PaymentId, prepay_id: str) -> bool:
    """WeChat gave a prepay id. False when the payment was paid or closed meanwhile: it stays as it is."""
    return uow.run(repository.PREPARE, wanted=payment_id, new_prepay_id=prepay_id, now=uow.now) == 1


def _is_same(row: Row[Any], command: OpenPayment, mchid: str) -> bool:
    return (
        row.status in (PaymentStatus.CREATED, PaymentStatus.OPEN)
        and (row.appid, row.openid, row.mchid) == (command.appid, command.openid, mchid)
        and row.amount_fen == command.payable.amount_fen
        and row.expires_at == command.expires_at
    )
