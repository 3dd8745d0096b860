"""Proving a channel's AppID and secret."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.tenancy.domain import Channel, CheckResult
from xiaopu.modules.tenancy.ports import ChannelProbe
from xiaopu.modules.tenancy.usecases.set_channel import channel_keys


class ChannelChecker:
    """Reads the keys in one unit, asks WeChat outside of it."""

    def __init__(self, units: Units, vault: Vault, probe: ChannelProbe) -> None:
        self._units = units
        self._vault = vault
        self._probe = probe

    async def check(self, scope: ShopScope, channel: Channel) -> CheckResult:
        """Refuses `channel_not_set`; what WeChat refuses is an answer, not an error."""
        keys = await self._units.read(scope, channel_keys, channel, vault=self._vault)
        if not keys.reachable:
            return CheckResult(
                False, "secret_missing", "还没有填写 AppSecret", "在公众平台「开发设置」里生成并复制过来"
            )
        return await self._probe.check(keys)
