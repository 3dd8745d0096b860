"""Looking at what a merchant typed in before any call: every fault at once, where ``MerchantCredentials``
stops at the first.

Nothing here touches the network, and no answer holds a key. The merchant number stands in the common name of
a merchant certificate, and seems to stand inside a WeChat Pay public key id (``PUB_KEY_ID_01``, ten digits
of the number, a date and a serial: seen, not documented). Source: pay.weixin.qq.com merchant/4012525182
(access), merchant/4013053420 (public key).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import msgspec
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from cryptography.x509.oid import NameOID

_MCHID = re.compile(r"[0-9]{8,10}", re.ASCII)
_SERIAL = re.compile(r"[0-9A-Fa-f]{8,64}", re.ASCII)
_APIV3 = re.compile(r"[0-9A-Za-z]{32}", re.ASCII)
_PUBLIC_KEY_ID = re.compile(r"PUB_KEY_ID_[0-9A-Za-z]{8,64}", re.ASCII)
_ID_OF_MCHID = re.compile(r"PUB_KEY_ID_01([0-9]{10})[0-9]{10,}", re.ASCII)
_SMALLEST_KEY = 2048


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed or uploaded; empty texts are looked at like any other. No ``repr`` of keys."""

    mchid: str
    serial_no: str
    private_key_pem: str
    apiv3_key: str
    public_key_id: str
    public_key_pem: str
    certificate_pem: str = ""

    def __repr__(self) -> str:
        return f"Typed({self.mchid!r})"


def examine(typed: Typed, now: datetime) -> list[tuple[str, str | None]]:
    """(code, detail) of every fault; a detail is a number that may be shown. Costs one RSA check."""
    return [*_numbers(typed), *_keys(typed), *_certificate(typed, now)]


def _numbers(typed: Typed) -> Iterator[tuple[str, str | None]]:
    if not _MCHID.fullmatch(typed.mchid):
        yield "mchid_malformed", None
    if not _SERIAL.fullmatch(typed.serial_no):
        yield "serial_malformed", None
    if not _APIV3.fullmatch(typed.apiv3_key) or len(set(typed.apiv3_key)) == 1:
        yield "apiv3_key_malformed", None
    if not _PUBLIC_KEY_ID.fullmatch(typed.public_key_id):
        yield "public_key_id_malformed", None
    named = _ID_OF_MCHID.fullmatch(typed.public_key_id)
    if named is not None and _MCHID.fullmatch(typed.mchid) and named[1] != typed.mchid.zfill(10):
        yield "public_key_of_another", named[1]


def _keys(typed: Typed) -> Iterator[tuple[str, str | None]]:
    private, private_fault = _private(typed.private_key_pem)
    public, public_fault = _public(typed.public_key_pem)
    if private_fault is not None:
        yield private_fault, None
    if public_fault is not None:
        yield public_fault, None
    if private is not None and public is not None and _same(private.public_key(), public):
        yield "public_key_is_own", None


def _certificate(typed: Typed, now: datetime) -> Iterator[tuple[str, str | None]]:
    if not typed.certificate_pem.strip():
        return
    try:
        found = x509.load_pem_x509_certificate(typed.certificate_pem.strip().encode())
        public = found.public_key()
    except (ValueError, TypeError, UnsupportedAlgorithm):
        yield "certificate_malformed", None
        return
    serial = f"{found.serial_number:X}"
    if serial.lstrip("0") != typed.serial_no.upper().lstrip("0"):
        yield "certificate_serial_differs", serial
    holder = _holder(found)
    if holder and holder != typed.mchid:
        yield "certificate_of_another", holder
    private, _ = _private(typed.private_key_pem)
    if private is not None and not _same(private.public_key(), public):
        yield "certificate_key_differs", None
    if now > found.not_valid_after_utc:
        yield "certificate_expired", f"{found.not_valid_after_utc:%Y-%m-%d}"


def _private(pem: str) -> tuple[RSAPrivateKey | None, str | None]:
    text = pem.strip()
    if "ENCRYPTED" in text:
        return None, "private_key_encrypted"
    if text.startswith("-----BEGIN") and "PRIVATE KEY-----" not in text.splitlines()[0]:
        return None, "private_key_wrong_header"
    try:
        key = load_pem_private_key(text.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None, "private_key_malformed"
    if not isinstance(key, RSAPrivateKey) or key.key_size < _SMALLEST_KEY:
        return None, "private_key_short"
    return key, None


def _public(pem: str) -> tuple[RSAPublicKey | None, str | None]:
    text = pem.strip()
    if text.startswith("-----BEGIN") and "PUBLIC KEY-----" not in text.splitlines()[0]:
        return None, "public_key_wrong_header"
    try:
        key = load_pem_public_key(text.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None, "public_key_malformed"
    if not isinstance(key, RSAPublicKey) or key.key_size < _SMALLEST_KEY:
        return None, "public_key_short"
    return key, None


def _same(one: RSAPublicKey, other: object) -> bool:
    return isinstance(other, RSAPublicKey) and one.public_numbers() == other.public_numbers()


def _holder(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""
