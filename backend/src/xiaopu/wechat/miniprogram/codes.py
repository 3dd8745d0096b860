"""Mini program codes, links from outside WeChat, short links.

Source: developers.weixin.qq.com getUnlimitedQRCode, getQRCode, createQRCode, generateUrlLink, generateScheme,
generateShortLink.
"""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum

from xiaopu.wechat.api import ApiChannel, Image
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Request, unix_seconds

UNLIMITED = Endpoint(
    method="POST",
    path="/wxa/getwxacodeunlimit",
    source="getUnlimitedQRCode",
    repeatable=True,
    confirmed=False,
    note="kind of picture (JPEG, PNG when transparent)",
)
LIMITED = Endpoint(method="POST", path="/wxa/getwxacode", source="getQRCode")
SQUARE = Endpoint(method="POST", path="/cgi-bin/wxaapp/createwxaqrcode", source="createQRCode")
URL_LINK = Endpoint(method="POST", path="/wxa/generate_urllink", source="generateUrlLink")
SCHEME = Endpoint(method="POST", path="/wxa/generatescheme", source="generateScheme")
SHORT_LINK = Endpoint(method="POST", path="/wxa/genwxashortlink", source="generateShortLink")

_SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")


class EnvVersion(StrEnum):
    """Which version of the mini program opens."""

    RELEASE = "release"
    TRIAL = "trial"
    DEVELOP = "develop"


class LineColor(Request, frozen=True, kw_only=True):
    """Colour of the lines, 0 to 255 each."""

    r: int
    g: int
    b: int


class UnlimitedCode(Request, frozen=True, kw_only=True):
    """A code without a limit of number. ``scene``: 1 to 32 letters out of ``0-9A-Za-z!#$&'()*+,/:;=?@-._~``.

    ``page`` has no leading slash and no parameters. ``check_path=False`` allows a page that is not released
    yet. ``width`` is 280 to 1280 pixels.
    """

    scene: str
    page: str | None = None
    check_path: bool | None = None
    env_version: EnvVersion | None = None
    width: int | None = None
    auto_color: bool | None = None
    line_color: LineColor | None = None
    is_hyaline: bool | None = None

    def __post_init__(self) -> None:
        if not _SCENE.fullmatch(self.scene):
            raise ValueError("scene must be 1 to 32 of the letters that WeChat allows")


class LimitedCode(Request, frozen=True, kw_only=True):
    """A code with a path of up to 1024 letters; 100,000 in all, together with the square ones."""

    path: str
    width: int | None = None
    auto_color: bool | None = None
    line_color: LineColor | None = None
    is_hyaline: bool | None = None
    env_version: EnvVersion | None = None


class LinkTarget(Request, frozen=True, kw_only=True):
    """Where a link leads; an empty path is the home page. ``query`` is ``k1=v1&k2=v2``."""

    path: str | None = None
    query: str | None = None
    env_version: EnvVersion | None = None


class _SquareBody(Request, frozen=True, kw_only=True):
    path: str
    width: int | None = None


class _LinkBody(Request, frozen=True, kw_only=True):
    path: str | None
    query: str | None
    env_version: EnvVersion | None
    expire_type: int
    expire_time: int | None = None
    expire_interval: int | None = None


class _SchemeBody(Request, frozen=True, kw_only=True):
    jump_wxa: LinkTarget
    expire_type: int
    expire_time: int | None = None
    expire_interval: int | None = None


class _ShortBody(Request, frozen=True, kw_only=True):
    page_url: str
    page_title: str | None = None
    is_permanent: bool | None = None


class _UrlLink(Answer, frozen=True, kw_only=True):
    url_link: str


class _OpenLink(Answer, frozen=True, kw_only=True):
    openlink: str


class _ShortLink(Answer, frozen=True, kw_only=True):
    link: str


class Codes:
    """Pictures and links that lead into the mini program."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def unlimited(self, code: UnlimitedCode) -> Image:
        """A round code; 5,000 a minute. Refused 41030 when the page is not released, 40169 for the scene."""
        return await self._channel.image(UNLIMITED, body=code)

    async def limited(self, code: LimitedCode) -> Image:
        """A round code that counts; refused 45029 when all 100,000 are made."""
        return await self._channel.image(LIMITED, body=code)

    async def square(self, path: str, *, width: int | None = None) -> Image:
        """A square code that counts; `path` up to 128 bytes."""
        return await self._channel.image(SQUARE, body=_SquareBody(path=path, width=width))

    async def url_link(self, target: LinkTarget, expires: datetime | int) -> str:
        """``https://wxaurl.cn/…``; `expires` is a moment or a number of days, 30 days at most.

        Not for persons.
        """
        kind, time, days = _expiry(expires)
        body = _LinkBody(
            path=target.path,
            query=target.query,
            env_version=target.env_version,
            expire_type=kind,
            expire_time=time,
            expire_interval=days,
        )
        return (await self._channel.call(URL_LINK, _UrlLink, body=body)).url_link

    async def scheme(self, target: LinkTarget, expires: datetime | int) -> str:
        """``weixin://dl/business/?t=…``; `expires` as for ``url_link``."""
        kind, time, days = _expiry(expires)
        body = _SchemeBody(jump_wxa=target, expire_type=kind, expire_time=time, expire_interval=days)
        return (await self._channel.call(SCHEME, _OpenLink, body=body)).openlink

    async def short_link(
        self, page_url: str, *, title: str | None = None, permanent: bool | None = None
    ) -> str:
        """A short link for chats; shops' categories only (43104 otherwise). Permanent ones.

        100,000 in all.
        """
        body = _ShortBody(page_url=page_url, page_title=title, is_permanent=permanent)
        return (await self._channel.call(SHORT_LINK, _ShortLink, body=body)).link


def _expiry(expires: datetime | int) -> tuple[int, int | None, int | None]:
    if isinstance(expires, datetime):
        return 0, unix_seconds(expires), None
    return 1, None, expires
