"""Running the mall: migrations first, then Granian (one supervised process on SQLite, one per core on
PostgreSQL).
"""

import asyncio
import os
import signal
from pathlib import Path

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from xiaopu.infra.database.migrate import upgrade
from xiaopu.infra.settings import Settings, default_home, initialise, load
from xiaopu.infra.telemetry import configure_logging

HOME_VARIABLE = "XIAOPU_HOME"


def settings_of(home: Path | None) -> Settings:
    """The settings of a home, made ready if it is new; later reads of the environment find the same home."""
    folder = (home or default_home()).resolve()
    os.environ[HOME_VARIABLE] = str(folder)
    initialise(folder)
    return load(folder)


def migrate_home(home: Path | None) -> Settings:
    """Bring the database of a home up to date."""
    settings = settings_of(home)
    upgrade(settings.database.owner_url or settings.database.url)
    return settings


def serve_home(home: Path | None) -> None:
    """Serve until told to stop. Blocks."""
    settings = migrate_home(home)
    Server(
        "xiaopu.entrypoints.asgi:create",
        address=settings.server.host,
        port=settings.server.port,
        interface=Interfaces.ASGI,
        factory=True,
        loop=Loops.uvloop,
        workers=settings.server.workers,
        log_level=LogLevels.warning,
        log_access=False,
        workers_kill_timeout=10,
        respawn_failed_workers=True,
    ).serve()


def work_home(home: Path | None) -> None:
    """Run background work until told to stop. Blocks."""
    # The house is made here and not at import: `serve` must not pay for it twice.
    from xiaopu.entrypoints.wiring import House  # noqa: PLC0415 (imported when used)

    settings = migrate_home(home)
    configure_logging(production=settings.is_production)

    async def work() -> None:
        house = House(settings)
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, house.worker.stop)
        try:
            await house.worker.run()
        finally:
            await house.close()

    asyncio.run(work())
