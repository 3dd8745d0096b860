"""Uploads of pictures for applications (进件): what is signed is the JSON of the part ``meta``.

Source: pay.weixin.qq.com partner/4012760432.
"""

from __future__ import annotations

import hashlib

from xiaopu.wechat.pay.channel import PayChannel
from xiaopu.wechat.transport import Endpoint, Part
from xiaopu.wechat.wire import Answer, Request, to_json

UPLOAD = Endpoint(method="POST", path="/v3/merchant/media/upload", source="partner/4012760432")


class _Meta(Request, frozen=True, kw_only=True):
    filename: str
    sha256: str


class _MediaId(Answer, frozen=True, kw_only=True):
    media_id: str


class PayMedia:
    """Pictures of licences and cards."""

    def __init__(self, channel: PayChannel) -> None:
        self._channel = channel

    async def upload(self, filename: str, content: bytes, content_type: str) -> str:
        """Uploads a JPG, BMP or PNG of up to 5 MB; gives its media id."""
        part = Part("file", filename, content, content_type)
        meta = upload_meta(filename, content)
        return (await self._channel.upload(UPLOAD, _MediaId, meta=meta, file=part)).media_id


def upload_meta(filename: str, content: bytes) -> bytes:
    """The JSON that describes a file and that the signature covers."""
    return to_json(_Meta(filename=filename, sha256=hashlib.sha256(content).hexdigest()))
