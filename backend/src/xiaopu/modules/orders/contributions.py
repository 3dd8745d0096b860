"""What orders give to the whole."""

from collections.abc import Sequence
from functools import partial

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import Handler
from xiaopu.infra.worker import Schedule
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.orders.handlers import on_payment, on_refund
from xiaopu.modules.orders.http.console import CONSOLE_ROUTES
from xiaopu.modules.orders.http.storefront import STOREFRONT_ROUTES
from xiaopu.modules.orders.tasks import EVERY, OrderClock
from xiaopu.modules.orders.usecases.leave_members import forget_recipients, move_orders
from xiaopu.modules.payments.events import PaymentSucceeded, RefundSucceeded

__all__ = ["CONSOLE_ROUTES", "STOREFRONT_ROUTES", "published", "schedules"]


def published(vault: Vault) -> Sequence[tuple[type, Handler]]:
    """(event, handler) run in the publisher's unit."""
    return (
        (PaymentSucceeded, on_payment),
        (RefundSucceeded, on_refund),
        (MembersJoined, move_orders),
        (ErasureAsked, partial(forget_recipients, vault=vault)),
    )


def schedules(clock: OrderClock) -> Sequence[Schedule]:
    """Work that comes round."""
    return (
        Schedule("orders.close_unpaid", clock.close_unpaid, every=EVERY),
        Schedule("orders.receive_shipped", clock.receive_shipped, every=EVERY),
    )
