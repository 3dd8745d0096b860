"""/_sandbox/notices: what was announced, and sending it again."""

from typing import Any

from litestar import Request, get, post
from litestar.exceptions import NotFoundException

from wxsandbox.clock import rfc3339
from wxsandbox.control.routes import world_of


@get("/_sandbox/notices")
async def notices(request: Request[Any, Any, Any], mchid: str = "") -> list[dict[str, Any]]:
    """The newest 500 notices with their state: pending, held, delivered or given_up."""
    rows = world_of(request).store.all(
        "SELECT * FROM notice WHERE :mchid IN ('', mchid) ORDER BY created_ms DESC LIMIT 500", mchid=mchid
    )
    names = ("notice_id", "mchid", "event_type", "url", "state", "tries")
    return [{name: row[name] for name in names} | {"next_at": rfc3339(row["next_ms"])} for row in rows]


@post("/_sandbox/notices/{notice_id:str}/resend", status_code=200)
async def resend(request: Request[Any, Any, Any], notice_id: str) -> dict[str, str]:
    """Sends it now, whatever its state; the schedule starts over."""
    world = world_of(request)
    changed = world.store.run(
        "UPDATE notice SET state = 'pending', tries = 0, next_ms = :now WHERE notice_id = :id",
        now=world.clock.now_ms(),
        id=notice_id,
    )
    if not changed:
        raise NotFoundException("no such notice")
    world.wake.set()
    return {"notice_id": notice_id}


HANDLERS = [notices, resend]
