"""The two ciphers of Pay v3: AES-256-GCM for what WeChat pushes, RSA-OAEP for personal data in single fields.

Source: pay.weixin.qq.com, "如何解密证书和回调报文", "如何加解密敏感信息".
"""

from __future__ import annotations

import base64
import binascii
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1

from xiaopu.wechat.errors import DecryptionFailure

AEAD_ALGORITHM = "AEAD_AES_256_GCM"

_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")


def aead_open(key: bytes, *, nonce: str, associated_data: str, ciphertext: str) -> bytes:
    """The plain bytes of a Base64 cipher text (tag of 16 bytes at its end); raises DecryptionFailure.

    `key` is the APIv3 key (32 bytes); the nonce is ASCII of 12 bytes, the associated data may be empty.
    """
    raw = strict_base64(ciphertext)
    if raw is None or len(raw) < 16:
        raise DecryptionFailure("cipher text is not Base64 of at least a tag")
    try:
        return AESGCM(key).decrypt(nonce.encode(), raw, associated_data.encode() or None)
    except (InvalidTag, ValueError):
        raise DecryptionFailure("cipher text does not open with this key") from None


def aead_seal(key: bytes, *, nonce: str, associated_data: str, plain: bytes) -> str:
    """What ``aead_open`` opens. A nonce must never be used twice with one key."""
    return base64.b64encode(
        AESGCM(key).encrypt(nonce.encode(), plain, associated_data.encode() or None)
    ).decode()


def seal_field(key: RSAPublicKey, text: str) -> str:
    """A sensitive field for a request, under WeChat's key; name that key in the header Wechatpay-Serial.

    A 2048-bit key takes at most 214 bytes of UTF-8; a longer text raises ValueError.
    """
    return base64.b64encode(key.encrypt(text.encode(), _oaep())).decode()


def open_field(key: RSAPrivateKey, ciphertext: str) -> str:
    """A sensitive field of an answer, encrypted to the merchant's own certificate.

    Raises DecryptionFailure.
    """
    raw = strict_base64(ciphertext)
    if raw is None:
        raise DecryptionFailure("field is not Base64")
    try:
        return key.decrypt(raw, _oaep()).decode()
    except ValueError:
        raise DecryptionFailure("field does not open with this key") from None


def strict_base64(text: str) -> bytes | None:
    """The bytes of a Base64 text in its one canonical form, or None.

    No spaces, no loose bits in the last letter.
    """
    if not _BASE64.fullmatch(text):
        return None
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if base64.b64encode(raw).decode() == text else None


def _oaep() -> padding.OAEP:
    # WeChat's documents fix SHA-1 for both the hash and the mask; OAEP does not rest on collision resistance.
    digest = SHA1()  # noqa: S303 - fixed by WeChat
    return padding.OAEP(mgf=padding.MGF1(algorithm=digest), algorithm=digest, label=None)
