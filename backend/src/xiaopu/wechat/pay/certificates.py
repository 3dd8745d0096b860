"""Platform certificates: download, decryption, proof, rotation.

The list is signed with one of the very certificates that it brings, so it is opened first (only the holder
of the APIv3 key can have sealed it) and then proven with the keys held before plus the ones in it. A
merchant on the public key alone gets an empty list or RESOURCE_NOT_EXISTS. Source: pay.weixin.qq.com
merchant/4012551764.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from xiaopu.wechat.errors import BadConfiguration, DecryptionFailure, Refused, UnknownSerial, UnreadableAnswer
from xiaopu.wechat.pay.credentials import PlatformCertificate, certificate_key, certificate_of
from xiaopu.wechat.pay.encryption import AEAD_ALGORITHM, aead_open
from xiaopu.wechat.pay.signing import Clock
from xiaopu.wechat.pay.verification import WINDOW_S, PlatformKeys, check_signature, signature_headers, verify
from xiaopu.wechat.transport import Endpoint, RawAnswer
from xiaopu.wechat.wire import Answer, Moment, NotReadable, from_json, unix_seconds

CERTIFICATES = Endpoint(method="GET", path="/v3/certificates", source="merchant/4012551764", repeatable=True)

REFRESH_PAUSE = timedelta(minutes=5)


class _Sealed(Answer, frozen=True, kw_only=True):
    algorithm: str
    nonce: str
    ciphertext: str
    associated_data: str = ""


class _Entry(Answer, frozen=True, kw_only=True):
    serial_no: str
    effective_time: Moment
    expire_time: Moment
    encrypt_certificate: _Sealed


class _List(Answer, frozen=True, kw_only=True):
    data: tuple[_Entry, ...] = ()


class CertificateStore:
    """Fetches platform certificates into the keys of one channel; many tasks at once make one download."""

    def __init__(
        self,
        *,
        exchange: Callable[[Endpoint], Awaitable[RawAnswer]],
        keys: PlatformKeys,
        aead_key: bytes,
        clock: Clock,
    ) -> None:
        self._exchange = exchange
        self._keys = keys
        self._aead_key = aead_key
        self._clock = clock
        self._lock = asyncio.Lock()
        self._last: datetime | None = None

    async def refresh(self) -> list[PlatformCertificate]:
        """Downloads the list, takes every certificate in, and returns them; call it at least every 12 hours.

        Empty for a merchant without platform certificates. Raises Refused, CallFailed, SignatureFailure's
        kin, DecryptionFailure (then the APIv3 key here is not the one set at WeChat).
        """
        async with self._lock:
            return await self._refresh()

    async def refresh_for(self, unknown: UnknownSerial) -> bool:
        """Tries to get the certificate that a signature named; true when it is here now.

        Downloads at most once in five minutes, so that forged serial numbers cannot make us call WeChat at
        will, and never for a public key id, which cannot be downloaded.
        """
        if unknown.is_public_key:
            return False
        async with self._lock:
            now = self._clock()
            if not self._holds(unknown.serial) and (self._last is None or now - self._last >= REFRESH_PAUSE):
                await self._refresh()
        return self._holds(unknown.serial)

    def _holds(self, serial: str) -> bool:
        now = self._clock()
        return any(
            c.serial_no == serial and c.not_before <= now <= c.not_after for c in self._keys.certificates()
        )

    async def _refresh(self) -> list[PlatformCertificate]:
        self._last = self._clock()
        try:
            raw = await self._exchange(CERTIFICATES)
        except Refused as no:
            if no.means("RESOURCE_NOT_EXISTS"):
                return []
            raise
        fetched = [self._opened(entry) for entry in _read(raw).data]
        self._prove(raw, fetched)
        for certificate in fetched:
            self._keys.add(certificate)
        return fetched

    def _opened(self, entry: _Entry) -> PlatformCertificate:
        sealed = entry.encrypt_certificate
        if sealed.algorithm != AEAD_ALGORITHM:
            raise DecryptionFailure(
                "a platform certificate is sealed with an algorithm that is not supported"
            )
        plain = aead_open(
            self._aead_key,
            nonce=sealed.nonce,
            associated_data=sealed.associated_data,
            ciphertext=sealed.ciphertext,
        )
        try:
            certificate = certificate_of(plain.decode())
        except (BadConfiguration, UnicodeDecodeError):
            raise DecryptionFailure(
                "a platform certificate opened to something else than a certificate"
            ) from None
        if certificate.serial_no != entry.serial_no:
            raise DecryptionFailure("a platform certificate has another number than the list says")
        return certificate

    def _prove(self, raw: RawAnswer, fetched: list[PlatformCertificate]) -> None:
        now = self._clock()
        given = signature_headers(raw.headers)
        fresh = {certificate.serial_no: certificate for certificate in fetched}
        if given.serial not in fresh or abs(unix_seconds(now) - given.timestamp) > WINDOW_S:
            verify(self._keys, raw.headers, raw.body, now=now)
            return
        check_signature(certificate_key(fresh[given.serial]), given, raw.body)


def _read(raw: RawAnswer) -> _List:
    try:
        return from_json(raw.body, _List)
    except NotReadable as wrong:
        raise UnreadableAnswer(CERTIFICATES.name, str(wrong), status=raw.status, safe_to_retry=True) from None
