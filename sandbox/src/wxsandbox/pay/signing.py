"""With which of its two keys WeChat Pay signs, and the headers of a signed message."""

import secrets

from cryptography.hazmat.primitives.asymmetric import rsa

from wxsandbox import sealing, shapes
from wxsandbox.clock import Clock
from wxsandbox.pay.refusals import PayRefusal
from wxsandbox.store import Row
from wxsandbox.world import World

# Put before a signature to see whether a merchant verifies at all; such a message must be refused.
PROBE = "WECHATPAY/SIGNTEST/"


def answering_serial(merchant: Row, asked: str) -> str:
    """The key for an answer: the one that the request's Wechatpay-Serial names, else the merchant's mode.

    Raises PayRefusal for a serial that is none of this merchant's.
    """
    if asked:
        if asked in (merchant["public_key_id"], merchant["platform_serial"]):
            return asked
        raise PayRefusal(400, "PARAM_ERROR", "平台证书序列号Wechatpay-Serial错误")
    return spontaneous_serial(merchant)


def spontaneous_serial(merchant: Row) -> str:
    """The key for a notice: by mode, and in mixed mode by chance."""
    mode = merchant["signing_mode"]
    if mode == "mixed":
        mode = secrets.choice(("public_key", "certificate"))
    return str(merchant["public_key_id"] if mode == "public_key" else merchant["platform_serial"])


def wechat_key(world: World, merchant: Row, serial: str) -> rsa.RSAPrivateKey:
    """The private key behind a serial."""
    of_public_key = serial == merchant["public_key_id"]
    return world.keys.private(merchant["public_key_private_pem" if of_public_key else "platform_private_pem"])


def signature_headers(key: rsa.RSAPrivateKey, serial: str, body: bytes) -> dict[str, str]:
    """The five Wechatpay headers over this body; the timestamp is the wall's."""
    timestamp, nonce = str(Clock.wall_ms() // 1000), shapes.letters(32)
    message = f"{timestamp}\n{nonce}\n".encode() + body + b"\n"
    return {
        "Wechatpay-Serial": serial,
        "Wechatpay-Timestamp": timestamp,
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Signature": sealing.sign(key, message),
        "Wechatpay-Signature-Type": sealing.SCHEME,
    }
