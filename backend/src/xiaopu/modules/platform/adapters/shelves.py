"""Where WeChat's client keeps what it must not lose: tickets, refresh tokens and access tokens, all sealed in
the database, so that every process of the house has the same.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import DirectoryScope, ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.platform import queries
from xiaopu.modules.platform.usecases.grants import keep_refresh_token, refresh_token_of
from xiaopu.modules.platform.usecases.keep_ticket import kept_ticket
from xiaopu.modules.platform.usecases.keep_token import keep_token, kept_token, lease_token, leave_token
from xiaopu.wechat.errors import BadConfiguration
from xiaopu.wechat.tokens import AccessToken

_DIRECTORY = DirectoryScope()
# Longer than a refresh with all its repeats takes; whoever dies with the lease holds the others up as long.
LEASE = timedelta(seconds=40)
_PAUSE_S = 0.05


class TicketShelf:
    """The ticket that WeChat pushed last, for `Component`."""

    def __init__(self, units: Units, vault: Vault, component: str) -> None:
        self._units = units
        self._vault = vault
        self._component = component

    async def __call__(self) -> str:
        return await self._units.read(_DIRECTORY, kept_ticket, self._component, vault=self._vault)


class RefreshTokenShelf:
    """`RefreshTokenStore`: one for each live grant, in its shop's rows."""

    def __init__(self, units: Units, vault: Vault) -> None:
        self._units = units
        self._vault = vault

    async def refresh_token(self, appid: str) -> str:
        """Raises BadConfiguration when the mini program does not trust the operator (any more)."""
        shop_id = await self._units.read(_DIRECTORY, queries.shop_of, appid)
        token = None
        if shop_id is not None:
            token = await self._units.read(ShopScope(shop_id), refresh_token_of, appid, vault=self._vault)
        if token is None:
            raise BadConfiguration("authorisation of the mini program", "is missing or was taken back")
        return token

    async def keep_refresh_token(self, appid: str, token: str) -> None:
        shop_id = await self._units.read(_DIRECTORY, queries.shop_of, appid)
        if shop_id is not None:
            scope = ShopScope(shop_id, "wechat")
            await self._units.write(scope, keep_refresh_token, appid, token, vault=self._vault)


class TokenShelf:
    """`TokenStore` over the database. Within a process tasks wait in a lock; between processes one of them
    has the lease, and the others look again until its token is there.
    """

    def __init__(self, units: Units, vault: Vault) -> None:
        self._units = units
        self._vault = vault
        self._holder = secrets.token_hex(16)
        self._locks: dict[str, asyncio.Lock] = {}

    async def load(self, key: str) -> AccessToken | None:
        kept = await self._units.read(_DIRECTORY, kept_token, key, vault=self._vault)
        return None if kept is None else AccessToken(value=kept[0], expires_at=kept[1])

    async def save(self, key: str, token: AccessToken) -> None:
        await self._units.write(_DIRECTORY, keep_token, key, token.value, token.expires_at, vault=self._vault)

    @asynccontextmanager
    async def exclusive(self, key: str) -> AsyncIterator[None]:
        async with self._locks.setdefault(key, asyncio.Lock()):
            await self._lease(key)
            try:
                yield
            finally:
                await self._units.write(_DIRECTORY, leave_token, key, self._holder)

    async def _lease(self, key: str) -> None:
        """Waits as long as a lease can last, then goes on without one: two refreshes are better than none."""
        loop = asyncio.get_running_loop()
        until = loop.time() + LEASE.total_seconds()
        while loop.time() < until:
            if await self._units.write(_DIRECTORY, lease_token, key, self._holder, LEASE):
                return
            await asyncio.sleep(_PAUSE_S)
