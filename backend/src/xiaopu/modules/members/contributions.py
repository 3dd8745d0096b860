"""What members give to the whole."""

from collections.abc import Sequence
from datetime import timedelta

from xiaopu.infra.outbox import Consumer
from xiaopu.infra.purge import Outdated
from xiaopu.modules.members.events import EmailCodeAsked
from xiaopu.modules.members.flows.enter import CodeSender
from xiaopu.modules.members.http.storefront import COMMON_ROUTES, STOREFRONT_ROUTES
from xiaopu.modules.members.tables import EMAIL_CODES, MEMBER_TOKENS, OAUTH_STATES

__all__ = ["COMMON_ROUTES", "OUTDATED", "STOREFRONT_ROUTES", "consumers"]

OUTDATED = (
    Outdated(EMAIL_CODES, EMAIL_CODES.c.expires_at, timedelta(days=7)),
    Outdated(OAUTH_STATES, OAUTH_STATES.c.created_at, timedelta(days=1)),
    Outdated(MEMBER_TOKENS, MEMBER_TOKENS.c.expires_at, timedelta(days=7)),
)


def consumers(codes: CodeSender) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox."""
    return (("members.email_code", EmailCodeAsked, codes.send),)
