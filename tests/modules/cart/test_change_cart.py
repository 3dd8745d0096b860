"""The cart on both databases: caps, stock, other people's lines, merging, joining, erasing."""

import asyncio
from typing import Any

import msgspec
import pytest
from sqlalchemy import bindparam, update

from tests.factories.database import TestDatabase
from tests.factories.people import lay_member
from tests.modules.catalog.shelves import OTHER_SHOP, SHOP, Runner, lay_plain, open_units, plain, teapot
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import GoodsId, MemberId, SkuId
from xiaopu.modules.cart import repository
from xiaopu.modules.cart.api import checked_lines, count_lines, put_in, show_cart, take_out
from xiaopu.modules.cart.contributions import PUBLISHED
from xiaopu.modules.cart.errors import CartFull, GoodsOffSale, TooManyUnits
from xiaopu.modules.cart.schemas import AddIn, ChangeIn
from xiaopu.modules.cart.tables import CART_LINES
from xiaopu.modules.cart.usecases.change_cart import (
    add_to_cart,
    change_line,
    check_all,
    drop_line,
    merge_lines,
)
from xiaopu.modules.catalog.api import GoodsIn, SkuIn, batch_goods, create_goods, goods_skus
from xiaopu.modules.catalog.domain.goods import GoodsAction
from xiaopu.modules.catalog.schemas import BatchIn
from xiaopu.modules.inventory.api import StockDelta, adjust_stock
from xiaopu.modules.inventory.errors import OutOfStock
from xiaopu.modules.members.events import ErasureAsked, MembersJoined

STRANGER = SkuId("z" * 20)
# The twin of the guarded upsert: read, add, write.
NAIVE = (
    update(CART_LINES)
    .where(CART_LINES.c.shop_id == bindparam("shop"), CART_LINES.c.sku_id == bindparam("wanted"))
    .values(quantity=bindparam("new_quantity"))
)


def lines(read: ReadScope, member_id: MemberId) -> list[tuple[str, int, bool, str]]:
    cart = show_cart(read, member_id)
    return sorted((line.sku_id, line.quantity, line.checked, line.state) for line in cart.lines)


def lay(uow: UnitOfWork, form: GoodsIn) -> list[SkuId]:
    goods_id = create_goods(uow, form)
    return [sku_id for sku_id, _ in goods_skus(uow, goods_id)]


def stocked(units: int, name: str = "杯", number: str = "N1") -> GoodsIn:
    return plain(name, number, skus=(SkuIn(spec_values=(), price_fen=1990, stock=units),))


async def opened(database: TestDatabase, stock: int = 50) -> tuple[Units, MemberId, GoodsId, SkuId]:
    units = open_units(database, *PUBLISHED)
    member = await units.write(SHOP, lay_member)
    goods_id, sku = await units.write(SHOP, lay_plain, stock)
    return units, member, goods_id, sku


