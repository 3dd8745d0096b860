"""The paths of WeChat's hosts on this one origin."""

from typing import Any

from litestar import HttpMethod, Request, route
from litestar.response import Response

from wxsandbox.control.routes import world_of
from wxsandbox.pay import gateway as pay_gateway
from wxsandbox.weixin import gateway as weixin_gateway

_EVERY_METHOD = [HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE]
_WEIXIN_PATHS = [
    "/cgi-bin/{rest:path}",
    "/sns/{rest:path}",
    "/wxa/{rest:path}",
    "/wxaapi/{rest:path}",
    "/datacube/{rest:path}",
]


@route("/v3/{rest:path}", http_method=_EVERY_METHOD)
async def pay_v3(request: Request[Any, Any, Any]) -> Response[bytes]:
    """api.mch.weixin.qq.com."""
    return await pay_gateway.answer(world_of(request), request)


@route(_WEIXIN_PATHS, http_method=[HttpMethod.GET, HttpMethod.POST])
async def weixin(request: Request[Any, Any, Any]) -> Response[bytes]:
    """api.weixin.qq.com."""
    return await weixin_gateway.answer(world_of(request), request)


HANDLERS = [pay_v3, weixin]
