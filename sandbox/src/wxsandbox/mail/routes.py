"""/_sandbox/mails: the mailbox for tests and pages."""

from typing import Any

from litestar import Request, get
from litestar.exceptions import NotFoundException

from wxsandbox.control.routes import world_of
from wxsandbox.mail import inbox


@get("/_sandbox/mails")
async def mails(request: Request[Any, Any, Any], to: str = "") -> list[dict[str, Any]]:
    """Mails, newest first."""
    return inbox.listing(world_of(request), to)


@get("/_sandbox/mails/{mail_id:int}")
async def mail(request: Request[Any, Any, Any], mail_id: int) -> dict[str, Any]:
    """One mail."""
    row = world_of(request).store.one("SELECT * FROM mail WHERE mail_id = :id", id=mail_id)
    if row is None:
        raise NotFoundException("no such mail")
    return inbox.public(row)


HANDLERS = [mails, mail]
