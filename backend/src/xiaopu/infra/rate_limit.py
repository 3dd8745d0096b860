"""Limits on how often a key (an address, an account, a phone number) may do a thing.

``InProcessLimiter`` holds its buckets in memory: right on SQLite, where one process serves all. With
several processes each would grant the whole limit, so there an implementation of the same protocol leases
tokens in batches from PostgreSQL.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final, Protocol

import msgspec

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_LOOKED_AT: Final = 8


class Limit(msgspec.Struct, frozen=True):
    """``times`` at once, and after that one each ``per / times``: Limit("login", 5, timedelta(hours=1))."""

    name: str
    times: Annotated[int, msgspec.Meta(ge=1)]
    per: timedelta


class Verdict(msgspec.Struct, frozen=True):
    """``retry_after_s`` is 0 when allowed; otherwise whole seconds, rounded up, until the same cost is
    allowed.
    """

    allowed: bool
    remaining: int
    retry_after_s: int


class RateLimiter(Protocol):
    """Buckets by limit and key."""

    async def take(self, limit: Limit, key: str, *, cost: int = 1) -> Verdict:
        """Take `cost` from the bucket of `key`, or take nothing and say when to come back."""

    async def give_back(self, limit: Limit, key: str, *, cost: int = 1) -> None:
        """Undo a ``take`` whose action turned out not to count (a log-in that succeeded)."""


class InProcessLimiter:
    """Token buckets, each held as one number: the moment at which it will be full again.

    At most `max_keys` are held. When there are more, the least recently used goes, a full one first if
    there is one among the oldest few: a flood of new keys can shorten the memory for old ones, so limits by
    address should be coarse (/24, /48). A clock that is set back shortens no wait and lengthens none beyond
    ``per``.
    """

    def __init__(self, *, clock: Callable[[], datetime], max_keys: int = 20_000) -> None:
        self._clock = clock
        self._max_keys = max_keys
        self._full_at: OrderedDict[tuple[str, str], int] = OrderedDict()

    async def take(self, limit: Limit, key: str, *, cost: int = 1) -> Verdict:
        """See RateLimiter; never waits. ValueError for a cost below 1 or above the limit."""
        if not 1 <= cost <= limit.times:
            raise ValueError("a cost lies between 1 and the limit")
        now, whole = self._now(), limit.per // _MICROSECOND
        full_at = self._current(limit, key, now)
        after = full_at + whole * cost // limit.times
        if after > now + whole:
            return Verdict(
                allowed=False,
                remaining=_remaining(limit, full_at - now),
                retry_after_s=-(-(after - now - whole) // 1_000_000),
            )
        self._keep((limit.name, key), after, now)
        return Verdict(allowed=True, remaining=_remaining(limit, after - now), retry_after_s=0)

    async def give_back(self, limit: Limit, key: str, *, cost: int = 1) -> None:
        """See RateLimiter; a bucket never holds more than its limit."""
        now = self._now()
        before = self._current(limit, key, now) - (limit.per // _MICROSECOND) * cost // limit.times
        if before <= now:
            self._full_at.pop((limit.name, key), None)
        else:
            self._keep((limit.name, key), before, now)

    def __len__(self) -> int:
        return len(self._full_at)

    def _now(self) -> int:
        return (self._clock() - _EPOCH) // _MICROSECOND

    def _current(self, limit: Limit, key: str, now: int) -> int:
        bucket, latest = (limit.name, key), now + limit.per // _MICROSECOND
        stored = self._full_at.get(bucket, now)
        if stored > latest:
            self._full_at[bucket] = latest
        return min(max(stored, now), latest)

    def _keep(self, bucket: tuple[str, str], full_at: int, now: int) -> None:
        self._full_at[bucket] = full_at
        self._full_at.move_to_end(bucket)
        while len(self._full_at) > self._max_keys:
            oldest = [held for held, _ in zip(self._full_at, range(_LOOKED_AT), strict=False)]
            full = [held for held in oldest if self._full_at[held] <= now]
            del self._full_at[(full or oldest)[0]]


def _remaining(limit: Limit, until_full: int) -> int:
    whole = limit.per // _MICROSECOND
    return (whole - until_full) * limit.times // whole
