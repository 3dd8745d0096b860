"""The only writer of "paid": a trade that WeChat itself told, by a verified notice or by an answer to our
query."""

from typing import Any

from sqlalchemy import Row

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import PaymentId
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.trades import Notice, Trade
from xiaopu.modules.payments.errors import TradeMismatch
from xiaopu.modules.payments.events import PaymentSucceeded


def take_trade_notice(uow: UnitOfWork, notice: Notice, trade: Trade) -> None:
    """A notice, once: its id is a unique key, so a twin changes nothing and is answered with success."""
    if uow.run(repository.TAKE_NOTICE[uow.dialect], id=notice.id, kind="trade", received_at=uow.now):
        settle(uow, trade, noticed=True)


def settle(uow: UnitOfWork, trade: Trade, *, noticed: bool = False) -> None:
    """Move the payment as the trade says and publish `PaymentSucceeded` once.

    Refuses a number that is not ours, any difference in mchid, AppID, amount or currency, and a transaction
    that paid something else (`trade_mismatch`). `noticed`: WeChat came by itself, which proves the APIv3 key.
    Safe to call any number of times, from notices and queries at once: one conditional UPDATE decides.
    """
    row = uow.row(repository.PAYMENT_BY_NUMBER, wanted=trade.out_trade_no)
    if row is None:
        raise TradeMismatch(field="out_trade_no")
    if trade.is_paid:
        _succeed(uow, row, trade, noticed=noticed)
    elif trade.state in ("CLOSED", "REVOKED"):
        uow.run(repository.CLOSE, wanted=row.id, now=uow.now)


def close_payment(uow: UnitOfWork, payment_id: PaymentId) -> None:
    """WeChat has closed it; a payment that was paid meanwhile stays paid."""
    uow.run(repository.CLOSE, wanted=payment_id, now=uow.now)


def _succeed(uow: UnitOfWork, row: Row[Any], trade: Trade, *, noticed: bool) -> None:
    _compare(uow, row, trade)
    paid_at = trade.paid_at or uow.now
    moved = uow.run(
        repository.SUCCEED,
        wanted=row.id,
        new_transaction_id=trade.transaction_id,
        new_paid_at=paid_at,
        new_noticed_at=uow.now if noticed else None,
    )
    if not moved:
        if noticed:
            uow.run(repository.NOTE_NOTICE, wanted=row.id, now=uow.now)
        return
    uow.publish(
        PaymentSucceeded(
            payment_id=PaymentId(row.id),
            payable_kind=row.payable_kind,
            payable_id=row.payable_id,
            amount_fen=row.amount_fen,
            channel=row.channel,
            transaction_id=trade.transaction_id or "",
            paid_at=paid_at,
        )
    )


def _compare(uow: UnitOfWork, row: Row[Any], trade: Trade) -> None:
    """Every fact of the trade against ours; a missing one differs."""
    facts = {
        "mchid": (trade.mchid, row.mchid),
        "appid": (trade.appid, row.appid),
        "amount": (trade.amount_fen, row.amount_fen),
        "currency": (trade.currency, "CNY"),
    }
    for field, (theirs, ours) in facts.items():
        if theirs != ours:
            raise TradeMismatch(field=field)
    if not trade.transaction_id or (row.transaction_id or trade.transaction_id) != trade.transaction_id:
        raise TradeMismatch(field="transaction_id")
    if uow.value(repository.PAID_BY, wanted=trade.transaction_id) not in (None, row.id):
        raise TradeMismatch(field="transaction_id")
