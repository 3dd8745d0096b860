"""The chain of tokens: ticket (pushed) → component token → pre-auth code → authorisation → authorizer tokens.

WeChat pushes a ticket every ten minutes (it lives twelve hours, not confirmed). A shop's refresh token is
as good as its consent: lose it and the shop has to authorise again, so it is kept by the caller in a
``RefreshTokenStore``. Source: developers.weixin.qq.com oplatform, the page on authorisation and the pages
of the calls.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Protocol
from urllib.parse import urlencode

import msgspec

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.errors import BadConfiguration
from xiaopu.wechat.miniprogram.credentials import AppCredentials, checked_appid
from xiaopu.wechat.miniprogram.login import Session
from xiaopu.wechat.tokens import AccessToken, AccessTokens, Clock, SharedTokens, TokenStore
from xiaopu.wechat.transport import Endpoint, Transport, origin_of
from xiaopu.wechat.wire import Answer, Nothing, Request

_ROOT = "/cgi-bin/component"

START_TICKETS = Endpoint(
    method="POST", path=f"{_ROOT}/api_start_push_ticket", source="api_start_push_ticket", repeatable=True
)
COMPONENT_TOKEN = Endpoint(
    method="POST", path=f"{_ROOT}/api_component_token", source="api_component_token", repeatable=True
)
PRE_AUTH_CODE = Endpoint(
    method="POST",
    path=f"{_ROOT}/api_create_preauthcode",
    source="api_create_preauthcode",
    confirmed=False,
    note="life of the code (1800 s) and meaning of auth_type",
)
QUERY_AUTH = Endpoint(method="POST", path=f"{_ROOT}/api_query_auth", source="api_query_auth")
AUTHORIZER_TOKEN = Endpoint(
    method="POST", path=f"{_ROOT}/api_authorizer_token", source="api_authorizer_token", repeatable=True
)
AUTHORIZER_INFO = Endpoint(
    method="POST", path=f"{_ROOT}/api_get_authorizer_info", source="api_get_authorizer_info", repeatable=True
)
AUTHORIZER_LIST = Endpoint(
    method="POST", path=f"{_ROOT}/api_get_authorizer_list", source="api_get_authorizer_list", repeatable=True
)
CODE_TO_SESSION = Endpoint(method="GET", path="/sns/component/jscode2session", source="第三方平台代登录")
AUTHORIZE_PAGE = Endpoint(
    method="PAGE",
    path="/cgi-bin/componentloginpage",
    source="授权流程技术说明",
    confirmed=False,
    note="auth_type",
)

TOKEN_NAME = "component_access_token"  # noqa: S105 - the name of a parameter
PAGE_BASE_URL = "https://mp.weixin.qq.com"

Ticket = Callable[[], Awaitable[str]]


class RefreshTokenStore(Protocol):
    """Where refresh tokens of shops live: secrets, kept sealed, one per AppID."""

    async def refresh_token(self, appid: str) -> str:
        """The token of a shop; raises BadConfiguration when the shop never authorised."""

    async def keep_refresh_token(self, appid: str, token: str) -> None:
        """Keeps a shop's token; WeChat may hand out another one with any refresh."""


class Scope(Answer, frozen=True, kw_only=True):
    """One set of rights (权限集)."""

    id: int


class Right(Answer, frozen=True, kw_only=True):
    """A granted set of rights."""

    funcscope_category: Scope


class Authorization(Answer, frozen=True, kw_only=True):
    """What a shop granted. The tokens are secrets; ``repr()`` hides them."""

    authorizer_appid: str
    authorizer_access_token: str | None = None
    authorizer_refresh_token: str | None = None
    expires_in: int | None = None
    func_info: tuple[Right, ...] = ()

    def rights(self) -> set[int]:
        """The numbers of the granted sets of rights."""
        return {right.funcscope_category.id for right in self.func_info}

    def __repr__(self) -> str:
        return f"Authorization(authorizer_appid={self.authorizer_appid!r}, …)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("authorizer_appid", self.authorizer_appid)]


class TypeInfo(Answer, frozen=True, kw_only=True):
    """A kind by number; verification -1 means not verified."""

    id: int


class WeappCategory(Answer, frozen=True, kw_only=True):
    """A category by names."""

    first: str
    second: str


