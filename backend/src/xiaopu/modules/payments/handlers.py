"""Reactions of payments to their own news: what was paid as a proof goes back at once."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.payments.domain.proofs import ProofKind
from xiaopu.modules.payments.events import PaymentSucceeded, RefundSucceeded
from xiaopu.modules.payments.usecases.prove_account import finish_proof, take_proof

_KINDS = frozenset(ProofKind)


def on_payment(uow: UnitOfWork, event: PaymentSucceeded) -> None:
    """Money for a proof."""
    if event.payable_kind in _KINDS:
        take_proof(uow, event)


def on_refund(uow: UnitOfWork, event: RefundSucceeded) -> None:
    """Money of a proof has gone back."""
    if event.payable_kind in _KINDS:
        finish_proof(uow, event)
