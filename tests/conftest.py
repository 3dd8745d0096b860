"""Databases for tests: built by the migrations, one fresh copy per test, on SQLite and on PostgreSQL.

`XIAOPU_TEST_DATABASES` (default `sqlite,postgresql`) says which; `XIAOPU_TEST_POSTGRES` names a running
server, else one is started.
"""

import asyncio
import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import asyncpg
import pytest

from tests.factories.database import TestDatabase, grant_roles
from tests.factories.fixtures import anyio_backend, mall, neighbour, paying, stage, world
from tools.postgres import server_for_tests
from xiaopu.infra.database.migrate import upgrade

__all__ = ["anyio_backend", "mall", "neighbour", "paying", "stage", "world"]

DATABASES = os.environ.get("XIAOPU_TEST_DATABASES", "sqlite,postgresql").split(",")
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "mall.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with server_for_tests() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a migrated database that tests copy; made once a session."""
    name = f"template_{os.getpid()}"
    asyncio.run(_execute(postgres_server, f'CREATE DATABASE "{name}"'))
    upgrade(_at(postgres_server, name))
    asyncio.run(grant_roles(postgres_server))
    return name


@pytest.fixture(params=DATABASES)
def make_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], TestDatabase]]:
    """Makes fresh migrated databases; each is dropped at the end."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")

        def make() -> TestDatabase:
            path = tmp_path / f"mall_{next(_numbers)}.db"
            shutil.copy(template, path)
            return TestDatabase.on_sqlite(path)

        yield make
        return
    server, source = request.getfixturevalue("postgres_server"), request.getfixturevalue("postgres_template")
    made: list[str] = []

    def make_postgres() -> TestDatabase:
        name = f"mall_{os.getpid()}_{next(_numbers)}"
        asyncio.run(_execute(server, f'CREATE DATABASE "{name}" TEMPLATE "{source}"'))
        made.append(name)
        return TestDatabase.on_postgres(server, name)

    yield make_postgres
    for name in made:
        asyncio.run(_execute(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


@pytest.fixture
def database(make_database: Callable[[], TestDatabase]) -> TestDatabase:
    """One fresh database."""
    return make_database()


@pytest.fixture
def run() -> Iterator[Callable[..., object]]:
    """Runs coroutines of one test on one event loop."""
    with asyncio.Runner() as runner:
        yield runner.run


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _at(server: str, name: str) -> str:
    return server.rsplit("/", 1)[0] + "/" + name
