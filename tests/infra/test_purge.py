"""Forgetting at night: the outdated goes, in portions, shop by shop; the rest stays."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import bindparam, func, select

from tests.factories.database import TestDatabase
from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.infra.outbox import OUTBOX, Subscriptions
from xiaopu.infra.purge import MOST_ROWS, Purge
from xiaopu.infra.worker import Worker
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.members.contributions import OUTDATED
from xiaopu.modules.members.repository import ADD_STATE
from xiaopu.modules.members.tables import OAUTH_STATES
from xiaopu.modules.tenancy import contributions as tenancy

FIRST, SECOND = ShopScope(ShopId("a" * 20)), ShopScope(ShopId("b" * 20))
STATES = select(OAUTH_STATES.c.shop_id, func.count().label("many")).group_by(OAUTH_STATES.c.shop_id)
WORK_HERE = select(OUTBOX.c.done_at, OUTBOX.c.dead_at).where(OUTBOX.c.shop_id == bindparam("shop"))
Runner = Callable[..., Any]


class Asked(msgspec.Struct, frozen=True):
    name: str


async def take(_scope: ShopScope, event: Asked) -> None:
    if event.name == "bad":
        raise ValueError("on purpose")


def leave_states(uow: UnitOfWork, word: str, many: int) -> None:
    digests = (hashlib.sha256(f"{word}{i}".encode()).digest() for i in range(many))
    uow.run_many(ADD_STATE, [{"digest": digest, "created_at": uow.now} for digest in digests])


def ask(uow: UnitOfWork, name: str) -> None:
    uow.emit(Asked(name))


async def states(units: Units) -> dict[str, int]:
    def counted(read: ReadScope) -> dict[str, int]:
        return {row.shop_id: row.many for row in read.rows(STATES)}

    return await units.read(PlatformScope(), counted)


class TestPurge:
    def test_the_outdated_goes_in_every_shop_and_the_rest_stays(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = database.open()
            await units.write(FIRST, leave_states, "old", 2 * MOST_ROWS + 1)
            await units.write(SECOND, leave_states, "old", 3)
            database.clock.move(hours=23)
            await units.write(FIRST, leave_states, "young", 2)
            purge = Purge(units, (*OUTDATED, *tenancy.OUTDATED))
            await purge.run()
            assert await states(units) == {FIRST.shop_id: 2 * MOST_ROWS + 3, SECOND.shop_id: 3}
            database.clock.move(hours=2)
            await purge.run()
            assert await states(units) == {FIRST.shop_id: 2}
            await units.close()

        run(story())

    def test_done_work_goes_and_dead_and_waiting_work_stays(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            subscriptions = Subscriptions()
            subscriptions.add("desk", Asked, take)
            units = database.open(subscriptions=subscriptions)
            worker = Worker(units, subscriptions, (), units.wakeup)
            for name in ("good", "bad"):
                await units.write(FIRST, ask, name)
            for _ in range(12):
                await worker.round()
                database.clock.move(hours=2)
            database.clock.move(days=30)
            late = database.clock() + timedelta(days=1)
            await units.write(FIRST, lambda uow: uow.emit(Asked("later"), run_at=late))
            await Purge(units, ()).run()
            left = await units.read(FIRST, lambda read: read.rows(WORK_HERE))
            assert sorted((row.done_at is None, row.dead_at is not None) for row in left) == [
                (True, False),
                (True, True),
            ]
            await units.close()

        run(story())
