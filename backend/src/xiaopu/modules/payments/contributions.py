"""What payments give to the whole."""

from collections.abc import Sequence

from xiaopu.infra.database.unit import Handler
from xiaopu.infra.outbox import Consumer
from xiaopu.infra.worker import Schedule
from xiaopu.modules.payments.events import PaymentSucceeded, RefundRequested, RefundSucceeded
from xiaopu.modules.payments.flows.refund import RefundFlows
from xiaopu.modules.payments.handlers import on_payment, on_refund
from xiaopu.modules.payments.http.callbacks import CALLBACK_ROUTES
from xiaopu.modules.payments.http.console import CONSOLE_ROUTES
from xiaopu.modules.payments.tasks import EVERY, POLL_EVERY, ApplymentPoll, PaymentSweep, ProofSweep

PUBLISHED: Sequence[tuple[type, Handler]] = ((PaymentSucceeded, on_payment), (RefundSucceeded, on_refund))

__all__ = ["CALLBACK_ROUTES", "CONSOLE_ROUTES", "PUBLISHED", "consumers", "schedules"]


def consumers(refunds: RefundFlows) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox."""
    return (("payments.refund", RefundRequested, refunds.send),)


def schedules(sweep: PaymentSweep, proofs: ProofSweep, applyments: ApplymentPoll) -> Sequence[Schedule]:
    """Work that comes round."""
    return (
        Schedule("payments.sweep", sweep.run, every=EVERY),
        Schedule("payments.proofs", proofs.run, every=EVERY),
        Schedule("payments.applyments", applyments.run, every=POLL_EVERY),
    )
