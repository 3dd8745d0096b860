"""What a merchant has from WeChat Pay, checked once, when it is put together.

Source: pay.weixin.qq.com merchant/4012525182 (access), update-pub-key (public key beside certificates).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from xiaopu.wechat.errors import BadConfiguration

_MCHID = re.compile(r"[0-9]{6,32}")
_SERIAL = re.compile(r"[0-9A-Fa-f]{6,64}")
_PUBLIC_KEY_ID = re.compile(r"PUB_KEY_ID_[0-9A-Za-z]{1,64}")
_SMALLEST_KEY = 2048


class MerchantCredentials(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of one merchant number; refuses at construction what cannot be right (BadConfiguration).

    ``public_keys`` maps a public key id (``PUB_KEY_ID_…``) to its PEM, ``certificates`` are platform
    certificates as PEM: both may be given at once, since WeChat moves a merchant from certificates to the
    public key step by step and a notice may come under either. ``private_key_pem`` belongs to the merchant
    certificate ``serial_no``; ``apiv3_key`` has 32 ASCII letters. ``repr()`` shows the two numbers only.
    """

    mchid: str
    serial_no: str
    private_key_pem: str
    apiv3_key: str
    public_keys: Mapping[str, str] = {}
    certificates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _MCHID.fullmatch(self.mchid):
            raise BadConfiguration("mchid", "must be 6 to 32 digits")
        if not _SERIAL.fullmatch(self.serial_no):
            raise BadConfiguration("serial_no", "must be the merchant certificate's number in hexadecimal")
        if len(self.apiv3_key) != 32 or not self.apiv3_key.isascii() or len(set(self.apiv3_key)) == 1:
            raise BadConfiguration("apiv3_key", "must be 32 ASCII letters and digits")
        self._parsed_private_key(validated=False)
        for key_id, pem in self.public_keys.items():
            if not _PUBLIC_KEY_ID.fullmatch(key_id):
                raise BadConfiguration("public key id", "must begin with PUB_KEY_ID_")
            public_key_of(pem)
        for pem in self.certificates:
            certificate_of(pem)

    def private_key(self) -> RSAPrivateKey:
        """The merchant's key, parsed."""
        return self._parsed_private_key(validated=True)

    def _parsed_private_key(self, *, validated: bool) -> RSAPrivateKey:
        pem = self.private_key_pem.encode()
        try:
            # The primes are proven once, at construction; that costs a tenth of a second.
            key = load_pem_private_key(pem, password=None, unsafe_skip_rsa_key_validation=validated)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise BadConfiguration("private_key_pem", "is not an unencrypted private key in PEM") from None
        if not isinstance(key, RSAPrivateKey) or key.key_size < _SMALLEST_KEY:
            raise BadConfiguration("private_key_pem", "must be an RSA key of 2048 bits or more")
        return key

    def aead_key(self) -> bytes:
        """The APIv3 key as bytes."""
        return self.apiv3_key.encode("ascii")

    def __repr__(self) -> str:
        return f"MerchantCredentials(mchid={self.mchid!r}, serial_no={self.serial_no!r}, …)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("mchid", self.mchid), ("serial_no", self.serial_no)]


class PlatformCertificate(msgspec.Struct, frozen=True, kw_only=True):
    """One certificate of WeChat Pay: its serial number (upper-case hexadecimal), its life and its PEM."""

    serial_no: str
    not_before: datetime
    not_after: datetime
    pem: str


def certificate_of(pem: str) -> PlatformCertificate:
    """A platform certificate from PEM; raises BadConfiguration."""
    parsed = _parsed_certificate(pem)
    return PlatformCertificate(
        serial_no=f"{parsed.serial_number:X}",
        not_before=parsed.not_valid_before_utc,
        not_after=parsed.not_valid_after_utc,
        pem=pem,
    )


def certificate_key(certificate: PlatformCertificate) -> RSAPublicKey:
    """The public key inside; raises BadConfiguration when it is not RSA of 2048 bits or more."""
    return _rsa_only(_parsed_certificate(certificate.pem).public_key(), "platform certificate")


def public_key_of(pem: str) -> RSAPublicKey:
    """A WeChat Pay public key from PEM; raises BadConfiguration."""
    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadConfiguration("public key", "is not a public key in PEM") from None
    return _rsa_only(key, "public key")


def _parsed_certificate(pem: str) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(pem.encode())
    except (ValueError, TypeError):
        raise BadConfiguration("platform certificate", "is not a certificate in PEM") from None


def _rsa_only(key: object, what: str) -> RSAPublicKey:
    if not isinstance(key, RSAPublicKey) or key.key_size < _SMALLEST_KEY:
        raise BadConfiguration(what, "must be an RSA key of 2048 bits or more")
    return key
