"""A world to prove things in: a migrated database, real server processes over it, WeChat beside them, and
people in bulk.
"""

import asyncio
import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import httpx
import msgspec

from tools.postgres import FAST, Cluster, running_cluster
from xiaopu.entrypoints import processes
from xiaopu.entrypoints.journey.stage import Addresses, serving
from xiaopu.entrypoints.serving import settings_of
from xiaopu.entrypoints.wiring import House, system_clock
from xiaopu.infra.crypto.tokens import new_token, token_digest
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.ddl import APP_ROLE, PLATFORM_ROLE
from xiaopu.infra.database.migrate import upgrade
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork, fresh_id
from xiaopu.infra.settings import initialise
from xiaopu.infra.telemetry import configure_logging
from xiaopu.kernel.clock import Clock
from xiaopu.kernel.ids import GoodsId, MemberId, ShopId, SkuId
from xiaopu.modules.catalog.api import GoodsIn, SkuIn, create_goods, goods_skus
from xiaopu.modules.members import repository as members
from xiaopu.modules.members.domain import IdentityKind
from xiaopu.modules.members.schemas import AddressIn
from xiaopu.modules.members.usecases.addresses import add_address
from xiaopu.modules.members.usecases.sign_in import Proof, resolve
from xiaopu.modules.payments.usecases.set_account import Purse, SetAccount, set_account
from xiaopu.modules.tenancy.api import Channel, OpenShop, open_shop, set_channel
from xiaopu.modules.tenancy.schemas import ChannelIn
from xiaopu.modules.tenancy.usecases.sign_up import SignUp, add_verified_merchant

DISTRICT = "330106"
APP_USER, PLATFORM_USER = "proof_app", "proof_platform"
DATABASES = ("sqlite", "postgresql")
_SHARED: ContextVar[Cluster | None] = ContextVar("shared_cluster", default=None)


class Place(msgspec.Struct, frozen=True):
    """Where the world's database is, as settings of the environment."""

    database: str
    home: Path
    environment: dict[str, str]


class Shop(msgspec.Struct, frozen=True):
    """A shop with WeChat keys."""

    scope: ShopScope
    slug: str
    weapp: str
    mchid: str


class Buyer(msgspec.Struct, frozen=True):
    """A member with a token and an address; `openid` under the shop's mini program."""

    member_id: MemberId
    token: str
    address_id: str


@contextmanager
def place(database: str, folder: Path, *, more: dict[str, str] | None = None) -> Iterator[Place]:
    """A migrated database of its own; on PostgreSQL under the roles of production, in the shared cluster
    if there is one.
    """
    home = folder / database
    home.mkdir(parents=True, exist_ok=True)
    environment = {"XIAOPU_HOME": str(home), **(more or {})}
    if database == "sqlite":
        initialise(home, {})
        upgrade(f"sqlite:///{home}/xiaopu.db")
        yield Place(database, home, environment)
        return
    with _cluster() as cluster:
        owner = asyncio.run(cluster.create_database(f"proof_{secrets.token_hex(4)}"))
        initialise(home, {})
        upgrade(owner)
        asyncio.run(_grant(owner))
        host = urlsplit(owner)
        address = f"{host.hostname}:{host.port}{host.path}"
        urls = {
            "XIAOPU_DATABASE__URL": f"postgresql://{APP_USER}@{address}",
            "XIAOPU_DATABASE__PLATFORM_URL": f"postgresql://{PLATFORM_USER}@{address}",
            "XIAOPU_DATABASE__OWNER_URL": owner,
        }
        yield Place(database, home, environment | urls)


@contextmanager
def shared_cluster() -> Iterator[None]:
    """Places inside of this have one PostgreSQL cluster in common, each a database of its own."""
    with running_cluster(FAST) as cluster:
        token = _SHARED.set(cluster)
        try:
            yield
        finally:
            _SHARED.reset(token)


@contextmanager
def _cluster() -> Iterator[Cluster]:
    shared = _SHARED.get()
    if shared is not None:
        yield shared
        return
    with running_cluster(FAST) as own:
        yield own


@contextmanager
def running(where: Place, *, workers: int = 1) -> Iterator[Addresses]:
    """Server processes over the place; on SQLite there is always one."""
    count = 1 if where.database == "sqlite" else workers
    with serving(where.home, more=where.environment | {"XIAOPU_SERVER__WORKERS": str(count)}) as addresses:
        yield addresses


class Sandbox(msgspec.Struct, frozen=True):
    """WeChat alone, and the settings that point a mall at it."""

    address: str
    environment: dict[str, str]


