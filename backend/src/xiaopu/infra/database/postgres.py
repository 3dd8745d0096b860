"""Units of work on PostgreSQL: constants of SQLAlchemy sent by asyncpg out of its pool, every unit one
transaction opened in one round trip.

`BEGIN; SET LOCAL app.shop_id = …` goes out as one simple query, so that row-level security knows the
shop before the first statement.
Platform units run on an engine of their own role. Serialization failures and deadlocks are retried here; use
cases never see them.
"""

import asyncio
import random
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import asyncpg
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.util import greenlet_spawn

from xiaopu.infra.database.driver import DriverStatements, translate, waited
from xiaopu.infra.database.scopes import PlatformScope, Scope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Publishing
from xiaopu.infra.open_unit import OPEN_UNIT
from xiaopu.kernel.clock import Clock
from xiaopu.kernel.errors import Busy

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 40
_SERIALIZATION = {"40001", "40P01", "55P03"}


def postgres_engine(url: str, *, pool_size: int = 10) -> AsyncEngine:
    """An asyncpg engine in driver autocommit: our own BEGIN and COMMIT frame every unit."""
    return create_async_engine(
        url.replace("postgresql://", "postgresql+asyncpg://", 1),
        isolation_level="AUTOCOMMIT",
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,
        # The connection used last is taken first: PostgreSQL's side of it is still warm.
        pool_use_lifo=True,
        # What a statement was run with never stands in an error, a log or the row of a failed job.
        hide_parameters=True,
        # `Doc` encodes and decodes: the driver hands the text of jsonb through.
        json_deserializer=lambda text: text,
        connect_args={"timeout": 10, "command_timeout": 60, "server_settings": {"timezone": "UTC"}},
    )


class PostgresUnits:
    """`Units` over PostgreSQL. `url` names the application role, `platform_url` the platform's."""

    def __init__(
        self,
        url: str,
        clock: Clock,
        publishing: Publishing,
        *,
        platform_url: str | None = None,
        isolation: str = "READ COMMITTED",
        pool_size: int = 10,
    ) -> None:
        self.clock = clock
        self.wakeup = publishing.wakeup
        self._publishing = publishing
        self._isolation = isolation
        self._losers = asyncio.Lock()
        self._engine = postgres_engine(url, pool_size=pool_size)
        self._platform = postgres_engine(platform_url or url, pool_size=2)

    async def read(
        self, scope: Scope, query: Callable[Concatenate[ReadScope, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        def unit(statements: DriverStatements) -> T:
            return query(ReadScope(statements, scope, self.clock()), *args, **kwargs)

        return await self._retried(scope, f"BEGIN ISOLATION LEVEL {self._isolation} READ ONLY", unit)

    async def report(
        self, scope: Scope, query: Callable[Concatenate[ReadScope, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self.read(scope, query, *args, **kwargs)

    async def write(
        self, scope: Scope, case: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        def unit(statements: DriverStatements) -> tuple[T, UnitOfWork]:
            uow = self._publishing.open(statements, scope, self.clock())
            result = case(uow, *args, **kwargs)
            uow.finish()
            return result, uow

        result, uow = await self._retried(scope, f"BEGIN ISOLATION LEVEL {self._isolation}", unit)
        self._publishing.committed(uow)
        return result

    async def close(self) -> None:
        await self._engine.dispose()
        await self._platform.dispose()

    async def _retried(self, scope: Scope, begin: str, unit: Callable[[DriverStatements], T]) -> T:
        if OPEN_UNIT.get():
            raise RuntimeError("a unit of work is open already")
        engine = self._platform if isinstance(scope, PlatformScope) else self._engine
        found = await self._attempt(engine, begin, scope, unit)
        if found is not None:
            return found[0]
        # Whoever lost a race tries again one at a time: a crowd at one row would only fail together once
        # more.
        async with self._losers:
            for attempt in range(TRIES):
                found = await self._attempt(engine, begin, scope, unit)
                if found is not None:
                    return found[0]
                await asyncio.sleep(random.uniform(0.001, 0.01) * (1 << min(attempt, 4)))  # noqa: S311 (jitter)
        raise Busy

    async def _attempt(
        self, engine: AsyncEngine, begin: str, scope: Scope, unit: Callable[[DriverStatements], T]
    ) -> tuple[T] | None:
        """The unit's result, or None when it lost a race that a new try may win."""
        try:
            return (await greenlet_spawn(_connected, engine.sync_engine, begin, scope, unit),)
        except DBAPIError as fault:
            if not _heals(fault):
                raise
        return None


def _connected(engine: Engine, begin: str, scope: Scope, unit: Callable[[DriverStatements], T]) -> T:
    """Checkout, transaction and unit in one greenlet: `AsyncConnection.run_sync` would take three."""
    held = _taken(engine)
    driver: Any = held.driver_connection
    try:
        return _framed(driver, f"{begin}; SET LOCAL app.shop_id = '{scope.shop_id}'", unit)
    finally:
        if driver.is_closed() or driver.is_in_transaction():
            held.invalidate()
        else:
            held.close()


def _taken(engine: Engine) -> PoolProxiedConnection:
    """A connection that is open: what the server closed while it lay in the pool is replaced."""
    try:
        held = engine.raw_connection()
        while cast(Any, held.driver_connection).is_closed():
            held.invalidate()
            held = engine.raw_connection()
    except (engine.dialect.loaded_dbapi.Error, OSError) as fault:
        translate(fault, "")
    return held


def _framed(driver: Any, begin: str, unit: Callable[[DriverStatements], T]) -> T:
    token = OPEN_UNIT.set(True)
    try:
        waited(driver.execute(begin), begin)
        result = unit(DriverStatements(driver))
        waited(driver.execute("COMMIT"), "COMMIT")
    except BaseException:
        if not driver.is_closed():
            waited(driver.execute("ROLLBACK"), "ROLLBACK")
        raise
    finally:
        OPEN_UNIT.reset(token)
    return result


def _heals(fault: DBAPIError) -> bool:
    stale_plan = isinstance(fault.__cause__, asyncpg.InvalidCachedStatementError)
    return stale_plan or getattr(fault.orig, "sqlstate", None) in _SERIALIZATION
