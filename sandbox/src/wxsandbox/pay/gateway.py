"""The door of WeChat Pay: checks who calls, lets faults strike, runs the operation, signs the answer."""

import asyncio
import json
import re
from typing import Any
from urllib.parse import parse_qsl, unquote

from litestar import Request
from litestar.response import Response

from wxsandbox import shapes
from wxsandbox.pay import signing
from wxsandbox.pay.authorization import Signed, authorized_merchant
from wxsandbox.pay.calls import PayCall, Reply
from wxsandbox.pay.operations import OPERATIONS, Known
from wxsandbox.pay.refusals import PayRefusal, param_error
from wxsandbox.pay.uploads import signed_meta
from wxsandbox.store import Row
from wxsandbox.world import World

_HANG_SECONDS = 60.0
_SLOW_SECONDS = 3.0


async def answer(world: World, request: Request[Any, Any, Any]) -> Response[bytes]:
    """One call under /v3, from raw request to signed response."""
    body = await request.body()
    headers = {name.lower(): value for name, value in request.headers.items()}
    raw_path = request.scope["raw_path"].decode("ascii", "replace").split("?")[0]
    query = request.scope["query_string"].decode("ascii", "replace")
    target = f"{raw_path}?{query}" if query else raw_path
    merchant: Row | None = None
    serial, probing = "", False
    try:
        _check_headers(headers, request.method, body)
        text = signed_meta(headers.get("content-type", ""), body)
        merchant = authorized_merchant(
            world, headers.get("authorization", ""), Signed(request.method, target, text)
        )
        serial = signing.answering_serial(merchant, headers.get("wechatpay-serial", ""))
        known, places = _operation(request.method, raw_path)
        fields = dict(parse_qsl(query, keep_blank_values=True))
        call = PayCall(world, merchant, request.method, raw_path, fields, body, headers, places)
        reply = await _with_faults(known, call)
        probing = world.faults.take("signtest_answer", **_facts(call)) is not None
    except PayRefusal as refusal:
        reply = Reply(refusal.status, refusal.body())
    response = _response(world, reply, merchant, serial)
    if probing and "Wechatpay-Signature" in response.headers:
        response.headers["Wechatpay-Signature"] = signing.PROBE + response.headers["Wechatpay-Signature"]
    return response


def _check_headers(headers: dict[str, str], method: str, body: bytes) -> None:
    accepted = headers.get("accept", "")
    if not any(kind in accepted for kind in ("application/json", "*/*", "application/*")):
        raise PayRefusal(400, "PARAM_ERROR", "Http头缺少Accept或Accept不含application/json")
    kind = headers.get("content-type", "")
    if (
        method in ("POST", "PUT", "PATCH")
        and body
        and not kind.startswith(("application/json", "multipart/form-data"))
    ):
        raise param_error("Http头Content-Type有误，请使用application/json", kind[:64], "header")


def _operation(method: str, path: str) -> tuple[Known, dict[str, str]]:
    other_method = False
    for known in OPERATIONS:
        found = re.fullmatch(known.pattern, path)
        if found is None:
            continue
        if known.method == method:
            return known, {name: unquote(value) for name, value in found.groupdict().items()}
        other_method = True
    if other_method:
        raise PayRefusal(405, "INVALID_REQUEST", "请求方法不被支持")
    raise PayRefusal(404, "NOT_FOUND", "请求的接口不存在")


async def _with_faults(known: Known, call: PayCall) -> Reply:
    facts = _facts(call)
    faults = call.world.faults
    if faults.take("frequency_limited", **facts):
        raise PayRefusal(429, "FREQUENCY_LIMITED", "频率超限，请降低请求频率后重试")
    slow = faults.take("slow", **facts)
    if slow:
        await asyncio.sleep(slow.seconds(_SLOW_SECONDS))
    broken = faults.take("system_error_then_success", **facts)
    hanging = faults.take("hang", **facts)
    if broken and not broken.effect_done:
        raise PayRefusal(500, "SYSTEM_ERROR", "系统异常，请用相同参数重新调用")
    if hanging and not hanging.effect_done:
        await asyncio.sleep(hanging.seconds(_HANG_SECONDS))
        raise PayRefusal(500, "SYSTEM_ERROR", "系统异常，请用相同参数重新调用")
    reply = known.run(call)
    call.world.wake.set()
    if broken:
        raise PayRefusal(500, "SYSTEM_ERROR", "系统异常，请用相同参数重新调用")
    if hanging:
        await asyncio.sleep(hanging.seconds(_HANG_SECONDS))
    return reply


def _facts(call: PayCall) -> dict[str, str]:
    facts = {"path": call.path, "method": call.method, "mchid": call.mchid} | call.places
    try:
        body = json.loads(call.body or b"{}")
    except ValueError:
        return facts
    if isinstance(body, dict):
        facts |= {name: value for name, value in body.items() if isinstance(value, str) and name not in facts}
    return facts


def _response(world: World, reply: Reply, merchant: Row | None, serial: str) -> Response[bytes]:
    body = reply.body
    raw = (
        body
        if isinstance(body, bytes)
        else b""
        if body is None
        else json.dumps(body, ensure_ascii=False).encode()
    )
    headers = {"Request-ID": f"{shapes.new_request_id()}-{0 if reply.status < 400 else 268435461}"}
    if merchant is not None and serial and reply.signed:
        key = signing.wechat_key(world, merchant, serial)
        headers |= signing.signature_headers(key, serial, raw)
    return Response(raw, status_code=reply.status, headers=headers, media_type=reply.media_type)
