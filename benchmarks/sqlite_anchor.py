"""SQLite's anchor: the statements of one order, in a bare loop over sqlite3 with the same PRAGMAs.

Recorded from the application itself, called in this process; replayed by a process of its own on a copy of
the file (`python -m benchmarks.sqlite_anchor JOB`). Parameters are prepared outside the measured time.
"""

import asyncio
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
from sqlalchemy import Engine, event

from benchmarks.bursts import Burst, Candidate
from benchmarks.dataset import Sizes
from benchmarks.machine import Cores
from benchmarks.place import house_at
from benchmarks.shopping import Shopping
from benchmarks.town import Town
from benchmarks.varying import Asked, Mark, marks_of, numbers
from xiaopu.entrypoints.asgi import create_app
from xiaopu.infra.database.sqlite import sqlite_engine

_PREPARED_AT_ONCE = 100
_SERIALS_A_BURST = 100_000
_WARM_ORDERS = 3

Value = Any  # what sqlite3 takes: str, int, float, bytes or None


class Statement(msgspec.Struct, frozen=True):
    """One call of the driver on the reading or the writing connection."""

    connection: int
    sql: str
    parameters: list[list[Value]]
    many: bool


class Job(msgspec.Struct, frozen=True):
    """What the loop's process is told."""

    file: str
    statements: list[Statement]
    marks: list[Mark]
    sizes: Sizes
    seconds: float
    serial: int


class Done(msgspec.Struct, frozen=True):
    """What it says."""

    orders: int
    cpu_seconds: float
    seconds: float
    p50_ms: float
    p99_ms: float


def anchor(name: str, town: Town, cores: Cores, shopping: Shopping) -> Candidate:
    """Record one order, copy the file, and replay it there. Call it before a server runs."""
    statements, asked = asyncio.run(_recorded(town, shopping))
    values = [
        value for one in statements for row in one.parameters for value in row if isinstance(value, str)
    ]
    marks = marks_of(asked, values)
    copy = town.where.file.with_name("anchor.db")
    copy.write_bytes(town.where.file.read_bytes())
    job_file = town.where.home / "anchor.job"
    bursts = 0

    def run(seconds: float) -> Burst:
        nonlocal bursts
        bursts += 1
        job = Job(str(copy), statements, marks, town.sizes, seconds, bursts * _SERIALS_A_BURST)
        job_file.write_bytes(msgspec.msgpack.encode(job))
        with cores.for_server():
            command = [sys.executable, "-m", "benchmarks.sqlite_anchor", str(job_file)]
            said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        done = msgspec.json.decode(said, type=Done)
        return Burst(
            done.cpu_seconds / done.orders * 1e6, 0.0, done.orders / done.seconds, done.p50_ms, done.p99_ms
        )

    return Candidate(name, run)


async def _recorded(town: Town, shopping: Shopping) -> tuple[list[Statement], Asked]:
    with house_at(town.where) as house, _listening() as heard:
        app: Any = create_app(house, with_worker=False)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://mall") as http:
            for _ in range(_WARM_ORDERS):
                await shopping.one_order(http)
            quote = await shopping.quote(http, *shopping.someone())
            heard.clear()
            asked = await shopping.order_for(http, quote)
        await house.close()
        return list(heard), asked


@contextmanager
def _listening() -> Iterator[list[Statement]]:
    """Every statement that goes to a SQLite connection opened from now on, in order."""
    heard: list[Statement] = []
    connections: list[sqlite3.Connection] = []

    def connected(connection: sqlite3.Connection, _record: Any) -> None:
        place = len(connections)
        connections.append(connection)

        def frame(sql: str) -> None:
            # Ours, past SQLAlchemy: all other statements come with their parameters below.
            if sql.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
                heard.append(Statement(place, sql, [[]], many=False))

        connection.set_trace_callback(frame)

    def executed(_c: Any, cursor: Any, sql: str, parameters: Any, _context: Any, many: bool) -> None:  # noqa: FBT001 (SQLAlchemy's signature)
        rows = [list(row) for row in parameters] if many else [list(parameters)]
        heard.append(Statement(connections.index(cursor.connection), sql, rows, many))

    event.listen(Engine, "connect", connected)
    event.listen(Engine, "before_cursor_execute", executed)
    try:
        yield heard
    finally:
        event.remove(Engine, "connect", connected)
        event.remove(Engine, "before_cursor_execute", executed)


def replay(job: Job) -> Done:
    """The loop: the driver alone, one order after the other."""
    engines = {place: sqlite_engine(Path(job.file)) for place in {one.connection for one in job.statements}}
    opened = {place: engine.connect() for place, engine in engines.items()}
    raw = {place: one.connection.driver_connection for place, one in opened.items()}
    chance = random.Random(3)
    serial, cpu, took = job.serial, 0.0, list[float]()
    while sum(took) < job.seconds:
        prepared = []
        for _ in range(_PREPARED_AT_ONCE):
            serial += 1
            prepared.append(_filled(job, chance, serial))
        started = time.process_time()
        for order in prepared:
            begun = time.perf_counter()
            _run(raw, order)
            took.append(time.perf_counter() - begun)
        cpu += time.process_time() - started
    for one in opened.values():
        one.close()
    sorted_ms = sorted(one * 1000 for one in took)
    return Done(len(took), cpu, sum(took), sorted_ms[len(took) // 2], sorted_ms[len(took) * 99 // 100])


def _run(raw: dict[int, Any], order: Sequence[tuple[int, str, list[list[Value]], bool]]) -> None:
    for place, sql, rows, many in order:
        if many:
            raw[place].executemany(sql, rows)
        else:
            raw[place].execute(sql, rows[0]).fetchall()


def _filled(job: Job, chance: random.Random, serial: int) -> list[tuple[int, str, list[list[Value]], bool]]:
    drawn = numbers(chance.randrange(job.sizes.members), chance.randrange(job.sizes.skus), serial)
    swaps = [(mark.text, f"{mark.head}{drawn[mark.name]}") for mark in job.marks]

    def swapped(value: Value) -> Value:
        if isinstance(value, str):
            for old, new in swaps:
                value = value.replace(old, new)
        return value

    return [
        (one.connection, one.sql, [[swapped(value) for value in row] for row in one.parameters], one.many)
        for one in job.statements
    ]


if __name__ == "__main__":
    job = msgspec.msgpack.decode(Path(sys.argv[1]).read_bytes(), type=Job)
    sys.stdout.buffer.write(msgspec.json.encode(replay(job)))
