"""A load generator: keep-alive connections over raw sockets, each with one request on its way at a time."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any, cast
from urllib.parse import urlsplit

import msgspec

HEADERS = "Host: mall\r\nAccept: application/json\r\nAccept-Encoding: gzip\r\nUser-Agent: benchmarks\r\n"

# An operation: requests that are sent one after the other and count as one.
Operation = Sequence[bytes]
Source = Callable[[], Operation]


class Refused(RuntimeError):
    """The server answered with anything but a success: the figures would mean nothing."""


class Load(msgspec.Struct, frozen=True):
    """What a burst did. Latencies in milliseconds, one an operation."""

    operations: int
    seconds: float
    latencies: list[float]


def get(path: str, headers: str = "") -> bytes:
    """A GET as bytes; `headers` are lines with their ends."""
    return f"GET {path} HTTP/1.1\r\n{HEADERS}{headers}\r\n".encode()


def post(path: str, body: Any, headers: str = "") -> bytes:
    """A POST of JSON as bytes."""
    content = msgspec.json.encode(body)
    length = f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n"
    return f"POST {path} HTTP/1.1\r\n{HEADERS}{headers}{length}\r\n".encode() + content


async def burst(address: str, source: Source, *, seconds: float, connections: int) -> Load:
    """Keep so many connections busy; whoever is on the way at the end is waited for. Raises Refused."""
    loop = asyncio.get_running_loop()
    where = urlsplit(address)
    latencies: list[float] = []
    started = time.perf_counter()
    until = started + seconds
    callers = []
    for _ in range(connections):
        made = await loop.create_connection(
            lambda: _Caller(source, until, latencies), where.hostname or "", where.port or 80
        )
        callers.append(made[1])
    try:
        await asyncio.gather(*(caller.done for caller in callers))
    finally:
        for caller in callers:
            caller.close()
    return Load(len(latencies), time.perf_counter() - started, latencies)


class _Caller(asyncio.Protocol):
    """One connection: sends, waits for the whole answer, sends again until the time is over."""

    def __init__(self, source: Source, until: float, latencies: list[float]) -> None:
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._source, self._until, self._latencies = source, until, latencies
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self._operation: Operation = ()
        self._at = 0
        self._begun = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(Refused(f"the server closed the connection: {exc}"))

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        if not end or len(body) < _length(head):
            return
        self._received = b""
        if not head.startswith((b"HTTP/1.1 20", b"HTTP/1.0 20")):
            self._fail(f"{head.splitlines()[0].decode()}: {body[:300]!r}")
            return
        self._at += 1
        if self._at < len(self._operation):
            self._send()
            return
        now = time.perf_counter()
        self._latencies.append((now - self._begun) * 1000)
        if now < self._until:
            self._begin()
        elif not self.done.done():
            self.done.set_result(None)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def _begin(self) -> None:
        self._operation, self._at = self._source(), 0
        self._begun = time.perf_counter()
        self._send()

    def _send(self) -> None:
        if self._transport is not None:
            self._transport.write(self._operation[self._at])

    def _fail(self, why: str) -> None:
        if not self.done.done():
            self.done.set_exception(Refused(why))


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise Refused(f"an answer without a length: {head!r}")
