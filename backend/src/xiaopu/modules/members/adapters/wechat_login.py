"""`WechatLogin` over WeChat: code2Session, the phone button, and the service account's OAuth page."""

from collections.abc import Iterator
from contextlib import contextmanager

from xiaopu.modules.members.domain import WechatIdentity
from xiaopu.modules.members.errors import LoginCodeNotValid, WechatUnavailable
from xiaopu.modules.tenancy.api import ChannelKeys
from xiaopu.wechat.errors import BadConfiguration, CallFailed, Refused, SystemBusy
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.oauth import OAuthClient, Scope
from xiaopu.wechat.services_book import ServicesBook, WeappKeys
from xiaopu.wechat.transport import Transport


class WechatLoginGateway:
    """One gateway for all shops. A mini program that granted the platform logs in through it, without a
    secret.
    """

    def __init__(self, book: ServicesBook, transport: Transport, open_base_url: str) -> None:
        self._book = book
        self._transport = transport
        self._open_base_url = open_base_url

    async def weapp(self, keys: ChannelKeys, code: str) -> WechatIdentity:
        with _in_our_words():
            session = await self._book.code_to_session(_weapp(keys), code)
        return WechatIdentity(keys.appid, session.openid, session.unionid)

    async def service_account(self, keys: ChannelKeys, code: str) -> WechatIdentity:
        with _in_our_words():
            token = await self._oauth(keys.appid, keys.secret or "").code_to_token(code)
        return WechatIdentity(keys.appid, token.openid, token.unionid)

    async def phone_number(self, keys: ChannelKeys, code: str) -> str:
        with _in_our_words():
            info = await self._book.services(_weapp(keys)).users.phone_number(code)
        return info.pure_phone_number

    def authorize_url(self, appid: str, redirect_uri: str, state: str) -> str:
        # With user info WeChat adds the unionid, by which the shopper's mini program is the same member;
        # asked only when
        # an act needs identity. The address holds no secret; the client wants one to be built at all.
        oauth = self._oauth(appid, "not-needed-here")
        return oauth.authorize_url(redirect_uri, state=state, scope=Scope.USERINFO)

    def _oauth(self, appid: str, secret: str) -> OAuthClient:
        credentials = AppCredentials(appid=appid, secret=secret)
        return OAuthClient(credentials, self._transport, page_base_url=self._open_base_url)


def _weapp(keys: ChannelKeys) -> WeappKeys:
    return WeappKeys(appid=keys.appid, secret=keys.secret, granted=keys.granted)


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
