"""Which runs there are, at which size; prints a line a run, a summary last. Exit code 1 when one is red."""

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from proofs.f01_exactly_m import ISOLATIONS, Race, exactly_m
from proofs.f04_notice_chaos import Chaos, notice_chaos
from proofs.outcome import Outcome, timed
from proofs.world import DATABASES

SIZES = ("quick", "ci", "release")
_CHAOS = {"quick": 250, "ci": 5_000, "release": 50_000}
_RACES = {"quick": (300, 30), "ci": (5000, 500), "release": (5000, 500)}

Job = Callable[[Path], Outcome]


def jobs(size: str, seed: int) -> Iterator[tuple[str, Job]]:
    """(name, run) in order."""
    buyers, units = _RACES[size]
    for database in DATABASES:
        for isolation in ISOLATIONS if database == "postgresql" else ISOLATIONS[:1]:
            yield "F1", partial(exactly_m, database, race=Race(buyers, units, seed, isolation))
    payments = _CHAOS[size]
    for database in DATABASES:
        yield "F4", partial(notice_chaos, database, chaos=Chaos(payments, seed))


def main(arguments: list[str]) -> int:
    """Run what was asked for."""
    options = _options(arguments)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1_000_000)
    only = set(options.only.split(",")) if options.only else None
    done: list[Outcome] = []
    for name, job in jobs(options.size, seed):
        if only is not None and name not in only:
            continue
        with tempfile.TemporaryDirectory(prefix="xiaopu-proof-") as folder:
            outcome = timed(partial(job, Path(folder)))
        done.append(outcome)
        print(outcome.line(), flush=True)
    red = [outcome for outcome in done if not outcome.ok]
    if options.json:
        Path(options.json).write_bytes(msgspec.json.format(msgspec.json.encode(done), indent=1))
    print(f"proofs: {len(done) - len(red)} passed, {len(red)} failed, seed={seed} size={options.size}")
    return 1 if red or not done else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="proofs", description="Reliability runs that yield figures.")
    for size in SIZES:
        parser.add_argument(f"--{size}", dest="size", action="store_const", const=size)
    parser.add_argument("--only", help="F1,F12 …")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--json", help="write the outcomes to this file")
    parser.set_defaults(size="quick")
    return parser.parse_args(arguments)
