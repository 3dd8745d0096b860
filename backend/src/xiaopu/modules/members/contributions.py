"""What members give to the whole."""

from collections.abc import Sequence

from xiaopu.infra.outbox import Consumer
from xiaopu.modules.members.events import EmailCodeAsked
from xiaopu.modules.members.flows.enter import CodeSender
from xiaopu.modules.members.http.console import CONSOLE_ROUTES
from xiaopu.modules.members.http.storefront import COMMON_ROUTES, STOREFRONT_ROUTES

__all__ = ["COMMON_ROUTES", "CONSOLE_ROUTES", "STOREFRONT_ROUTES", "consumers"]


def consumers(codes: CodeSender) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox."""
    return (("members.email_code", EmailCodeAsked, codes.send),)
