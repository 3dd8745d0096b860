"""What a unit runs its statement constants with, inside the transaction that the edge has opened.

SQLite goes through SQLAlchemy, statement by statement. PostgreSQL has a twin of this in `driver`: the same
constants, compiled once and sent by asyncpg itself.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Executable, Row

from xiaopu.infra.database.compiled import Params


class Statements(Protocol):
    """Runs statements whose parameters are complete. Raises SQLAlchemy's errors, never the driver's."""

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        ...

    def all(self, statement: Executable, params: Params) -> Sequence[Row[Any]]:
        """Every row."""
        ...

    def first(self, statement: Executable, params: Params) -> Row[Any] | None:
        """The first row, or None."""
        ...

    def run(self, statement: Executable, params: Params) -> int:
        """Execute a writing statement; the number of rows it matched."""
        ...

    def run_many(self, statement: Executable, many: Sequence[Params]) -> None:
        """Execute once per mapping; there is at least one."""
        ...


class CoreStatements:
    """`Statements` over a connection of SQLAlchemy."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> str:
        return self._connection.dialect.name

    def all(self, statement: Executable, params: Params) -> Sequence[Row[Any]]:
        return self._connection.execute(statement, params).all()

    def first(self, statement: Executable, params: Params) -> Row[Any] | None:
        return self._connection.execute(statement, params).first()

    def run(self, statement: Executable, params: Params) -> int:
        return self._connection.execute(statement, params).rowcount

    def run_many(self, statement: Executable, many: Sequence[Params]) -> None:
        self._connection.execute(statement, many)
