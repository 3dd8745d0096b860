"""Who is calling: the check of `Authorization: WECHATPAY2-SHA256-RSA2048 …`.

The signed text is method, path with query as sent, timestamp, nonce and body, each with a newline after it.
For multipart uploads the signed body is the text of the part called meta.
"""

import re
from typing import Any

import msgspec

from wxsandbox.clock import Clock
from wxsandbox.pay.refusals import PayRefusal, sign_error
from wxsandbox.sealing import SCHEME, verifies
from wxsandbox.store import Row
from wxsandbox.world import World

WINDOW_SECONDS = 300
_PAIR = re.compile(r'\s*([a-z_]+)\s*=\s*"([^"]*)"\s*')
_WANTED = ("mchid", "nonce_str", "timestamp", "serial_no", "signature")


class Signed(msgspec.Struct, frozen=True):
    """What was signed: the request line as sent, and the body's signed text."""

    method: str
    target: str
    text: bytes


def authorized_merchant(world: World, header: str, signed: Signed) -> Row:
    """The merchant whose key signed this request. Raises PayRefusal (401 SIGN_ERROR)."""
    given = _parse(header)
    merchant = world.store.one("SELECT * FROM merchant WHERE mchid = :mchid", mchid=given["mchid"])
    if merchant is None:
        raise sign_error("商户号不存在，请检查 Authorization 中的 mchid", "mchid not exists")
    if given["serial_no"] != merchant["serial_no"]:
        raise sign_error("商户证书序列号有误。请使用签名私钥匹配的证书序列号", "serial_no not match")
    if abs(Clock.wall_ms() / 1000 - int(given["timestamp"])) > WINDOW_SECONDS:
        raise sign_error("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟", "timestamp expired")
    head = f"{signed.method}\n{signed.target}\n{given['timestamp']}\n{given['nonce_str']}\n".encode()
    message = head + signed.text + b"\n"
    if not verifies(world.keys.certified(merchant["certificate_pem"]), message, given["signature"]):
        raise _mismatch(signed, message)
    return merchant


def _parse(header: str) -> dict[str, str]:
    scheme, _, rest = header.partition(" ")
    if scheme != SCHEME:
        raise sign_error("Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》")
    given: dict[str, str] = {}
    for part in rest.split(","):
        pair = _PAIR.fullmatch(part)
        if pair is None or pair[1] in given:
            raise sign_error("Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》")
        given[pair[1]] = pair[2]
    if any(not given.get(name) for name in _WANTED):
        raise sign_error("Http头Authorization值格式错误，缺少必要的认证参数")
    if re.fullmatch(r"[0-9]{1,12}", given["timestamp"]) is None:
        raise sign_error("Http头Authorization中的timestamp不是合法的时间戳")
    return given


def _mismatch(signed: Signed, message: bytes) -> PayRefusal:
    shown = message.decode("utf-8", "replace")
    detail: dict[str, Any] = {
        "field": "signature",
        "location": "authorization",
        "detail": {"issue": "sign not match"},
        "sign_information": {
            "method": signed.method,
            "url": signed.target,
            "truncated_sign_message": shown if len(shown) <= 512 else f"{shown[:256]}...{shown[-256:]}",
            "sign_message_length": len(message),
        },
    }
    return PayRefusal(401, "SIGN_ERROR", "签名错误，请检查后再试", detail)
