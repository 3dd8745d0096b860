"""WeChat's message push. The answers are WeChat's own words, not problem+json."""

from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.http.requests import AnyRequest
from xiaopu.kernel.errors import Refusal
from xiaopu.kernel.ids import ShopId, is_id
from xiaopu.modules.notices.flows.take_push import PushTaker

MOST_BYTES = 64 * 1024
PATH = "/callbacks/wechat/push/{shop_id:str}"

ThePushTaker = NamedDependency[SkipValidation[PushTaker]]


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
    try:
        await push_taker.take(ShopScope(ShopId(shop_id)), request.query_params, body)
    except Refusal as refusal:
        return _refused(refusal)
    return _told("success", 200)


def _refused(refusal: Refusal) -> Response[str]:
    return _told(refusal.code, 404 if refusal.status == 409 else refusal.status)


def _told(text: str, status: int) -> Response[str]:
    return Response(text, status_code=status, media_type=MediaType.TEXT)


CALLBACK_ROUTES: list[Any] = [prove_address, take_push]
