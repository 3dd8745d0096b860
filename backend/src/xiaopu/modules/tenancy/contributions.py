"""What tenancy gives to the whole."""

from collections.abc import Sequence
from datetime import timedelta

from xiaopu.infra.outbox import Consumer
from xiaopu.infra.purge import Outdated
from xiaopu.modules.tenancy.events import MerchantSignedUp, PasswordForgotten, StaffInvited
from xiaopu.modules.tenancy.flows.send_link import LinkSender
from xiaopu.modules.tenancy.http.account import ACCOUNT_ROUTES
from xiaopu.modules.tenancy.http.console import CONSOLE_ROUTES
from xiaopu.modules.tenancy.tables import MERCHANT_LINKS, SESSIONS, STAFF_INVITATIONS

__all__ = ["ACCOUNT_ROUTES", "CONSOLE_ROUTES", "OUTDATED", "consumers"]

OUTDATED = (
    Outdated(MERCHANT_LINKS, MERCHANT_LINKS.c.expires_at, timedelta(days=7)),
    Outdated(SESSIONS, SESSIONS.c.expires_at, timedelta(days=7)),
    Outdated(STAFF_INVITATIONS, STAFF_INVITATIONS.c.expires_at, timedelta(days=7)),
)


def consumers(links: LinkSender) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox."""
    return (
        ("tenancy.verification_mail", MerchantSignedUp, links.verification),
        ("tenancy.reset_mail", PasswordForgotten, links.reset),
        ("tenancy.invitation_mail", StaffInvited, links.invitation),
    )
