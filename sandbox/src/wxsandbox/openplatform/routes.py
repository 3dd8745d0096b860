"""/_sandbox/open and the pages of the open platform: platforms, consent, and the desk where things are
decided.
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec
from litestar import Request, get, post
from litestar.exceptions import ClientException, NotFoundException
from litestar.response import Redirect, Response

from wxsandbox.control.routes import world_of
from wxsandbox.mp import approvals
from wxsandbox.openplatform import desk, drafts, parties, registration, reviewer
from wxsandbox.openplatform.record import Launch, launch_of
from wxsandbox.pages.rendering import page
from wxsandbox.pushes.outbox import NotReady, check_address
from wxsandbox.store import Row
from wxsandbox.world import World

AnyRequest = Request[Any, Any, Any]


class PlatformIn(msgspec.Struct, forbid_unknown_fields=True):
    """`message_url` may hold $APPID$; `domains` are host names separated by spaces."""

    name: str
    auth_url: str = ""
    message_url: str = ""
    domains: str = ""


class DraftIn(msgspec.Struct, forbid_unknown_fields=True):
    """Code that a developer uploaded to the platform's drafts."""

    user_version: str
    user_desc: str = ""
    pages: tuple[str, ...] = ("pages/index/index",)


class StatusIn(msgspec.Struct, forbid_unknown_fields=True):
    """One of registration.STATUSES."""

    status: int


class ConsentIn(msgspec.Struct, forbid_unknown_fields=True):
    """An administrator's yes, or its withdrawal."""

    component_appid: str
    appid: str


class AddressesIn(msgspec.Struct, forbid_unknown_fields=True):
    """Where a platform is reached from now on."""

    auth_url: str
    message_url: str = ""
    domains: str = ""


class BindingIn(msgspec.Struct, forbid_unknown_fields=True):
    """Binds an app to a merchant."""

    appid: str


@post("/_sandbox/open/platforms", status_code=200)
async def open_platform(request: AnyRequest, data: PlatformIn) -> dict[str, str]:
    """Registers a third-party platform; its first ticket is pushed at once."""
    _check_addresses(data.auth_url, data.message_url)
    world = world_of(request)
    row = parties.open_platform(
        world, name=data.name, auth_url=data.auth_url, message_url=data.message_url, domains=data.domains
    )
    parties.push_tickets(world, only=row["appid"])
    return platform_view(row)


@get("/_sandbox/open/platforms")
async def platforms(request: AnyRequest) -> list[dict[str, str]]:
    """Every platform with its secrets."""
    return [
        platform_view(row) for row in world_of(request).store.all("SELECT * FROM component ORDER BY rowid")
    ]


@post("/_sandbox/open/platforms/{appid:str}", status_code=200)
async def move_platform(request: AnyRequest, appid: str, data: AddressesIn) -> dict[str, str]:
    """Gives a platform other addresses, as on the open platform's console; a ticket is pushed at once."""
    _check_addresses(data.auth_url, data.message_url)
    world = world_of(request)
    _platform(world, appid)
    row = parties.move_platform(
        world, appid, auth_url=data.auth_url, message_url=data.message_url, domains=data.domains
    )
    parties.push_tickets(world, only=appid)
    return platform_view(row)


@post("/_sandbox/open/platforms/{appid:str}/drafts", status_code=200)
async def add_draft(request: AnyRequest, appid: str, data: DraftIn) -> dict[str, int]:
    """Puts code into a platform's drafts."""
    world = world_of(request)
    _platform(world, appid)
    code = drafts.Code(data.user_version, data.user_desc, list(data.pages))
    with world.store.unit():
        return {"draft_id": drafts.add_draft(world, appid, code)}


@post("/_sandbox/open/consent", status_code=200)
async def consent(request: AnyRequest, data: ConsentIn) -> dict[str, str]:
    """The administrator authorizes a platform; returns the authorization code that the page would carry
    back.
    """
    world = world_of(request)
    _platform(world, data.component_appid)
    _weapp(world, data.appid)
    return {"auth_code": parties.authorize(world, data.component_appid, data.appid)}


@post("/_sandbox/open/revoke", status_code=200)
async def revoke(request: AnyRequest, data: ConsentIn) -> dict[str, bool]:
    """The administrator withdraws it."""
    return {"revoked": parties.revoke(world_of(request), data.component_appid, data.appid)}


@get("/_sandbox/open/registrations")
async def registrations(request: AnyRequest) -> list[dict[str, Any]]:
    """Fast registrations, newest first."""
    rows = world_of(request).store.all("SELECT * FROM registration ORDER BY registration_id DESC LIMIT 200")
    return [dict(row) for row in rows]


@post("/_sandbox/open/registrations/{registration_id:int}", status_code=200)
async def decide_registration(request: AnyRequest, registration_id: int, data: StatusIn) -> dict[str, Any]:
    """Plays the legal person and the business register."""
    try:
        row = registration.decide(world_of(request), registration_id, data.status)
    except KeyError as unknown:
        raise NotFoundException(f"no waiting registration or no such status: {unknown}") from unknown
    return {"status": row["status"], "appid": row["appid"]}


