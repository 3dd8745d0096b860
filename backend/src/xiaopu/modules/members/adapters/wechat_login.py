"""`WechatLogin` over WeChat: code2Session, the phone button, and the service account's OAuth page."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from xiaopu.kernel.clock import Clock
from xiaopu.modules.members.domain import WechatIdentity
from xiaopu.modules.members.errors import LoginCodeNotValid, WechatUnavailable
from xiaopu.wechat.errors import BadConfiguration, CallFailed, Refused, SystemBusy
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.oauth import OAuthClient, Scope
from xiaopu.wechat.tokens import MemoryTokenStore, TokenStore
from xiaopu.wechat.transport import Transport


class WechatLoginGateway:
    """One gateway for all shops. Tokens are WeChat's stable tokens: every process is handed the same one."""

    def __init__(self, http: httpx.AsyncClient, api_base_url: str, open_base_url: str, clock: Clock) -> None:
        self._transport = Transport(http, api_base_url)
        self._open_base_url = open_base_url
        self._clock = clock
        self._tokens: TokenStore = MemoryTokenStore()

    async def weapp(self, appid: str, secret: str, code: str) -> WechatIdentity:
        with _in_our_words():
            session = await self._client(appid, secret).login.code_to_session(code)
        return WechatIdentity(appid, session.openid, session.unionid)

    async def service_account(self, appid: str, secret: str, code: str) -> WechatIdentity:
        with _in_our_words():
            token = await self._oauth(appid, secret).code_to_token(code)
        return WechatIdentity(appid, token.openid, token.unionid)

    async def phone_number(self, appid: str, secret: str, code: str) -> str:
        with _in_our_words():
            info = await self._client(appid, secret).login.phone_number(code)
        return info.pure_phone_number

    def authorize_url(self, appid: str, redirect_uri: str, state: str) -> str:
        # With user info WeChat adds the unionid, by which the shopper's mini program is the same member;
        # asked only when
        # an act needs identity. The address holds no secret; the client wants one to be built at all.
        oauth = self._oauth(appid, "not-needed-here")
        return oauth.authorize_url(redirect_uri, state=state, scope=Scope.USERINFO)

    def _client(self, appid: str, secret: str) -> MiniProgramClient:
        credentials = AppCredentials(appid=appid, secret=secret)
        return MiniProgramClient(credentials, self._transport, self._tokens, clock=self._clock)

    def _oauth(self, appid: str, secret: str) -> OAuthClient:
        credentials = AppCredentials(appid=appid, secret=secret)
        return OAuthClient(credentials, self._transport, page_base_url=self._open_base_url)


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except SystemBusy as busy:
        raise WechatUnavailable from busy
    except Refused as refused:
        raise LoginCodeNotValid(wechat_code=str(refused.code)) from refused
    except (CallFailed, BadConfiguration) as failed:
        raise WechatUnavailable from failed
