"""Probing a host for real: name, port, handshake, certificate, first answer."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime

from cryptography import x509

from xiaopu.infra.addresses import is_public_address
from xiaopu.infra.open_unit import refuse_network_in_unit
from xiaopu.kernel.clock import Clock
from xiaopu.modules.launch.domain.domains import ProbeResult, TlsFault, icp_number_in

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
_SECONDS = 6.0
_MOST_BYTES = 200_000
# Numbers of OpenSSL's verification results (x509_vfy.h).
_VERIFY = {
    9: TlsFault.NOT_YET,
    10: TlsFault.EXPIRED,
    18: TlsFault.SELF_SIGNED,
    19: TlsFault.SELF_SIGNED,
    20: TlsFault.CHAIN,
    21: TlsFault.CHAIN,
    62: TlsFault.HOST,
}


async def resolve(host: str, port: int) -> Sequence[str]:
    """Addresses by the system's resolver; none when the name is unknown."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return ()
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class HostProbe:
    """One look at a host takes at most four times six seconds. Addresses inside our own network are named and
    never called: the name may have been typed by anybody.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        resolver: Resolver = resolve,
        trust: ssl.SSLContext | None = None,
        allow_private: bool = False,
    ) -> None:
        self._clock = clock
        self._resolver = resolver
        self._trust = trust or ssl.create_default_context()
        self._allow_private = allow_private

    async def probe(self, host: str, port: int = 443) -> ProbeResult:
        """Every stage as far as it gets; never raises for what the host does."""
        refuse_network_in_unit("domain probe")
        addresses = tuple(await self._resolver(host, port))
        if not addresses:
            return ProbeResult(host, port)
        if not self._allow_private and not all(is_public_address(one) for one in addresses):
            return ProbeResult(host, port, addresses, private=True)
        try:
            async with asyncio.timeout(_SECONDS):
                _, writer = await asyncio.open_connection(addresses[0], port)
            writer.close()
        except (OSError, TimeoutError):
            return ProbeResult(host, port, addresses, connected=False)
        return await self._speak(ProbeResult(host, port, addresses, connected=True))

    async def _speak(self, so_far: ProbeResult) -> ProbeResult:
        try:
            async with asyncio.timeout(_SECONDS):
                reader, writer = await asyncio.open_connection(
                    so_far.addresses[0], so_far.port, ssl=self._trust, server_hostname=so_far.host
                )
        except ssl.SSLCertVerificationError as fault:
            found = _VERIFY.get(fault.verify_code, TlsFault.OTHER)
            return _with(so_far, tls_fault=found)
        except ssl.SSLError as fault:
            old = "PROTOCOL_VERSION" in str(fault) or "UNSUPPORTED_PROTOCOL" in str(fault)
            return _with(so_far, tls_fault=TlsFault.OLD if old else TlsFault.OTHER)
        except (OSError, TimeoutError):
            return _with(so_far, tls_fault=TlsFault.OTHER)
        try:
            async with asyncio.timeout(_SECONDS):
                return await self._ask(so_far, reader, writer)
        except (OSError, TimeoutError, ssl.SSLError, asyncio.IncompleteReadError):
            return _with(so_far, **self._certificate(writer))
        finally:
            writer.close()

    async def _ask(
        self, so_far: ProbeResult, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> ProbeResult:
        seen = self._certificate(writer)
        writer.write(
            f"GET / HTTP/1.1\r\nHost: {so_far.host}\r\nUser-Agent: Xiaopu\r\nAccept: text/html\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        await writer.drain()
        raw = await _until_end(reader)
        head, _, body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        parts = lines[0].split(" ")
        status = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else None
        page = body.decode("utf-8", "replace")
        return _with(
            so_far,
            **seen,
            http_status=status,
            icp_number=icp_number_in(page),
            clock_skew_s=_skew(lines, self._clock()),
        )

    def _certificate(self, writer: asyncio.StreamWriter) -> dict[str, object]:
        tls = writer.get_extra_info("ssl_object")
        raw = tls.getpeercert(binary_form=True) if tls is not None else None
        if raw is None:
            return {}
        certificate = x509.load_der_x509_certificate(raw)
        left = certificate.not_valid_after_utc - self._clock()
        names = certificate.issuer.get_attributes_for_oid(x509.NameOID.ORGANIZATION_NAME)
        issuer = str(names[0].value)[:60] if names else None
        return {"tls_version": tls.version(), "days_left": left.days, "issuer": issuer}


async def _until_end(reader: asyncio.StreamReader) -> bytes:
    """What comes until the end, and no more than is worth reading."""
    pieces, size = [], 0
    while size < _MOST_BYTES and (piece := await reader.read(16_384)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _skew(lines: Sequence[str], now: datetime) -> int | None:
    """Seconds by which our clock is ahead of the host's Date."""
    for line in lines[1:]:
        name, _, value = line.partition(":")
        if name.strip().lower() == "date":
            try:
                return int((now - parsedate_to_datetime(value.strip())).total_seconds())
            except (ValueError, TypeError):
                return None
    return None


def _with(result: ProbeResult, **more: object) -> ProbeResult:
    known = {name: getattr(result, name) for name in result.__struct_fields__}
    return ProbeResult(**{**known, **more})
