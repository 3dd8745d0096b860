"""Opening units of work on a test database, with a clock that the test moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg

from xiaopu.infra.database.ddl import APP_ROLE, PLATFORM_ROLE
from xiaopu.infra.database.postgres import PostgresUnits
from xiaopu.infra.database.sqlite import SqliteUnits
from xiaopu.infra.database.unit import Handler
from xiaopu.infra.database.units import Publishing, Units
from xiaopu.infra.outbox import Subscriptions, TableOutbox

APP_USER, PLATFORM_USER = "test_app", "test_platform"


@dataclass
class TestClock:
    """A clock that stands still until moved."""

    __test__ = False
    now: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 4, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class TestDatabase:
    """A migrated database of its own."""

    __test__ = False
    kind: str
    url: str
    platform_url: str
    owner_url: str
    clock: TestClock = field(default_factory=TestClock)

    @classmethod
    def on_sqlite(cls, path: Path) -> "TestDatabase":
        url = f"sqlite:///{path}"
        return cls("sqlite", url, url, url)

    @classmethod
    def on_postgres(cls, server: str, name: str) -> "TestDatabase":
        def as_user(user: str) -> str:
            scheme, rest = server.split("://", 1)
            host = rest.split("@", 1)[1].split("/", 1)[0]
            return f"{scheme}://{user}@{host}/{name}"

        owner = server.rsplit("/", 1)[0] + "/" + name
        return cls("postgresql", as_user(APP_USER), as_user(PLATFORM_USER), owner)

    def open(
        self,
        *,
        subscriptions: Subscriptions | None = None,
        handlers: Mapping[type, Sequence[Handler]] | None = None,
        isolation: str = "READ COMMITTED",
        pool_size: int = 5,
    ) -> Units:
        """Units of work under the application's role; close them before the loop ends."""
        publishing = Publishing(TableOutbox(subscriptions or Subscriptions()), handlers or {})
        if self.kind == "sqlite":
            return SqliteUnits(Path(self.url.removeprefix("sqlite:///")), self.clock, publishing)
        return PostgresUnits(
            self.url,
            self.clock,
            publishing,
            platform_url=self.platform_url,
            isolation=isolation,
            pool_size=pool_size,
        )


async def grant_roles(server: str) -> None:
    """Log-in roles for tests, members of the group roles that the policies name."""
    connection = await asyncpg.connect(server)
    try:
        for user, role in ((APP_USER, APP_ROLE), (PLATFORM_USER, PLATFORM_ROLE)):
            if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", user):
                await connection.execute(f"CREATE ROLE {user} LOGIN IN ROLE {role}")
    finally:
        await connection.close()
