"""Writing a notice down, in the same unit as the event that it tells of."""

import json
import uuid
from typing import Any

import msgspec

from wxsandbox.world import World

HELD_MS = 60_000


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """A notice before it is sealed; `plain` is what the merchant finds inside."""

    mchid: str
    url: str
    event_type: str
    original_type: str
    summary: str
    plain: dict[str, Any]


def announce(world: World, outgoing: Outgoing) -> None:
    """Queues the notice for the courier; joins the caller's unit. Delay and reordering are decided here.

    Without an APIv3 key nothing can be sealed: then no notice is ever sent.
    """
    sealed = world.store.one("SELECT 1 FROM merchant WHERE mchid = :m AND apiv3_key <> ''", m=outgoing.mchid)
    if sealed is None:
        return
    now = world.clock.now_ms()
    facts = notice_facts(outgoing.mchid, outgoing.event_type, outgoing.plain)
    late = world.faults.take("notice_delay", **facts)
    held = world.faults.take("notice_reorder", **facts)
    wait_ms = int(late.seconds(60) * 1000) if late else HELD_MS if held else 0
    world.store.insert(
        "notice",
        notice_id=str(uuid.uuid4()),
        mchid=outgoing.mchid,
        event_type=outgoing.event_type,
        original_type=outgoing.original_type,
        summary=outgoing.summary,
        url=outgoing.url,
        plain=json.dumps(outgoing.plain, ensure_ascii=False),
        created_ms=now,
        state="held" if held else "pending",
        next_ms=now + wait_ms,
        tricks="",
    )
    world.wake.set()


def notice_facts(mchid: str, event_type: str, plain: dict[str, Any]) -> dict[str, str]:
    """What a fault can match a notice by."""
    facts = {name: value for name, value in plain.items() if isinstance(value, str)}
    return facts | {"mchid": mchid, "event_type": event_type}
