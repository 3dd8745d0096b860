"""What payments give to the whole."""

from collections.abc import Sequence

from xiaopu.infra.outbox import Consumer
from xiaopu.infra.worker import Schedule
from xiaopu.modules.payments.events import RefundRequested
from xiaopu.modules.payments.flows.refund import RefundFlows
from xiaopu.modules.payments.http.callbacks import CALLBACK_ROUTES
from xiaopu.modules.payments.http.console import CONSOLE_ROUTES
from xiaopu.modules.payments.tasks import EVERY, PaymentSweep

__all__ = ["CALLBACK_ROUTES", "CONSOLE_ROUTES", "consumers", "schedules"]


def consumers(refunds: RefundFlows) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox."""
    return (("payments.refund", RefundRequested, refunds.send),)


def schedules(sweep: PaymentSweep) -> Sequence[Schedule]:
    """Work that comes round."""
    return (Schedule("payments.sweep", sweep.run, every=EVERY),)