@post("/_sandbox/merchants/{mchid:str}/bind", status_code=200)
async def bind(request: AnyRequest, mchid: str, data: BindingIn) -> dict[str, str]:
    """Binds an app to a merchant number; only verified apps may be paid for."""
    world = world_of(request)
    _weapp(world, data.appid)
    if world.store.one("SELECT 1 FROM merchant WHERE mchid = :m", m=mchid) is None:
        raise NotFoundException(f"no merchant {mchid}")
    approvals.link_merchant(world, data.appid, mchid)
    return {"mchid": mchid, "appid": data.appid}


@get(["/cgi-bin/componentloginpage", "/wxaopen/safe/bindcomponent", "/safe/bindcomponent"])
async def login_page(request: AnyRequest) -> Response[Any]:
    """The consent page: the administrator picks a mini program, then back to redirect_uri with auth_code.

    `appid` picks without a page, for tests.
    """
    world, query = world_of(request), request.query_params
    component = query.get("component_appid", "")
    code = world.store.one(
        "SELECT * FROM code WHERE code = :code AND kind = 'preauth' AND appid = :c",
        code=query.get("pre_auth_code", ""),
        c=component,
    )
    stale = code is None or code["used_ms"] is not None or code["expires_ms"] < world.clock.now_ms()
    target = query.get("redirect_uri", "")
    if stale or urlsplit(target).scheme not in ("http", "https"):
        return page("oauth-error.html", trouble="预授权码或回调地址无效，请回到服务商页面重试")
    weapps = world.store.all(
        "SELECT * FROM app WHERE kind = 'weapp' ORDER BY created_ms DESC, rowid DESC LIMIT 100"
    )
    appid = query.get("appid", "")
    if world.store.one("SELECT 1 FROM app WHERE kind = 'weapp' AND appid = :a", a=appid) is None:
        text = request.scope["query_string"].decode()
        return page("consent.html", platform=_platform(world, component), weapps=weapps, query=text)
    with world.store.unit():
        used, now = query["pre_auth_code"], world.clock.now_ms()
        world.store.run("UPDATE code SET used_ms = :now WHERE code = :code", now=now, code=used)
        auth_code = parties.authorize(world, component, appid, pre_auth_code=used)
    parts = urlsplit(target)
    more = {"auth_code": auth_code, "expires_in": str(parties.AUTH_CODE_MS // 1000)}
    text = urlencode([*parse_qsl(parts.query), *more.items()])
    return Redirect(urlunsplit((parts.scheme, parts.netloc, parts.path, text, "")), status_code=302)


@get("/open")
async def open_page(request: AnyRequest) -> Response[bytes]:
    """开放平台: platforms, registrations, and the desk."""
    world = world_of(request)
    weapps = world.store.all(
        "SELECT * FROM app WHERE kind = 'weapp' ORDER BY created_ms DESC, rowid DESC LIMIT 50"
    )
    records = [(row, launch_of(world, row["appid"])) for row in weapps]
    cards = [_card(row, launch) for row, launch in records]
    return page(
        "open.html",
        active="/open",
        platforms=world.store.all("SELECT * FROM component ORDER BY rowid DESC"),
        registrations=world.store.all("SELECT * FROM registration ORDER BY registration_id DESC LIMIT 50"),
        statuses=registration.STATUSES,
        cards=cards,
        reasons=desk.AUDIT_REASONS,
        reviewer=reviewer.mode_of(world),
    )


def _card(row: Row, launch: Launch) -> dict[str, Any]:
    submission = reviewer.submission_of(launch)
    clauses = reviewer.read(submission) if submission is not None else []
    return {"app": row, "launch": launch, "waiting": desk.waiting(launch), "clauses": clauses}


def platform_view(row: Row) -> dict[str, str]:
    """What the owner of a platform copies from the open platform's console."""
    names = (
        "appid",
        "name",
        "secret",
        "push_token",
        "encoding_aes_key",
        "auth_url",
        "message_url",
        "domains",
    )
    return {name: row[name] for name in names}


def _check_addresses(*urls: str) -> None:
    for url in urls:
        try:
            if url:
                check_address(url)
        except NotReady as refused:
            raise ClientException(str(refused)) from refused


def _platform(world: World, appid: str) -> Row:
    try:
        return parties.platform_of(world, appid)
    except KeyError as absent:
        raise NotFoundException(f"no platform {appid}") from absent


def _weapp(world: World, appid: str) -> None:
    if world.store.one("SELECT 1 FROM app WHERE appid = :a AND kind = 'weapp'", a=appid) is None:
        raise NotFoundException(f"no mini program {appid}")


HANDLERS = [
    open_platform,
    platforms,
    move_platform,
    add_draft,
    consent,
    revoke,
    registrations,
    decide_registration,
    bind,
    login_page,
    open_page,
]
