"""Checks of what shoppers write and upload.

Source: developers.weixin.qq.com msgSecCheck (version 2), mediaCheckAsync (version 2; its result comes as
the push ``wxa_media_check`` within 30 minutes).
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Request

TEXT_CHECK = Endpoint(method="POST", path="/wxa/msg_sec_check", source="msgSecCheck", repeatable=True)
MEDIA_CHECK = Endpoint(method="POST", path="/wxa/media_check_async", source="mediaCheckAsync")


class Scene(IntEnum):
    """Where the text or picture is shown."""

    PROFILE = 1
    COMMENT = 2
    FORUM = 3
    LOG = 4


class MediaType(IntEnum):
    """What is checked."""

    SOUND = 1
    PICTURE = 2


class Suggestion(StrEnum):
    """What WeChat advises; ``REVIEW`` wants a person's eye."""

    PASS = "pass"  # noqa: S105 - WeChat's word for "fine", no secret
    REVIEW = "review"
    RISKY = "risky"


class TextCheck(Request, frozen=True, kw_only=True):
    """Up to 2,500 letters; the user must have been in the mini program within two hours (61010 otherwise)."""

    content: str
    scene: Scene
    openid: str
    version: int = 2
    title: str | None = None
    nickname: str | None = None
    signature: str | None = None


class Verdict(Answer, frozen=True, kw_only=True):
    """The verdict on the whole.

    ``label``: 100 fine, 10001 advertisement, 20001 politics, 20002 porn, 20003 abuse, 20006 crime, 20008
    fraud, 20012 vulgar, 20013 copyright, 21000 other.
    """

    suggest: Suggestion
    label: int


class Finding(Answer, frozen=True, kw_only=True):
    """One strategy's verdict; counts only when its ``errcode`` is 0. ``prob`` is 0 to 100."""

    strategy: str
    errcode: int = 0
    suggest: Suggestion | None = None
    label: int | None = None
    keyword: str | None = None
    prob: int | None = None
    level: int | None = None


class TextVerdict(Answer, frozen=True, kw_only=True):
    """Verdict on a text."""

    result: Verdict
    trace_id: str
    detail: tuple[Finding, ...] = ()


class MediaCheck(Request, frozen=True, kw_only=True):
    """A picture or sound of up to 10 MB at an address that WeChat can reach."""

    media_url: str
    media_type: MediaType
    scene: Scene
    openid: str
    version: int = 2


class _Trace(Answer, frozen=True, kw_only=True):
    trace_id: str


class ContentSecurity:
    """Checks of content."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def check_text(self, text: TextCheck) -> TextVerdict:
        """WeChat's verdict; 4,000 a minute."""
        return await self._channel.call(TEXT_CHECK, TextVerdict, body=text)

    async def check_media(self, media: MediaCheck) -> str:
        """The trace id under which the push with the verdict will come; 2,000 a minute."""
        return (await self._channel.call(MEDIA_CHECK, _Trace, body=media)).trace_id
