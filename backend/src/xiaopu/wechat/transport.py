"""One HTTP exchange with WeChat: time limits, size limit, broken connections as exceptions, bounded retries.

The ``httpx.AsyncClient`` is the caller's. Redirects are never followed. httpx itself writes whole addresses
(with tokens and secrets in their query) to its log; importing this module puts a filter before that logger
which cuts the query off.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

import httpx
import msgspec
import structlog

from xiaopu.wechat.errors import (
    AnswerTimeout,
    BadConfiguration,
    CallFailed,
    ConnectFailed,
    ConnectionLost,
    SystemBusy,
    UnreadableAnswer,
)

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]

ANSWER_LIMIT = 8 * 1024 * 1024

_log = structlog.get_logger("xiaopu.wechat")


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One interface of WeChat. ``path`` may hold ``{names}``; ``source`` is the page that describes it.

    ``repeatable`` means that the same request twice has the effect of one. ``confirmed`` is false when a
    part of what we know about it could not be checked against WeChat's own pages; ``note`` then says which.
    """

    method: str
    path: str
    source: str
    repeatable: bool = False
    confirmed: bool = True
    note: str = ""

    @property
    def name(self) -> str:
        """What errors and logs call it: no value of any call is in it."""
        return f"{self.method} {self.path}"


class RawAnswer(msgspec.Struct, frozen=True):
    """Status, headers in order (names as sent) and the bytes of the body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """The first header of that name, or an empty text."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def succeeded(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300


class RetryPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """How often and how patiently a call that can heal is tried again.

    The pauses triple from the first one.
    """

    attempts: int = 3
    first_pause_s: float = 0.25
    longest_pause_s: float = 2.0

    def pauses(self) -> list[float]:
        """The pauses between the attempts, in seconds."""
        return [min(self.first_pause_s * 3**n, self.longest_pause_s) for n in range(self.attempts - 1)]


