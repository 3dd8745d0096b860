"""What is reported: a line a scenario, with its anchor, its target, and whether it was reached."""

import statistics
from collections.abc import Callable, Sequence

import msgspec

from benchmarks.bursts import Burst, Rounds, middle


class Target(msgspec.Struct, frozen=True):
    """A bound on a ratio to an anchor, or on the value itself when `anchor` is None."""

    bound: float
    at_least: bool = False

    def told(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}"

    def reached(self, value: float) -> bool:
        return value >= self.bound if self.at_least else value <= self.bound


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One scenario on one database. `value` is what the target bounds, in `unit` (× anchor, MB, s)."""

    group: str
    database: str
    scenario: str
    value: float
    unit: str
    app_us: float | None = None
    database_us: float | None = None
    per_second: float | None = None
    p50_ms: float | None = None
    p99_ms: float | None = None
    target: Target | None = None

    @property
    def verdict(self) -> str:
        if self.target is None:
            return "-"
        return "reached" if self.target.reached(self.value) else "MISSED"


class Setting(msgspec.Struct, frozen=True):
    """Where a group of scenarios was measured."""

    group: str
    database: str


class Wish(msgspec.Struct, frozen=True):
    """A scenario beside its anchor, and the target if there is one. `of` is compared with `of` of the anchor,
    or with `against`.
    """

    scenario: str
    anchor: str
    target: Target | None = None
    of: Callable[[Burst], float] = lambda burst: burst.total_us
    against: Callable[[Burst], float] | None = None
    told: str = "× {}"


def ratio(rounds: Rounds, wish: Wish) -> float:
    """The median over the rounds of scenario to anchor."""
    against = wish.against or wish.of
    pairs = zip(rounds[wish.scenario], rounds[wish.anchor], strict=True)
    return statistics.median(wish.of(mine) / max(against(theirs), 1e-9) for mine, theirs in pairs)


def lines_of(setting: Setting, rounds: Rounds, wishes: Sequence[Wish]) -> list[Line]:
    """The report of one run of bursts."""
    lines = []
    for wish in wishes:
        figures = middle(rounds[wish.scenario])
        lines.append(
            Line(
                group=setting.group,
                database=setting.database,
                scenario=wish.scenario,
                value=ratio(rounds, wish),
                unit=wish.told.format(wish.anchor),
                app_us=figures.app_us,
                database_us=figures.database_us,
                per_second=figures.per_second,
                p50_ms=figures.p50_ms,
                p99_ms=figures.p99_ms,
                target=wish.target,
            )
        )
    return lines
