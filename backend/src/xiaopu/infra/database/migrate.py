"""Bringing a database up to date: one linear Alembic history for SQLite and PostgreSQL.

On SQLite foreign keys are switched off before the transaction begins (Alembic's batch mode would otherwise
empty child tables without a
word) and checked before it commits. On PostgreSQL a lock timeout keeps a waiting migration from stopping the
shop.
"""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import alembic.command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

HISTORY = Path(__file__).parent / "migrations"


class BrokenReferences(RuntimeError):
    """A migration left rows that point at nothing; it was rolled back."""


def upgrade(url: str, *, to: str = "head") -> None:
    """Bring the database at `url` (`sqlite:///path` or `postgresql://owner…`) to revision `to`. Idempotent;
    blocking.
    """
    if url.startswith("postgresql://"):
        asyncio.run(_upgrade_postgres(url, to))
    else:
        _upgrade_sqlite(url, to)


def _upgrade_sqlite(url: str, to: str) -> None:
    engine = create_engine(url, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("foreign_keys=OFF", "busy_timeout=10000", "journal_mode=WAL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        _run(connection, to)
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            raise BrokenReferences(f"{len(orphans)} rows, the first in {orphans[0][0]}")
    engine.dispose()


async def _upgrade_postgres(url: str, to: str) -> None:
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        await connection.run_sync(_run, to)
    await engine.dispose()


def _run(connection: Connection, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(HISTORY))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    alembic.command.upgrade(config, to)
