"""Units of work on SQLite: WAL, STRICT tables, `synchronous=FULL`, one writer in this process, writes first
come first served.

Another process (a command) may hold the write lock for a moment: `BEGIN IMMEDIATE` then fails at once
(busy_timeout 0) and the edge
waits with `await sleep`, so that reads go on. Statements run inline on the event loop: they are shorter than
a thread hop.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from xiaopu.infra.database.scopes import Scope
from xiaopu.infra.database.statements import CoreStatements
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Publishing
from xiaopu.infra.open_unit import OPEN_UNIT
from xiaopu.kernel.clock import Clock
from xiaopu.kernel.errors import Busy

P = ParamSpec("P")
T = TypeVar("T")

BUSY_AFTER_SECONDS = 5.0


def sqlite_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine whose connections are ours to begin and commit (driver autocommit)."""
    engine = create_engine(
        f"sqlite:///{path}", isolation_level="AUTOCOMMIT", poolclass=NullPool, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=0",
            "temp_store=MEMORY",
            "cache_size=-16000",
            f"query_only={'ON' if read_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    return engine


class SqliteUnits:
    """`Units` over one SQLite file. Make it and use it on one event loop."""

    def __init__(self, path: Path, clock: Clock, publishing: Publishing) -> None:
        self.clock = clock
        self.wakeup = publishing.wakeup
        self._publishing = publishing
        self._writing = sqlite_engine(path)
        self._reading = sqlite_engine(path, read_only=True)
        self._writer: Connection | None = None
        self._reader: Connection | None = None
        self._line = asyncio.Lock()

    async def read(
        self, scope: Scope, query: Callable[Concatenate[ReadScope, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        if self._reader is None:
            self._reader = await _patiently(self._reading.connect)
        return self._run_read(self._reader, scope, query, *args, **kwargs)

    async def report(
        self, scope: Scope, query: Callable[Concatenate[ReadScope, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        def in_thread() -> T:
            with self._reading.connect() as connection:
                return self._run_read(connection, scope, query, *args, **kwargs)

        return await asyncio.to_thread(in_thread)

    async def write(
        self, scope: Scope, case: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        if OPEN_UNIT.get():
            raise RuntimeError("a unit of work is open already")
        async with self._line:
            if self._writer is None:
                self._writer = await _patiently(self._writing.connect)
            raw = _driver(self._writer)
            await _patiently(lambda: raw.execute("BEGIN IMMEDIATE"))
            uow = self._publishing.open(CoreStatements(self._writer), scope, self.clock())
            with _ended_by(raw), _open():
                result = case(uow, *args, **kwargs)
                uow.finish()
        self._publishing.committed(uow)
        return result

    async def close(self) -> None:
        for connection in (self._reader, self._writer):
            if connection is not None:
                connection.close()
        self._reader = self._writer = None
        self._reading.dispose()
        self._writing.dispose()

    def _run_read(
        self,
        connection: Connection,
        scope: Scope,
        query: Callable[Concatenate[ReadScope, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        raw = _driver(connection)
        raw.execute("BEGIN")
        with _ended_by(raw), _open():
            return query(ReadScope(CoreStatements(connection), scope, self.clock()), *args, **kwargs)


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.driver_connection)


@contextmanager
def _ended_by(raw: sqlite3.Connection) -> Iterator[None]:
    """Commit, or roll back on any exception, a failed commit included."""
    try:
        yield
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise


@contextmanager
def _open() -> Iterator[None]:
    token = OPEN_UNIT.set(True)
    try:
        yield
    finally:
        OPEN_UNIT.reset(token)


async def _patiently(begin: Callable[[], T]) -> T:
    """Call `begin` until another process lets go of the lock; `busy` after five seconds."""
    loop = asyncio.get_running_loop()
    until = loop.time() + BUSY_AFTER_SECONDS
    pause = 0.002
    while True:
        try:
            return begin()
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            if loop.time() > until:
                raise Busy from fault
        await asyncio.sleep(pause)
        pause = min(pause * 1.6, 0.1)
