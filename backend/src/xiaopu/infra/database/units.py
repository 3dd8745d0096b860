"""The edge of every transaction: `await units.write(scope, use_case, command)`.

Two implementations behind one face. SQLite runs the use case inline on one writer connection, in FIFO order;
PostgreSQL runs it in a greenlet that waits for asyncpg. Only this folder begins, commits or rolls back.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from xiaopu.infra.database.scopes import Scope
from xiaopu.infra.database.statements import Statements
from xiaopu.infra.database.unit import Handler, Outbox, ReadScope, UnitOfWork
from xiaopu.kernel.clock import Clock

P = ParamSpec("P")
T = TypeVar("T")


class Wakeup:
    """Rings when a unit that emitted something has committed: the worker in this process need not poll."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        self._event.set()

    async def wait(self, seconds: float) -> None:
        """Until the next ring, or `seconds`."""
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except TimeoutError:
            return
        finally:
            self._event.clear()


class Units(Protocol):
    """Opens units of work. Refuses to nest: a unit inside a unit is a programming error (RuntimeError)."""

    clock: Clock
    wakeup: Wakeup

    async def read(
        self, scope: Scope, query: Callable[Concatenate[ReadScope, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `query` in one read-only transaction."""
        ...

    async def write(
        self, scope: Scope, case: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `case` in one transaction; commits when it returns, rolls back when it raises.

        Waits in line on SQLite and answers `busy` after five seconds; retries serialization failures on
        PostgreSQL,
        so `case` may run more than once and must have no effect outside its unit.
        """
        ...

    async def report(
        self, scope: Scope, query: Callable[Concatenate[ReadScope, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Like `read`, for what takes longer than 20 ms: never blocks the event loop."""
        ...

    async def close(self) -> None: ...


class Publishing:
    """What a unit needs for `publish` and `emit`; filled in by the wiring."""

    def __init__(self, outbox: Outbox, handlers: Mapping[type, Sequence[Handler]]) -> None:
        self.outbox = outbox
        self.handlers = handlers
        self.wakeup = Wakeup()

    def open(self, statements: Statements, scope: Scope, now: datetime) -> UnitOfWork:
        return UnitOfWork(statements, scope, now, handlers=self.handlers, outbox=self.outbox)

    def committed(self, uow: UnitOfWork) -> None:
        uow.committed()
        if uow.emitted:
            self.wakeup.ring()
