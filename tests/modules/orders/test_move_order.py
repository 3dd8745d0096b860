"""An order's life: every state with every action, and what each move does to money, stock and history."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from tests.factories.stage import Stage
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.errors import NotFound, Refusal
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.inventory.tables import STOCK, STOCK_JOURNAL
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.members.errors import OpenOrders
from xiaopu.modules.members.tables import MEMBERS
from xiaopu.modules.members.usecases.profile import erase_member
from xiaopu.modules.orders.api import close_refunded, refund_whole_order, set_aftersale_status, take_review
from xiaopu.modules.orders.domain.states import (
    TRANSITIONS,
    OrderAction,
    OrderStatus,
    buyer_actions,
    sources,
    staff_actions,
    target,
)
from xiaopu.modules.orders.errors import AftersaleOpen, OrderPaid, OrderState
from xiaopu.modules.orders.queries import console_order, my_order
from xiaopu.modules.orders.schemas import NoteIn
from xiaopu.modules.orders.tables import ORDER_HISTORY, ORDER_LINES, ORDERS, PURCHASES, SHIPMENTS
from xiaopu.modules.orders.usecases.close_order import begin_close, finish_close
from xiaopu.modules.orders.usecases.note_order import note_order
from xiaopu.modules.orders.usecases.receive_order import receive_order
from xiaopu.modules.orders.usecases.serve_offline import (
    Collect,
    accept_order,
    call_off,
    collect_money,
    hand_over,
)
from xiaopu.modules.orders.usecases.ship_order import ShipOrder, ship_order
from xiaopu.modules.payments.tables import PAYMENTS, REFUNDS
from xiaopu.modules.shipping.errors import CarrierUnknown, TrackingNoNotValid

pytestmark = pytest.mark.anyio

PRICE = 5_000
TOUCHED = (ORDERS, ORDER_LINES, ORDER_HISTORY, PURCHASES, SHIPMENTS, STOCK, STOCK_JOURNAL, PAYMENTS, REFUNDS)
S = OrderStatus
# Where an order paid through WeChat can stand; those paid offline are told of in test_serve_offline.py.
ONLINE = [status for status in S if status is not S.ACCEPTED]


async def begin(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, begin_close, order_id, "不想要了")


async def finish(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, finish_close, order_id)


async def ship(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, ship_order, ShipOrder(order_id, "SF", "SF1234567890123"))


async def receive(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, receive_order, order_id)


async def refund(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, close_refunded, order_id)


async def pay(stage: Stage, order_id: OrderId) -> object:
    return await stage.pay(order_id, PRICE)


async def accept(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, accept_order, order_id)


async def collect(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, collect_money, Collect(order_id, PRICE))


async def fetch(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, hand_over, order_id)


async def give_up(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, call_off, order_id, "没来")


Act = Callable[[Stage, OrderId], Awaitable[object]]
ACTS: dict[OrderAction, Act] = {
    OrderAction.PAY: pay,
    OrderAction.BEGIN_CLOSE: begin,
    OrderAction.FINISH_CLOSE: finish,
    OrderAction.SHIP: ship,
    OrderAction.RECEIVE: receive,
    OrderAction.REFUND: refund,
    OrderAction.ACCEPT: accept,
    OrderAction.COLLECT: collect,
    OrderAction.HAND_OVER: fetch,
    OrderAction.CALL_OFF: give_up,
}
WAYS: dict[OrderStatus, list[Act]] = {
    S.PENDING: [],
    S.CLOSING: [begin],
    S.CLOSED: [begin, finish],
    S.PAID: [pay],
    S.SHIPPED: [pay, ship],
    S.COMPLETED: [pay, ship, receive],
}
# (received, on hand, reserved, sold) of ten pieces after an order of one has come so far.
STOCK_AT = {
    S.PENDING: (10, 9, 1, 0),
    S.CLOSING: (10, 9, 1, 0),
    S.CLOSED: (10, 10, 0, 0),
    S.PAID: (10, 9, 0, 1),
    S.SHIPPED: (10, 9, 0, 1),
    S.COMPLETED: (10, 9, 0, 1),
}


async def order_at(stage: Stage, status: OrderStatus) -> tuple[Shopper, OrderId]:
    """A new order of one piece, led to `status`."""
    await stage.account()
    goods = await stage.goods((PRICE, 10))
    shopper = await stage.shopper()
    order_id = await stage.order(shopper, goods.skus[0])
    for act in WAYS[status]:
        await act(stage, order_id)
    return shopper, order_id


async def status_of(stage: Stage, order_id: OrderId) -> str:
    [row] = [row for row in await stage.rows(ORDERS) if row["id"] == order_id]
    return str(row["status"])


async def stock(stage: Stage) -> tuple[int, int, int, int]:
    [row] = await stage.rows(STOCK)
    return row["received"], row["on_hand"], row["reserved"], row["sold"]


async def heard(stage: Stage) -> list[str]:
    return sorted(row["consumer"] for row in await stage.rows(OUTBOX) if row["consumer"].startswith("Order"))


async def outcome(stage: Stage, order_id: OrderId, act: Act) -> str:
    """The code of the refusal, or that there was none."""
    try:
        await act(stage, order_id)
    except Refusal as refusal:
        return refusal.code
    return "nothing"


class TestTable:
    def test_each_action_has_one_target(self) -> None:
        for action in {did for _, did in TRANSITIONS}:
            assert {to for (_, did), to in TRANSITIONS.items() if did is action} == {target(action)}
            assert sources(action) == tuple(status for (status, did) in TRANSITIONS if did is action)

    def test_nothing_leads_out_of_completed_and_closed(self) -> None:
        assert {status for status, _ in TRANSITIONS} == set(ONLINE) - {S.COMPLETED, S.CLOSED}

    def test_every_status_can_be_reached(self) -> None:
        assert set(TRANSITIONS.values()) | {S.PENDING} == set(ONLINE)

    @pytest.mark.parametrize("status", ONLINE)
    def test_buttons_of_money_and_goods_follow_the_table(self, status: OrderStatus) -> None:
        buyer = buyer_actions(status, aftersale=None, unreviewed=0)
        staff = staff_actions(status, aftersale=None)
        assert ("confirm" in buyer) == (status in sources(OrderAction.RECEIVE))
        assert ("ship" in staff) == (status in sources(OrderAction.SHIP))
        assert ("cancel" in buyer) == (status in sources(OrderAction.BEGIN_CLOSE))
        assert ("close" in staff) == (status in sources(OrderAction.BEGIN_CLOSE))
        assert ("apply_refund" in buyer) == (status in sources(OrderAction.REFUND))
        assert "ship" not in staff_actions(status, aftersale="requested")


class TestEveryMove:
    @pytest.mark.parametrize("status", ONLINE)
    async def test_only_the_tables_moves_have_an_effect(self, stage: Stage, status: OrderStatus) -> None:
        for action, act in ACTS.items():
            _, order_id = await order_at(stage, status)
            before = await stage.dump(*TOUCHED)
            to = TRANSITIONS.get((status, action))
            if to is not None:
                await act(stage, order_id)
                assert await status_of(stage, order_id) == to
                history = [row for row in await stage.rows(ORDER_HISTORY) if row["order_id"] == order_id]
                assert sorted(row["status_to"] for row in history).count(to) == 1
                continue
            assert await outcome(stage, order_id, act) in {"order_state", "order_paid", "nothing"}
            assert await status_of(stage, order_id) == status
            if action is not OrderAction.PAY:  # its money is recorded, and goes back
                assert await stage.dump(*TOUCHED) == before

    @pytest.mark.parametrize("status", ONLINE)
    async def test_stock_stands_where_the_order_stands(self, stage: Stage, status: OrderStatus) -> None:
        await order_at(stage, status)
        assert await stock(stage) == STOCK_AT[status]


class TestClose:
    async def test_gives_stock_and_limit_back_and_tells_once(self, stage: Stage) -> None:
        goods = await stage.goods((PRICE, 10), limit=2)
        shopper = await stage.shopper()
        order_id = await stage.order(shopper, goods.skus[0], 2)
        await begin(stage, order_id)
        answers = await asyncio.gather(*(finish(stage, order_id) for _ in range(20)))
        assert sorted(map(bool, answers)) == [False] * 19 + [True]
        assert await stock(stage) == (10, 10, 0, 0)
        assert [row["units"] for row in await stage.rows(PURCHASES)] == [0]
        assert await heard(stage) == ["OrderClosed"]
        assert (await stage.rows(ORDERS))[0]["closed_reason"] == "不想要了"

    async def test_twenty_who_begin_write_one_line_of_history(self, stage: Stage) -> None:
        _, order_id = await order_at(stage, S.PENDING)
        await asyncio.gather(*(begin(stage, order_id) for _ in range(20)))
        assert sorted(row["action"] for row in await stage.rows(ORDER_HISTORY)) == ["begin_close", "place"]

    async def test_a_paid_order_says_so(self, stage: Stage) -> None:
        _, order_id = await order_at(stage, S.PAID)
        with pytest.raises(OrderPaid):
            await begin(stage, order_id)

    async def test_another_buyers_and_another_shops_order_is_not_there(
        self, stage: Stage, neighbour: Stage
    ) -> None:
        _, order_id = await order_at(stage, S.PENDING)
        other = await stage.shopper()
        with pytest.raises(NotFound):
            await stage.units.write(other.scope, begin_close, order_id, "x", of=other.member_id)
        with pytest.raises(NotFound):
            await neighbour.units.write(neighbour.scope, begin_close, order_id, "x")
        assert await status_of(stage, order_id) == "pending"

    async def test_pay_and_close_at_one_instant_leave_it_paid_or_closed_and_refunded(
        self, stage: Stage
    ) -> None:
        await stage.account()
        goods = await stage.goods((PRICE, 100))
        shopper = await stage.shopper()
        for _ in range(20):
            order_id = await stage.order(shopper, goods.skus[0])
            await begin(stage, order_id)
            await asyncio.gather(pay(stage, order_id), finish(stage, order_id))
        statuses = [row["status"] for row in await stage.rows(ORDERS)]
        refunds = await stage.rows(REFUNDS)
        paid, closed = statuses.count("paid"), statuses.count("closed")
        assert paid + closed == 20
        assert [(row["reason"], row["amount_fen"]) for row in refunds] == [("late_payment", PRICE)] * closed
        assert await stock(stage) == (100, 100 - paid, 0, paid)


class TestShip:
    async def test_writes_parcel_history_and_the_day_of_receipt(self, stage: Stage) -> None:
        shopper, order_id = await order_at(stage, S.PAID)
        stage.clock.move(hours=3)
        await ship(stage, order_id)
        order = await stage.units.read(
            shopper.scope, my_order, order_id, shopper.member_id, vault=stage.vault
        )
        assert [(one.carrier_code, one.tracking_no) for one in order.shipments] == [("SF", "SF1234567890123")]
        assert order.auto_receive_at == stage.clock.now + timedelta(days=10)
        assert [step.action for step in order.timeline][-1] == "ship"
        assert order.available_actions == ["confirm", "apply_refund"]
        assert await heard(stage) == ["OrderPaid", "OrderShipped"]

    async def test_twenty_at_once_ship_once(self, stage: Stage) -> None:
        _, order_id = await order_at(stage, S.PAID)
        answers = await asyncio.gather(*(ship(stage, order_id) for _ in range(20)), return_exceptions=True)
        assert sum(isinstance(answer, OrderState) for answer in answers) == 19
        assert await stage.tally(SHIPMENTS) == 1

    @pytest.mark.parametrize("aftersale", ["requested", "refunding"])
    async def test_waits_for_an_open_aftersale(self, stage: Stage, aftersale: str) -> None:
        _, order_id = await order_at(stage, S.PAID)
        await stage.units.write(stage.scope, set_aftersale_status, order_id, aftersale)
        before = await stage.dump(*TOUCHED)
        with pytest.raises(AftersaleOpen):
            await ship(stage, order_id)
        assert await stage.dump(*TOUCHED) == before
        await stage.units.write(stage.scope, set_aftersale_status, order_id, "refused")
        await ship(stage, order_id)
        assert await status_of(stage, order_id) == "shipped"

    async def test_refuses_odd_numbers_and_unknown_carriers(self, stage: Stage) -> None:
        _, order_id = await order_at(stage, S.PAID)
        for carrier, number, refusal in (
            ("NOBODY", "SF1234567890123", CarrierUnknown),
            ("SF", "??", TrackingNoNotValid),
        ):
            with pytest.raises(refusal):
                await stage.units.write(stage.scope, ship_order, ShipOrder(order_id, carrier, number))
        assert await status_of(stage, order_id) == "paid"


class TestRefund:
    @pytest.mark.parametrize(("status", "comes_back"), [(S.PAID, True), (S.SHIPPED, False)])
    async def test_goods_that_never_left_come_back_on_the_shelf_once(
        self, stage: Stage, status: OrderStatus, comes_back: bool
    ) -> None:
        _, order_id = await order_at(stage, status)
        answers = await asyncio.gather(*(refund(stage, order_id) for _ in range(20)))
        assert sorted(map(bool, answers)) == [False] * 19 + [True]
        assert await stock(stage) == ((11, 10, 0, 1) if comes_back else (10, 9, 0, 1))
        assert await status_of(stage, order_id) == "closed"

    async def test_asks_for_all_money_once_for_one_aftersale(self, stage: Stage) -> None:
        _, order_id = await order_at(stage, S.PAID)
        asks = [
            stage.units.write(stage.scope, refund_whole_order, order_id, source="a" * 20) for _ in range(10)
        ]
        await asyncio.gather(*asks)
        assert [(row["amount_fen"], row["reason"]) for row in await stage.rows(REFUNDS)] == [
            (PRICE, "aftersale")
        ]
        assert [row["refunded_fen"] for row in await stage.rows(PAYMENTS)] == [PRICE]

    @pytest.mark.parametrize("status", [S.PENDING, S.CLOSING, S.CLOSED, S.COMPLETED])
    async def test_refuses_orders_without_money_to_give_back(self, stage: Stage, status: OrderStatus) -> None:
        _, order_id = await order_at(stage, status)
        with pytest.raises(OrderState):
            await stage.units.write(stage.scope, refund_whole_order, order_id, source="a" * 20)
        assert await stage.tally(REFUNDS) == 0


class TestReview:
    async def test_one_review_a_line_of_a_completed_order(self, stage: Stage, neighbour: Stage) -> None:
        shopper, order_id = await order_at(stage, S.SHIPPED)
        [line] = await stage.rows(ORDER_LINES)
        with pytest.raises(OrderState):
            await self.review(stage, shopper, order_id, line["id"])
        await receive(stage, order_id)
        for who in (await stage.shopper(), await neighbour.shopper()):
            with pytest.raises(NotFound):
                await self.review(stage, who, order_id, line["id"])
        answers = await asyncio.gather(
            *(self.review(stage, shopper, order_id, line["id"]) for _ in range(10)), return_exceptions=True
        )
        assert sum(isinstance(answer, OrderState) for answer in answers) == 9
        assert [row["unreviewed"] for row in await stage.rows(ORDERS)] == [0]

    async def review(self, stage: Stage, shopper: Shopper, order_id: OrderId, line_id: str) -> object:
        return await stage.units.write(shopper.scope, take_review, order_id, line_id, of=shopper.member_id)


class TestNote:
    async def test_is_the_shops_own(self, stage: Stage) -> None:
        shopper, order_id = await order_at(stage, S.PENDING)
        await stage.units.write(stage.scope, note_order, order_id, NoteIn(flag=3, text=" 老\n客户 "))
        seen = await stage.units.read(stage.scope, console_order, order_id, vault=stage.vault)
        assert (seen.note.flag, seen.note.text) == (3, "老 客户")
        mine = await stage.units.read(shopper.scope, my_order, order_id, shopper.member_id, vault=stage.vault)
        assert not hasattr(mine, "note")


class TestErasure:
    @pytest.mark.parametrize("status", [S.PENDING, S.CLOSING, S.PAID, S.SHIPPED])
    async def test_waits_for_open_orders(self, stage: Stage, status: OrderStatus) -> None:
        shopper, _ = await order_at(stage, status)
        before = await stage.dump(*TOUCHED, MEMBERS)
        with pytest.raises(OpenOrders) as refused:
            await stage.units.write(shopper.scope, erase_member, shopper.member_id)
        assert refused.value.data == {"count": 1}
        assert await stage.dump(*TOUCHED, MEMBERS) == before

    @pytest.mark.parametrize("status", [S.COMPLETED, S.CLOSED])
    async def test_keeps_the_trade_and_forgets_who_and_where(self, stage: Stage, status: OrderStatus) -> None:
        shopper, order_id = await order_at(stage, status)
        await stage.units.write(shopper.scope, erase_member, shopper.member_id)
        seen = await stage.units.read(stage.scope, console_order, order_id, vault=stage.vault)
        assert (seen.payable_fen, seen.status) == (PRICE, status)
        assert (seen.address.name, seen.address.phone, seen.address.detail) == ("已注销", "", "")
        assert (seen.member.nickname, seen.remark) == ("已注销用户", None)


class TestForeignShop:
    async def test_sees_and_moves_nothing(self, stage: Stage, neighbour: Stage) -> None:
        _, order_id = await order_at(stage, S.PAID)
        before = await stage.dump(*TOUCHED)
        for act in (ship, receive, refund):
            with pytest.raises(NotFound):
                await act(neighbour, order_id)
        with pytest.raises(NotFound):
            await neighbour.units.read(neighbour.scope, console_order, order_id, vault=stage.vault)
        with pytest.raises(NotFound):
            await neighbour.units.write(neighbour.scope, note_order, order_id, NoteIn(flag=1))
        assert await stage.dump(*TOUCHED) == before
        assert isinstance(neighbour.scope, ShopScope)
