"""What a shop costs while nobody buys: memory, and the CPU of starting."""

import asyncio
import resource
import subprocess
import sys
import time
from pathlib import Path

import httpx

from benchmarks.machine import Cores, cpu_seconds, proportional_kib
from benchmarks.place import house_at, place
from benchmarks.results import Line, Target
from benchmarks.town import EMAIL, PASSWORD, Server, found_shop, running
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.catalog.api import GoodsIn, SkuIn, create_goods

_GOODS = 30
_PATIENCE_SECONDS = 60
_QUIET_SECONDS = 3


def footprint(folder: Path, cores: Cores) -> list[Line]:
    """A shop of thirty goods on SQLite: found by a search (so the worker has cut their names into words, with
    its dictionary in memory), the owner logged in (so Argon2 has had its memory), then left alone.
    """
    with place("sqlite", folder) as where:
        with house_at(where) as house:
            slug = asyncio.run(_small_shop(house))
        with running(where, cores) as server:
            started = cpu_seconds(server.pid)
            _search(server, slug)
            _log_in(server)
            time.sleep(_QUIET_SECONDS)
            mebibytes = proportional_kib(server.pid) / 1024
    return [
        _line("memory idle, PSS of all processes", mebibytes, "MiB", Target(220)),
        _line("start to the first answer, CPU", started, "s"),
        _line("xiaopu --help, CPU", _help_seconds(), "s"),
    ]


async def _small_shop(house: House) -> str:
    def stock(uow: UnitOfWork) -> None:
        for number in range(_GOODS):
            sku = SkuIn(spec_values=(), price_fen=1_990, stock=100)
            create_goods(uow, GoodsIn(name=f"粗陶茶壶第{number}款", skus=(sku,), on_sale=True))

    try:
        shop, slug = await found_shop(house)
        await house.units.write(ShopScope(shop.shop_id), stock)
    finally:
        await house.close()
    return slug


def _search(server: Server, slug: str) -> None:
    path = f"/api/storefront/v1/{slug}/goods"
    until = time.monotonic() + _PATIENCE_SECONDS
    with httpx.Client(base_url=server.address, timeout=30) as http:
        while time.monotonic() < until:
            if http.get(path, params={"q": "茶壶", "limit": 100}).raise_for_status().json()["items"]:
                return
            time.sleep(0.3)
    raise RuntimeError("the search found nothing: the worker does not index")


def _log_in(server: Server) -> None:
    body = {"email": EMAIL, "password": PASSWORD}
    httpx.post(f"{server.address}/api/console/v1/auth/login", json=body, timeout=30).raise_for_status()


def _help_seconds() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "xiaopu.entrypoints.cli", "--help"], stdout=subprocess.DEVNULL, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _line(scenario: str, value: float, unit: str, target: Target | None = None) -> Line:
    return Line(
        group="footprint", database="sqlite", scenario=scenario, value=value, unit=unit, target=target
    )
