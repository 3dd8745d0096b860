"""PostgreSQL without SQLAlchemy's execution: constants are compiled once, and asyncpg sends them.

What a round trip costs in Python falls to a third. asyncpg keeps the prepared statements of a connection; a
fault of its own leaves here as the error of SQLAlchemy that SQLite would raise.
"""

from collections.abc import Awaitable, Sequence
from functools import lru_cache
from typing import Any, NoReturn, TypeVar

import asyncpg
from sqlalchemy import Executable, Row
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.util import await_only

from xiaopu.infra.database.compiled import Compiled, Params

T = TypeVar("T")

_AWAY = (
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    OSError,
)
# The first that fits.
_KINDS: tuple[tuple[Any, type[DBAPIError]], ...] = (
    (asyncpg.IntegrityConstraintViolationError, IntegrityError),
    (_AWAY, OperationalError),
    (asyncpg.SyntaxOrAccessError, ProgrammingError),
    (asyncpg.InterfaceError, InterfaceError),
    (Exception, DBAPIError),
)


class DriverFault(Exception):
    """What the driver raised, without the row that PostgreSQL tells in its detail: this one is logged."""

    def __init__(self, fault: BaseException) -> None:
        super().__init__(f"{type(fault).__name__}: {fault.args[0] if fault.args else ''}")
        self.sqlstate: str | None = getattr(fault, "sqlstate", None)
        self.detail: str | None = getattr(fault, "detail", None)


class DriverStatements:
    """`Statements` over an open connection of asyncpg, inside the greenlet of a unit."""

    dialect = "postgresql"

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def all(self, statement: Executable, params: Params) -> Sequence[Row[Any]]:
        compiled = _compiled(statement)
        text = compiled.text(params)
        return compiled.rows(waited(self._driver.fetch(text.sql, *text.bound(params)), text.sql))

    def first(self, statement: Executable, params: Params) -> Row[Any] | None:
        rows = self.all(statement, params)
        return rows[0] if rows else None

    def run(self, statement: Executable, params: Params) -> int:
        text = _compiled(statement).text(params)
        status: str = waited(self._driver.execute(text.sql, *text.bound(params)), text.sql)
        return int(status.rpartition(" ")[2])

    def run_many(self, statement: Executable, many: Sequence[Params]) -> None:
        text = _compiled(statement).text(many[0])
        waited(self._driver.executemany(text.sql, [text.bound(one) for one in many]), text.sql)


def waited(sent: Awaitable[T], sql: str) -> T:
    """The driver's answer; its faults as SQLAlchemy's."""
    try:
        return await_only(sent)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError) as fault:
        translate(fault, sql)


def translate(fault: Exception, sql: str) -> NoReturn:
    """Raise what SQLAlchemy would."""
    told = DriverFault(fault)
    kind = next(kind for cause, kind in _KINDS if isinstance(fault, cause))
    raise kind(sql, None, told, hide_parameters=True) from fault


@lru_cache(maxsize=4096)
def _compiled(statement: Executable) -> Compiled:
    """Looked up by identity: statements are module constants, so each is compiled once a process."""
    return Compiled(statement)
