"""Bursts: candidates and their anchors take turns, so that a loud neighbour disturbs all of them alike.

Ratios are taken within a round and their median is reported; absolute figures are this machine's.
"""

import asyncio
import statistics
from collections.abc import Callable, Sequence

import msgspec

from benchmarks import client
from benchmarks.machine import cpu_seconds
from benchmarks.town import Server, Town

CONNECTIONS = 8


class Burst(msgspec.Struct, frozen=True):
    """One burst, per operation: CPU of the app (or of whoever stands in its place) and of PostgreSQL in µs.

    Latencies in ms; an anchor that cannot tell them has none.
    """

    app_us: float
    database_us: float
    per_second: float
    p50_ms: float | None
    p99_ms: float | None

    @property
    def total_us(self) -> float:
        return self.app_us + self.database_us


class Candidate(msgspec.Struct, frozen=True):
    """Something that can be run for so many seconds."""

    name: str
    run: Callable[[float], Burst]


class Pace(msgspec.Struct, frozen=True):
    """How often and how long."""

    rounds: int
    seconds: float
    warm_seconds: float


Rounds = dict[str, list[Burst]]


def alternate(candidates: Sequence[Candidate], pace: Pace) -> Rounds:
    """Warm each up, then A B C … A B C …; the bursts by name, one a round."""
    done: Rounds = {candidate.name: [] for candidate in candidates}
    for candidate in candidates:
        candidate.run(pace.warm_seconds)
    for _ in range(pace.rounds):
        for candidate in candidates:
            done[candidate.name].append(candidate.run(pace.seconds))
    return done


def middle(bursts: Sequence[Burst]) -> Burst:
    """The median of each figure."""

    def of(values: Sequence[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return statistics.median(known) if known else None

    return Burst(
        app_us=statistics.median(one.app_us for one in bursts),
        database_us=statistics.median(one.database_us for one in bursts),
        per_second=statistics.median(one.per_second for one in bursts),
        p50_ms=of([one.p50_ms for one in bursts]),
        p99_ms=of([one.p99_ms for one in bursts]),
    )


def over_http(name: str, town: Town, server: Server, source: client.Source) -> Candidate:
    """Requests of `source` to the server, over keep-alive connections."""

    def run(seconds: float) -> Burst:
        app, database = cpu_seconds(server.pid), database_seconds(town)
        load = asyncio.run(client.burst(server.address, source, seconds=seconds, connections=CONNECTIONS))
        app, database = cpu_seconds(server.pid) - app, database_seconds(town) - database
        latencies = sorted(load.latencies)
        return Burst(
            app_us=app / load.operations * 1e6,
            database_us=database / load.operations * 1e6,
            per_second=load.operations / load.seconds,
            p50_ms=latencies[len(latencies) // 2],
            p99_ms=latencies[len(latencies) * 99 // 100],
        )

    return Candidate(name, run)


def database_seconds(town: Town) -> float:
    """CPU of PostgreSQL so far; SQLite runs inside the app."""
    cluster = town.where.cluster
    return 0.0 if cluster is None else cpu_seconds(cluster.pid)
