"""What WeChat calls: message pushes of shops, the operator's two addresses, and a merchant led back from
WeChat's consent page. The answers to WeChat are WeChat's own words, not problem+json.
"""

from collections.abc import Awaitable
from typing import Any
from urllib.parse import urlencode

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, SkipValidation

from xiaopu.infra.database.scopes import DirectoryScope, ShopScope
from xiaopu.infra.http.requests import AnyRequest
from xiaopu.infra.http.services import OpenUnits
from xiaopu.kernel.errors import NotSignedIn, Refusal
from xiaopu.kernel.ids import ShopId, is_id
from xiaopu.modules.platform.flows.grant import GrantFlows
from xiaopu.modules.platform.flows.take_push import OperatorPushTaker, PushTaker
from xiaopu.modules.tenancy.api import SESSION_COOKIE, merchant_of

MOST_BYTES = 64 * 1024
PATH = "/callbacks/wechat/push/{shop_id:str}"

ThePushTaker = NamedDependency[SkipValidation[PushTaker]]
TheOperatorPushTaker = NamedDependency[SkipValidation[OperatorPushTaker]]
TheGrantFlows = NamedDependency[SkipValidation[GrantFlows]]


@get(PATH, media_type=MediaType.TEXT, include_in_schema=False)
async def prove_address(
    shop_id: FromPath[str], request: AnyRequest, push_taker: ThePushTaker
) -> Response[str]:
    """The check that WeChat makes when the address is saved in its console: `echostr` comes back."""
    if not is_id(shop_id):
        return _told("not_found", 404)
    try:
        echo = await push_taker.echo(ShopScope(ShopId(shop_id)), request.query_params)
    except Refusal as refusal:
        return _refused(refusal)
    return _told(echo, 200)


@post(PATH, media_type=MediaType.TEXT, status_code=200, include_in_schema=False)
async def take_push(shop_id: FromPath[str], request: AnyRequest, push_taker: ThePushTaker) -> Response[str]:
    """`success` only when the push has had its effect; anything unproven is 401 or 403 and has none."""
    body = await request.body()
    if not is_id(shop_id) or len(body) > MOST_BYTES:
        return _told("not_found", 404)
    return await _answered(push_taker.take(ShopScope(ShopId(shop_id)), request.query_params, body))


@post("/callbacks/wechat/component", media_type=MediaType.TEXT, status_code=200, include_in_schema=False)
async def take_operator_push(request: AnyRequest, operator_push_taker: TheOperatorPushTaker) -> Response[str]:
    """授权事件接收 URL of the operator: tickets, authorisations, registrations, filings."""
    body = await request.body()
    if len(body) > MOST_BYTES:
        return _told("not_found", 404)
    return await _answered(operator_push_taker.take(request.query_params, body))


@post(
    "/callbacks/wechat/component/{appid:str}",
    media_type=MediaType.TEXT,
    status_code=200,
    include_in_schema=False,
)
async def take_operator_message(
    appid: FromPath[str], request: AnyRequest, operator_push_taker: TheOperatorPushTaker
) -> Response[str]:
    """消息与事件接收 URL (/$APPID$): what happens in every mini program that trusts the operator."""
    body = await request.body()
    if len(body) > MOST_BYTES or len(appid) > 64:
        return _told("not_found", 404)
    return await _answered(operator_push_taker.take_message(appid, request.query_params, body))


@get("/callbacks/wechat/grant/{way:str}", include_in_schema=False)
async def come_back(
    way: FromPath[str],
    request: AnyRequest,
    units: OpenUnits,
    grant_flows: TheGrantFlows,
    auth_code: FromQuery[str] = "",
) -> Response[bytes]:
    """The way back from WeChat's consent page: only the merchant who began it, signed in, and once. Leads on
    to the console, which says what came of it.
    """
    try:
        cookie = request.cookies.get(SESSION_COOKIE)
        merchant_id = await units.read(DirectoryScope(), merchant_of, cookie)
        scope = await grant_flows.come_back(way[:200], merchant_id)
    except NotSignedIn:
        return _led_to("/console/login", {"grant": "not_signed_in"})
    except Refusal as refusal:
        return _led_to("/console/", {"grant": refusal.code})
    page = f"/console/shops/{scope.shop_id}/launch"
    try:
        appid = await grant_flows.finish_grant(scope, auth_code[:400])
    except Refusal as refusal:
        return _led_to(page, {"grant": refusal.code})
    return _led_to(page, {"grant": "done", "appid": appid})


async def _answered(taken: Awaitable[None]) -> Response[str]:
    try:
        await taken
    except Refusal as refusal:
        return _refused(refusal)
    return _told("success", 200)


def _refused(refusal: Refusal) -> Response[str]:
    return _told(refusal.code, 404 if refusal.status == 409 else refusal.status)


def _told(text: str, status: int) -> Response[str]:
    return Response(text, status_code=status, media_type=MediaType.TEXT)


def _led_to(path: str, query: dict[str, str]) -> Response[bytes]:
    headers = {"Location": f"{path}?{urlencode(query)}", "Cache-Control": "no-store"}
    return Response(b"", status_code=302, headers=headers)


CALLBACK_ROUTES: list[Any] = [
    prove_address,
    take_push,
    take_operator_push,
    take_operator_message,
    come_back,
]
