"""HTTP to the outside: a client for services that the settings name, and a guarded fetcher for links that
people type.

    FetchRefused                 422; ``may_heal`` says whether another try later makes sense
    ├── LinkMalformed            not a URL, too long, or with a user name in it
    ├── LinkScheme               neither http nor https
    ├── LinkPort                 another port than 80 for http and 443 for https
    ├── LinkAddress              leads to an address that is not public, directly, by name or by redirect
    ├── LinkUnresolvable         no such host                                          may heal
    ├── FetchRedirects           more than three redirects, or one without a target
    ├── FetchStatus              another status than 200                               5xx and 429 may heal
    ├── FetchType                another content type than asked for, or a compressed answer
    ├── FetchTooLarge            more bytes than allowed
    └── FetchFailed              no connection, broken, or too slow                    may heal

Both refuse to run while a unit of work is open, follow no redirect by themselves, and ignore proxies of the
environment.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from typing import Final

import httpx
import msgspec

from xiaopu.infra.addresses import is_disguised_number, is_public_address
from xiaopu.infra.open_unit import refuse_network_in_unit
from xiaopu.kernel.errors import Refusal

USER_AGENT: Final = "Xiaopu (WeChat mall; self-hosted)"
_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 3
_LONGEST_LINK: Final = 2048

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]


class FetchRefused(Refusal):
    """Root of the tree. No message names an address that a host resolved to."""

    status = 422
    code = "fetch_refused"
    zh = "这个链接无法下载"
    en = "This link can't be fetched."
    may_heal: bool = False


class LinkMalformed(FetchRefused):
    """Not a URL that can be asked for."""

    code = "link_malformed"
    zh = "链接格式不正确"
    en = "This is not a link."


class LinkScheme(FetchRefused):
    """``file:``, ``ftp:``, ``data:`` and so on."""

    code = "link_scheme"
    zh = "链接必须以 http:// 或 https:// 开头"
    en = "The link must begin with http:// or https://."


class LinkPort(FetchRefused):
    """A port that is not the scheme's own."""

    code = "link_port"
    zh = "链接不能指定端口"
    en = "The link must not name a port."


class LinkAddress(FetchRefused):
    """Inside this machine or network, or not an ordinary address."""

    code = "link_address"
    zh = "链接指向的地址不允许访问"
    en = "The link leads to an address that is not public."


class LinkUnresolvable(FetchRefused):
    """The name has no address now."""

    code = "link_unresolvable"
    zh = "找不到链接中的网站"
    en = "The host of the link can't be found."
    may_heal = True


class FetchRedirects(FetchRefused):
    """A chain that doesn't end."""

    code = "fetch_redirects"
    zh = "链接跳转次数过多"
    en = "The link redirects too often."


class FetchStatus(FetchRefused):
    """``http_status`` is what the host answered."""

    code = "fetch_status"
    zh = "对方网站返回错误（{http_status}）"
    en = "The host answered with status {http_status}."

    def __init__(self, http_status: int) -> None:
        super().__init__(http_status=http_status)
        self.may_heal = http_status >= 500 or http_status == 429


class FetchType(FetchRefused):
    """Not of the asked kind by its header."""

    code = "fetch_type"
    zh = "链接的内容类型不符"
    en = "The link leads to another kind of file."


class FetchTooLarge(FetchRefused):
    """``limit_bytes`` is the limit."""

    code = "fetch_too_large"
    zh = "链接的文件太大"
    en = "The file behind the link is too large."


class FetchFailed(FetchRefused):
    """Nothing usable came back in time."""

    code = "fetch_failed"
    zh = "下载超时或连接中断，请稍后再试"
    en = "The download broke off or took too long."
    may_heal = True


def service_client(
    *,
    base_url: str = "",
    timeout_s: float = 10.0,
    user_agent: str = USER_AGENT,
    transport: httpx.AsyncBaseTransport | None = None,
) -> httpx.AsyncClient:
    """A client for one service of the settings: time limits on every step, no redirects, refused inside a
    unit of work.

    Making one costs about 20 ms (certificates): make it once in the wiring and close it at the end.
    """
    return httpx.AsyncClient(
        base_url=base_url,
        timeout=httpx.Timeout(timeout_s, connect=min(timeout_s, 5.0)),
        headers={"user-agent": user_agent},
        follow_redirects=False,
        trust_env=False,
        transport=transport,
        event_hooks={"request": [_refuse_in_unit]},
    )


