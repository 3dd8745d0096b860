"""Media, quotas, request numbers, and the addresses from which WeChat pushes.

Source: developers.weixin.qq.com uploadTempMedia, getMedia, clearQuota, getApiQuota, getRidInfo,
getCallbackIp.
"""

from __future__ import annotations

from enum import StrEnum

from xiaopu.wechat.api import ApiChannel, Image
from xiaopu.wechat.transport import Endpoint, Part
from xiaopu.wechat.wire import Answer, Nothing, Request

MEDIA_UPLOAD = Endpoint(method="POST", path="/cgi-bin/media/upload", source="uploadTempMedia")
MEDIA_GET = Endpoint(method="GET", path="/cgi-bin/media/get", source="getMedia", repeatable=True)
CLEAR_QUOTA = Endpoint(method="POST", path="/cgi-bin/clear_quota", source="clearQuota")
QUOTA = Endpoint(method="POST", path="/cgi-bin/openapi/quota/get", source="getApiQuota", repeatable=True)
RID = Endpoint(method="POST", path="/cgi-bin/openapi/rid/get", source="getRidInfo", repeatable=True)
PUSH_ADDRESSES = Endpoint(
    method="GET", path="/cgi-bin/getcallbackip", source="getCallbackIp", repeatable=True
)


class MediaKind(StrEnum):
    """What is uploaded."""

    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"
    THUMB = "thumb"


class Media(Answer, frozen=True, kw_only=True):
    """An upload; it lives three days."""

    type: str
    media_id: str
    created_at: int


class Quota(Answer, frozen=True, kw_only=True):
    """Calls of the day."""

    daily_limit: int
    used: int
    remain: int


class RidInfo(Answer, frozen=True, kw_only=True):
    """What WeChat kept of a call; it holds request and answer in clear, so do not log it."""

    invoke_time: int
    cost_in_ms: int
    request_url: str
    request_body: str | None = None
    response_body: str | None = None
    client_ip: str | None = None

    def __repr__(self) -> str:
        return f"RidInfo(invoke_time={self.invoke_time}, …)"


class _App(Request, frozen=True, kw_only=True):
    appid: str


class _Path(Request, frozen=True, kw_only=True):
    cgi_path: str


class _RidBody(Request, frozen=True, kw_only=True):
    rid: str


class _QuotaAnswer(Answer, frozen=True, kw_only=True):
    quota: Quota


class _RidAnswer(Answer, frozen=True, kw_only=True):
    request: RidInfo


class _Addresses(Answer, frozen=True, kw_only=True):
    ip_list: tuple[str, ...] = ()


class Operations:
    """What keeps the account running."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def upload_media(self, kind: MediaKind, filename: str, content: bytes, content_type: str) -> Media:
        """Uploads a temporary file."""
        part = Part("media", filename, content, content_type)
        return await self._channel.upload(MEDIA_UPLOAD, Media, query={"type": kind.value}, file=part)

    async def media(self, media_id: str) -> Image:
        """The bytes of a temporary file, three days long."""
        return await self._channel.image(MEDIA_GET, query={"media_id": media_id})

    async def clear_quota(self, appid: str) -> None:
        """Sets all daily counts to zero; ten times a month (48006 afterwards)."""
        await self._channel.call(CLEAR_QUOTA, Nothing, body=_App(appid=appid))

    async def quota(self, path: str) -> Quota:
        """How often `path` (``/cgi-bin/…``) was called today."""
        return (await self._channel.call(QUOTA, _QuotaAnswer, body=_Path(cgi_path=path))).quota

    async def rid(self, rid: str) -> RidInfo:
        """What WeChat kept of a refused call, for seven days."""
        return (await self._channel.call(RID, _RidAnswer, body=_RidBody(rid=rid))).request

    async def push_addresses(self) -> tuple[str, ...]:
        """Addresses and networks from which pushes come."""
        return (await self._channel.call(PUSH_ADDRESSES, _Addresses)).ip_list
