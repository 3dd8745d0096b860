"""WeChat Pay's notices. The answer is WeChat's own form, not problem+json."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.http.requests import AnyRequest
from xiaopu.kernel.errors import Refusal
from xiaopu.kernel.ids import ShopId, is_id
from xiaopu.modules.payments.flows.take_notice import NoticeTaker

MOST_BYTES = 64 * 1024


@post("/callbacks/wechat/pay/{shop_id:str}", status_code=200, include_in_schema=False)
async def take_notice(
    shop_id: FromPath[str], request: AnyRequest, notice_taker: NamedDependency[SkipValidation[NoticeTaker]]
) -> Response[dict[str, str]]:
    """204-like success only when the notice has had its effect; anything unproven is 401 and has none."""
    body = await request.body()
    if not is_id(shop_id) or len(body) > MOST_BYTES:
        return _fail(404, "not_found")
    try:
        await notice_taker.take(ShopScope(ShopId(shop_id)), list(request.scope["headers"]), body)
    except Refusal as refusal:
        return _fail(401 if refusal.status in (404, 409, 422) else refusal.status, refusal.code)
    return Response({"code": "SUCCESS", "message": "成功"}, status_code=200)


def _fail(status: int, code: str) -> Response[dict[str, str]]:
    return Response({"code": "FAIL", "message": code}, status_code=status)


CALLBACK_ROUTES: list[Any] = [take_notice]
