"""What platform gives to the whole."""

from collections.abc import Sequence
from datetime import timedelta

from xiaopu.infra.outbox import Consumer
from xiaopu.infra.purge import Outdated
from xiaopu.infra.worker import Schedule
from xiaopu.modules.platform.events import GrantCheckAsked, RegistrationConfirmed
from xiaopu.modules.platform.flows.grant import GrantFlows
from xiaopu.modules.platform.http.callbacks import CALLBACK_ROUTES
from xiaopu.modules.platform.http.console import CONSOLE_ROUTES
from xiaopu.modules.platform.tables import COMPONENT_PUSHES, GRANT_STATES, WECHAT_PUSHES, WECHAT_TOKENS
from xiaopu.modules.platform.tasks import EVERY, RegistrationClock

# WeChat repeats a push within seconds; a month is for looking things up.
OUTDATED = (
    Outdated(WECHAT_PUSHES, WECHAT_PUSHES.c.at, timedelta(days=30)),
    Outdated(COMPONENT_PUSHES, COMPONENT_PUSHES.c.at, timedelta(days=30)),
    Outdated(GRANT_STATES, GRANT_STATES.c.created_at, timedelta(days=1)),
    Outdated(WECHAT_TOKENS, WECHAT_TOKENS.c.expires_at, timedelta(days=1)),
)

__all__ = ["CALLBACK_ROUTES", "CONSOLE_ROUTES", "OUTDATED", "consumers", "schedules"]


def consumers(grants: GrantFlows) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox."""
    return (
        ("platform.grant_check", GrantCheckAsked, grants.check),
        ("platform.registered", RegistrationConfirmed, grants.take_in),
    )


def schedules(clock: RegistrationClock) -> Sequence[Schedule]:
    """Work that comes round."""
    return (Schedule("platform.registrations", clock.run, every=EVERY),)
