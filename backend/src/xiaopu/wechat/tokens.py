"""Access tokens: fetched once, shared by all processes, renewed before they end.

WeChat's stable token is the same for everybody who asks during its life; from five minutes before its end
on it hands out the next one while both are good. So a token is renewed inside these last minutes, under the
store's lock, and a refused token is fetched again (with ``force_refresh`` only when WeChat still hands out
the refused one: 20 a day, 30 seconds apart). Source: developers.weixin.qq.com getStableAccessToken.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from xiaopu.wechat.errors import BadConfiguration

RENEW_BEFORE = timedelta(minutes=5)
FORCE_PAUSE = timedelta(minutes=1)

Clock = Callable[[], datetime]


class AccessToken(msgspec.Struct, frozen=True, kw_only=True):
    """A token and the moment from which WeChat refuses it. ``repr()`` hides the value."""

    value: str
    expires_at: datetime

    def __repr__(self) -> str:
        return f"AccessToken(…, expires_at={self.expires_at!r})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("expires_at", self.expires_at)]


class TokenStore(Protocol):
    """Where tokens live; a database or a cache shared by all processes. Values are secrets.

    Keep them sealed.
    """

    async def load(self, key: str) -> AccessToken | None:
        """The token last saved under `key`, expired or not."""

    async def save(self, key: str, token: AccessToken) -> None:
        """Keeps `token` for every process."""

    def exclusive(self, key: str) -> AbstractAsyncContextManager[None]:
        """A lock over all processes, so that one of them refreshes and the others wait."""


class AccessTokens(Protocol):
    """Who hands out tokens to a channel."""

    async def current(self) -> str:
        """A token that should be good now."""

    async def renew(self, refused: str) -> str:
        """A token other than the one that WeChat just refused."""


class FetchToken(Protocol):
    """One call to WeChat for a token."""

    def __call__(self, *, force: bool) -> Awaitable[AccessToken]:
        """The token; `force` asks for a new one while the old is still good."""


class SharedTokens:
    """Tokens of one account through a store: what ``MiniProgramClient`` uses, and the open platform too."""

    def __init__(self, key: str, store: TokenStore, fetch: FetchToken, *, clock: Clock) -> None:
        if not key:
            raise BadConfiguration("token key", "is empty")
        self._key = key
        self._store = store
        self._fetch = fetch
        self._clock = clock
        self._forced_at: datetime | None = None

    async def current(self) -> str:
        """The stored token while it has more than five minutes to live, a fresh one otherwise."""
        held = await self._store.load(self._key)
        if held is not None and self._lives(held):
            return held.value
        async with self._store.exclusive(self._key):
            held = await self._store.load(self._key)
            if held is not None and self._lives(held):
                return held.value
            return (await self._fetched(force=False)).value

    async def renew(self, refused: str) -> str:
        """Another token than `refused`; when somebody else has renewed it meanwhile, theirs."""
        async with self._store.exclusive(self._key):
            held = await self._store.load(self._key)
            if held is not None and held.value != refused and self._lives(held):
                return held.value
            fresh = await self._fetched(force=False)
            if fresh.value == refused and self._may_force():
                fresh = await self._fetched(force=True)
            return fresh.value

    def _may_force(self) -> bool:
        """At most once a minute, so that calls refused for another reason do not use up the day's forced
        tokens.
        """
        now = self._clock()
        if self._forced_at is not None and now - self._forced_at < FORCE_PAUSE:
            return False
        self._forced_at = now
        return True

    def _lives(self, token: AccessToken) -> bool:
        return token.expires_at - self._clock() > RENEW_BEFORE

    async def _fetched(self, *, force: bool) -> AccessToken:
        token = await self._fetch(force=force)
        await self._store.save(self._key, token)
        return token


class MemoryTokenStore:
    """Tokens of one process; enough for a command, a test, or an installation with a single process."""

    def __init__(self) -> None:
        self._tokens: dict[str, AccessToken] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def load(self, key: str) -> AccessToken | None:
        """The token last saved under `key`."""
        return self._tokens.get(key)

    async def save(self, key: str, token: AccessToken) -> None:
        """Keeps `token`."""
        self._tokens[key] = token

    @asynccontextmanager
    async def exclusive(self, key: str) -> AsyncIterator[None]:
        """One task at a time per key."""
        async with self._locks.setdefault(key, asyncio.Lock()):
            yield
