"""What promotion needs from outside: WeChat's codes and links, and a hand that draws."""

from datetime import datetime
from typing import Protocol

from xiaopu.modules.campaigns.domain import CardFacts, Desk, Landing, PosterFacts


class CodeDesk(Protocol):
    """Codes and links into a mini program. Each refuses `code_refused` in words."""

    async def weapp_code(self, desk: Desk, page: str, scene: str, *, trial: bool) -> bytes:
        """A picture; `trial` opens the version for testing, which needs no release."""
        ...

    async def url_link(self, desk: Desk, at: Landing, expires: datetime) -> str:
        """`https://wxaurl.cn/…`, for texts outside WeChat."""
        ...

    async def scheme(self, desk: Desk, at: Landing, expires: datetime) -> str:
        """`weixin://dl/business/?t=…`."""
        ...

    async def short_link(self, desk: Desk, at: Landing, title: str) -> str:
        """`#小程序://…`, for chats; lasts thirty days."""
        ...


class Painter(Protocol):
    """Draws JPEGs and PNGs; plain functions, to be run in a thread."""

    def card(self, facts: CardFacts) -> bytes:
        """A share card, 5:4. ValueError for a picture that cannot be read."""
        ...

    def poster(self, facts: PosterFacts) -> bytes:
        """750 × 1334."""
        ...

    def qr(self, text: str) -> bytes:
        """A QR code as PNG."""
        ...

    def plain(self, picture: bytes) -> bytes:
        """Only the pixels of a picture from outside, as PNG."""
        ...