@contextmanager
def wechat(where: Place) -> Iterator[Sandbox]:
    """A sandbox process without a mall."""
    ports = processes.free_ports(processes.Ports(0, 0, 0))
    child = processes.start_sandbox(where.home, ports)
    address = f"http://{processes.HOST}:{ports.sandbox}"
    try:
        processes.wait(f"{address}/healthz", child, "微信沙箱")
        yield Sandbox(address, dict(processes.demo_environment(where.home, ports)))
    finally:
        processes.stop_children([child])


@contextmanager
def house_at(
    where: Place, *, more: dict[str, str] | None = None, clock: Clock = system_clock
) -> Iterator[House]:
    """A house in this process over the same database; to be used on one event loop."""
    configure_logging(production=False, level=logging.ERROR)
    before = dict(os.environ)
    os.environ.update((more or {}) | where.environment)
    try:
        yield House(settings_of(where.home), clock)
    finally:
        os.environ.clear()
        os.environ.update(before)


async def open_proof_shop(house: House, sandbox: str | None, name: str) -> Shop:
    """A shop; with a sandbox it has a firm at WeChat."""
    shop_id = ShopId(fresh_id(house.clock()))
    scope = ShopScope(shop_id, "proof")
    firm = None
    if sandbox is not None:
        async with httpx.AsyncClient(base_url=sandbox, timeout=30) as client:
            firm = (await client.post("/_sandbox/provision", json={"name": name})).json()

    def unit(uow: UnitOfWork) -> str:
        merchant = add_verified_merchant(uow, SignUp(f"{shop_id}@proofs.example", "x"), vault=house.vault)
        slug = open_shop(uow, OpenShop(merchant, name)).slug
        if firm is not None:
            set_channel(uow, Channel.WEAPP, ChannelIn(**firm["weapp"]), vault=house.vault)
            keys = firm["merchant"]
            account = SetAccount(
                keys["mchid"],
                keys["serial_no"],
                keys["private_key_pem"],
                keys["apiv3_key"],
                keys["wechatpay_public_key_id"],
                keys["wechatpay_public_key_pem"],
            )
            set_account(uow, account, purse=Purse(house.vault))
        return slug

    slug = await house.units.write(scope, unit)
    if firm is None:
        return Shop(scope, slug, "", "")
    return Shop(scope, slug, firm["weapp"]["appid"], firm["merchant"]["mchid"])


async def stock_goods(house: House, shop: Shop, units: int, *, price_fen: int = 1990) -> SkuId:
    """Goods with one SKU and so many units."""

    def unit(uow: UnitOfWork) -> GoodsId:
        form = GoodsIn(
            name="限量茶壶", skus=(SkuIn(spec_values=(), price_fen=price_fen, stock=units),), on_sale=True
        )
        return create_goods(uow, form)

    goods_id = await house.units.write(shop.scope, unit)
    found = await house.units.read(shop.scope, goods_skus, goods_id)
    return found[0][0]


async def gather_buyers(house: House, shop: Shop, number: int, *, openid: str | None = None) -> list[Buyer]:
    """Members with tokens and addresses, in units of fifty. All share `openid` when one is given."""
    buyers: list[Buyer] = []
    address = AddressIn(name="李雷", phone="13800138000", region_code=DISTRICT, detail="文三路 1 号")
    habit = Habit(shop.weapp, address, openid)

    def fifty(uow: UnitOfWork, start: int) -> list[Buyer]:
        return [
            _buyer(uow, f"proof-{at}", habit, vault=house.vault)
            for at in range(start, min(start + 50, number))
        ]

    for start in range(0, number, 50):
        buyers += await house.units.write(shop.scope, fifty, start)
    return buyers


class Habit(msgspec.Struct, frozen=True):
    """What buyers of one crowd have in common."""

    weapp: str
    address: AddressIn
    openid: str | None


def _buyer(uow: UnitOfWork, name: str, habit: Habit, *, vault: Vault) -> Buyer:
    member_id, _ = resolve(uow, [Proof(IdentityKind.EMAIL, "", f"{name}@proofs.example")], vault=vault)
    token = new_token("xm")
    uow.run(
        members.ADD_TOKEN,
        digest=token_digest(token),
        member_id=member_id,
        channel=Channel.WEAPP,
        appid=habit.weapp,
        openid_sealed=vault.seal(habit.openid or f"openid-{name}", "member_tokens.openid"),
        created_at=uow.now,
        expires_at=uow.now + timedelta(days=1),
    )
    kept = add_address(uow, member_id, habit.address, vault=vault)
    return Buyer(member_id, token, kept.id)


async def _grant(owner: str) -> None:
    connection = await asyncpg.connect(owner)
    try:
        for user, role in ((APP_USER, APP_ROLE), (PLATFORM_USER, PLATFORM_ROLE)):
            if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", user):
                await connection.execute(f"CREATE ROLE {user} LOGIN IN ROLE {role}")
    finally:
        await connection.close()
