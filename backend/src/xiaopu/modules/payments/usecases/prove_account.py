"""A proof: one fen paid to the shop's own number and given back. One open proof of a kind, any number of old
ones.
"""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row

from xiaopu.infra.crypto.tokens import new_token, token_digest
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import PaymentId
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.proofs import PROOF_FEN, PROOF_LIFE, SUBJECT, ProofKind, ProofStatus
from xiaopu.modules.payments.domain.trades import Payable, RefundReason
from xiaopu.modules.payments.errors import PaymentAccountMissing, ProofNotOpen
from xiaopu.modules.payments.events import PaymentSucceeded, RefundSucceeded
from xiaopu.modules.payments.usecases.open_payment import Attempt, OpenPayment, open_payment, record_prepay
from xiaopu.modules.payments.usecases.request_refund import RequestRefund, request_refund
from xiaopu.modules.tenancy.api import write_audit

NATIVE = "native"
_CODE_SHOWN = "code"


class OpenProof(msgspec.Struct, frozen=True):
    """Which way the fen is to be paid."""

    kind: ProofKind


class Opened(msgspec.Struct, frozen=True):
    """The open proof; `token` is set once, for the clicker who opened a JSAPI proof."""

    id: str
    expires_at: datetime
    code_url: str | None
    token: str | None = None


def open_proof(uow: UnitOfWork, command: OpenProof) -> Opened:
    """A new proof, or the one that another click has just opened: the unique slot decides. Refuses
    `payment_account_missing`.
    """
    if uow.row(repository.ACCOUNT) is None:
        raise PaymentAccountMissing
    token = new_token("xt") if command.kind is ProofKind.JSAPI else None
    proof_id, expires_at = uow.new_id(), uow.now + PROOF_LIFE
    made = uow.run(
        repository.ADD_PROOF[uow.dialect],
        id=proof_id,
        kind=command.kind,
        slot=command.kind,
        status=ProofStatus.WAITING,
        token_hash=None if token is None else token_digest(token),
        created_at=uow.now,
        expires_at=expires_at,
    )
    if not made:
        standing = opened_proof(uow, command.kind)
        if standing is None:
            raise ProofNotOpen
        return standing
    write_audit(uow, "payment_account.prove", f"proof:{proof_id}", after={"kind": command.kind})
    return Opened(proof_id, expires_at, None, token)


def opened_proof(read: ReadScope, kind: ProofKind) -> Opened | None:
    """The open proof of this kind, without its token."""
    row = read.row(repository.OPEN_PROOF, kind=kind)
    return None if row is None else Opened(row.id, row.expires_at, row.code_url)


class ProofPayer(msgspec.Struct, frozen=True):
    """Who pays: nobody yet for Native, an openid under its AppID for JSAPI."""

    channel: str
    appid: str
    openid: str = ""


def attempt_proof(uow: UnitOfWork, proof_id: str, payer: ProofPayer) -> tuple[Attempt, OpenPayment]:
    """The payment of an open proof, written down before WeChat hears of it. Refuses `proof_not_open`."""
    row = uow.row(repository.PROOF, wanted=proof_id)
    if row is None or row.status != ProofStatus.WAITING or row.expires_at <= uow.now:
        raise ProofNotOpen
    payable = Payable(row.kind, row.id, PROOF_FEN, SUBJECT)
    command = OpenPayment(payable, payer.channel, payer.appid, payer.openid, row.expires_at)
    return open_payment(uow, command), command


def show_code(uow: UnitOfWork, proof_id: str, payment_id: PaymentId, code_url: str) -> bool:
    """WeChat gave a code to scan. False when proof or payment are over meanwhile: nobody sees it."""
    noted = uow.run(repository.NOTE_CODE, wanted=proof_id, new_code_url=code_url, new_payment_id=payment_id)
    return record_prepay(uow, payment_id, _CODE_SHOWN) and noted == 1


def proof_of_token(read: ReadScope, token: str) -> Row[Any]:
    """The JSAPI proof behind a link. Refuses `proof_not_open`."""
    row = read.row(repository.PROOF_BY_TOKEN, wanted=token_digest(token))
    if row is None:
        raise ProofNotOpen
    return row


def take_proof(uow: UnitOfWork, event: PaymentSucceeded) -> None:
    """The fen arrived: the proof is paid, and the fen goes back in the same unit."""
    uow.run(
        repository.PROOF_PAID,
        wanted=event.payable_id,
        new_payment_id=event.payment_id,
        new_paid_at=event.paid_at,
    )
    request_refund(
        uow, RequestRefund(event.payment_id, event.amount_fen, RefundReason.CHECK, event.payment_id)
    )


def finish_proof(uow: UnitOfWork, event: RefundSucceeded) -> None:
    """The fen is back."""
    uow.run(repository.PROOF_REFUNDED, wanted=event.payable_id, now=uow.now)


def expire_proof(uow: UnitOfWork, proof_id: str) -> None:
    """Nobody paid in time, and WeChat takes no money for it any more."""
    uow.run(repository.PROOF_EXPIRED, wanted=proof_id, now=uow.now)


def fail_proof(uow: UnitOfWork, proof_id: str, error: str) -> None:
    """WeChat would not open the order; `error` is its code."""
    uow.run(repository.PROOF_FAILED, wanted=proof_id, now=uow.now, error=error[:200])
