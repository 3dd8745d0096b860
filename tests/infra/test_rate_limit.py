"""Token buckets: exact counts, waits, bounded memory, clocks that jump."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiaopu.infra.rate_limit import InProcessLimiter, Limit, RateLimiter, Verdict

T = TypeVar("T")
START = datetime(2026, 3, 9, tzinfo=UTC)
LOGIN = Limit("login", 5, timedelta(minutes=15))


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def taken(limiter: RateLimiter, limit: Limit, key: str, times: int) -> list[bool]:
    async def within() -> list[bool]:
        return [(await limiter.take(limit, key)).allowed for _ in range(times)]

    return run(within())


class TestTake:
    def test_five_at_once_and_then_one_each_three_minutes(self) -> None:
        clock = Clock()
        limiter = InProcessLimiter(clock=clock)
        assert taken(limiter, LOGIN, "1.2.3.0/24", 7) == [True] * 5 + [False] * 2
        assert run(limiter.take(LOGIN, "1.2.3.0/24")) == Verdict(
            allowed=False, remaining=0, retry_after_s=180
        )
        clock.advance(179.5)
        assert run(limiter.take(LOGIN, "1.2.3.0/24")) == Verdict(allowed=False, remaining=0, retry_after_s=1)
        clock.advance(0.5)
        assert run(limiter.take(LOGIN, "1.2.3.0/24")) == Verdict(allowed=True, remaining=0, retry_after_s=0)
        assert taken(limiter, LOGIN, "1.2.3.0/24", 1) == [False]
        clock.advance(900)
        assert taken(limiter, LOGIN, "1.2.3.0/24", 6) == [True] * 5 + [False]

    def test_remaining_counts_down(self) -> None:
        limiter = InProcessLimiter(clock=Clock())
        assert [run(limiter.take(LOGIN, "a")).remaining for _ in range(5)] == [4, 3, 2, 1, 0]

    def test_keys_and_limits_are_apart(self) -> None:
        limiter = InProcessLimiter(clock=Clock())
        assert taken(limiter, LOGIN, "a", 6)[-1] is False
        assert taken(limiter, LOGIN, "b", 1) == [True]
        assert taken(limiter, Limit("mail", 5, timedelta(hours=1)), "a", 1) == [True]

    def test_a_refusal_takes_nothing(self) -> None:
        clock = Clock()
        limiter = InProcessLimiter(clock=clock)
        taken(limiter, LOGIN, "a", 100)
        clock.advance(180)
        assert taken(limiter, LOGIN, "a", 2) == [True, False]

    def test_a_cost_is_taken_whole_or_not(self) -> None:
        limiter = InProcessLimiter(clock=Clock())
        assert run(limiter.take(LOGIN, "a", cost=3)) == Verdict(allowed=True, remaining=2, retry_after_s=0)
        assert run(limiter.take(LOGIN, "a", cost=3)) == Verdict(allowed=False, remaining=2, retry_after_s=180)
        assert run(limiter.take(LOGIN, "a", cost=2)) == Verdict(allowed=True, remaining=0, retry_after_s=0)

    @pytest.mark.parametrize("cost", [-1, 0, 6])
    def test_an_impossible_cost_is_refused(self, cost: int) -> None:
        with pytest.raises(ValueError, match="cost"):
            run(InProcessLimiter(clock=Clock()).take(LOGIN, "a", cost=cost))

    @settings(max_examples=50, deadline=None)
    @given(
        times=st.integers(1, 50),
        seconds=st.integers(1, 3600),
        steps=st.lists(st.floats(0, 100), min_size=1, max_size=60),
    )
    def test_in_any_window_at_most_twice_the_limit(
        self, times: int, seconds: int, steps: list[float]
    ) -> None:
        clock, limit = Clock(), Limit("x", times, timedelta(seconds=seconds))
        limiter = InProcessLimiter(clock=clock)
        granted: list[datetime] = []
        for step in steps:
            clock.advance(step)
            granted += [clock.now for allowed in taken(limiter, limit, "k", times + 1) if allowed]
        for start in granted:
            assert sum(start <= at < start + limit.per for at in granted) <= 2 * times


class TestGiveBack:
    def test_undoes_one_take_and_never_more_than_the_limit(self) -> None:
        limiter = InProcessLimiter(clock=Clock())
        taken(limiter, LOGIN, "a", 5)
        run(limiter.give_back(LOGIN, "a"))
        assert taken(limiter, LOGIN, "a", 2) == [True, False]
        for _ in range(20):
            run(limiter.give_back(LOGIN, "a"))
        assert len(limiter) == 0
        assert taken(limiter, LOGIN, "a", 6) == [True] * 5 + [False]


class TestBounds:
    def test_memory_is_bounded_and_full_buckets_go_first(self) -> None:
        clock = Clock()
        limiter = InProcessLimiter(clock=clock, max_keys=3)
        taken(limiter, LOGIN, "limited", 5)
        taken(limiter, Limit("short", 5, timedelta(seconds=1)), "full-soon", 1)
        clock.advance(2)
        for number in range(2):
            taken(limiter, LOGIN, f"new-{number}", 1)
        assert len(limiter) == 3
        assert taken(limiter, LOGIN, "limited", 1) == [False]

    def test_a_flood_of_keys_stays_within_the_bound(self) -> None:
        limiter = InProcessLimiter(clock=Clock(), max_keys=100)

        async def flood() -> None:
            for number in range(5_000):
                await limiter.take(LOGIN, str(number))

        run(flood())
        assert len(limiter) == 100

    def test_a_clock_set_back_opens_nothing_and_blocks_for_one_period_at_most(self) -> None:
        clock = Clock()
        limiter = InProcessLimiter(clock=clock)
        taken(limiter, LOGIN, "a", 5)
        clock.advance(-86_400)
        assert run(limiter.take(LOGIN, "a")) == Verdict(allowed=False, remaining=0, retry_after_s=180)
        clock.advance(900)
        assert taken(limiter, LOGIN, "a", 1) == [True]
