"""Message pushes of WeChat: proven and opened first, then one unit. WeChat waits five seconds."""

import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.notices.domain import PushKeys
from xiaopu.modules.notices.errors import PushNotSet
from xiaopu.modules.notices.ports import PushReader, Query
from xiaopu.modules.notices.usecases.keep_push import keep_push
from xiaopu.modules.tenancy.api import Channel, channel_secrets

log = structlog.get_logger()


class PushTaker:
    """Takes the pushes of one shop's mini program at a time."""

    def __init__(self, units: Units, vault: Vault, reader: PushReader) -> None:
        self._units = units
        self._vault = vault
        self._reader = reader

    async def echo(self, scope: ShopScope, query: Query) -> str:
        """The text with which an address proves itself to WeChat; refuses `push_not_proven`."""
        return self._reader.echo(await self._keys(scope), query)

    async def take(self, scope: ShopScope, query: Query, body: bytes) -> None:
        """Returns when the push has had its one effect, now or earlier. Refuses what is not proven."""
        pushed = self._reader.read(await self._keys(scope), query, body)
        fresh = await self._units.write(scope, keep_push, pushed, vault=self._vault)
        log.info("notices.pushed", kind=pushed.kind, pushed=pushed.event, fresh=fresh)

    async def _keys(self, scope: ShopScope) -> PushKeys:
        """Refuses `push_not_set` for a shop without a mini program or without a push token."""
        channel = await self._units.read(scope, channel_secrets, Channel.WEAPP, vault=self._vault)
        if not channel.push_token:
            raise PushNotSet
        return PushKeys(channel.appid, channel.push_token, channel.encoding_aes_key or None)
