"""How the shop's mini program is called: the first thing that every desk of WeChat wants to know."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.launch.errors import NotGranted
from xiaopu.modules.tenancy.api import Channel, ChannelKeys, channel_secrets, public_channels


class Weapps:
    """Looks the keys up in a unit of its own, so that the network comes after."""

    def __init__(self, units: Units, vault: Vault) -> None:
        self._units = units
        self._vault = vault

    async def keys(self, scope: ShopScope) -> ChannelKeys | None:
        """None without a mini program, or when nothing is left with which to call it."""
        return await self._units.read(scope, _keys, self._vault)

    async def granted(self, scope: ShopScope) -> str:
        """The AppID of a mini program that trusts the platform. Refuses `channel_not_set`, `not_granted`."""
        keys = await self._units.read(scope, channel_secrets, Channel.WEAPP, vault=self._vault)
        if not keys.granted:
            raise NotGranted
        return keys.appid


def _keys(read: ReadScope, vault: Vault) -> ChannelKeys | None:
    if Channel.WEAPP not in public_channels(read).appids:
        return None
    keys = channel_secrets(read, Channel.WEAPP, vault=vault)
    return keys if keys.granted or keys.secret else None
