"""/_sandbox/open: the reviewer who reads, and what else people behind WeChat decide."""

from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.exceptions import ClientException, NotFoundException

from wxsandbox.control.routes import world_of
from wxsandbox.openplatform import desk, reviewer
from wxsandbox.openplatform.record import keep_launch, launch_of
from wxsandbox.world import World

AnyRequest = Request[Any, Any, Any]


class DecisionIn(msgspec.Struct, forbid_unknown_fields=True):
    """`what` is audit, name, category, interface, verification, filing or order_path; verdict accept, reject,
    for audit also delay or auto. `fields` belong to a filing.
    """

    what: str
    verdict: str
    reason: str = ""
    fields: list[dict[str, str]] = []


class ReviewerIn(msgspec.Struct, forbid_unknown_fields=True):
    """`mode` is hand or auto; empty, for one mini program, follows the general setting."""

    mode: str
    after_seconds: int = 60


class SmsIn(msgspec.Struct, forbid_unknown_fields=True):
    """1 waiting, 2 answered, 3 too late."""

    status: int


class DeveloperIn(msgspec.Struct, forbid_unknown_fields=True):
    """A mini program whose uploads are the platform's drafts."""

    appid: str


@post("/_sandbox/open/weapps/{appid:str}/decide", status_code=200)
async def decide(request: AnyRequest, appid: str, data: DecisionIn) -> dict[str, Any]:
    """Plays the reviewer; returns what is left to decide."""
    world = _with_weapp(request, appid)
    try:
        _decide(world, appid, data)
    except desk.NothingToDecide as nothing:
        raise ClientException(str(nothing)) from nothing
    except desk.NotYet as early:
        extra = {"reason": early.reason, "errcode": 0}
        raise ClientException(str(early), extra=extra) from early
    return {"waiting": desk.waiting(launch_of(world, appid))}


@get("/_sandbox/open/reviewer")
async def general_mode(request: AnyRequest) -> dict[str, Any]:
    """How reviews end where nothing else was set."""
    mode, seconds = reviewer.mode_of(world_of(request))
    return {"mode": mode, "after_seconds": seconds}


@post("/_sandbox/open/reviewer", status_code=200)
async def set_general_mode(request: AnyRequest, data: ReviewerIn) -> dict[str, Any]:
    """Sets it."""
    _check_mode(data, (reviewer.HAND, reviewer.AUTO))
    world = world_of(request)
    reviewer.set_mode(world, data.mode, data.after_seconds)
    world.wake.set()
    return {"mode": data.mode, "after_seconds": data.after_seconds}


@post("/_sandbox/open/weapps/{appid:str}/reviewer", status_code=200)
async def set_own_mode(request: AnyRequest, appid: str, data: ReviewerIn) -> dict[str, Any]:
    """Sets it for one mini program."""
    _check_mode(data, ("", reviewer.HAND, reviewer.AUTO))
    world = _with_weapp(request, appid)
    launch = launch_of(world, appid)
    launch.reviewer, launch.reviewer_seconds = data.mode, data.after_seconds
    keep_launch(world, appid, launch)
    world.wake.set()
    mode, seconds = reviewer.mode_of(world, launch)
    return {"mode": mode, "after_seconds": seconds}


@get("/_sandbox/open/weapps/{appid:str}/reading")
async def reading(request: AnyRequest, appid: str) -> dict[str, Any]:
    """What the reviewer would write; decides nothing."""
    world = _with_weapp(request, appid)
    submission = reviewer.submission_of(launch_of(world, appid))
    clauses = reviewer.read(submission) if submission is not None else []
    return {"clauses": [{"reason": one.reason, "words": f"{one.heading}：{one.words}"} for one in clauses]}


@post("/_sandbox/open/weapps/{appid:str}/sms", status_code=200)
async def set_sms(request: AnyRequest, appid: str, data: SmsIn) -> dict[str, int]:
    """Puts a filing's short message into a state."""
    world = _with_weapp(request, appid)
    if data.status not in (1, 2, 3):
        raise ClientException("status: 1, 2 or 3")
    launch = launch_of(world, appid)
    launch.sms, launch.sms_asked_at = data.status, world.clock.now_ms() // 1000
    keep_launch(world, appid, launch)
    return {"status": data.status}


@post("/_sandbox/open/platforms/{component:str}/developers", status_code=200)
async def add_developer(request: AnyRequest, component: str, data: DeveloperIn) -> dict[str, str]:
    """From now on this mini program's uploads go to the platform's drafts."""
    world = _with_weapp(request, data.appid)
    if world.store.one("SELECT 1 FROM component WHERE appid = :a", a=component) is None:
        raise NotFoundException(f"no platform {component}")
    launch = launch_of(world, data.appid)
    launch.develops_for = component
    keep_launch(world, data.appid, launch)
    return {"appid": data.appid, "component_appid": component}


def _decide(world: World, appid: str, data: DecisionIn) -> None:
    choices = {
        "name": desk.decide_name,
        "category": desk.decide_category,
        "interface": desk.decide_interface,
        "verification": desk.decide_verification,
        "order_path": desk.decide_order_path,
    }
    accepted = data.verdict == "accept"
    if data.what == "audit" and data.verdict == "auto":
        reviewer.decide(world, appid)
    elif data.what == "audit" and data.verdict in ("accept", "reject", "delay"):
        desk.decide_audit(world, appid, data.verdict, data.reason)
    elif data.what == "filing" and data.verdict in ("accept", "reject"):
        desk.decide_filing(world, appid, accepted=accepted, reason=data.reason, fields=data.fields)
    elif data.what in choices and data.verdict in ("accept", "reject"):
        choices[data.what](world, appid, accepted=accepted, reason=data.reason)
    else:
        raise ClientException(f"what: audit, filing, {', '.join(choices)}; verdict: accept, reject")


def _check_mode(data: ReviewerIn, modes: tuple[str, ...]) -> None:
    if data.mode not in modes or not 0 <= data.after_seconds <= 30 * 24 * 3600:
        raise ClientException("mode: hand or auto; after_seconds: 0 to 30 days")


def _with_weapp(request: AnyRequest, appid: str) -> World:
    world = world_of(request)
    if world.store.one("SELECT 1 FROM app WHERE appid = :a AND kind = 'weapp'", a=appid) is None:
        raise NotFoundException(f"no mini program {appid}")
    return world


HANDLERS = [
    decide,
    general_mode,
    set_general_mode,
    set_own_mode,
    reading,
    set_sms,
    add_developer,
]