class TestAdd:
    def test_adds_up_and_sums_what_can_be_bought(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, member, _, sku = await opened(database)
            [green, brown] = await units.write(SHOP, lay, teapot())
            await units.write(SHOP, add_to_cart, member, sku, 2)
            await units.write(SHOP, add_to_cart, member, sku, 3)
            await units.write(SHOP, add_to_cart, member, green, 1)
            await units.write(SHOP, add_to_cart, member, brown, 5)
            cart = await units.read(SHOP, show_cart, member)
            assert (cart.checked_count, cart.checked_fen) == (11, 5 * 1990 + 19800 + 5 * 22800)
            brown_line = next(line for line in cart.lines if line.sku_id == brown)
            assert (brown_line.spec_text, brown_line.price_fen, brown_line.available) == ("赭石", 22800, 5)
            await units.write(SHOP, change_line, member, brown_line.id, ChangeIn(checked=False))
            cart = await units.read(SHOP, show_cart, member)
            assert (cart.checked_count, cart.checked_fen) == (6, 5 * 1990 + 19800)
            assert await units.read(SHOP, count_lines, member) == 3
            await units.close()

        run(story())

    def test_refuses_the_maximum_twice(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, member, _, sku = await opened(database, 50_000)
            await units.write(SHOP, add_to_cart, member, sku, 9_999)
            with pytest.raises(TooManyUnits) as refused:
                await units.write(SHOP, add_to_cart, member, sku, 9_999)
            assert (refused.value.status, refused.value.data["most"]) == (422, 9_999)
            with pytest.raises(TooManyUnits):
                await units.write(SHOP, add_to_cart, member, sku, 1)
            assert await units.read(SHOP, lines, member) == [(sku, 9_999, True, "ok")]
            await units.close()

        run(story())

    def test_refuses_more_than_there_is_and_puts_nothing_in(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units, member, _, sku = await opened(database, 3)
            await units.write(SHOP, add_to_cart, member, sku, 2)
            with pytest.raises(OutOfStock) as refused:
                await units.write(SHOP, add_to_cart, member, sku, 2)
            assert refused.value.data["lines"] == [{"sku_id": sku, "wanted": 4, "available": 3}]
            assert await units.read(SHOP, lines, member) == [(sku, 2, True, "ok")]
            await units.close()

        run(story())

    def test_refuses_what_is_off_sale_foreign_or_unknown(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, member, goods_id, sku = await opened(database)
            stranger = await units.write(OTHER_SHOP, lay_member)
            for scope, who, wanted in ((SHOP, member, STRANGER), (OTHER_SHOP, stranger, sku)):
                with pytest.raises(NotFound):
                    await units.write(scope, add_to_cart, who, wanted, 1)
            await units.write(SHOP, batch_goods, BatchIn((goods_id,), GoodsAction.UNLIST))
            with pytest.raises(GoodsOffSale):
                await units.write(SHOP, add_to_cart, member, sku, 1)
            assert await units.read(SHOP, count_lines, member) == 0
            await units.close()

        run(story())

    def test_holds_a_hundred_articles(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, member, _, sku = await opened(database)
            one = sku
            for number in range(100):
                [one] = await units.write(SHOP, lay, stocked(5, f"杯{number}", f"C{number}"))
                await units.write(SHOP, add_to_cart, member, one, 1)
            with pytest.raises(CartFull):
                await units.write(SHOP, add_to_cart, member, sku, 1)
            await units.write(SHOP, add_to_cart, member, one, 1)
            await units.write(SHOP, merge_lines, member, [(sku, 1)])
            assert await units.read(SHOP, count_lines, member) == 100
            await units.close()

        run(story())


class TestRace:
    def test_parallel_additions_all_count(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, member, _, sku = await opened(database, 50_000)
            await units.write(SHOP, add_to_cart, member, sku, 1)
            await asyncio.gather(*(units.write(SHOP, add_to_cart, member, sku, 7) for _ in range(20)))
            assert await units.read(SHOP, lines, member) == [(sku, 141, True, "ok")]
            await units.close()

        run(story())

    def test_the_twin_without_the_guard_loses_some(self, database: TestDatabase, run: Runner) -> None:
        """Reading in one unit and writing in another is what a cart without the upsert does."""

        async def naive(units: Units, member: MemberId, sku: SkuId) -> None:
            seen = await units.read(
                SHOP, lambda read: read.value(repository.QUANTITY, mine=member, wanted=sku)
            )
            await asyncio.sleep(0.01)
            await units.write(SHOP, lambda uow: uow.run(NAIVE, wanted=sku, new_quantity=seen + 7))

        async def story() -> None:
            units, member, _, sku = await opened(database, 50_000)
            await units.write(SHOP, add_to_cart, member, sku, 1)
            await asyncio.gather(*(naive(units, member, sku) for _ in range(20)))
            [(_, quantity, _, _)] = await units.read(SHOP, lines, member)
            assert quantity < 141
            await units.close()

        run(story())


class TestChange:
    def test_lowers_a_short_line_but_never_raises_it(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, member, _, sku = await opened(database, 10)
            await units.write(SHOP, add_to_cart, member, sku, 8)
            await units.write(SHOP, adjust_stock, [StockDelta(sku, -5)], reason="盘亏")
            assert await units.read(SHOP, lines, member) == [(sku, 8, True, "short")]
            [line] = (await units.read(SHOP, show_cart, member)).lines
            with pytest.raises(OutOfStock):
                await units.write(SHOP, change_line, member, line.id, ChangeIn(quantity=9))
            await units.write(SHOP, change_line, member, line.id, ChangeIn(quantity=6, checked=False))
            assert await units.read(SHOP, lines, member) == [(sku, 6, False, "short")]
            await units.write(SHOP, change_line, member, line.id, ChangeIn(quantity=5))
            await units.write(SHOP, check_all, member, checked=True)
            assert await units.read(SHOP, lines, member) == [(sku, 5, True, "ok")]
            await units.close()

        run(story())

    def test_anothers_line_is_not_found_and_untouched(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, member, _, sku = await opened(database)
            other = await units.write(SHOP, lay_member, "小红")
            foreign = await units.write(OTHER_SHOP, lay_member, "外人")
            await units.write(SHOP, add_to_cart, member, sku, 2)
            [line] = (await units.read(SHOP, show_cart, member)).lines
            for scope, who in ((SHOP, other), (OTHER_SHOP, foreign), (OTHER_SHOP, member)):
                with pytest.raises(NotFound):
                    await units.write(scope, change_line, who, line.id, ChangeIn(quantity=1))
                with pytest.raises(NotFound):
                    await units.write(scope, drop_line, who, line.id)
            assert await units.read(SHOP, lines, member) == [(sku, 2, True, "ok")]
            await units.write(SHOP, drop_line, member, line.id)
            assert await units.read(SHOP, lines, member) == []
            await units.close()

        run(story())


class TestStates:
    def test_checkout_gets_what_can_be_bought(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, member, goods_id, gone = await opened(database)
            [empty] = await units.write(SHOP, lay, stocked(3, "空", "E1"))
            [short] = await units.write(SHOP, lay, stocked(9, "少", "E2"))
            [unticked] = await units.write(SHOP, lay, stocked(9, "不选", "E3"))
            for sku, quantity in ((gone, 1), (empty, 3), (short, 9), (unticked, 1)):
                await units.write(SHOP, add_to_cart, member, sku, quantity)
            await units.write(SHOP, batch_goods, BatchIn((goods_id,), GoodsAction.RECYCLE))
            await units.write(
                SHOP, adjust_stock, [StockDelta(empty, -3), StockDelta(short, -2)], reason="盘亏"
            )
            line = next(
                one for one in (await units.read(SHOP, show_cart, member)).lines if one.sku_id == unticked
            )
            await units.write(SHOP, change_line, member, line.id, ChangeIn(checked=False))
            states = {one.sku_id: one.state for one in (await units.read(SHOP, show_cart, member)).lines}
            assert states == {gone: "off_sale", empty: "sold_out", short: "short", unticked: "ok"}
            assert [one.sku_id for one in await units.read(SHOP, checked_lines, member)] == [short]
            await units.write(SHOP, take_out, member, [short, unticked, STRANGER])
            # Nothing else is ticked: the refusal is to name the sold-out line.
            assert [one.sku_id for one in await units.read(SHOP, checked_lines, member)] == [empty]
            assert (await units.read(SHOP, show_cart, member)).checked_fen == 0
            await units.close()

        run(story())


class TestMerge:
    def test_twice_is_once_and_the_greater_number_stays(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, member, _, sku = await opened(database)
            [other] = await units.write(SHOP, lay, stocked(9, "二", "M2"))
            await units.write(SHOP, add_to_cart, member, sku, 5)
            guest = [(sku, 3), (other, 2), (other, 4), (STRANGER, 1)]
            for _ in range(2):
                await units.write(SHOP, merge_lines, member, guest)
            assert await units.read(SHOP, lines, member) == sorted(
                [(sku, 5, True, "ok"), (other, 4, True, "ok")]
            )
            await units.close()

        run(story())

    def test_buys_again_only_what_there_is(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, member, _, sku = await opened(database, 4)
            [empty] = await units.write(SHOP, lay, stocked(0, "空", "B2"))
            cart = await units.write(SHOP, put_in, member, [(sku, 10), (empty, 1), (STRANGER, 2)])
            assert [(line.sku_id, line.quantity) for line in cart.lines] == [(sku, 4)]
            await units.close()

        run(story())

    def test_members_who_join_have_one_cart(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, kept, _, sku = await opened(database)
            [other] = await units.write(SHOP, lay, stocked(9, "二", "J2"))
            gone = await units.write(SHOP, lay_member, "另一个")
            await units.write(SHOP, add_to_cart, kept, sku, 1)
            await units.write(SHOP, add_to_cart, gone, sku, 3)
            await units.write(SHOP, add_to_cart, gone, other, 2)
            await units.write(SHOP, lambda uow: uow.publish(MembersJoined(kept, gone)))
            assert await units.read(SHOP, lines, gone) == []
            assert await units.read(SHOP, lines, kept) == sorted(
                [(sku, 3, True, "ok"), (other, 2, True, "ok")]
            )
            await units.write(SHOP, lambda uow: uow.publish(ErasureAsked(kept)))
            assert await units.read(SHOP, count_lines, kept) == 0
            await units.close()

        run(story())


class TestInput:
    @pytest.mark.parametrize(
        "quantity",
        [
            "-5",
            "0",
            "1.5",
            '"１２"',
            "true",
            "null",
            '"1e2"',
            "1000000000",
            "2147483648",
            "9223372036854775808",
            "NaN",
            '"5"',
            "[]",
        ],
    )
    def test_refuses_every_odd_quantity(self, quantity: str) -> None:
        body = f'{{"sku_id":"{STRANGER}","quantity":{quantity}}}'.encode()
        with pytest.raises(msgspec.DecodeError):
            msgspec.json.decode(body, type=AddIn)
        with pytest.raises(msgspec.DecodeError):
            msgspec.json.decode(f'{{"quantity":{quantity}}}'.encode(), type=ChangeIn)

    @pytest.mark.parametrize("field", ["price_fen", "amount", "shop_id", "member_id", "total"])
    def test_refuses_fields_that_are_not_the_shoppers(self, field: str) -> None:
        body: dict[str, Any] = {"sku_id": STRANGER, "quantity": 1, field: 1}
        with pytest.raises(msgspec.ValidationError, match="unknown field"):
            msgspec.convert(body, AddIn)
