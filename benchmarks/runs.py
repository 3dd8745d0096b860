"""Which groups there are, at which size; prints a line a scenario. Exit code 1 when a target was missed."""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks import report
from benchmarks.bursts import Pace
from benchmarks.dataset import Sizes
from benchmarks.footprint import footprint
from benchmarks.machine import Cores, described
from benchmarks.orders import hot, orders
from benchmarks.pages import cached, uncached
from benchmarks.place import DATABASES
from benchmarks.report import Record
from benchmarks.results import Line
from benchmarks.town import Town, town

Group = Callable[[Town, Cores, Pace], list[Line]]

GROUPS: dict[str, Group] = {"cached": cached, "uncached": uncached, "orders": orders, "hot": hot}
FOOTPRINT = "footprint"

_FULL = (Sizes(goods=5_000, orders=100_000, members=2_000), Pace(rounds=5, seconds=2.0, warm_seconds=1.0))
_QUICK = (Sizes(goods=500, orders=10_000, members=200), Pace(rounds=3, seconds=0.8, warm_seconds=0.4))


def main(arguments: list[str]) -> int:
    """Measure what was asked for; or only write the page from what was recorded."""
    options = _options(arguments)
    if options.write_docs:
        report.write_docs()
        return 0
    sizes, pace = _QUICK if options.quick else _FULL
    cores = Cores()
    machine = described()
    cores.settle()
    print(f"{sizes.told()}; {pace.rounds} rounds of {pace.seconds:g} s each; {machine}", flush=True)
    started = time.monotonic()
    lines: list[Line] = []
    for line in _measured(Plan(options.only, options.database, sizes, pace), cores):
        print(report.told(line), flush=True)
        lines.append(line)
    seconds = time.monotonic() - started
    record = Record(machine=machine, sizes=sizes, pace=pace, quick=options.quick, lines=lines)
    if options.json:
        Path(options.json).write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1))
    missed = [line for line in lines if line.verdict == "MISSED"]
    aimed = [line for line in lines if line.target is not None]
    print(f"bench: {len(aimed) - len(missed)} of {len(aimed)} targets reached, {seconds:.0f} s")
    return 1 if missed or not lines else 0


class Plan(msgspec.Struct, frozen=True):
    """What is measured, on what, how often."""

    groups: Sequence[str]
    databases: Sequence[str]
    sizes: Sizes
    pace: Pace


def _measured(plan: Plan, cores: Cores) -> Iterator[Line]:
    """Every line, as soon as its group is done. A database is filled once for all its groups."""
    with tempfile.TemporaryDirectory(prefix="xiaopu-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL runs as somebody else when we are root
        groups = [group for title, group in GROUPS.items() if title in plan.groups]
        for database in plan.databases if groups else ():
            with town(database, folder, plan.sizes) as filled:
                for group in groups:
                    yield from group(filled, cores, plan.pace)
        if FOOTPRINT in plan.groups:
            yield from footprint(folder / FOOTPRINT, cores)


def _options(arguments: list[str]) -> argparse.Namespace:
    names = [*GROUPS, FOOTPRINT]
    parser = argparse.ArgumentParser(prog="benchmarks", description="Hot paths beside their anchors.")
    parser.add_argument(
        "--quick", action="store_true", help="a tenth of the data, short bursts: two to three minutes"
    )
    parser.add_argument("--only", type=_listed(names), default=names, help=",".join(names))
    parser.add_argument("--database", type=_listed(DATABASES), default=DATABASES, help=",".join(DATABASES))
    parser.add_argument("--json", help="write the figures to this file")
    parser.add_argument(
        "--write-docs",
        action="store_true",
        help=f"write {report.PAGE} from {report.RECORDED}, measure nothing",
    )
    return parser.parse_args(arguments)


def _listed(known: Sequence[str]) -> Callable[[str], list[str]]:
    def names(text: str) -> list[str]:
        unknown = set(text.split(",")) - set(known)
        if unknown:
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
        return text.split(",")

    return names
