"""The longest groups run at tiny sizes and say what they should; no time is asserted."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.bursts import Pace
from benchmarks.dataset import Sizes
from benchmarks.machine import Cores
from benchmarks.results import Line, Target
from benchmarks.runs import GROUPS
from benchmarks.town import town

SIZES = Sizes(goods=30, orders=60, members=8)
# The group with the most machinery on each database, and how many lines it tells.
LARGEST = {"sqlite": ("orders", 4), "postgresql": ("hot", 2)}
PACE = Pace(rounds=1, seconds=0.3, warm_seconds=0.1)


@pytest.fixture
def cores() -> Iterator[Cores]:
    """As the tool does it, undone afterwards."""
    before = os.sched_getaffinity(0)
    yield Cores()
    os.sched_setaffinity(0, before)


@pytest.mark.slow
@pytest.mark.parametrize("database", os.environ.get("XIAOPU_TEST_DATABASES", "sqlite,postgresql").split(","))
def test_scenarios_answer_and_are_compared(cores: Cores, tmp_path: Path, database: str) -> None:
    group, scenarios = LARGEST[database]
    _open_to_postgres(tmp_path)
    with town(database, tmp_path, SIZES) as filled:
        lines = GROUPS[group](filled, cores, PACE)
    assert len(lines) == scenarios
    for line in lines:
        assert line.value > 0
        assert line.per_second is not None
        assert line.per_second > 0
    anchors = [line.value for line in lines if line.unit.endswith(f" {line.scenario}")]
    assert anchors == [1.0] * len(anchors)


def test_a_target_bounds_from_above_or_from_below() -> None:
    def line(value: float, target: Target) -> Line:
        return Line(group="g", database="sqlite", scenario="s", value=value, unit="×", target=target)

    above, below = Target(1.3), Target(0.5, at_least=True)
    assert [line(value, above).verdict for value in (1.3, 1.31)] == ["reached", "MISSED"]
    assert [line(value, below).verdict for value in (0.5, 0.49)] == ["reached", "MISSED"]


def test_the_page_tells_every_recorded_line() -> None:
    record = report.recorded()
    page = report.page(record)
    assert page == (report.ROOT / report.PAGE).read_text("utf-8")
    assert page.count("\n| ") == len(record.lines) + len({line.group for line in record.lines})


def _open_to_postgres(folder: Path) -> None:
    """PostgreSQL runs as somebody else when we are root; pytest's folders are closed to all others."""
    for one in (folder, folder.parent, folder.parent.parent):
        one.chmod(0o711)
