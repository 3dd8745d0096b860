"""Which domains a mini program of ours needs, and what an address must be for WeChat. Pure."""

import re
from collections.abc import Iterator
from enum import StrEnum
from urllib.parse import urlsplit

import msgspec

from xiaopu.modules.launch.domain.rules import finding
from xiaopu.modules.launch.domain.truth import Finding

# Days before its end at which a certificate is called old: renewers renew 30 days before.
EXPIRES_SOON_DAYS = 14
# WeChat Pay refuses signatures of a clock that is further off.
MOST_SKEW_S = 60
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_ICP = re.compile(rf"[{_PROVINCES}]ICP[备证]\d{{6,12}}号(?:-\d{{1,3}})?")


class DomainSet(msgspec.Struct, frozen=True):
    """Origins by kind of traffic, as WeChat's fields want them (with their scheme)."""

    request: tuple[str, ...]
    socket: tuple[str, ...]
    upload: tuple[str, ...]
    download: tuple[str, ...]


class TlsFault(StrEnum):
    """Why a certificate or a handshake is not accepted."""

    EXPIRED = "cert_expired"
    NOT_YET = "cert_not_yet"
    HOST = "cert_host"
    SELF_SIGNED = "cert_self_signed"
    CHAIN = "cert_chain"
    OLD = "tls_too_old"
    OTHER = "tls_failed"


class ProbeResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was found at a host; each stage is None when it was not reached."""

    host: str
    port: int
    addresses: tuple[str, ...] = ()
    private: bool = False
    connected: bool | None = None
    tls_version: str | None = None
    tls_fault: TlsFault | None = None
    days_left: int | None = None
    issuer: str | None = None
    http_status: int | None = None
    icp_number: str | None = None
    clock_skew_s: int | None = None


def domains_for(public_url: str) -> DomainSet:
    """The mall speaks to one origin; pictures come from it too, and nothing is kept open today, so that the
    socket domain is named only for what may come (WeChat wants wss for it).
    """
    parts = urlsplit(public_url)
    origin = f"{parts.scheme}://{parts.netloc}"
    socket = (f"wss://{parts.netloc}",) if parts.scheme == "https" else ()
    return DomainSet((origin,), socket, (origin,), (origin,))


def is_loopback(public_url: str) -> bool:
    """An address of this machine alone: good for the sandbox, for nobody else."""
    host = urlsplit(public_url).hostname or ""
    return host in {"localhost", "::1"} or host.startswith("127.")


def address_findings(public_url: str) -> list[Finding]:
    """What WeChat would refuse of the address itself, without a network."""
    parts = urlsplit(public_url)
    host = parts.hostname or ""
    found = []
    if parts.scheme != "https":
        found.append(finding("domain_not_https"))
    if _is_ip(host):
        found.append(finding("domain_is_ip"))
    if is_loopback(public_url) or host.endswith((".local", ".internal", ".lan")):
        found.append(finding("domain_local"))
    if parts.path not in ("", "/") or parts.query:
        found.append(finding("domain_with_path"))
    return found


def probe_findings(result: ProbeResult) -> list[Finding]:
    """What the probe found wrong, from the name to the answer; the first cause comes first."""
    if not result.addresses:
        return [finding("dns_missing", host=result.host)]
    if result.private:
        return [finding("dns_private", host=result.host)]
    if result.connected is False:
        return [finding("port_closed", host=result.host, port=result.port)]
    if result.tls_fault is not None:
        return [finding(result.tls_fault, host=result.host)]
    return [*_certificate(result), *_answer(result)]


def _certificate(result: ProbeResult) -> Iterator[Finding]:
    if result.days_left is not None and result.days_left < EXPIRES_SOON_DAYS:
        yield finding("cert_expires_soon", host=result.host, days_left=result.days_left)
    if result.clock_skew_s is not None and abs(result.clock_skew_s) > MOST_SKEW_S:
        yield finding("clock_skew", seconds=abs(result.clock_skew_s))


def _answer(result: ProbeResult) -> Iterator[Finding]:
    if result.http_status is None:
        return
    if result.http_status >= 500:
        yield finding("http_5xx", host=result.host, http_status=result.http_status)
    if result.icp_number is None:
        yield finding("icp_not_shown")


# These do not keep the step from being done: WeChat works in spite of them.
LENIENT = frozenset({"cert_expires_soon", "icp_not_shown", "clock_skew"})


def icp_number_in(page: str) -> str | None:
    """The filing number that a page shows, such as 京ICP备12345678号-1."""
    found = _ICP.search(page.replace(" ", ""))
    return found.group() if found else None


def _is_ip(host: str) -> bool:
    return ":" in host or re.fullmatch(r"[0-9.]+", host) is not None
