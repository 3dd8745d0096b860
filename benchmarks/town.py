"""A shop with the data set in a database of its own, and the real server over it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import httpx
import msgspec
from sqlalchemy import Connection

from benchmarks.dataset import DataSet, Sizes, moment
from benchmarks.machine import Cores
from benchmarks.place import Place, house_at, place
from xiaopu.entrypoints import processes
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.crypto.passwords import hash_password
from xiaopu.infra.database.postgres import postgres_engine
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.sqlite import sqlite_engine
from xiaopu.infra.database.unit import UnitOfWork, fresh_id
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.tenancy.api import OpenShop, open_shop
from xiaopu.modules.tenancy.usecases.sign_up import SignUp, add_verified_merchant

EMAIL, PASSWORD = "owner@benchmarks.example", "a-password-for-benchmarks"

# Larger than an eighth of it is not kept: with the least that the settings allow, nothing is.
NO_CACHE = {"XIAOPU_LIMITS__CACHE_BYTES": "1024"}


class Town(msgspec.Struct, frozen=True):
    """A place with its one shop."""

    where: Place
    shop: ShopScope
    slug: str
    sizes: Sizes


class Server(msgspec.Struct, frozen=True):
    """`xiaopu serve` as it runs anywhere: a supervisor and one worker process."""

    address: str
    pid: int


@contextmanager
def town(database: str, folder: Path, sizes: Sizes) -> Iterator[Town]:
    """Migrate, open the shop and fill it: about half a minute for 100,000 orders."""
    with place(database, folder) as where:
        with house_at(where) as house:
            shop, slug = asyncio.run(_founded(house))
            data = DataSet(shop.shop_id, sizes, house.vault, moment())
        if where.cluster is None:
            _fill_sqlite(where.file, data)
        else:
            asyncio.run(_fill_postgres(where.owner_url, data))
        yield Town(where, shop, slug, sizes)


@contextmanager
def running(where: Place, cores: Cores, more: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start `xiaopu serve` on the server's core; `more` are settings."""
    ports = processes.free_ports(processes.Ports(0, 0, 0))
    before = dict(os.environ)
    os.environ.update(processes.demo_environment(where.home, ports))
    os.environ.update(where.environment | dict(more or {}))
    child: subprocess.Popen[bytes] | None = None
    try:
        with cores.for_server():
            command = [sys.executable, "-m", "xiaopu.entrypoints.cli", "serve"]
            child = processes.start(command, where.home, "mall")
        address = f"http://{processes.HOST}:{ports.mall}"
        processes.wait(f"{address}/healthz", child, "商城")
        yield Server(address, child.pid)
    finally:
        if child is not None:
            processes.stop_children([child])
        os.environ.clear()
        os.environ.update(before)


def console_cookie(server: Server) -> str:
    """Log the owner in over HTTP; the session's cookie."""
    with httpx.Client(base_url=server.address, timeout=30) as client:
        answer = client.post("/api/console/v1/auth/login", json={"email": EMAIL, "password": PASSWORD})
        answer.raise_for_status()
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


async def _founded(house: House) -> tuple[ShopScope, str]:
    try:
        return await found_shop(house)
    finally:
        await house.close()


async def found_shop(house: House) -> tuple[ShopScope, str]:
    """Open a shop whose owner can log in."""
    shop_id = ShopId(fresh_id(house.clock()))
    scope = ShopScope(shop_id, "benchmark")
    hashed = await asyncio.to_thread(hash_password, PASSWORD)

    def unit(uow: UnitOfWork) -> str:
        merchant = add_verified_merchant(uow, SignUp(EMAIL, hashed), vault=house.vault)
        return open_shop(uow, OpenShop(merchant, "茶器铺")).slug

    return scope, await house.units.write(scope, unit)


def _fill_sqlite(path: Path, data: DataSet) -> None:
    engine = sqlite_engine(path)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        data.fill(connection)
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


async def _fill_postgres(owner: str, data: DataSet) -> None:
    """Fill as the owner, and let the planner know, as autovacuum would soon."""

    def all_at_once(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")
        data.fill(connection)
        connection.exec_driver_sql("COMMIT")

    engine = postgres_engine(owner)
    async with engine.connect() as connection:
        await connection.run_sync(all_at_once)
    await engine.dispose()
    owners = await asyncpg.connect(owner)
    try:
        await owners.execute("VACUUM ANALYZE")
    finally:
        await owners.close()
