"""What slides over a shop's page: the cashier and the subscribe sheet; and the pages between shop and
WeChat.
"""

from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from litestar import Request, get
from litestar.response import Redirect, Response

from wxsandbox import people
from wxsandbox.control.routes import world_of
from wxsandbox.device import paying
from wxsandbox.device.codes import new_code
from wxsandbox.device.paying import PayParams
from wxsandbox.pages.rendering import PERSON_COOKIE, asset, holder_of_phone, names_of_people, page
from wxsandbox.pay.addresses import is_loopback
from wxsandbox.pay.trades import CannotPay
from wxsandbox.store import Row
from wxsandbox.world import World

AnyRequest = Request[Any, Any, Any]
SCOPES = ("snsapi_base", "snsapi_userinfo")


@get("/bridge/wechat.js")
async def bridge() -> Response[bytes]:
    """The script that a shop's page includes."""
    return asset("bridge.js")


@get("/cashier")
async def cashier(request: AnyRequest) -> Response[bytes]:
    """The cashier sheet over a JSAPI order; query as for getBrandWCPayRequest, and the page's `origin`."""
    world, query = world_of(request), request.query_params
    params = PayParams(
        **{name: query.get(name, "") for name in ("timeStamp", "nonceStr", "package", "signType", "paySign")}
    )
    appid, origin = query.get("appId", ""), query.get("origin", "")
    try:
        trade = paying.order_for_cashier(world, appid, params)
    except CannotPay as refused:
        return page("cashier.html", trouble=str(refused), given={"origin": origin, "back": ""})
    holder = holder_of_phone(world, request) or people.holder_of(world, appid, trade["openid"]) or ""
    plain = {name: getattr(params, name) for name in params.__struct_fields__}
    body = {"appid": appid, "params": plain}
    return _cashier_page(
        world, trade, holder, {"origin": origin, "endpoint": "/_sandbox/device/pay", "body": body}
    )


@get("/mmpayweb-bin/checkmweb")
async def h5_cashier(request: AnyRequest, package: str = "", redirect_url: str = "") -> Response[bytes]:
    """Where an h5_url leads: WeChat opens beside the browser, and comes back to redirect_url."""
    world = world_of(request)
    try:
        trade = paying.order_for_token(world, package, "MWEB")
    except CannotPay as refused:
        return page("cashier.html", trouble=str(refused), given={"origin": "", "back": redirect_url})
    holder = holder_of_phone(world, request) or names_of_people(world)[0]
    given = {
        "endpoint": "/_sandbox/device/pay-h5",
        "body": {"token": package},
        "origin": "",
        "back": redirect_url,
    }
    return _cashier_page(world, trade, holder, given)


@get("/scan")
async def scanned(request: AnyRequest, code_url: str = "") -> Response[bytes]:
    """What the phone shows after scanning the QR picture of a Native order."""
    world = world_of(request)
    try:
        trade = paying.order_for_token(world, paying.native_token(code_url), "NATIVE")
    except CannotPay as refused:
        return page("cashier.html", trouble=str(refused), given={"origin": "", "back": ""})
    holder = holder_of_phone(world, request) or names_of_people(world)[0]
    given = {
        "endpoint": "/_sandbox/device/scan-native",
        "body": {"code_url": code_url},
        "origin": "*",
        "back": "",
    }
    return _cashier_page(world, trade, holder, given)


@get("/subscribe-sheet")
async def subscribe_sheet(
    request: AnyRequest, appid: str = "", templates: str = "", origin: str = ""
) -> Response[bytes]:
    """The sheet that asks which messages may come."""
    world = world_of(request)
    app = world.store.one("SELECT * FROM app WHERE appid = :appid", appid=appid)
    wanted = [text for text in templates.split(",") if text]
    rows = [
        world.store.one(
            "SELECT * FROM template WHERE template_id = :id AND appid = :appid", id=text, appid=appid
        )
        for text in wanted
    ]
    known = [row for row in rows if row is not None]
    trouble = ""
    if app is None or not wanted or len(known) != len(wanted):
        trouble = "No template data return"
    holder = holder_of_phone(world, request)
    given = {"origin": origin, "appid": appid, "person": holder}
    return page(
        "subscribe.html",
        given=given,
        app_name=app["name"] if app else "",
        templates=known,
        trouble=trouble,
        holder=holder,
        people=names_of_people(world),
    )


@get("/connect/oauth2/authorize")
async def authorize(request: AnyRequest) -> Response[Any]:
    """The OAuth page of a service account: back to redirect_uri with code and state.

    `person` picks without a page, for tests; otherwise the phone's holder goes through and strangers
    choose first.
    """
    world, query = world_of(request), request.query_params
    appid, redirect_uri, scope, person = (
        query.get(name, "") for name in ("appid", "redirect_uri", "scope", "person")
    )
    app = world.store.one("SELECT * FROM app WHERE appid = :appid AND kind = 'service'", appid=appid)
    trouble = _oauth_trouble(app, redirect_uri, query.get("response_type", ""), scope)
    if trouble or app is None:
        return page("oauth-error.html", trouble=trouble)
    chosen = person or holder_of_phone(world, request)
    if not chosen or world.store.one("SELECT 1 FROM person WHERE name = :name", name=chosen) is None:
        return page(
            "oauth.html", app=app, people=names_of_people(world), query=request.scope["query_string"].decode()
        )
    code = new_code(world, kind="oauth", person=chosen, appid=appid, scope=scope)
    answer = Redirect(
        _with_query(redirect_uri, {"code": code, "state": query.get("state", "")}), status_code=302
    )
    if not person or query.get("remember"):
        answer.set_cookie(PERSON_COOKIE, quote(chosen), max_age=365 * 24 * 3600, path="/", samesite="lax")
    return answer


def _cashier_page(world: World, trade: Row, holder: str, given: dict[str, Any]) -> Response[bytes]:
    values = {"back": "", "person": holder} | given
    card = paying.order_card(world, trade)
    return page(
        "cashier.html", trouble="", given=values, card=card, holder=holder, people=names_of_people(world)
    )


def _oauth_trouble(app: Row | None, redirect_uri: str, response_type: str, scope: str) -> str:
    if app is None:
        return "appid 参数错误（10013）"
    if response_type != "code":
        return "response_type 参数错误（10014）"
    if scope not in SCOPES:
        return "scope 参数错误（10005）"
    try:
        parts = urlsplit(redirect_uri)
        host = parts.hostname or ""
    except ValueError:
        return "redirect_uri 参数错误（10003）"
    allowed = is_loopback(host) or host in app["oauth_domains"].split()
    if parts.scheme not in ("http", "https") or not allowed:
        return "redirect_uri 域名与后台配置不一致（10003）"
    return ""


def _with_query(address: str, more: dict[str, str]) -> str:
    parts = urlsplit(address)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *more.items()])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, parts.fragment))


HANDLERS = [bridge, cashier, h5_cashier, scanned, subscribe_sheet, authorize]
