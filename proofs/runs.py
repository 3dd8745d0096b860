"""Which runs there are, at which size; prints a line a run, a summary last. Exit code 1 when one is red."""

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import msgspec

from proofs.f01_exactly_m import ISOLATIONS, Race, exactly_m
from proofs.f04_notice_chaos import Chaos, notice_chaos
from proofs.f12_tenant_matrix import tenant_matrix
from proofs.f20_controls import controls
from proofs.outcome import Outcome, timed
from proofs.world import DATABASES, shared_cluster

# `control` is how F20 plays the others: just large enough that a missing guard shows.
SIZES = ("control", "quick", "ci", "release")
_CHAOS = {"control": 100, "quick": 150, "ci": 5_000, "release": 50_000}
_RACES = {"control": (60, 6), "quick": (300, 30), "ci": (5000, 500), "release": (5000, 500)}
# Above read committed the losers are tried again one by one: a quick run needs no large crowd for that.
_HIGHER_RACES = _RACES | {"quick": (120, 12)}

Job = Callable[[Path], Outcome]


class Run(msgspec.Struct, frozen=True):
    """One line: a run on a database."""

    name: str
    database: str
    job: Job


def jobs(size: str, seed: int) -> Iterator[Run]:
    """Every run of a size, in order."""
    yield from _races(size, seed)
    for database in DATABASES:
        yield Run("F4", database, partial(notice_chaos, database, chaos=Chaos(_CHAOS[size], seed)))
    for database in DATABASES:
        yield Run("F12", database, partial(tenant_matrix, database, seed=seed))
    if size != "control":
        yield Run("F20", "", partial(controls, seed=seed, cheapest_alone=size == "quick"))


def _races(size: str, seed: int) -> Iterator[Run]:
    levels = ISOLATIONS[:1] if size == "control" else ISOLATIONS
    for database in DATABASES:
        for isolation in levels if database == "postgresql" else levels[:1]:
            buyers, units = (_RACES if isolation == ISOLATIONS[0] else _HIGHER_RACES)[size]
            race = Race(buyers, units, seed, isolation)
            yield Run("F1", database, partial(exactly_m, database, race=race))


def main(arguments: list[str]) -> int:
    """Run what was asked for."""
    options = _options(arguments)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1_000_000)
    chosen = [run for run in jobs(options.size, seed) if _is_asked_for(run, options)]
    done: list[Outcome] = []
    with shared_cluster() if any(run.database == "postgresql" for run in chosen) else nullcontext():
        for run in chosen:
            with tempfile.TemporaryDirectory(prefix="xiaopu-proof-") as folder:
                outcome = timed(partial(run.job, Path(folder)))
            done.append(outcome)
            print(outcome.line(), flush=True)
    red = [outcome for outcome in done if not outcome.ok]
    if options.json:
        Path(options.json).write_bytes(msgspec.json.format(msgspec.json.encode(done), indent=1))
    print(f"proofs: {len(done) - len(red)} passed, {len(red)} failed, seed={seed} size={options.size}")
    return 1 if red or not done else 0


def _is_asked_for(run: Run, options: argparse.Namespace) -> bool:
    if options.only and run.name not in options.only.split(","):
        return False
    return not options.database or run.database in ("", options.database)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="proofs", description="Reliability runs that yield figures.")
    for size in SIZES:
        parser.add_argument(f"--{size}", dest="size", action="store_const", const=size)
    parser.add_argument("--only", help="F1,F12 …")
    parser.add_argument("--database", choices=DATABASES, help="one of the two")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--json", help="write the outcomes to this file")
    parser.set_defaults(size="quick")
    return parser.parse_args(arguments)
