"""Placing an order on both implementations: one class, both databases."""

import asyncio

import pytest
from sqlalchemy import bindparam

from tests.factories.stage import Stage
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.idempotency import IDEMPOTENCY, IdempotencyKeyReused, Ticket, once
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.ids import SkuId
from xiaopu.modules.cart.schemas import ChangeIn
from xiaopu.modules.cart.tables import CART_LINES
from xiaopu.modules.cart.usecases.change_cart import add_to_cart, change_line
from xiaopu.modules.catalog.api import batch_goods
from xiaopu.modules.catalog.domain.goods import GoodsAction
from xiaopu.modules.catalog.schemas import BatchIn
from xiaopu.modules.inventory.api import StockDelta, adjust_stock
from xiaopu.modules.inventory.errors import OutOfStock
from xiaopu.modules.inventory.tables import STOCK, STOCK_JOURNAL
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.members.tables import ADDRESSES
from xiaopu.modules.orders.domain.pricing import PriceLine
from xiaopu.modules.orders.errors import BuyingLimit, CannotBuy, QuoteChanged
from xiaopu.modules.orders.queries import my_order, placed_order
from xiaopu.modules.orders.schemas import OrderDetail
from xiaopu.modules.orders.tables import ORDER_HISTORY, ORDER_LINES, ORDERS, PURCHASES
from xiaopu.modules.orders.usecases.place_order import PlaceOrder, place_order
from xiaopu.modules.orders.usecases.quote_order import Wanted, quote_order

pytestmark = pytest.mark.anyio

TOUCHED = (ORDERS, ORDER_LINES, ORDER_HISTORY, PURCHASES, STOCK, STOCK_JOURNAL, CART_LINES, OUTBOX)


async def place(stage: Stage, shopper: Shopper, command: PlaceOrder) -> OrderDetail:
    def write(uow: UnitOfWork) -> OrderDetail:
        placement = place_order(uow, command, vault=stage.vault)
        read = my_order(uow, placement.id, shopper.member_id, vault=stage.vault)
        assert placed_order(placement, vault=stage.vault) == read
        return read

    return await stage.units.write(shopper.scope, write)


async def cart_command(stage: Stage, shopper: Shopper, *lines: tuple[SkuId, int]) -> PlaceOrder:
    """The lines in the cart, and what the shopper agrees to."""
    for sku, units in lines:
        await stage.units.write(shopper.scope, add_to_cart, shopper.member_id, sku, units)
    wanted = Wanted(shopper.member_id, stage.address_of(shopper))
    facts = await stage.units.read(shopper.scope, quote_order, wanted, vault=stage.vault)
    return PlaceOrder(wanted, facts.view.quote, "weapp", None)


async def stock_of(stage: Stage, sku: SkuId) -> tuple[int, int, int, int]:
    """(received, on hand, reserved, sold)"""
    [row] = [row for row in await stage.rows(STOCK) if row["sku_id"] == sku]
    return row["received"], row["on_hand"], row["reserved"], row["sold"]


