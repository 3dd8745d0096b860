"""What a run says: figures, a verdict, a seed, on one line."""

import time
from collections.abc import Callable

import msgspec


class Outcome(msgspec.Struct):
    """One run on one database. `ok` is the verdict; `figures` are printed in their order."""

    run: str
    database: str
    figures: dict[str, int | str | float]
    ok: bool
    seed: int
    seconds: float = 0.0

    def line(self) -> str:
        """`F1 sqlite n=300 m=30 oversold=0 … seed=7 4.1s ok`."""
        figures = " ".join(f"{name}={value}" for name, value in self.figures.items())
        verdict = "ok" if self.ok else "RED"
        return f"{self.run} {self.database} {figures} seed={self.seed} {self.seconds:.1f}s {verdict}"


class TimeBox:
    """So many seconds for a run's load; what did not fit is said in its figures and fails it when it is
    nearly all.
    """

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def is_over(self) -> bool:
        return time.monotonic() > self._until


def enough(done: int, stated: int) -> bool:
    """At least a tenth of the stated size."""
    return done * 10 >= stated


def timed(make: Callable[[], Outcome]) -> Outcome:
    """Run and note how long it took."""
    started = time.monotonic()
    outcome = make()
    outcome.seconds = round(time.monotonic() - started, 1)
    return outcome
