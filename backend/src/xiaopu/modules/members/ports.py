"""What members need from outside: WeChat's log-in, and mail."""

from typing import Protocol

from xiaopu.modules.members.domain import WechatIdentity
from xiaopu.modules.tenancy.api import ChannelKeys


class WechatLogin(Protocol):
    """Raises `LoginCodeNotValid` for a code that WeChat refuses, `WechatUnavailable` when it does not
    answer.
    """

    async def weapp(self, keys: ChannelKeys, code: str) -> WechatIdentity: ...

    async def service_account(self, keys: ChannelKeys, code: str) -> WechatIdentity: ...

    async def phone_number(self, keys: ChannelKeys, code: str) -> str: ...

    def authorize_url(self, appid: str, redirect_uri: str, state: str) -> str: ...


class CodeMail(Protocol):
    """Sends the code for log-in."""

    async def login_code(self, address: str, code: str, shop_name: str) -> None: ...
