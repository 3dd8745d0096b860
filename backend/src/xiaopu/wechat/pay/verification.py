"""Proof that an answer or a notice is WeChat's: five headers over the exact bytes, inside five minutes.

Which key is used is decided by the header Wechatpay-Serial alone: ``PUB_KEY_ID_…`` names a WeChat Pay
public key, anything else a platform certificate; both kinds live side by side in ``PlatformKeys``. The
serial number itself is not covered by the signature, so it is compared exactly. Source: pay.weixin.qq.com
merchant/4013053420, update-pub-key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from xiaopu.wechat.errors import (
    BadConfiguration,
    SignatureHeaderInvalid,
    SignatureMismatch,
    SignatureProbe,
    SignatureStale,
    UnknownSerial,
)
from xiaopu.wechat.pay.credentials import (
    MerchantCredentials,
    PlatformCertificate,
    certificate_key,
    certificate_of,
    public_key_of,
)
from xiaopu.wechat.pay.encryption import strict_base64
from xiaopu.wechat.pay.signing import SCHEME
from xiaopu.wechat.wire import unix_seconds

WINDOW_S = 300
PROBE_PREFIX = "WECHATPAY/SIGNTEST/"

Headers = Mapping[str, str] | Sequence[tuple[str, str]] | Sequence[tuple[bytes, bytes]]

_TIMESTAMP = re.compile(r"[1-9][0-9]{0,11}", re.ASCII)
_NONCE = re.compile(r"[!-~]{1,128}", re.ASCII)
_SERIAL = re.compile(r"[0-9A-Za-z_\-]{1,128}", re.ASCII)


class SignatureHeaders(msgspec.Struct, frozen=True):
    """The signature headers of one message, well-formed but not yet believed."""

    serial: str
    timestamp: int
    nonce: str
    signature: str


class PlatformKeys:
    """WeChat's keys by serial number; certificates can be added while calls run."""

    def __init__(self, credentials: MerchantCredentials) -> None:
        self._public = {key_id: public_key_of(pem) for key_id, pem in credentials.public_keys.items()}
        self._certificates: dict[str, tuple[PlatformCertificate, RSAPublicKey]] = {}
        for pem in credentials.certificates:
            self.add(certificate_of(pem))

    def add(self, certificate: PlatformCertificate) -> None:
        """Takes a certificate in; the same one again changes nothing."""
        self._certificates[certificate.serial_no] = (certificate, certificate_key(certificate))

    def certificates(self) -> list[PlatformCertificate]:
        """All certificates held, newest last: what a caller stores to have them after a restart."""
        return sorted((held for held, _ in self._certificates.values()), key=lambda held: held.not_before)

    def find(self, serial: str, now: datetime) -> RSAPublicKey:
        """The key of that number; a certificate outside its life counts as unknown. Raises UnknownSerial."""
        if serial in self._public:
            return self._public[serial]
        held = self._certificates.get(serial)
        if held is None or not held[0].not_before <= now <= held[0].not_after:
            raise UnknownSerial(serial)
        return held[1]

    def for_encryption(self, now: datetime) -> tuple[str, RSAPublicKey]:
        """(serial, key) for sensitive fields.

        A public key goes before certificates, the newest of them first.

        Raises BadConfiguration when neither is there.
        """
        preferred = self.preferred_serial(now)
        if preferred is None:
            raise BadConfiguration("platform key", "neither a public key nor a valid certificate is there")
        return preferred, self.find(preferred, now)

    def preferred_serial(self, now: datetime) -> str | None:
        """The number that requests name, so that the answer is signed with it.

        None when no key is there yet.
        """
        if self._public:
            return max(self._public)
        valid = [held.serial_no for held in self.certificates() if held.not_before <= now <= held.not_after]
        return valid[-1] if valid else None


def signature_headers(headers: Headers) -> SignatureHeaders:
    """The signature headers, each there exactly once and well-formed; raises SignatureFailure's kin.

    Give the pairs as the server received them (ASGI's list of bytes will do): a mapping hides a doubled
    header.
    """
    found = _collected(headers)
    signature = _one(found, "wechatpay-signature")
    if signature.startswith(PROBE_PREFIX):
        raise SignatureProbe
    kind = found.get("wechatpay-signature-type")
    if kind is not None and kind != [SCHEME]:
        raise SignatureHeaderInvalid("wechatpay-signature-type", f"is not {SCHEME}")
    timestamp = _one(found, "wechatpay-timestamp", _TIMESTAMP)
    return SignatureHeaders(
        serial=_one(found, "wechatpay-serial", _SERIAL),
        timestamp=int(timestamp),
        nonce=_one(found, "wechatpay-nonce", _NONCE),
        signature=signature,
    )


def verify(keys: PlatformKeys, headers: Headers, body: bytes, *, now: datetime) -> None:
    """Returns when `body` (raw, as received, empty for 204) is WeChat's and fresh.

    Raises SignatureFailure's kin.
    """
    given = signature_headers(headers)
    skew = abs(unix_seconds(now) - given.timestamp)
    if skew > WINDOW_S:
        raise SignatureStale(skew)
    check_signature(keys.find(given.serial, now), given, body)


def check_signature(key: RSAPublicKey, given: SignatureHeaders, body: bytes) -> None:
    """The bare comparison, without window and key choice; raises SignatureMismatch."""
    raw = strict_base64(given.signature)
    if raw is None:
        raise SignatureMismatch("signature is not Base64")
    try:
        key.verify(raw, answer_message(given.timestamp, given.nonce, body), PKCS1v15(), SHA256())
    except InvalidSignature:
        raise SignatureMismatch from None


def answer_message(timestamp: int, nonce: str, body: bytes) -> bytes:
    """What WeChat signs for an answer or a notice."""
    return f"{timestamp}\n{nonce}\n".encode() + body + b"\n"


def _collected(headers: Headers) -> dict[str, list[str]]:
    pairs: Iterable[tuple[str | bytes, str | bytes]]
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(_text(name).lower(), []).append(_text(value))
    return found


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _one(found: dict[str, list[str]], name: str, form: re.Pattern[str] | None = None) -> str:
    values = found.get(name, [])
    if not values:
        raise SignatureHeaderInvalid(name, "is missing")
    if len(values) > 1:
        raise SignatureHeaderInvalid(name, "is there more than once")
    if not values[0].strip():
        raise SignatureHeaderInvalid(name, "is blank")
    if form is not None and not form.fullmatch(values[0]):
        raise SignatureHeaderInvalid(name, "is malformed")
    return values[0]
