"""What tenancy needs from outside."""

from typing import Protocol

from xiaopu.modules.tenancy.domain import ChannelKeys, CheckResult, Role


class MerchantMail(Protocol):
    """Sends the mails that merchants get from us."""

    async def verification(self, address: str, link: str) -> None: ...

    async def password_reset(self, address: str, link: str) -> None: ...

    async def invitation(self, address: str, link: str, *, shop_name: str, role: Role) -> None: ...


class ChannelProbe(Protocol):
    """Proves an AppID and its secret by asking WeChat for a token."""

    async def check(self, keys: ChannelKeys) -> CheckResult: ...
