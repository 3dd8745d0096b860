"""Figures for people: a line on the terminal, a page in the documentation."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.bursts import CONNECTIONS, Pace
from benchmarks.dataset import Sizes
from benchmarks.results import Line

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = "docs/reference/performance.md"
RECORDED: Final = "benchmarks/recorded.json"

_ABOUT: Final[dict[str, str]] = {
    "cached": """**Cached.** Lists and details that the response cache holds, and beside them what it must not
hold. hello is `/healthz`: the smallest answer through the same middleware. Every request asks for gzip.""",
    "uncached": """**Uncached.** The same with a cache too small to keep anything: thirty pages of lists in
all sorts, any goods of the shop.""",
    "orders": """**Orders.** One SKU, any member, any goods, a commit on disk each. *The bare statements* are
those that one such POST sends, BEGIN and COMMIT included, recorded and replayed with other keys: on SQLite in
a loop over `sqlite3` with the same PRAGMAs, on PostgreSQL by pgbench under the same role. One POST makes
twelve round trips to PostgreSQL; what Python does around them lies between the order and its anchor.""",
    "hot": "**One SKU for all.** Every order wants the same row of stock.",
    "footprint": """**Idle and starting.** Thirty goods, after the first search and log-in: the supervisor,
and the worker process with the background work inside.""",
}
_HEAD: Final = """# Performance

<!-- Written by `python -m benchmarks --write-docs` from benchmarks/recorded.json: change those. -->

`make bench` measures the real server (`xiaopu serve`, one worker process) over HTTP and keeps it beside
anchors that run in the same minutes. What counts are **CPU microseconds of all its processes for each
request**, read from outside, and their **ratio** to the anchor: candidate and anchor take turns in short
bursts, so that a loud neighbour disturbs both, and the median over the rounds is reported. Absolute figures,
requests a second and latencies are those of the machine below, which others were using at the time.

"""


class Record(msgspec.Struct, frozen=True):
    """A whole run."""

    machine: str
    sizes: Sizes
    pace: Pace
    quick: bool
    lines: list[Line]


def told(line: Line) -> str:
    """A scenario on one line, the verdict last."""
    name = f"{line.group:9} {line.database:10} {line.scenario:33}"
    target = f"target {line.target.told()}: {line.verdict}" if line.target else ""
    return " ".join([name, f"{line.value:.2f} {line.unit}", *_figures(line), target]).rstrip()


def recorded() -> Record:
    """The run that the page tells of."""
    return msgspec.json.decode((ROOT / RECORDED).read_bytes(), type=Record)


def write_docs() -> None:
    """Make the page of the record."""
    (ROOT / PAGE).write_text(page(recorded()), encoding="utf-8")


def page(record: Record) -> str:
    """The page as Markdown."""
    pace = record.pace
    told_pace = (
        f"{pace.rounds} rounds of {pace.seconds:g} s, {CONNECTIONS} connections, one core for the server"
    )
    parts = [_HEAD, f"Data: {record.sizes.told()}. {told_pace}. Machine: {record.machine}.\n"]
    for group, lines in groupby(sorted(record.lines, key=_place), key=lambda line: line.group):
        parts.append(f"\n{_ABOUT[group]}\n\n")
        parts += _table(list(lines))
    return "".join(parts)


def _place(line: Line) -> int:
    return list(_ABOUT).index(line.group)


def _table(lines: list[Line]) -> Iterator[str]:
    yield "| database | scenario | result | target | app µs | PostgreSQL µs | per s | p50 ms | p99 ms |\n"
    yield "|---|---|---|---|--:|--:|--:|--:|--:|\n"
    for line in lines:
        target = f"{line.target.told()} **{line.verdict}**" if line.target else ""
        cells = [line.database, line.scenario, f"{line.value:.2f} {line.unit}", target]
        figures = (line.app_us, line.database_us, line.per_second)
        cells += [f"{figure:,.0f}" if figure else "" for figure in figures]
        cells += [f"{figure:.1f}" if figure else "" for figure in (line.p50_ms, line.p99_ms)]
        yield f"| {' | '.join(cells)} |\n"


def _figures(line: Line) -> Iterator[str]:
    if line.app_us is not None:
        yield f"app={line.app_us:.0f}µs"
    if line.database_us:
        yield f"db={line.database_us:.0f}µs"
    if line.per_second is not None:
        yield f"{line.per_second:.0f}/s"
    if line.p50_ms is not None and line.p99_ms is not None:
        yield f"p50={line.p50_ms:.1f}ms p99={line.p99_ms:.1f}ms"
