"""What after-sales give to the whole."""

from typing import Any

from xiaopu.modules.aftersales.handlers import join_aftersales, leave_aftersales, on_refund
from xiaopu.modules.aftersales.http.console import CONSOLE_ROUTES
from xiaopu.modules.aftersales.http.storefront import STOREFRONT_ROUTES
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.payments.events import RefundSucceeded

PUBLISHED: list[tuple[type, Any]] = [
    (RefundSucceeded, on_refund),
    (MembersJoined, join_aftersales),
    (ErasureAsked, leave_aftersales),
]

__all__ = ["CONSOLE_ROUTES", "PUBLISHED", "STOREFRONT_ROUTES"]
