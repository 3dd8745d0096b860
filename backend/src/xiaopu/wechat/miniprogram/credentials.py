"""AppID and AppSecret, and the stable token that they buy."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import msgspec

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.errors import BadConfiguration
from xiaopu.wechat.tokens import AccessToken, Clock
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Request

STABLE_TOKEN = Endpoint(
    method="POST", path="/cgi-bin/stable_token", source="getStableAccessToken", repeatable=True
)

_APPID = re.compile(r"wx[0-9A-Za-z_\-]{4,62}")
_SECRET = re.compile(r"[!-~]{8,128}")


class AppCredentials(msgspec.Struct, frozen=True, kw_only=True):
    """One AppID and its secret; refuses empty and malformed ones. ``repr()`` hides the secret."""

    appid: str
    secret: str

    def __post_init__(self) -> None:
        checked_appid(self.appid)
        if not _SECRET.fullmatch(self.secret):
            raise BadConfiguration("AppSecret", "is empty or malformed")

    def __repr__(self) -> str:
        return f"AppCredentials(appid={self.appid!r}, …)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("appid", self.appid)]


def checked_appid(appid: str) -> str:
    """`appid`, or BadConfiguration when it cannot be one."""
    if not _APPID.fullmatch(appid):
        raise BadConfiguration("AppID", "must begin with wx")
    return appid


class _TokenBody(Request, frozen=True, kw_only=True):
    grant_type: str
    appid: str
    secret: str
    force_refresh: bool


class _TokenAnswer(Answer, frozen=True, kw_only=True):
    access_token: str
    expires_in: int


class StableToken:
    """Fetches the stable token of one account; hand it to ``SharedTokens``."""

    def __init__(self, credentials: AppCredentials, channel: ApiChannel, *, clock: Clock) -> None:
        self._credentials = credentials
        self._channel = channel
        self._clock = clock

    async def __call__(self, *, force: bool) -> AccessToken:
        """The token.

        Its life is counted from before the call, so that it never ends later here than at WeChat.
        """
        asked_at = self._clock()
        body = _TokenBody(
            grant_type="client_credential",
            appid=self._credentials.appid,
            secret=self._credentials.secret,
            force_refresh=force,
        )
        said = await self._channel.call(STABLE_TOKEN, _TokenAnswer, body=body)
        return AccessToken(value=said.access_token, expires_at=asked_at + timedelta(seconds=said.expires_in))