class TestPlaceOrder:
    async def test_writes_the_order_with_everything_that_was_agreed(self, stage: Stage) -> None:
        pot = await stage.goods((16800, 5), (12900, 7), name="手工粗陶茶壶")
        cup = await stage.goods((990, 30), name="白瓷杯")
        shopper = await stage.shopper()
        command = await cart_command(stage, shopper, (pot.skus[0], 2), (pot.skus[1], 1), (cup.skus[0], 4))
        facts = await stage.units.read(shopper.scope, quote_order, command.wanted, vault=stage.vault)
        quoted = facts.view.lines
        order = await place(stage, shopper, command)
        payable = 2 * 16800 + 12900 + 4 * 990
        assert (order.status, order.goods_fen, order.freight_fen, order.payable_fen) == (
            "pending",
            payable,
            0,
            payable,
        )
        assert order.price_lines == [
            PriceLine("goods", "商品金额", 50460, "7 件商品合计 ¥504.60"),
            PriceLine("freight", "运费", 0, order.price_lines[1].explain),
        ]
        assert sum(line.amount_fen for line in order.price_lines) == order.payable_fen
        lines = [(line.name, line.spec_text, line.quantity, line.amount_fen) for line in order.lines]
        assert lines == [(line.name, line.spec_text, line.quantity, line.amount_fen) for line in quoted]
        assert sorted(lines) == [
            ("手工粗陶茶壶", "款0", 2, 33600),
            ("手工粗陶茶壶", "款1", 1, 12900),
            ("白瓷杯", "", 4, 3960),
        ]
        assert (order.address.name, order.address.phone) == ("李雷", "13800138000")
        assert order.address.region_text.endswith("西湖区")
        assert [step.action for step in order.timeline] == ["place"]
        assert order.created_at == stage.clock.now
        assert order.pay_deadline_at is not None
        assert (order.pay_deadline_at - stage.clock.now).total_seconds() == 30 * 60
        assert (len(order.order_no), order.order_no[:12]) == (20, "260302120000")
        assert order.available_actions == ["pay", "cancel"]
        assert await stock_of(stage, pot.skus[0]) == (5, 3, 2, 0)
        assert await stock_of(stage, pot.skus[1]) == (7, 6, 1, 0)
        assert await stock_of(stage, cup.skus[0]) == (30, 26, 4, 0)
        [row] = await stage.rows(ORDERS)
        assert (row["item_count"], row["subject"]) == (7, f"{order.lines[0].name} 等 3 种商品")

    async def test_takes_the_ordered_lines_out_of_the_cart_and_no_others(self, stage: Stage) -> None:
        first, second = await stage.goods((100, 5)), await stage.goods((200, 5), name="杯")
        shopper = await stage.shopper()
        await cart_command(stage, shopper, (first.skus[0], 1), (second.skus[0], 1))
        [line] = [row for row in await stage.rows(CART_LINES) if row["sku_id"] == second.skus[0]]
        await stage.units.write(
            shopper.scope, change_line, shopper.member_id, line["id"], ChangeIn(checked=False)
        )
        await place(stage, shopper, await cart_command(stage, shopper))
        assert [row["sku_id"] for row in await stage.rows(CART_LINES)] == [second.skus[0]]

    async def test_buying_now_leaves_the_cart_alone(self, stage: Stage) -> None:
        goods = await stage.goods((100, 5))
        shopper = await stage.shopper()
        await cart_command(stage, shopper, (goods.skus[0], 1))
        await stage.order(shopper, goods.skus[0], 2)
        assert await stage.tally(CART_LINES) == 1
        assert await stock_of(stage, goods.skus[0]) == (5, 3, 2, 0)

    async def test_keeps_the_remark_on_one_line(self, stage: Stage) -> None:
        goods = await stage.goods()
        shopper = await stage.shopper()
        command = await stage.command(shopper, goods.skus[0], remark=" 请\u0000包好\n\n谢谢 \u200b ")
        assert (await place(stage, shopper, command)).remark == "请 包好 谢谢"

    async def test_refuses_when_the_price_changed(self, stage: Stage) -> None:
        goods = await stage.goods((1990, 10))
        shopper = await stage.shopper()
        command = await stage.command(shopper, goods.skus[0], quote="0" * 32)
        before = await stage.dump(*TOUCHED)
        with pytest.raises(QuoteChanged) as refused:
            await place(stage, shopper, command)
        right = await stage.command(shopper, goods.skus[0])
        quote = refused.value.data["quote"]
        assert (quote["quote"], quote["payable_fen"], len(quote["lines"])) == (right.quote, 1990, 1)
        assert await stage.dump(*TOUCHED) == before

    async def test_an_agreement_to_one_number_is_none_to_another(self, stage: Stage) -> None:
        goods = await stage.goods((1990, 10))
        shopper = await stage.shopper()
        agreed = (await stage.command(shopper, goods.skus[0], 1)).quote
        with pytest.raises(QuoteChanged):
            await place(stage, shopper, await stage.command(shopper, goods.skus[0], 2, quote=agreed))
        assert await stage.tally(ORDERS) == 0

    async def test_lists_every_line_that_is_short_and_keeps_nothing(self, stage: Stage) -> None:
        goods = await stage.goods((100, 9), (200, 9), (300, 9), (400, 9))
        shopper, rival = await stage.shopper(), await stage.shopper()
        command = await cart_command(stage, shopper, *((sku, 5) for sku in goods.skus))
        taken = (goods.skus[1], goods.skus[3])
        for sku in taken:
            await stage.order(rival, sku, 6)
        before = await stage.dump(*TOUCHED)
        with pytest.raises(OutOfStock) as refused:
            await place(stage, shopper, command)
        assert sorted(refused.value.data["lines"], key=lambda one: str(one["sku_id"])) == [
            {"sku_id": sku, "wanted": 5, "available": 3} for sku in sorted(taken)
        ]
        assert await stage.dump(*TOUCHED) == before

    async def test_refuses_goods_that_left_the_shelf(self, stage: Stage) -> None:
        goods = await stage.goods()
        shopper = await stage.shopper()
        command = await stage.command(shopper, goods.skus[0])
        await stage.units.write(stage.scope, batch_goods, BatchIn((goods.id,), GoodsAction.UNLIST))
        before = await stage.dump(*TOUCHED)
        with pytest.raises(CannotBuy) as refused:
            await place(stage, shopper, command)
        assert [problem["code"] for problem in refused.value.data["problems"]] == ["off_sale"]
        assert await stage.dump(*TOUCHED) == before

    async def test_refuses_a_foreign_address_and_a_foreign_sku(self, stage: Stage, neighbour: Stage) -> None:
        goods = await stage.goods()
        shopper, other = await stage.shopper(), await stage.shopper()
        theirs = await neighbour.goods()
        for address in (stage.address_of(other), "z" * 20):
            wanted = Wanted(shopper.member_id, address, goods.skus[0], 1)
            with pytest.raises(NotFound):
                await place(stage, shopper, PlaceOrder(wanted, "0" * 32, "weapp", None))
        for sku in (theirs.skus[0], SkuId("z" * 20)):
            wanted = Wanted(shopper.member_id, stage.address_of(shopper), sku, 1)
            with pytest.raises(NotFound):
                await place(stage, shopper, PlaceOrder(wanted, "0" * 32, "weapp", None))
        assert await stage.tally(ORDERS) == 0

    async def test_refuses_without_an_address(self, stage: Stage) -> None:
        goods = await stage.goods()
        shopper = await stage.shopper()
        wanted = Wanted(shopper.member_id, None, goods.skus[0], 1)
        await stage.units.write(shopper.scope, lambda uow: uow.run(_DROP_BOOK, mine=shopper.member_id))
        facts = await stage.units.read(shopper.scope, quote_order, wanted, vault=stage.vault)
        with pytest.raises(CannotBuy) as refused:
            await place(stage, shopper, PlaceOrder(wanted, facts.view.quote, "weapp", None))
        assert [problem["code"] for problem in refused.value.data["problems"]] == ["address_missing"]

    async def test_refuses_a_total_beyond_ten_million_yuan(self, stage: Stage) -> None:
        goods = await stage.goods((10_000_000, 9_999))
        shopper = await stage.shopper()
        most = await stage.command(shopper, goods.skus[0], 100)
        with pytest.raises(InvalidInput) as refused:
            await stage.command(shopper, goods.skus[0], 101)
        assert refused.value.data["fields"] == [
            {"path": "quantity", "code": "total_too_large", "message": ""}
        ]
        assert (await place(stage, shopper, most)).payable_fen == 1_000_000_000


