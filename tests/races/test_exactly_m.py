"""Many buyers, few units: exactly as many orders as units, at every isolation level; and a twin oversells."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import bindparam, update

from tests.factories.database import TestDatabase
from tests.factories.stage import Goods, Stage, open_stage
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.idempotency import IDEMPOTENCY, Ticket, once
from xiaopu.modules.inventory import repository
from xiaopu.modules.inventory.errors import OutOfStock
from xiaopu.modules.inventory.tables import STOCK, STOCK_JOURNAL
from xiaopu.modules.orders.domain.placement import Placement
from xiaopu.modules.orders.tables import ORDER_LINES, ORDERS
from xiaopu.modules.orders.usecases.place_order import PlaceOrder, place_order

pytestmark = pytest.mark.anyio

BUYERS, UNITS = 90, 15
LEVELS = ("READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE")

# The twin's guard is a look at the stock before; what it then writes is what it saw, less one.
NAIVE = (
    update(STOCK)
    .where(STOCK.c.shop_id == bindparam("shop"), STOCK.c.sku_id == bindparam("wanted"))
    .values(on_hand=bindparam("new_on_hand"), reserved=bindparam("new_reserved"))
)


def levels_of(database: TestDatabase) -> tuple[str, ...]:
    """SQLite knows one: writers stand in line."""
    return LEVELS if database.kind == "postgresql" else LEVELS[:1]


async def raced(stage: Stage, goods: Goods, command: PlaceOrder) -> list[object]:
    shopper = command.wanted.member_id
    assert shopper
    return await asyncio.gather(
        *(stage.units.write(stage.scope, place_order, command, vault=stage.vault) for _ in range(BUYERS)),
        return_exceptions=True,
    )


class TestExactlyM:
    async def test_as_many_orders_as_units_at_every_isolation_level(
        self, make_database: Callable[[], TestDatabase]
    ) -> None:
        first = await asyncio.to_thread(make_database)
        others = [await asyncio.to_thread(make_database) for _ in levels_of(first)[1:]]
        for database, isolation in zip([first, *others], levels_of(first), strict=True):
            stage = await open_stage(database, isolation=isolation, pool_size=8)
            goods = await stage.goods((100, UNITS))
            command = await stage.command(await stage.shopper(), goods.skus[0])
            answers = await raced(stage, goods, command)
            refused = [answer for answer in answers if isinstance(answer, OutOfStock)]
            placed = [answer for answer in answers if isinstance(answer, Placement)]
            assert (len(placed), len(refused)) == (UNITS, BUYERS - UNITS), isolation
            assert await stage.tally(ORDERS) == await stage.tally(ORDER_LINES) == UNITS
            [row] = await stage.rows(STOCK)
            assert (row["received"], row["on_hand"], row["reserved"], row["sold"]) == (UNITS, 0, UNITS, 0)
            kept = [one for one in await stage.rows(STOCK_JOURNAL) if one["kind"] == "reserve"]
            assert sorted(one["available_after"] for one in kept) == list(range(UNITS))
            await stage.units.close()

    async def test_a_look_before_the_write_oversells(self, stage: Stage) -> None:
        goods = await stage.goods((100, UNITS))
        sku, together = goods.skus[0], asyncio.Barrier(BUYERS)

        async def naive() -> bool:
            row = await stage.units.read(stage.scope, lambda read: read.row(repository.LEVELS, wanted=[sku]))
            if row is None or row.on_hand < 1:
                return False
            await together.wait()
            seen = {"new_on_hand": row.on_hand - 1, "new_reserved": row.reserved + 1}
            await stage.units.write(stage.scope, lambda uow: uow.run(NAIVE, wanted=sku, **seen))
            return True

        sold = sum(await asyncio.gather(*(naive() for _ in range(BUYERS))))
        [row] = await stage.rows(STOCK)
        assert sold == BUYERS
        assert row["received"] == row["on_hand"] + row["reserved"] + row["sold"]  # and the books see nothing


class TestOneKey:
    async def test_twenty_claims_have_one_effect_at_every_isolation_level(
        self, make_database: Callable[[], TestDatabase]
    ) -> None:
        first = await asyncio.to_thread(make_database)
        others = [await asyncio.to_thread(make_database) for _ in levels_of(first)[1:]]
        for database, isolation in zip([first, *others], levels_of(first), strict=True):
            stage = await open_stage(database, isolation=isolation)
            goods = await stage.goods((100, 50))
            command = await stage.command(await stage.shopper(), goods.skus[0])
            ticket = Ticket.of("key-1", "/orders", b"{}")

            def write(
                uow: UnitOfWork, stage: Stage = stage, command: PlaceOrder = command, ticket: Ticket = ticket
            ) -> str:
                return once(uow, ticket, str, lambda unit: place_order(unit, command, vault=stage.vault).id)

            answers = await asyncio.gather(*(stage.units.write(stage.scope, write) for _ in range(20)))
            assert len(set(answers)) == 1, isolation
            assert (await stage.tally(ORDERS), await stage.tally(IDEMPOTENCY)) == (1, 1)
            await stage.units.close()

    async def test_a_look_for_the_key_before_the_effect_has_many(self, stage: Stage) -> None:
        goods = await stage.goods((100, 50))
        command = await stage.command(await stage.shopper(), goods.skus[0])
        answered: list[str] = []
        together = asyncio.Barrier(20)

        async def naive() -> None:
            if answered:
                return
            await together.wait()
            placed = await stage.units.write(stage.scope, place_order, command, vault=stage.vault)
            answered.append(placed.id)

        await asyncio.gather(*(naive() for _ in range(20)))
        assert await stage.tally(ORDERS) == 20
