"""PostgreSQL's connections: what was cut is replaced, what lost a race or its plan is tried again."""

import asyncio
from collections.abc import Callable
from typing import Any

import asyncpg
import pytest
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import OperationalError

from tests.conftest import DATABASES
from tests.factories.database import TestDatabase
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.ids import ShopId

SHOP = ShopScope(ShopId("a" * 20))
PAYLOADS = select(OUTBOX.c.payload).where(OUTBOX.c.shop_id == bindparam("shop"))
CUT = text("SELECT pg_terminate_backend(pg_backend_pid())")
SHOP_OF_THE_WALL = text("SELECT current_setting('app.shop_id')")
IN_TRANSACTION = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'test_app'"

Runner = Callable[..., Any]


async def as_owner(database: TestDatabase, statement: str) -> Any:
    owner = await asyncpg.connect(database.owner_url)
    try:
        return await owner.fetchval(statement)
    finally:
        await owner.close()


def wall(uow: UnitOfWork) -> str:
    return str(uow.value(SHOP_OF_THE_WALL))


@pytest.mark.parametrize("make_database", [kind for kind in DATABASES if kind == "postgresql"], indirect=True)
class TestConnections:
    def test_a_unit_knows_its_shop_and_the_next_another(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> list[str]:
            units = database.open(pool_size=1)
            shops = [SHOP, ShopScope(ShopId("b" * 20))]
            found = [await units.write(shop, wall) for shop in shops]
            await units.close()
            return found

        assert run(story()) == ["a" * 20, "b" * 20]

    def test_connections_cut_in_the_pool_are_replaced_unseen(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> list[str]:
            units = database.open(pool_size=3)
            await asyncio.gather(*(units.write(SHOP, wall) for _ in range(3)))
            await as_owner(database, OTHERS)
            await asyncio.sleep(0.2)
            found = await asyncio.gather(*(units.write(SHOP, wall) for _ in range(3)))
            await units.close()
            return found

        assert run(story()) == ["a" * 20] * 3

    def test_cut_within_a_unit_the_database_is_away_and_the_next_unit_has_another(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> str:
            units = database.open(pool_size=1)
            with pytest.raises(OperationalError):
                await units.write(SHOP, lambda uow: uow.run(CUT))
            found = await units.write(SHOP, wall)
            await units.close()
            return found

        assert run(story()) == "a" * 20

    def test_a_plan_that_became_stale_is_made_again(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> list[Any]:
            units = database.open(pool_size=1)
            before = await units.read(SHOP, lambda read: read.rows(PAYLOADS))
            await as_owner(database, "ALTER TABLE outbox ALTER COLUMN payload TYPE varchar(9000)")
            after = await units.read(SHOP, lambda read: read.rows(PAYLOADS))
            await units.close()
            return [before, after]

        assert run(story()) == [[], []]

    def test_a_unit_that_is_given_up_leaves_no_transaction(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> int:
            units = database.open(pool_size=1)
            slow = text("SELECT pg_sleep(30)")
            unit = asyncio.create_task(units.write(SHOP, lambda uow: uow.value(slow)))
            await asyncio.sleep(0.3)
            unit.cancel()
            with pytest.raises(asyncio.CancelledError):
                await unit
            open_still = await as_owner(database, IN_TRANSACTION)
            assert await units.write(SHOP, wall) == SHOP.shop_id
            await units.close()
            return int(open_still)

        assert run(story()) == 0
