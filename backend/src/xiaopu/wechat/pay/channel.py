"""One signed call to Pay v3 and the proof of its answer.

Every attempt is signed anew (time and nonce) over the bytes that go out, while the body stays the same: a
repeat of the same parameters is what WeChat asks for after SYSTEM_ERROR. A 2xx is believed only when its
signature holds (an empty 204 too); bill downloads carry none. Refusals (4xx, 5xx) are not signed by WeChat
and are read as they are.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from typing import TypeVar

import httpx

from xiaopu.wechat.errors import Refused, UnknownSerial, UnreadableAnswer, refusal
from xiaopu.wechat.pay.certificates import CertificateStore
from xiaopu.wechat.pay.credentials import MerchantCredentials
from xiaopu.wechat.pay.encryption import open_field, seal_field
from xiaopu.wechat.pay.signing import Clock, NonceSource, authorization, random_nonce, request_message, sign
from xiaopu.wechat.pay.verification import PlatformKeys, verify
from xiaopu.wechat.transport import Endpoint, Part, RawAnswer, Transport
from xiaopu.wechat.wire import Answer, NotReadable, Request, from_json, to_json, unix_seconds

T = TypeVar("T")

PAY_BASE_URL = "https://api.mch.weixin.qq.com"
USER_AGENT = "xiaopu-wechat"

_CODE = re.compile(r"[A-Z0-9_]{2,64}")


class Sealing:
    """Seals the secret fields of one body under one key and remembers which key that was."""

    def __init__(self, keys: PlatformKeys, now: datetime) -> None:
        self._keys = keys
        self._now = now
        self.serial: str | None = None

    def seal(self, text: str) -> str:
        """`text` under WeChat's preferred key."""
        self.serial, key = self._keys.for_encryption(self._now)
        return seal_field(key, text)


class _ErrorBody(Answer, frozen=True, kw_only=True):
    code: str
    message: str = ""


