"""Everything that a mini program's server asks of WeChat, in one object.

::

    shop = MiniProgramClient(AppCredentials(appid=…, secret=…), Transport(http, base_url), store, clock=clock)
    session = await shop.login.code_to_session(code)
    await shop.shipping.upload(ShippingInfo(...))
"""

from __future__ import annotations

import hashlib

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.miniprogram.codes import Codes
from xiaopu.wechat.miniprogram.credentials import AppCredentials, StableToken
from xiaopu.wechat.miniprogram.datacube import Datacube
from xiaopu.wechat.miniprogram.express import Express
from xiaopu.wechat.miniprogram.login import Login, Users
from xiaopu.wechat.miniprogram.messages import Messages
from xiaopu.wechat.miniprogram.operations import Operations
from xiaopu.wechat.miniprogram.security import ContentSecurity
from xiaopu.wechat.miniprogram.shipping import Shipping
from xiaopu.wechat.tokens import AccessTokens, Clock, SharedTokens, TokenStore
from xiaopu.wechat.transport import Transport


class MiniProgramServices:
    """The calls that take an access token, whoever hands it out: the account itself or an open platform."""

    def __init__(self, channel: ApiChannel) -> None:
        self.codes = Codes(channel)
        self.messages = Messages(channel)
        self.security = ContentSecurity(channel)
        self.shipping = Shipping(channel)
        self.express = Express(channel)
        self.datacube = Datacube(channel)
        self.operations = Operations(channel)
        self.users = Users(channel)


class MiniProgramClient(MiniProgramServices):
    """A mini program with its own secret.

    Tokens are kept in `store` under AppID and secret and shared through it: whoever knows the AppID alone
    is handed none.
    """

    def __init__(
        self, credentials: AppCredentials, transport: Transport, store: TokenStore, *, clock: Clock
    ) -> None:
        open_channel = ApiChannel(transport)
        fetch = StableToken(credentials, open_channel, clock=clock)
        self.tokens: AccessTokens = SharedTokens(token_key(credentials), store, fetch, clock=clock)
        channel = ApiChannel(transport, self.tokens)
        super().__init__(channel)
        self.appid = credentials.appid
        self.login = Login(credentials, channel, open_channel)


def token_key(credentials: AppCredentials) -> str:
    """Under which name the tokens of one AppID and one secret are kept."""
    proof = hashlib.sha256(f"{credentials.appid}\x00{credentials.secret}".encode()).hexdigest()
    return f"own:{credentials.appid}:{proof[:16]}"