class PublicFetcher:
    """Fetches what a person's link names, from public addresses only (server-side request forgery).

    The name is resolved once, every address of it must be public, and the connection goes to the checked
    address, so that a second answer of the name server (DNS rebinding) changes nothing; certificates are
    checked against the name. `allowed` lists ``host:port`` pairs, such as the sandbox's, that are let
    through whatever their address.
    """

    def __init__(
        self,
        *,
        total_s: float = 20.0,
        allowed: Collection[str] = frozenset(),
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
        user_agent: str = USER_AGENT,
    ) -> None:
        self._total_s = total_s
        self._allowed = frozenset(allowed)
        self._resolver = resolver or system_resolver
        self._tls = tls
        self._user_agent = user_agent

    async def fetch(self, url: str, *, max_bytes: int, accept: Sequence[str] = ("image/",)) -> bytes:
        """The body of a 200 answer whose content type begins with one of `accept`; raises FetchRefused.

        At most three redirects, each checked like the first link, and ``total_s`` seconds for everything.
        """
        refuse_network_in_unit("fetching a link")
        try:
            async with asyncio.timeout(self._total_s):
                return await self._follow(url.strip(), _Wanted(max_bytes, tuple(accept)))
        except (TimeoutError, httpx.HTTPError, httpx.StreamError, ssl.SSLError):
            raise FetchFailed from None

    async def _follow(self, url: str, wanted: _Wanted) -> bytes:
        link = parsed_link(url)
        for _ in range(_MOST_REDIRECTS + 1):
            answer = await self._ask(link, wanted)
            if isinstance(answer, bytes):
                return answer
            link = parsed_link(str(answer))
        raise FetchRedirects

    async def _ask(self, link: httpx.URL, wanted: _Wanted) -> bytes | httpx.URL:
        address = await self._checked_address(link)
        if self._tls is None:
            self._tls = await asyncio.to_thread(httpx.create_ssl_context, trust_env=False)
        # Nothing is kept alive: the pool knows connections by address, and one address serves many names.
        transport = httpx.AsyncHTTPTransport(
            verify=self._tls, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
        )
        headers = {
            "host": link.netloc.decode("ascii"),
            "user-agent": self._user_agent,
            "accept": ", ".join(f"{kind}*" if kind.endswith("/") else kind for kind in wanted.accept),
            "accept-encoding": "identity",
        }
        timeout = httpx.Timeout(self._total_s, connect=min(5.0, self._total_s))
        async with httpx.AsyncClient(
            transport=transport, timeout=timeout, follow_redirects=False, trust_env=False
        ) as client:
            request = httpx.Request(
                "GET",
                link.copy_with(host=address, fragment=None),
                headers=headers,
                extensions={"sni_hostname": _host_of(link), "timeout": timeout.as_dict()},
            )
            answer = await client.send(request, stream=True)
            try:
                return _redirect_of(link, answer) or await _body_of(answer, wanted)
            finally:
                await answer.aclose()

    async def _checked_address(self, link: httpx.URL) -> str:
        host, port = _host_of(link), link.port or _PORTS[link.scheme]
        trusted = f"{host}:{port}" in self._allowed
        if not trusted and port != _PORTS[link.scheme]:
            raise LinkPort
        if is_disguised_number(host):
            raise LinkAddress
        try:
            addresses = [host] if _is_literal(host) else list(await self._resolver(host, port))
        except (OSError, UnicodeError):
            raise LinkUnresolvable from None
        if not addresses:
            raise LinkUnresolvable
        if not trusted and not all(is_public_address(address) for address in addresses):
            raise LinkAddress
        return addresses[0]


def parsed_link(url: str) -> httpx.URL:
    """`url` as an absolute http(s) URL; raises LinkMalformed or LinkScheme. Asks nobody."""
    if len(url) > _LONGEST_LINK:
        raise LinkMalformed
    try:
        link = httpx.URL(url)
        host = _host_of(link) if link.scheme in _PORTS else ""
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise LinkMalformed from None
    if link.scheme and link.scheme not in _PORTS:
        raise LinkScheme
    if not host or link.userinfo or "%" in host or link.port == 0:
        raise LinkMalformed
    return link


async def system_resolver(host: str, port: int) -> Sequence[str]:
    """Every address that the system knows for `host`; raises OSError when there is none."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class _Wanted(msgspec.Struct, frozen=True):
    max_bytes: int
    accept: tuple[str, ...]


async def _refuse_in_unit(request: httpx.Request) -> None:
    refuse_network_in_unit(f"a call to {request.url.host}")


def _host_of(link: httpx.URL) -> str:
    return link.raw_host.decode("ascii").lower()


def _is_literal(host: str) -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        with suppress(OSError):
            return bool(socket.inet_pton(family, host))
    return False


def _redirect_of(link: httpx.URL, answer: httpx.Response) -> httpx.URL | None:
    if answer.status_code not in _REDIRECTS:
        return None
    try:
        return link.join(answer.headers["location"])
    except (KeyError, ValueError, httpx.InvalidURL):
        raise FetchRedirects from None


async def _body_of(answer: httpx.Response, wanted: _Wanted) -> bytes:
    if answer.status_code != 200:
        raise FetchStatus(answer.status_code)
    kind = answer.headers.get("content-type", "application/octet-stream").lower()
    # A compressed answer could unfold to a thousand times its size, so the raw bytes are what is taken.
    if not kind.startswith(wanted.accept) or answer.headers.get("content-encoding", "identity") != "identity":
        raise FetchType
    announced = answer.headers.get("content-length", "0")
    if announced.isascii() and announced.isdigit() and int(announced) > wanted.max_bytes:
        raise FetchTooLarge(limit_bytes=wanted.max_bytes)
    content = bytearray()
    async for piece in answer.aiter_raw():
        content += piece
        if len(content) > wanted.max_bytes:
            raise FetchTooLarge(limit_bytes=wanted.max_bytes)
    return bytes(content)