_DROP_BOOK = ADDRESSES.delete().where(
    ADDRESSES.c.shop_id == bindparam("shop"), ADDRESSES.c.member_id == bindparam("mine")
)


class TestLimits:
    async def test_counts_all_skus_and_all_orders_of_a_buyer(self, stage: Stage) -> None:
        goods = await stage.goods((100, 50), (200, 50), limit=3)
        shopper, other = await stage.shopper(), await stage.shopper()
        await stage.order(shopper, goods.skus[0], 2)
        before = await stage.dump(*TOUCHED)
        with pytest.raises(BuyingLimit) as refused:
            await stage.order(shopper, goods.skus[1], 2)
        assert refused.value.data == {"name": "秋山圆壶", "limit": 3, "goods_id": goods.id}
        assert await stage.dump(*TOUCHED) == before
        await stage.order(shopper, goods.skus[1], 1)
        await stage.order(other, goods.skus[1], 3)
        assert sorted(row["units"] for row in await stage.rows(PURCHASES)) == [3, 3]

    async def test_two_skus_of_one_order_count_together(self, stage: Stage) -> None:
        goods = await stage.goods((100, 50), (200, 50), limit=3)
        shopper = await stage.shopper()
        command = await cart_command(stage, shopper, (goods.skus[0], 2), (goods.skus[1], 2))
        with pytest.raises(BuyingLimit):
            await place(stage, shopper, command)
        assert await stage.tally(ORDERS) == 0

    async def test_one_line_over_the_limit_is_told_before_ordering(self, stage: Stage) -> None:
        goods = await stage.goods((100, 50), limit=3)
        shopper = await stage.shopper()
        with pytest.raises(CannotBuy) as refused:
            await stage.order(shopper, goods.skus[0], 4)
        assert [problem["code"] for problem in refused.value.data["problems"]] == ["over_limit"]

    async def test_of_fifty_orders_at_once_the_limit_lets_one_through(self, stage: Stage) -> None:
        goods = await stage.goods((100, 500), limit=1)
        shopper = await stage.shopper()
        command = await stage.command(shopper, goods.skus[0])
        answers = await asyncio.gather(
            *(place(stage, shopper, command) for _ in range(50)), return_exceptions=True
        )
        assert sum(isinstance(answer, BuyingLimit) for answer in answers) == 49
        assert await stage.tally(ORDERS) == 1
        assert await stock_of(stage, goods.skus[0]) == (500, 499, 1, 0)