class WeappInfo(Answer, frozen=True, kw_only=True):
    """What only mini programs have."""

    categories: tuple[WeappCategory, ...] = ()
    visit_status: int | None = None


class Authorizer(Answer, frozen=True, kw_only=True):
    """A shop's account."""

    user_name: str
    nick_name: str | None = None
    head_img: str | None = None
    service_type_info: TypeInfo | None = None
    verify_type_info: TypeInfo | None = None
    principal_name: str | None = None
    signature: str | None = None
    qrcode_url: str | None = None
    weapp: WeappInfo | None = msgspec.field(default=None, name="MiniProgramInfo")
    account_status: int | None = None
    register_type: int | None = None


class AuthorizerInfo(Answer, frozen=True, kw_only=True):
    """A shop's account and what it granted."""

    authorizer_info: Authorizer
    authorization_info: Authorization


class AuthorizerRef(Answer, frozen=True, kw_only=True):
    """One shop of the list."""

    authorizer_appid: str
    refresh_token: str | None = None
    auth_time: int | None = None

    def __repr__(self) -> str:
        return f"AuthorizerRef(authorizer_appid={self.authorizer_appid!r}, …)"


class AuthorizerPage(Answer, frozen=True, kw_only=True):
    """One page of shops."""

    total_count: int
    list: tuple[AuthorizerRef, ...] = ()


class _Component(Request, frozen=True, kw_only=True):
    component_appid: str


class _Start(Request, frozen=True, kw_only=True):
    component_appid: str
    component_secret: str


class _TokenBody(Request, frozen=True, kw_only=True):
    component_appid: str
    component_appsecret: str
    component_verify_ticket: str


class _Token(Answer, frozen=True, kw_only=True):
    component_access_token: str
    expires_in: int


class _PreAuth(Answer, frozen=True, kw_only=True):
    pre_auth_code: str
    expires_in: int


class _QueryAuth(Request, frozen=True, kw_only=True):
    component_appid: str
    authorization_code: str


class _AuthAnswer(Answer, frozen=True, kw_only=True):
    authorization_info: Authorization


class _Authorizer(Request, frozen=True, kw_only=True):
    component_appid: str
    authorizer_appid: str
    authorizer_refresh_token: str | None = None


class _Refreshed(Answer, frozen=True, kw_only=True):
    authorizer_access_token: str
    expires_in: int
    authorizer_refresh_token: str | None = None


class _ListBody(Request, frozen=True, kw_only=True):
    component_appid: str
    offset: int
    count: int


