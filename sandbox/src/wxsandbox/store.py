"""The sandbox's only store: one SQLite file, one connection, one thread.

WAL with synchronous=FULL: when a unit has committed, its rows (the journal's among them) survive a power cut.
Code between `unit()` and its end never awaits, so units of one process cannot interleave.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

Row = sqlite3.Row
# Raised with every change of schema.sql that an older file does not fit.
SCHEMA_VERSION = 8


class Outdated(Exception):
    """The file was written by another version of the sandbox."""


class Store:
    """Plain SQL with named parameters."""

    def __init__(self, path: Path) -> None:
        """Opens or creates the file. Raises Outdated."""
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
        self._connection.row_factory = sqlite3.Row
        self._depth = 0
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            self._connection.execute(f"PRAGMA {pragma}")
        known = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        empty = not self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if known != SCHEMA_VERSION and not empty:
            self._connection.close()
            raise Outdated(str(path))
        self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self._connection.executescript(files("wxsandbox").joinpath("schema.sql").read_text(encoding="utf-8"))

    @contextmanager
    def unit(self) -> Iterator[None]:
        """Everything inside is written together or not at all; an inner unit joins the outer one."""
        if self._depth:
            yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        else:
            self._connection.execute("COMMIT")
        finally:
            self._depth = 0

    def one(self, sql: str, **values: Any) -> Row | None:
        """The first row, or None."""
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, **values: Any) -> list[Row]:
        """Every row."""
        return self._connection.execute(sql, values).fetchall()

    def number(self, sql: str, **values: Any) -> int:
        """The first column of the first row as an integer; nothing and NULL count as 0."""
        row = self.one(sql, **values)
        return 0 if row is None or row[0] is None else int(row[0])

    def run(self, sql: str, **values: Any) -> int:
        """Executes one statement; returns how many rows it changed."""
        return self._connection.execute(sql, values).rowcount

    def insert(self, table: str, **values: Any) -> int:
        """Adds one row from column=value; returns its rowid. Table and columns come from code, never from
        a request.
        """
        columns = ", ".join(values)
        places = ", ".join(f":{column}" for column in values)
        statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 names are from code
        cursor = self._connection.execute(statement, values)
        return int(cursor.lastrowid or 0)

    def close(self) -> None:
        """Releases the file; the WAL is folded back into it."""
        self._connection.close()