class PayChannel:
    """Signs, sends, verifies and reads for one merchant number; safe to use from many tasks at once."""

    def __init__(
        self,
        credentials: MerchantCredentials,
        transport: Transport,
        *,
        clock: Clock,
        nonces: NonceSource = random_nonce,
    ) -> None:
        self.mchid = credentials.mchid
        self.clock = clock
        self.nonces = nonces
        self.private_key = credentials.private_key()
        self.aead_key = credentials.aead_key()
        self.keys = PlatformKeys(credentials)
        self._serial_no = credentials.serial_no
        self._transport = transport
        self.certificates = CertificateStore(
            exchange=self._patiently, keys=self.keys, aead_key=self.aead_key, clock=clock
        )

    async def call(
        self,
        endpoint: Endpoint,
        answer: type[T],
        *,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        body: Request | None = None,
    ) -> T:
        """One call with bounded retries; every Secret in `body` is sealed under WeChat's key first.

        Raises Refused and its kin, CallFailed and its kin, SignatureFailure and its kin; BadConfiguration
        when there is a Secret and no key of WeChat's.
        """
        sealing = Sealing(self.keys, self.clock())
        content = b"" if body is None else to_json(body, seal=sealing.seal)

        async def attempt() -> T:
            raw = await self.exchange(
                endpoint, path=path, query=query, content=content, key_serial=sealing.serial
            )
            return await self._proven(endpoint, raw, answer)

        return await self._transport.retrying(endpoint, attempt)

    async def exchange(
        self,
        endpoint: Endpoint,
        *,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        content: bytes = b"",
        key_serial: str | None = None,
    ) -> RawAnswer:
        """A signed request and its 2xx answer, not yet verified; raises Refused for the rest."""
        raw = await self.raw(endpoint, path=path, query=query, content=content, key_serial=key_serial)
        return self._accepted(endpoint, raw)

    async def raw(
        self,
        endpoint: Endpoint,
        *,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        content: bytes = b"",
        key_serial: str | None = None,
    ) -> RawAnswer:
        """A signed request and its answer, whatever the status, not verified; raises CallFailed alone."""
        headers = self._headers(key_serial, {"Content-Type": "application/json"} if content else {})
        request = self._transport.build(
            endpoint, path=path, query=query, content=content or None, headers=headers
        )
        self._sign(request, content)
        return await self._transport.send(endpoint, request)

    async def upload(self, endpoint: Endpoint, answer: type[T], *, meta: bytes, file: Part) -> T:
        """A multipart upload: the signature covers the JSON of the part ``meta`` and not the whole body."""

        async def attempt() -> T:
            parts: Sequence[Part] = [Part("meta", None, meta, "application/json"), file]
            request = self._transport.build_multipart(
                endpoint, query={}, files=parts, headers=self._headers(None, {})
            )
            self._sign(request, meta)
            raw = self._accepted(endpoint, await self._transport.send(endpoint, request))
            return await self._proven(endpoint, raw, answer)

        return await self._transport.retrying(endpoint, attempt)

    @asynccontextmanager
    async def download(self, endpoint: Endpoint, target: str) -> AsyncIterator[AsyncIterator[bytes]]:
        """The bytes behind an address that WeChat gave (`target` is its path and query), as they come.

        WeChat does not sign these answers; whoever reads them compares a hash from a signed one.
        """
        async with AsyncExitStack() as opened:

            async def attempt() -> AsyncIterator[bytes]:
                request = self._transport.build_target(endpoint, target, headers=self._headers(None, {}))
                self._sign(request, b"")
                raw, chunks = await opened.enter_async_context(self._transport.streaming(endpoint, request))
                self._accepted(endpoint, raw)
                return chunks

            yield await self._transport.retrying(endpoint, attempt)

    def open(self, ciphertext: str) -> str:
        """A sensitive field of an answer, in clear."""
        return open_field(self.private_key, ciphertext)

    async def _patiently(self, endpoint: Endpoint) -> RawAnswer:
        return await self._transport.retrying(endpoint, lambda: self.exchange(endpoint))

    def _headers(self, key_serial: str | None, more: Mapping[str, str]) -> dict[str, str]:
        headers = {"Accept": "application/json", "User-Agent": USER_AGENT, **more}
        serial = key_serial or self.keys.preferred_serial(self.clock())
        if serial is not None:
            headers["Wechatpay-Serial"] = serial
        return headers

    def _sign(self, request: httpx.Request, signed: bytes) -> None:
        timestamp, nonce = unix_seconds(self.clock()), self.nonces()
        target = request.url.raw_path.decode("ascii")
        message = request_message(request.method, target, timestamp=timestamp, nonce=nonce, body=signed)
        request.headers["Authorization"] = authorization(
            self.mchid,
            self._serial_no,
            timestamp=timestamp,
            nonce=nonce,
            signature=sign(self.private_key, message),
        )

    async def _proven(self, endpoint: Endpoint, raw: RawAnswer, answer: type[T]) -> T:
        try:
            verify(self.keys, raw.headers, raw.body, now=self.clock())
        except UnknownSerial as unknown:
            if not await self.certificates.refresh_for(unknown):
                raise
            verify(self.keys, raw.headers, raw.body, now=self.clock())
        try:
            return from_json(raw.body or b"{}", answer)
        except NotReadable as wrong:
            raise UnreadableAnswer(
                endpoint.name, str(wrong), status=raw.status, safe_to_retry=endpoint.repeatable
            ) from None

    def _accepted(self, endpoint: Endpoint, raw: RawAnswer) -> RawAnswer:
        if raw.succeeded:
            return raw
        raise self._refusal(endpoint, raw)

    def _refusal(self, endpoint: Endpoint, raw: RawAnswer) -> Refused | UnreadableAnswer:
        wait = raw.header("retry-after")
        wait_s = int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 7 else None
        try:
            said = from_json(raw.body, _ErrorBody)
        except NotReadable:
            said = _ErrorBody(code="FREQUENCY_LIMITED") if raw.status == 429 else _ErrorBody(code="")
        if not _CODE.fullmatch(said.code):
            return UnreadableAnswer(
                endpoint.name, "no code of WeChat in it", status=raw.status, safe_to_retry=endpoint.repeatable
            )
        return refusal(
            endpoint.name,
            said.code,
            said.message,
            http_status=raw.status,
            request_id=_request_id(raw),
            retry_after_s=wait_s,
            service="pay",
        )


def _request_id(raw: RawAnswer) -> str:
    value = raw.header("request-id")
    return value[:128] if re.fullmatch(r"[0-9A-Za-z\-_.:]{1,128}", value) else ""
