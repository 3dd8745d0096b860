"""The open platform in two objects: the platform itself, and a shop that it runs.

::

    platform = OpenPlatform(component)
    granted = await platform.component.accept(auth_code)
    shop = platform.shop(granted.authorizer_appid)
    await shop.code.put_template(Commit(...))
    await shop.shipping.upload(ShippingInfo(...))
"""

from __future__ import annotations

from xiaopu.wechat.miniprogram.client import MiniProgramServices
from xiaopu.wechat.miniprogram.login import Session
from xiaopu.wechat.openplatform.account import Account
from xiaopu.wechat.openplatform.code import CodeVersions, Templates
from xiaopu.wechat.openplatform.component import Component
from xiaopu.wechat.openplatform.domains import Domains, PlatformDomainList
from xiaopu.wechat.openplatform.filing import Filing
from xiaopu.wechat.openplatform.privacy import OrderPaths, Privacy
from xiaopu.wechat.openplatform.registration import Registration
from xiaopu.wechat.openplatform.verification import Verification


class OpenPlatform:
    """Calls of the platform itself."""

    def __init__(self, component: Component) -> None:
        self.component = component
        self.registration = Registration(component.channel)
        self.templates = Templates(component.channel)
        self.domains = PlatformDomainList(component.channel)
        self.order_paths = OrderPaths(component.channel)

    def shop(self, appid: str) -> AuthorizedShop:
        """The calls for one shop; cheap, holds nothing but the AppID."""
        return AuthorizedShop(self.component, appid)


class AuthorizedShop(MiniProgramServices):
    """Everything for one shop that has authorised the platform.

    The ordinary calls, and those of a platform.
    """

    def __init__(self, component: Component, appid: str) -> None:
        channel = component.channel_of(appid)
        super().__init__(channel)
        self.appid = appid
        self._component = component
        self.account = Account(channel)
        self.code = CodeVersions(channel)
        self.web = Domains(channel)
        self.privacy = Privacy(channel)
        self.filing = Filing(channel)
        self.verification = Verification(channel)

    async def code_to_session(self, code: str) -> Session:
        """The session behind the code of ``wx.login`` in this shop's mini program."""
        return await self._component.code_to_session(self.appid, code)
