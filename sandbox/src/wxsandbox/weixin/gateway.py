"""The door of api.weixin.qq.com: finds the call, checks the access_token, lets faults strike, answers."""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl

from litestar import Request
from litestar.response import Response

from wxsandbox import shapes
from wxsandbox.openplatform.operations import BY_PATH
from wxsandbox.weixin import upkeep
from wxsandbox.weixin.admission import admit
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, Picture
from wxsandbox.weixin.operations import Known
from wxsandbox.world import World

_HANG_SECONDS = 60.0
_SLOW_SECONDS = 3.0


async def answer(world: World, request: Request[Any, Any, Any]) -> Response[bytes]:
    """One call, from raw request to response. Refusals are HTTP 200 with an errcode, as at WeChat."""
    query = dict(parse_qsl(request.scope["query_string"].decode("ascii", "replace"), keep_blank_values=True))
    kind = request.headers.get("content-type", "")
    ip = request.client.host if request.client else ""
    call = ApiCall(world, request.scope["path"], query, await request.body(), kind, ip)
    try:
        known = _known(call.path, request.method)
        admit(call, known)
        upkeep.count(call)
        given = await _with_faults(known, call)
    except ApiRefusal as refusal:
        rid = shapes.new_rid()
        given = {"errcode": refusal.errcode, "errmsg": f"{refusal.errmsg}, rid: {rid}"}
        upkeep.keep_refusal(call, rid, json.dumps(given, ensure_ascii=False))
    if isinstance(given, Picture):
        return Response(given.raw, status_code=200, media_type=given.media_type)
    raw = json.dumps(given, ensure_ascii=False).encode()
    return Response(raw, status_code=200, media_type="application/json; encoding=utf-8")


def _known(path: str, method: str) -> Known:
    known = BY_PATH.get(path)
    if known is None:
        raise ApiRefusal(40066, "invalid url")
    if known.method == method or (known.method == "GET" and method == "POST"):
        return known
    if known.method == "POST":
        raise ApiRefusal(43002, "require POST method")
    raise ApiRefusal(43001, "require GET method")


async def _with_faults(known: Known, call: ApiCall) -> Answer:
    facts = {"path": call.path, "appid": call.app["appid"] if call.app else call.query.get("appid", "")}
    faults = call.world.faults
    if faults.take("frequency_limited", **facts):
        raise ApiRefusal(45011, "api minute-quota reach limit, must slower, retry next minute")
    slow = faults.take("slow", **facts)
    if slow:
        await asyncio.sleep(slow.seconds(_SLOW_SECONDS))
    broken = faults.take("system_error_then_success", **facts)
    hanging = faults.take("hang", **facts)
    if broken and not broken.effect_done:
        raise ApiRefusal(-1, "system error")
    if hanging and not hanging.effect_done:
        await asyncio.sleep(hanging.seconds(_HANG_SECONDS))
        raise ApiRefusal(-1, "system error")
    given = known.run(call)
    if broken:
        raise ApiRefusal(-1, "system error")
    if hanging:
        await asyncio.sleep(hanging.seconds(_HANG_SECONDS))
    return given
