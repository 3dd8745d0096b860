"""Answers kept in this process: the bytes that are equal for every visitor of a shop (a hit costs a
dictionary look-up).

The key holds the shop's version, so a write that bumps it makes the older answers unreachable at once;
``invalidate`` only gives their memory back. Personal prices, stock and favourites never go in here.

Used from the event loop only; no call waits.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

import msgspec

_ENTRY_BYTES: Final = 600
_LARGEST_SHARE: Final = 8
_WORTH_PACKING: Final = 1_000
_GZIP_LEVEL: Final = 5


class CacheKey(NamedTuple):
    """What an answer depends on. ``query`` tells the known parameters, sorted, and no others, or a stranger
    fills the cache with copies.
    """

    shop_id: str
    version: int
    path: str
    query: str
    locale: str


class CachedAnswer(msgspec.Struct, frozen=True):
    """A body with its ETag (quotes included), good until ``expires_at`` (the shop's next promotion or
    listing boundary). ``packed`` is the same under gzip, where that is worth it: packed once, not for each
    visitor.
    """

    body: bytes
    etag: str
    expires_at: datetime
    packed: bytes | None = None


class CacheFigures(msgspec.Struct, frozen=True):
    """What the metrics page shows; ``bytes_used`` includes about 600 bytes an entry for keys and
    bookkeeping.
    """

    hits: int
    misses: int
    evictions: int
    entries: int
    bytes_used: int


class ResponseCache:
    """Least recently used answers go first once ``capacity_bytes`` are in use."""

    def __init__(self, capacity_bytes: int, *, clock: Callable[[], datetime]) -> None:
        self._capacity = capacity_bytes
        self._clock = clock
        self._answers: OrderedDict[CacheKey, CachedAnswer] = OrderedDict()
        self._keys_of: defaultdict[str, set[CacheKey]] = defaultdict(set)
        self._used = self._hits = self._misses = self._evictions = 0

    def get(self, key: CacheKey) -> CachedAnswer | None:
        """The answer, when it is there and not expired; counted as a hit or a miss."""
        answer = self._answers.get(key)
        if answer is not None and answer.expires_at <= self._clock():
            self._drop(key)
            answer = None
        if answer is None:
            self._misses += 1
            return None
        self._answers.move_to_end(key)
        self._hits += 1
        return answer

    def put(self, key: CacheKey, answer: CachedAnswer) -> None:
        """Keep `answer`, unless it is expired or larger than an eighth of the capacity (one page must not
        push out all).
        """
        if key in self._answers:
            self._drop(key)
        size = _size_of(key, answer)
        if size > self._capacity // _LARGEST_SHARE or answer.expires_at <= self._clock():
            return
        self._answers[key] = answer
        self._keys_of[key.shop_id].add(key)
        self._used += size
        while self._used > self._capacity:
            self._drop(next(iter(self._answers)))
            self._evictions += 1

    def invalidate(self, shop_id: str) -> int:
        """Forget everything of one shop; how many answers that were."""
        keys = self._keys_of.get(shop_id, set()).copy()
        for key in keys:
            self._drop(key)
        return len(keys)

    def figures(self) -> CacheFigures:
        """Counters since the start, and what is held now."""
        return CacheFigures(
            hits=self._hits,
            misses=self._misses,
            evictions=self._evictions,
            entries=len(self._answers),
            bytes_used=self._used,
        )

    def _drop(self, key: CacheKey) -> None:
        self._used -= _size_of(key, self._answers.pop(key))
        of_shop = self._keys_of[key.shop_id]
        of_shop.discard(key)
        if not of_shop:
            del self._keys_of[key.shop_id]


def etag_of(body: bytes) -> str:
    """A strong ETag of the bytes, in its quotes."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def packed(body: bytes) -> bytes | None:
    """`body` under gzip; None for a short one, which would not get smaller by much."""
    return gzip.compress(body, _GZIP_LEVEL, mtime=0) if len(body) >= _WORTH_PACKING else None


def _size_of(key: CacheKey, answer: CachedAnswer) -> int:
    return len(answer.body) + len(answer.packed or b"") + len(key.path) + len(key.query) + _ENTRY_BYTES
