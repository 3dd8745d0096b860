"""Reserving, releasing, selling, restocking and adjusting: nothing is lost and nothing is sold twice."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError

from tests.factories.database import TestDatabase
from tests.modules.catalog.shelves import OTHER_SHOP, SHOP, Runner, lay_plain, look, open_units, teapot
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.modules.catalog.api import create_goods
from xiaopu.modules.inventory import repository
from xiaopu.modules.inventory.api import (
    StockDelta,
    StockLine,
    adjust_stock,
    available,
    commit_sale,
    count_stock,
    release_stock,
    reserve_stock,
    restock,
)
from xiaopu.modules.inventory.domain import merged
from xiaopu.modules.inventory.errors import OutOfStock, StockBelowZero, StockMismatch
from xiaopu.modules.inventory.events import SalesCounted
from xiaopu.modules.inventory.tables import STOCK

BUYERS, UNITS = 200, 50


def level(read: ReadScope, sku_id: SkuId) -> tuple[int, int, int, int]:
    row = read.row(repository.LEVELS, wanted=[sku_id])
    assert row is not None
    return row.on_hand, row.reserved, row.sold, row.received


def journal(read: ReadScope, goods_id: GoodsId) -> list[tuple[str, int, int, str]]:
    rows = read.rows(repository.JOURNAL_PAGE, wanted=goods_id, before_id="~", most=100)
    return sorted((row.kind, row.delta, row.available_after, row.reason) for row in rows)


def line(sku_id: SkuId, quantity: int) -> list[StockLine]:
    return [StockLine(sku_id, quantity)]


class TestMovements:
    def test_every_movement_keeps_the_sum_and_writes_the_journal(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_units(database)
            goods_id, sku = await units.write(SHOP, lay_plain, 10)
            await units.write(SHOP, reserve_stock, line(sku, 4), reason="订单 1")
            assert await units.read(SHOP, level, sku) == (6, 4, 0, 10)
            await units.write(SHOP, release_stock, line(sku, 1), reason="订单 1 关闭")
            assert await units.read(SHOP, level, sku) == (7, 3, 0, 10)
            await units.write(SHOP, commit_sale, line(sku, 3), reason="订单 1 付款")
            assert await units.read(SHOP, level, sku) == (7, 0, 3, 10)
            await units.write(SHOP, restock, line(sku, 2), reason="退款")
            assert await units.read(SHOP, level, sku) == (9, 0, 3, 12)
            await units.write(SHOP, adjust_stock, [StockDelta(sku, -5)], reason="盘亏")
            assert await units.read(SHOP, level, sku) == (4, 0, 3, 7)
            await units.write(SHOP, count_stock, sku, 6, reason="盘点")
            assert await units.read(SHOP, level, sku) == (6, 0, 3, 9)
            assert await units.read(SHOP, journal, goods_id) == [
                ("adjust", -5, 4, "盘亏"),
                ("adjust", 2, 6, "盘点"),
                ("initial", 10, 10, "编辑商品"),
                ("release", 1, 7, "订单 1 关闭"),
                ("reserve", -4, 6, "订单 1"),
                ("restock", 2, 9, "退款"),
                ("sale", 0, 7, "订单 1 付款"),
            ]
            await units.close()

        run(story())

    def test_short_lines_are_named_and_nothing_is_reserved(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            goods_id = await units.write(SHOP, create_goods, teapot())
            first, second = sorted(sku.id for sku in (await units.read(SHOP, look, goods_id)).skus)
            before = await units.read(SHOP, available, [first, second])
            ghost = SkuId("z" * 20)
            with pytest.raises(OutOfStock) as refusal:
                await units.write(
                    SHOP,
                    reserve_stock,
                    [StockLine(second, 10), StockLine(first, 1), StockLine(second, 1), StockLine(ghost, 2)],
                    reason="x",
                )
            assert refusal.value.data["lines"] == [
                {"sku_id": second, "wanted": 11, "available": before[second]},
                {"sku_id": ghost, "wanted": 2, "available": 0},
            ]
            assert await units.read(SHOP, available, [first, second]) == before
            assert len(await units.read(SHOP, journal, goods_id)) == 2
            await units.close()

        run(story())

    def test_nothing_is_given_back_that_was_not_taken(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            _, sku = await units.write(SHOP, lay_plain, 5)
            await units.write(SHOP, reserve_stock, line(sku, 2), reason="x")
            for move in (release_stock, commit_sale):
                with pytest.raises(StockMismatch):
                    await units.write(SHOP, move, line(sku, 3), reason="x")
            with pytest.raises(StockBelowZero):
                await units.write(SHOP, adjust_stock, [StockDelta(sku, -4)], reason="x")
            with pytest.raises(StockBelowZero):
                await units.write(SHOP, adjust_stock, [StockDelta(sku, 99_999_999)], reason="x")
            assert await units.read(SHOP, level, sku) == (3, 2, 0, 5)
            await units.close()

        run(story())

    @pytest.mark.parametrize("quantity", [0, -5])
    def test_a_quantity_below_one_never_reaches_the_stock(self, quantity: int) -> None:
        with pytest.raises(ValueError, match="at least 1"):
            merged([StockLine(SkuId("s" * 20), quantity)])

    def test_another_shops_stock_is_not_there(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            _, sku = await units.write(SHOP, lay_plain, 5)
            with pytest.raises(OutOfStock):
                await units.write(OTHER_SHOP, reserve_stock, line(sku, 1), reason="x")
            assert await units.read(OTHER_SHOP, available, [sku]) == {}
            assert await units.read(SHOP, level, sku) == (5, 0, 0, 5)
            await units.close()

        run(story())

    def test_sales_move_the_figure_and_not_the_stock(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            goods_id, sku = await units.write(SHOP, lay_plain, 5)
            for _ in range(2):
                await units.write(SHOP, lambda uow: uow.publish(SalesCounted(((goods_id, 3),))))
            view = await units.read(SHOP, look, goods_id)
            assert (view.sold, view.version) == (6, 1)
            assert await units.read(SHOP, level, sku) == (5, 0, 0, 5)
            await units.close()

        run(story())


# The twins: the guard taken out of the statement, and the value computed outside it.
UNGUARDED = (
    update(STOCK)
    .where(STOCK.c.shop_id == bindparam("shop"), STOCK.c.sku_id == bindparam("wanted"))
    .values(on_hand=STOCK.c.on_hand - bindparam("units"), reserved=STOCK.c.reserved + bindparam("units"))
)
SEEN = select(STOCK.c.on_hand, STOCK.c.reserved, STOCK.c.received).where(
    STOCK.c.shop_id == bindparam("shop"), STOCK.c.sku_id == bindparam("wanted")
)
OVERWRITE = (
    update(STOCK)
    .where(STOCK.c.shop_id == bindparam("shop"), STOCK.c.sku_id == bindparam("wanted"))
    .values(on_hand=bindparam("new_on_hand"), reserved=bindparam("new_reserved"))
)


def reserve_unguarded(uow: UnitOfWork, sku_id: SkuId) -> None:
    uow.run(UNGUARDED, wanted=sku_id, units=1)


def overwrite(uow: UnitOfWork, sku_id: SkuId, seen: Any) -> None:
    uow.run(OVERWRITE, wanted=sku_id, new_on_hand=seen.on_hand - 1, new_reserved=seen.reserved + 1)


class TestRace:
    def test_exactly_as_many_win_as_there_are_units(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database, pool_size=10)
            goods_id, sku = await units.write(SHOP, lay_plain, UNITS)

            async def buy() -> bool:
                try:
                    await units.write(SHOP, reserve_stock, line(sku, 1), reason="race")
                except OutOfStock:
                    return False
                return True

            won = await asyncio.gather(*(buy() for _ in range(BUYERS)))
            assert (sum(won), won.count(False)) == (UNITS, BUYERS - UNITS)
            assert await units.read(SHOP, level, sku) == (0, UNITS, 0, UNITS)
            rows = await units.read(SHOP, journal, goods_id)
            assert len([row for row in rows if row[0] == "reserve"]) == UNITS
            await units.close()

        run(story())

    @pytest.mark.parametrize("isolation", ["REPEATABLE READ", "SERIALIZABLE"])
    def test_holds_at_every_isolation_and_lost_races_are_retried_unseen(
        self, database: TestDatabase, run: Runner, isolation: str
    ) -> None:
        async def story() -> None:
            units = open_units(database, pool_size=10, isolation=isolation)
            _, sku = await units.write(SHOP, lay_plain, 20)

            async def buy() -> bool:
                try:
                    await units.write(SHOP, reserve_stock, line(sku, 1), reason="race")
                except OutOfStock:
                    return False
                return True

            won = await asyncio.gather(*(buy() for _ in range(80)))
            assert (sum(won), won.count(False)) == (20, 60)
            assert await units.read(SHOP, level, sku) == (0, 20, 0, 20)
            await units.close()

        run(story())

    def test_parallel_changes_of_the_same_stock_add_up(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database, pool_size=10)
            _, sku = await units.write(SHOP, lay_plain, 100)
            deltas = [1, -1, 3] * 30
            await asyncio.gather(
                *(units.write(SHOP, adjust_stock, [StockDelta(sku, delta)], reason="x") for delta in deltas)
            )
            assert await units.read(SHOP, level, sku) == (190, 0, 0, 190)
            await units.close()

        run(story())

    def test_without_the_condition_only_the_constraint_is_left(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_units(database, pool_size=10)
            _, sku = await units.write(SHOP, lay_plain, UNITS)

            async def buy() -> str:
                try:
                    await units.write(SHOP, reserve_unguarded, sku)
                except IntegrityError:
                    return "broken"
                return "won"

            answers = await asyncio.gather(*(buy() for _ in range(BUYERS)))
            # What the guard turns into a clean refusal would be 150 internal errors.
            assert (answers.count("won"), answers.count("broken")) == (UNITS, BUYERS - UNITS)
            await units.close()

        run(story())

    def test_check_then_act_sells_more_than_there_is_and_the_stock_column_hides_it(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_units(database, pool_size=10)
            _, sku = await units.write(SHOP, lay_plain, UNITS)

            async def buy() -> bool:
                seen = await units.read(SHOP, lambda read: read.row(SEEN, wanted=sku))
                assert seen is not None
                if seen.on_hand < 1:
                    return False
                await asyncio.sleep(0)
                await units.write(SHOP, overwrite, sku, seen)
                return True

            won = await asyncio.gather(*(buy() for _ in range(BUYERS)))
            on_hand, reserved, _, received = await units.read(SHOP, level, sku)
            assert on_hand >= 0
            assert on_hand + reserved == received
            assert sum(won) > reserved
            await units.close()

        run(story())