class TestOnce:
    async def test_the_same_key_places_one_order_and_answers_the_same(self, stage: Stage) -> None:
        goods = await stage.goods((100, 50))
        shopper = await stage.shopper()
        command = await stage.command(shopper, goods.skus[0])
        ticket = Ticket.of("key-1", "/orders", b"{}")

        def write(uow: UnitOfWork) -> str:
            return once(uow, ticket, str, lambda unit: place_order(unit, command, vault=stage.vault).id)

        answers = await asyncio.gather(*(stage.units.write(shopper.scope, write) for _ in range(20)))
        assert len(set(answers)) == 1
        assert await stage.tally(ORDERS) == 1
        assert await stock_of(stage, goods.skus[0]) == (50, 49, 1, 0)

    async def test_a_refused_order_leaves_its_key_free(self, stage: Stage) -> None:
        goods = await stage.goods((100, 1))
        shopper, rival = await stage.shopper(), await stage.shopper()
        command = await stage.command(shopper, goods.skus[0])
        await stage.order(rival, goods.skus[0])
        ticket = Ticket.of("key-1", "/orders", b"{}")

        def write(uow: UnitOfWork) -> str:
            return once(uow, ticket, str, lambda unit: place_order(unit, command, vault=stage.vault).id)

        with pytest.raises(OutOfStock):
            await stage.units.write(shopper.scope, write)
        assert await stage.tally(IDEMPOTENCY) == 0
        await stage.units.write(stage.scope, adjust_stock, [StockDelta(goods.skus[0], 1)], reason="到货")
        await stage.units.write(shopper.scope, write)
        assert await stage.tally(ORDERS) == 2

    async def test_another_buyer_may_use_the_same_key(self, stage: Stage) -> None:
        ticket = Ticket.of("key-1", "/orders", b"{}")
        changed = Ticket.of("key-1", "/orders", b"{1}")
        first, second = await stage.shopper(), await stage.shopper()
        assert await stage.units.write(first.scope, once, ticket, str, lambda _: "a") == "a"
        assert await stage.units.write(second.scope, once, changed, str, lambda _: "b") == "b"
        with pytest.raises(IdempotencyKeyReused):
            await stage.units.write(first.scope, once, changed, str, lambda _: "c")
