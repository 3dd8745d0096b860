"""The response cache: hits, expiry, invalidation by shop, and its bound in bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from xiaopu.infra.cache import CachedAnswer, CacheFigures, CacheKey, ResponseCache, etag_of

START = datetime(2026, 3, 9, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def key(shop: str = "s1", version: int = 1, query: str = "") -> CacheKey:
    return CacheKey(shop, version, "/goods", query, "zh-CN")


def answer(body: bytes = b"{}", *, seconds: int = 60) -> CachedAnswer:
    return CachedAnswer(body=body, etag=etag_of(body), expires_at=START + timedelta(seconds=seconds))


class TestResponseCache:
    def test_a_hit_gives_the_very_answer(self) -> None:
        cache, kept = ResponseCache(10_000, clock=Clock()), answer(b"body")
        assert cache.get(key()) is None
        cache.put(key(), kept)
        assert cache.get(key()) is kept
        assert cache.figures() == CacheFigures(hits=1, misses=1, evictions=0, entries=1, bytes_used=610)

    def test_every_part_of_the_key_counts(self) -> None:
        cache = ResponseCache(100_000, clock=Clock())
        cache.put(key(), answer())
        others = [
            key(shop="s2"),
            key(version=2),
            key(query="page=2"),
            key()._replace(path="/x"),
            key()._replace(locale="en"),
        ]
        assert [cache.get(other) for other in others] == [None] * 5

    def test_it_ends_at_its_very_moment(self) -> None:
        clock = Clock()
        cache = ResponseCache(10_000, clock=clock)
        cache.put(key(), answer(seconds=60))
        clock.now = START + timedelta(seconds=59, microseconds=999_999)
        assert cache.get(key()) == answer(seconds=60)
        clock.now = START + timedelta(seconds=60)
        assert cache.get(key()) is None
        assert (cache.figures().entries, cache.figures().bytes_used) == (0, 0)

    def test_what_is_expired_already_replaces_nothing_and_removes_the_old(self) -> None:
        cache = ResponseCache(10_000, clock=Clock())
        cache.put(key(), answer())
        cache.put(key(), answer(seconds=0))
        assert cache.get(key()) is None
        assert cache.figures().entries == 0

    def test_invalidate_forgets_one_shop(self) -> None:
        cache = ResponseCache(100_000, clock=Clock())
        for number in range(3):
            cache.put(key("s1", query=str(number)), answer())
        cache.put(key("s2"), answer())
        assert cache.invalidate("s1") == 3
        assert cache.invalidate("s1") == 0
        assert cache.get(key("s1", query="0")) is None
        assert cache.get(key("s2")) == answer()

    def test_the_least_recently_used_goes_first(self) -> None:
        cache = ResponseCache(8 * 1000, clock=Clock())
        body = b"x" * 390
        for number in range(8):
            cache.put(key(query=str(number)), answer(body))
        cache.get(key(query="0"))
        cache.put(key(query="8"), answer(body))
        held = [n for n in range(9) if cache.get(key(query=str(n))) is not None]
        assert held == [0, 2, 3, 4, 5, 6, 7, 8]
        assert (cache.figures().evictions, cache.figures().bytes_used) == (1, 8 * 997)

    def test_one_large_page_is_not_kept(self) -> None:
        cache = ResponseCache(8_000, clock=Clock())
        cache.put(key(), answer(b"x" * 1000))
        assert cache.get(key()) is None

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 20), st.integers(0, 900), st.booleans()), max_size=80
        )
    )
    def test_it_never_holds_more_than_its_bound_and_counts_right(
        self, moves: list[tuple[int, int, int, bool]]
    ) -> None:
        cache = ResponseCache(8_000, clock=Clock())
        for shop, query, size, forget in moves:
            cache.put(key(f"s{shop}", query=str(query)), answer(b"x" * size))
            if forget:
                cache.invalidate(f"s{shop}")
            assert 0 <= cache.figures().bytes_used <= 8_000
        for shop in range(4):
            cache.invalidate(f"s{shop}")
        assert (cache.figures().entries, cache.figures().bytes_used) == (0, 0)


def test_an_etag_is_quoted_and_follows_the_bytes() -> None:
    assert etag_of(b"a") == etag_of(b"a") != etag_of(b"b")
    assert (etag_of(b"a")[0], etag_of(b"a")[-1], len(etag_of(b"a"))) == ('"', '"', 26)