class Transport:
    """Sends to one host. ``timeout_s`` bounds the whole exchange, however slowly the bytes drip."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        base_url: str,
        *,
        timeout_s: float = 10.0,
        retry: RetryPolicy | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._http = http
        self._origin = origin_of(base_url)
        self._timeout_s = timeout_s
        self._retry = retry or RetryPolicy()
        self._sleep = sleep

    def build(
        self,
        endpoint: Endpoint,
        *,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Request:
        """The request with its final bytes; a signature is made over ``request.url.raw_path``."""
        target = self._origin + endpoint.path.format(**{k: quoted(v) for k, v in (path or {}).items()})
        return self._http.build_request(
            endpoint.method,
            target,
            params=dict(query) if query else None,
            content=content,
            headers=dict(headers or {}),
        )

    def build_multipart(
        self,
        endpoint: Endpoint,
        *,
        query: Mapping[str, str],
        files: Sequence[Part],
        headers: Mapping[str, str],
    ) -> httpx.Request:
        """A multipart/form-data request."""
        parts = [(part.name, (part.filename, part.content, part.content_type)) for part in files]
        return self._http.build_request(
            endpoint.method,
            self._origin + endpoint.path,
            params=dict(query) or None,
            files=parts,
            headers=dict(headers),
        )

    def build_target(self, endpoint: Endpoint, target: str, *, headers: Mapping[str, str]) -> httpx.Request:
        """A request for a path and query that WeChat handed out, used letter for letter, always at our own
        host.
        """
        if not target.startswith("/") or target.startswith("//"):
            raise BadConfiguration("download address", "has no path")
        return self._http.build_request(endpoint.method, self._origin + target, headers=dict(headers))

    async def send(
        self, endpoint: Endpoint, request: httpx.Request, *, limit: int = ANSWER_LIMIT
    ) -> RawAnswer:
        """One exchange, whatever the status; raises CallFailed and its kin only."""
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await self._http.send(request, stream=True, follow_redirects=False)
                try:
                    body = await _read(endpoint, answer, limit)
                finally:
                    await answer.aclose()
        except CallFailed:
            raise
        except (TimeoutError, httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as trouble:
            raise _failure(endpoint, trouble) from None
        _log.debug("wechat.answered", endpoint=endpoint.name, status=answer.status_code, size=len(body))
        return RawAnswer(answer.status_code, _pairs(answer), body)

    @asynccontextmanager
    async def streaming(
        self, endpoint: Endpoint, request: httpx.Request
    ) -> AsyncIterator[tuple[RawAnswer, AsyncIterator[bytes]]]:
        """Status, headers, and the bytes as they come over the wire (compressed if they are).

        Of a refusal (not 2xx) the body is already in the RawAnswer. The time limit holds for each read.
        """
        try:
            answer = await self._http.send(request, stream=True, follow_redirects=False)
        except (httpx.HTTPError, httpx.InvalidURL) as trouble:
            raise _failure(endpoint, trouble) from None
        try:
            refused = not 200 <= answer.status_code < 300
            body = await _read(endpoint, answer, ANSWER_LIMIT) if refused else b""
            yield RawAnswer(answer.status_code, _pairs(answer), body), _chunks(endpoint, answer)
        finally:
            await answer.aclose()

    async def retrying(self, endpoint: Endpoint, attempt: Callable[[], Awaitable[T]]) -> T:
        """`attempt`, again after a pause when that heals.

        Nothing was sent, WeChat was busy, or it may be repeated.
        """
        for pause in self._retry.pauses():
            try:
                return await attempt()
            except (ConnectFailed, SystemBusy, ConnectionLost) as trouble:
                if not self._heals_soon(endpoint, trouble):
                    raise
                _log.info(
                    "wechat.retry", endpoint=endpoint.name, trouble=type(trouble).__name__, pause_s=pause
                )
                await self._sleep(pause)
        return await attempt()

    def _heals_soon(self, endpoint: Endpoint, trouble: CallFailed | SystemBusy) -> bool:
        if isinstance(trouble, SystemBusy):
            return (trouble.retry_after_s or 0) <= self._retry.longest_pause_s
        return isinstance(trouble, ConnectFailed) or endpoint.repeatable


class Part(msgspec.Struct, frozen=True):
    """One part of a multipart body."""

    name: str
    filename: str | None
    content: bytes
    content_type: str


def origin_of(base_url: str) -> str:
    """`base_url` as scheme and host.

    Refuses a path or query, since signatures cover the path from the root.
    """
    try:
        url = httpx.URL(base_url)
    except httpx.InvalidURL:
        raise BadConfiguration("base_url", "not an address") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise BadConfiguration("base_url", "needs http:// or https:// and a host")
    if url.path not in ("", "/") or url.query or url.userinfo:
        raise BadConfiguration("base_url", "must not have a path, a query or a user")
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def quoted(value: str) -> str:
    """`value` as one segment of a path; refuses what would leave the segment."""
    if value in ("", ".", ".."):
        raise BadConfiguration("path segment", "empty or a dot segment")
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.~") else _percent(c) for c in value)


def _percent(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode())


def _pairs(answer: httpx.Response) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers.raw]


async def _chunks(endpoint: Endpoint, answer: httpx.Response) -> AsyncIterator[bytes]:
    try:
        async for chunk in answer.aiter_raw():
            yield chunk
    except (httpx.HTTPError, httpx.StreamError) as trouble:
        raise _failure(endpoint, trouble) from None


async def _read(endpoint: Endpoint, answer: httpx.Response, limit: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in answer.aiter_bytes():
        size += len(chunk)
        if size > limit:
            raise UnreadableAnswer(
                endpoint.name,
                "larger than allowed",
                status=answer.status_code,
                safe_to_retry=endpoint.repeatable,
            )
        chunks.append(chunk)
    return b"".join(chunks)


def _failure(endpoint: Endpoint, trouble: Exception) -> CallFailed:
    kind = type(trouble).__name__
    if isinstance(
        trouble, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout | httpx.UnsupportedProtocol
    ):
        return ConnectFailed(endpoint.name, f"no connection ({kind})")
    if isinstance(trouble, TimeoutError | httpx.TimeoutException):
        return AnswerTimeout(endpoint.name, f"no answer in time ({kind})", safe_to_retry=endpoint.repeatable)
    return ConnectionLost(endpoint.name, f"connection broke ({kind})", safe_to_retry=endpoint.repeatable)


class _WithoutQuery(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                f"{arg.scheme}://{arg.netloc.decode('ascii')}{arg.path}"
                if isinstance(arg, httpx.URL)
                else arg
                for arg in record.args
            )
        return True


logging.getLogger("httpx").addFilter(_WithoutQuery())