class Component:
    """The platform itself: its token, and the shops that have authorised it.

    `ticket` gives the ticket pushed last (raise BadConfiguration there while none has come). Both tokens
    live in `store`: the component's under ``component:<appid>``, a shop's under ``authorizer:<appid>``.
    """

    def __init__(
        self,
        credentials: AppCredentials,
        transport: Transport,
        *,
        ticket: Ticket,
        store: TokenStore,
        refresh_tokens: RefreshTokenStore,
        clock: Clock,
    ) -> None:
        self.appid = credentials.appid
        self._credentials = credentials
        self._transport = transport
        self._ticket = ticket
        self._store = store
        self._refresh_tokens = refresh_tokens
        self._clock = clock
        self._open = ApiChannel(transport)
        self.tokens: AccessTokens = SharedTokens(
            f"component:{self.appid}", store, self._component_token, clock=clock
        )
        self.channel = ApiChannel(transport, self.tokens, token_name=TOKEN_NAME)

    async def start_tickets(self) -> None:
        """Asks WeChat to push tickets again, after they stopped."""
        body = _Start(component_appid=self.appid, component_secret=self._credentials.secret)
        await self._open.call(START_TICKETS, Nothing, body=body)

    async def pre_auth_code(self) -> str:
        """A code for one authorisation, good for half an hour."""
        body = _Component(component_appid=self.appid)
        return (await self.channel.call(PRE_AUTH_CODE, _PreAuth, body=body)).pre_auth_code

    def authorize_url(
        self, pre_auth_code: str, redirect_uri: str, *, auth_type: int = 2, page_base_url: str = PAGE_BASE_URL
    ) -> str:
        """Where the shop's owner authorises (2: mini programs); WeChat comes back with ``auth_code``."""
        query = urlencode(
            {
                "component_appid": self.appid,
                "pre_auth_code": pre_auth_code,
                "redirect_uri": redirect_uri,
                "auth_type": auth_type,
            }
        )
        return f"{origin_of(page_base_url)}{AUTHORIZE_PAGE.path}?{query}"

    async def open_grant(self, authorization_code: str) -> Authorization:
        """What the code of an authorisation stands for; a code works once. Keeps nothing: the caller does, in
        one unit with the rest.
        """
        body = _QueryAuth(component_appid=self.appid, authorization_code=authorization_code)
        return (await self.channel.call(QUERY_AUTH, _AuthAnswer, body=body)).authorization_info

    async def accept(self, authorization_code: str) -> Authorization:
        """Takes an authorisation in: keeps the shop's refresh token and its first access token."""
        asked_at = self._clock()
        granted = await self.open_grant(authorization_code)
        if granted.authorizer_refresh_token is not None:
            await self._refresh_tokens.keep_refresh_token(
                granted.authorizer_appid, granted.authorizer_refresh_token
            )
        if granted.authorizer_access_token is not None and granted.expires_in is not None:
            until = asked_at + timedelta(seconds=granted.expires_in)
            token = AccessToken(value=granted.authorizer_access_token, expires_at=until)
            await self._store.save(_authorizer_key(granted.authorizer_appid), token)
        return granted

    async def authorizer(self, appid: str) -> AuthorizerInfo:
        """A shop's account and what it granted."""
        body = _Authorizer(component_appid=self.appid, authorizer_appid=appid)
        return await self.channel.call(AUTHORIZER_INFO, AuthorizerInfo, body=body)

    async def authorizers(self, *, offset: int = 0, count: int = 100) -> AuthorizerPage:
        """Shops that have authorised; 500 a page at most."""
        body = _ListBody(component_appid=self.appid, offset=offset, count=count)
        return await self.channel.call(AUTHORIZER_LIST, AuthorizerPage, body=body)

    def tokens_of(self, appid: str) -> AccessTokens:
        """Access tokens of one shop: hand them to a channel."""
        checked_appid(appid)

        async def fetch(*, force: bool) -> AccessToken:  # noqa: ARG001 - a refresh always gives a new token
            return await self._authorizer_token(appid)

        return SharedTokens(_authorizer_key(appid), self._store, fetch, clock=self._clock)

    def channel_of(self, appid: str) -> ApiChannel:
        """A channel that calls as the shop."""
        return ApiChannel(self._transport, self.tokens_of(appid))

    async def code_to_session(self, appid: str, code: str) -> Session:
        """The session behind the code of ``wx.login`` in a shop's mini program (five minutes, once)."""
        query = {
            "appid": appid,
            "js_code": code,
            "grant_type": "authorization_code",
            "component_appid": self.appid,
        }
        return await self.channel.call(CODE_TO_SESSION, Session, query=query)

    async def _component_token(self, *, force: bool) -> AccessToken:  # noqa: ARG002 - always a new token
        asked_at = self._clock()
        ticket = await self._ticket()
        if not ticket:
            raise BadConfiguration("component_verify_ticket", "has not been pushed yet")
        body = _TokenBody(
            component_appid=self.appid,
            component_appsecret=self._credentials.secret,
            component_verify_ticket=ticket,
        )
        said = await self._open.call(COMPONENT_TOKEN, _Token, body=body)
        return AccessToken(
            value=said.component_access_token, expires_at=asked_at + timedelta(seconds=said.expires_in)
        )

    async def _authorizer_token(self, appid: str) -> AccessToken:
        asked_at = self._clock()
        body = _Authorizer(
            component_appid=self.appid,
            authorizer_appid=appid,
            authorizer_refresh_token=await self._refresh_tokens.refresh_token(appid),
        )
        said = await self.channel.call(AUTHORIZER_TOKEN, _Refreshed, body=body)
        if said.authorizer_refresh_token is not None:
            await self._refresh_tokens.keep_refresh_token(appid, said.authorizer_refresh_token)
        return AccessToken(
            value=said.authorizer_access_token, expires_at=asked_at + timedelta(seconds=said.expires_in)
        )


def _authorizer_key(appid: str) -> str:
    return f"authorizer:{appid}"
