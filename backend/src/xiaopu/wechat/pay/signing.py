"""What the merchant signs: requests, and the parameters with which a page opens the cashier.

Every message is lines that each end in a line feed, the last one too. Source: pay.weixin.qq.com
merchant/4012365337 (requests), merchant/4012365340 (cashier).
"""

from __future__ import annotations

import base64
import secrets
import string
from collections.abc import Callable
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from xiaopu.wechat.wire import unix_seconds

SCHEME = "WECHATPAY2-SHA256-RSA2048"

Clock = Callable[[], datetime]
NonceSource = Callable[[], str]

_LETTERS = string.ascii_letters + string.digits


class RequestPaymentParams(msgspec.Struct, frozen=True, kw_only=True):
    """The argument of ``wx.requestPayment``, field for field; the AppID is signed but not handed over."""

    time_stamp: str = msgspec.field(name="timeStamp")
    nonce_str: str = msgspec.field(name="nonceStr")
    package: str
    sign_type: str = msgspec.field(name="signType")
    pay_sign: str = msgspec.field(name="paySign")


def random_nonce() -> str:
    """32 letters and digits from the system's randomness."""
    return "".join(secrets.choice(_LETTERS) for _ in range(32))


def request_message(method: str, target: str, *, timestamp: int, nonce: str, body: bytes) -> bytes:
    """What is signed for a request; `target` is path and query exactly as sent, `body` empty for GET."""
    return f"{method}\n{target}\n{timestamp}\n{nonce}\n".encode() + body + b"\n"


def cashier_message(appid: str, *, timestamp: int, nonce: str, package: str) -> bytes:
    """What is signed for the cashier; `package` is ``prepay_id=…``."""
    return f"{appid}\n{timestamp}\n{nonce}\n{package}\n".encode()


def sign(key: RSAPrivateKey, message: bytes) -> str:
    """Base64 of the PKCS#1 v1.5 signature over SHA-256; the same message always gives the same text."""
    return base64.b64encode(key.sign(message, PKCS1v15(), SHA256())).decode()


def authorization(mchid: str, serial_no: str, *, timestamp: int, nonce: str, signature: str) -> str:
    """The Authorization header."""
    return (
        f'{SCHEME} mchid="{mchid}",nonce_str="{nonce}",signature="{signature}",'
        f'timestamp="{timestamp}",serial_no="{serial_no}"'
    )


def request_payment_params(
    key: RSAPrivateKey, *, appid: str, prepay_id: str, now: datetime, nonce: str
) -> RequestPaymentParams:
    """The signed parameters for a prepay_id (which lives two hours).

    `appid` is that of the very mini program or service account in which the page runs.
    """
    timestamp = unix_seconds(now)
    package = f"prepay_id={prepay_id}"
    return RequestPaymentParams(
        time_stamp=str(timestamp),
        nonce_str=nonce,
        package=package,
        sign_type="RSA",
        pay_sign=sign(key, cashier_message(appid, timestamp=timestamp, nonce=nonce, package=package)),
    )
