"""One book for a process: the services of any mini program, whether it is reached by its own secret or
through the operator's third-party platform.

::

    book = ServicesBook(transport, store, clock=clock, platform=platform)
    session = await book.code_to_session(WeappKeys(appid="wx…", granted=True), code)
    await book.services(WeappKeys(appid="wx…", secret="…")).shipping.upload(ShippingInfo(...))

All tokens live in `store`, so that no two callers of a process refresh against each other; with a store that
processes share, no two processes do.
"""

from __future__ import annotations

from collections import OrderedDict

import msgspec

from xiaopu.wechat.errors import BadConfiguration
from xiaopu.wechat.miniprogram.client import MiniProgramClient, MiniProgramServices
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.miniprogram.login import Session
from xiaopu.wechat.openplatform.client import AuthorizedShop, OpenPlatform
from xiaopu.wechat.tokens import Clock, TokenStore
from xiaopu.wechat.transport import Transport

_MOST_CLIENTS = 500


class WeappKeys(msgspec.Struct, frozen=True, kw_only=True):
    """How a mini program is reached: by its secret, or `granted` to the platform. ``repr()`` hides the
    secret.
    """

    appid: str
    secret: str | None = None
    granted: bool = False

    def __repr__(self) -> str:
        return f"WeappKeys(appid={self.appid!r}, granted={self.granted!r})"


class ServicesBook:
    """Make one for a process and hand it to whoever calls WeChat in a mini program's name."""

    def __init__(
        self,
        transport: Transport,
        store: TokenStore,
        *,
        clock: Clock,
        platform: OpenPlatform | None = None,
    ) -> None:
        self._transport = transport
        self._store = store
        self._clock = clock
        self._platform = platform
        self._clients: OrderedDict[tuple[str, str], MiniProgramClient] = OrderedDict()

    @property
    def has_platform(self) -> bool:
        """Whether the operator runs a third-party platform."""
        return self._platform is not None

    def platform(self) -> OpenPlatform:
        """The operator's platform; raises BadConfiguration when there is none."""
        if self._platform is None:
            raise BadConfiguration("third-party platform", "is not set up")
        return self._platform

    def own(self, appid: str, secret: str | None) -> MiniProgramClient:
        """A mini program by its own secret; raises BadConfiguration for malformed ones."""
        credentials = AppCredentials(appid=appid, secret=secret or "")
        key = (credentials.appid, credentials.secret)
        client = self._clients.get(key)
        if client is None:
            client = MiniProgramClient(credentials, self._transport, self._store, clock=self._clock)
            self._clients[key] = client
            if len(self._clients) > _MOST_CLIENTS:
                self._clients.popitem(last=False)
        self._clients.move_to_end(key)
        return client

    def granted(self, appid: str) -> AuthorizedShop:
        """A mini program that authorised the platform; raises BadConfiguration without a platform."""
        return self.platform().shop(appid)

    def services(self, keys: WeappKeys) -> MiniProgramServices:
        """The calls that take an access token. No network; raises BadConfiguration."""
        return self.granted(keys.appid) if keys.granted else self.own(keys.appid, keys.secret)

    async def code_to_session(self, keys: WeappKeys, code: str) -> Session:
        """The session behind the code of ``wx.login`` (five minutes, once)."""
        if keys.granted:
            return await self.granted(keys.appid).code_to_session(code)
        return await self.own(keys.appid, keys.secret).login.code_to_session(code)
