"""The only composition root: settings in, a running house out. Who needs what is said here and nowhere
else.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from xiaopu.entrypoints.rooms import Rooms
from xiaopu.infra.cache import ResponseCache
from xiaopu.infra.crypto.blind_index import BlindIndex
from xiaopu.infra.crypto.keyring import Keyring
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.postgres import PostgresUnits
from xiaopu.infra.database.sqlite import SqliteUnits
from xiaopu.infra.database.unit import Handler
from xiaopu.infra.database.units import Publishing, Units
from xiaopu.infra.mail import Mailer, SmtpMailer
from xiaopu.infra.outbound import PublicFetcher, service_client
from xiaopu.infra.outbox import Subscriptions, TableOutbox
from xiaopu.infra.rate_limit import InProcessLimiter
from xiaopu.infra.settings import Settings
from xiaopu.infra.storage import LocalFolder, ObjectStore
from xiaopu.infra.worker import Worker
from xiaopu.kernel.clock import Clock


def system_clock() -> datetime:
    """The one real clock."""
    return datetime.now(UTC)


class House:
    """Everything that one process holds. Make it on the event loop that will use it; `close` it there."""

    def __init__(self, settings: Settings, clock: Clock = system_clock) -> None:
        self.settings = settings
        self.clock = clock
        self.vault = make_vault(settings)
        self.limiter = InProcessLimiter(clock=clock, max_keys=settings.limits.rate_limit_keys)
        self.cache = ResponseCache(settings.limits.cache_bytes, clock=clock)
        self.storage: ObjectStore = LocalFolder(Path(settings.storage.path), clock=clock)
        self.mailer: Mailer = SmtpMailer(settings.smtp, clock=clock)
        self.fetcher = PublicFetcher()
        self._clients: list[httpx.AsyncClient] = []
        subscriptions, handlers = Subscriptions(), defaultdict[type, list[Handler]](list)
        publishing = Publishing(TableOutbox(subscriptions), handlers)
        self.units = make_units(settings, clock, publishing)
        self.rooms = Rooms(self)
        for event, handler in self.rooms.published():
            handlers[event].append(handler)
        for name, event, consumer in self.rooms.consumers():
            subscriptions.add(name, event, consumer)
        self.worker = Worker(self.units, subscriptions, self.rooms.schedules(), self.units.wakeup)

    def http_client(self, base_url: str) -> httpx.AsyncClient:
        """A client for one service, closed with the house."""
        client = service_client(base_url=base_url, timeout_s=10)
        self._clients.append(client)
        return client

    async def close(self) -> None:
        self.worker.stop()
        for client in self._clients:
            await client.aclose()
        await self.units.close()

    def dependencies(self) -> dict[str, Callable[[], Any]]:
        """Names by which handlers ask for what the house holds."""
        held = {
            "units": self.units,
            "vault": self.vault,
            "settings": self.settings,
            "clock": self.clock,
            "store": self.storage,
            "cache": self.cache,
        } | self.rooms.services()
        return {name: _giver(thing) for name, thing in held.items()}


def make_vault(settings: Settings) -> Vault:
    """Keys of the settings, ready for use."""
    keys = [key.raw for key in settings.secrets.field_keys]
    return Vault(Keyring(keys), BlindIndex(settings.secrets.blind_index_key.raw))


def make_units(settings: Settings, clock: Clock, publishing: Publishing) -> Units:
    """Units over the database that the settings name."""
    database = settings.database
    if database.is_sqlite:
        return SqliteUnits(database.sqlite_path, clock, publishing)
    return PostgresUnits(
        database.url,
        clock,
        publishing,
        platform_url=database.platform_url,
        isolation=database.isolation,
        pool_size=database.pool_size,
    )


def _giver(thing: Any) -> Callable[[], Any]:
    return lambda: thing
