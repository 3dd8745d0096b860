"""A migrated database in a folder of its own, with the settings that lead to it."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import asyncpg
import msgspec

from tools.postgres import DURABLE, Cluster, running_cluster
from xiaopu.entrypoints.serving import settings_of
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.database.ddl import APP_ROLE, PLATFORM_ROLE
from xiaopu.infra.database.migrate import upgrade
from xiaopu.infra.settings import initialise

DATABASES = ("sqlite", "postgresql")
APP_USER: Final = "bench_app"
_PLATFORM_USER: Final = "bench_platform"

# A commit is on disk when it is answered. Statements can be logged as JSON, and are not while we measure.
_CLUSTER: Final = {
    **DURABLE,
    "logging_collector": "on",
    "log_destination": "jsonlog",
    "log_checkpoints": "off",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
}


class Place(msgspec.Struct, frozen=True):
    """`environment` holds the settings; `cluster` is None on SQLite."""

    database: str
    home: Path
    environment: dict[str, str]
    cluster: Cluster | None = None

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return self.home / "xiaopu.db"

    @property
    def owner_url(self) -> str:
        """The role that owns the PostgreSQL database, a superuser."""
        return self.environment["XIAOPU_DATABASE__OWNER_URL"]

    @property
    def app_url(self) -> str:
        """The role under which the mall runs on PostgreSQL: the wall between shops holds for it."""
        return self.environment["XIAOPU_DATABASE__URL"]


@contextmanager
def place(database: str, folder: Path) -> Iterator[Place]:
    """PostgreSQL runs in a cluster of its own, durable, under the roles of production."""
    home = folder / database
    home.mkdir(parents=True, exist_ok=True)
    environment = {"XIAOPU_HOME": str(home)}
    initialise(home, {})
    if database == "sqlite":
        upgrade(f"sqlite:///{home}/xiaopu.db")
        yield Place(database, home, environment)
        return
    with running_cluster(_CLUSTER) as cluster:
        owner = asyncio.run(cluster.create_database("bench"))
        upgrade(owner)
        asyncio.run(_grant(owner))
        where = urlsplit(owner)
        address = f"{where.hostname}:{where.port}{where.path}"
        urls = {
            "XIAOPU_DATABASE__URL": f"postgresql://{APP_USER}@{address}",
            "XIAOPU_DATABASE__PLATFORM_URL": f"postgresql://{_PLATFORM_USER}@{address}",
            "XIAOPU_DATABASE__OWNER_URL": owner,
        }
        yield Place(database, home, environment | urls, cluster)


@contextmanager
def house_at(where: Place) -> Iterator[House]:
    """A house in this process over the place; to be used on one event loop, and closed there."""
    before = dict(os.environ)
    os.environ.update(where.environment)
    try:
        yield House(settings_of(where.home))
    finally:
        os.environ.clear()
        os.environ.update(before)


async def _grant(owner: str) -> None:
    connection = await asyncpg.connect(owner)
    try:
        for user, role in ((APP_USER, APP_ROLE), (_PLATFORM_USER, PLATFORM_ROLE)):
            await connection.execute(f"CREATE ROLE {user} LOGIN IN ROLE {role}")
    finally:
        await connection.close()
