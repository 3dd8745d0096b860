"""Time and nonces under the test's hand."""

import itertools
from datetime import datetime, timedelta


class TestClock:
    """A clock that stands still; sleeping moves it and is written down."""

    __test__ = False

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.slept: list[float] = []
        self._numbers = itertools.count(1)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    def nonce(self) -> str:
        return f"nonce{next(self._numbers):027d}"
