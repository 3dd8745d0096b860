"""What the launch gives to the whole."""

from collections.abc import Sequence

from xiaopu.infra.worker import Schedule
from xiaopu.modules.launch.flows.look import EVERY, Looking
from xiaopu.modules.launch.http.console import CONSOLE_ROUTES
from xiaopu.modules.launch.http.open import OPEN_ROUTES
from xiaopu.modules.launch.http.storefront import STOREFRONT_ROUTES

__all__ = ["CONSOLE_ROUTES", "OPEN_ROUTES", "STOREFRONT_ROUTES", "schedules"]


def schedules(looking: Looking) -> Sequence[Schedule]:
    """Waiting steps are looked at by themselves."""
    return (Schedule("launch.look", looking.look_at_waiting, every=EVERY),)
