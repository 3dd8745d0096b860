"""Web authorisation of a verified service account: who is looking at our page inside WeChat.

The token of this flow belongs to one user and has nothing to do with the account's access token. Source:
developers.weixin.qq.com, "网页授权" of service accounts; the pages are not among the facts that were checked
anew, so all calls are marked as not confirmed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.errors import BadConfiguration
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.transport import Endpoint, Transport, origin_of
from xiaopu.wechat.wire import Answer, Nothing

PAGE_BASE_URL = "https://open.weixin.qq.com"

_NOTE = "web authorisation pages were not read anew"

AUTHORIZE = Endpoint(
    method="PAGE", path="/connect/oauth2/authorize", source="网页授权", confirmed=False, note=_NOTE
)
CODE_TO_TOKEN = Endpoint(
    method="GET", path="/sns/oauth2/access_token", source="网页授权", confirmed=False, note=_NOTE
)
REFRESH = Endpoint(
    method="GET",
    path="/sns/oauth2/refresh_token",
    source="网页授权",
    repeatable=True,
    confirmed=False,
    note=_NOTE,
)
USER_INFO = Endpoint(
    method="GET", path="/sns/userinfo", source="网页授权", repeatable=True, confirmed=False, note=_NOTE
)
CHECK = Endpoint(
    method="GET", path="/sns/auth", source="网页授权", repeatable=True, confirmed=False, note=_NOTE
)


class Scope(StrEnum):
    """BASE tells the openid without asking; USERINFO asks the user and tells name and picture too."""

    BASE = "snsapi_base"
    USERINFO = "snsapi_userinfo"


class UserToken(Answer, frozen=True, kw_only=True):
    """A user's token: ``expires_in`` seconds (7200); ``refresh_token`` 30 days.

    A snapshot user is nobody yet.
    """

    access_token: str
    expires_in: int
    refresh_token: str
    openid: str
    scope: str
    unionid: str | None = None
    is_snapshotuser: int | None = None

    def __repr__(self) -> str:
        return f"UserToken(…, scope={self.scope!r})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("scope", self.scope)]


class UserInfo(Answer, frozen=True, kw_only=True):
    """What the user allowed us to see; sex and places are empty nowadays."""

    openid: str
    nickname: str | None = None
    headimgurl: str | None = None
    unionid: str | None = None
    sex: int | None = None
    province: str | None = None
    city: str | None = None
    country: str | None = None


class OAuthClient:
    """Web authorisation for one service account. ``page_base_url`` is where the user's WeChat is sent."""

    def __init__(
        self, credentials: AppCredentials, transport: Transport, *, page_base_url: str = PAGE_BASE_URL
    ) -> None:
        self._credentials = credentials
        self._channel = ApiChannel(transport)
        self._page_origin = origin_of(page_base_url)

    def authorize_url(self, redirect_uri: str, *, state: str, scope: Scope = Scope.BASE) -> str:
        """Where to send the user; WeChat sends them back to `redirect_uri` with ``code`` and ``state``.

        `state` (up to 128 letters and digits) must be a fresh secret of this visit: compare it on return.
        """
        if not (0 < len(state) <= 128 and state.isascii() and state.isalnum()):
            raise BadConfiguration("state", "must be 1 to 128 letters and digits")
        query = urlencode(
            {
                "appid": self._credentials.appid,
                "redirect_uri": redirect_uri,
                "response_type": "code",
                "scope": scope.value,
                "state": state,
            }
        )
        return f"{self._page_origin}{AUTHORIZE.path}?{query}#wechat_redirect"

    async def code_to_token(self, code: str) -> UserToken:
        """The user behind a code (five minutes, once). Refused 40029, 40163."""
        query = {
            "appid": self._credentials.appid,
            "secret": self._credentials.secret,
            "code": code,
            "grant_type": "authorization_code",
        }
        return await self._channel.call(CODE_TO_TOKEN, UserToken, query=query)

    async def refresh(self, refresh_token: str) -> UserToken:
        """A new user token; refused 40030 when the 30 days are over."""
        query = {
            "appid": self._credentials.appid,
            "grant_type": "refresh_token",
            "refresh_token": refresh_token,
        }
        return await self._channel.call(REFRESH, UserToken, query=query)

    async def user_info(self, token: UserToken) -> UserInfo:
        """Name and picture; needs Scope.USERINFO (48001 otherwise)."""
        query = {"access_token": token.access_token, "openid": token.openid, "lang": "zh_CN"}
        return await self._channel.call(USER_INFO, UserInfo, query=query)

    async def check(self, token: UserToken) -> None:
        """Returns when the user token is still good; raises TokenRefused or Refused otherwise."""
        query = {"access_token": token.access_token, "openid": token.openid}
        await self._channel.call(CHECK, Nothing, query=query)
