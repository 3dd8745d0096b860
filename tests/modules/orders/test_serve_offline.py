"""Orders paid offline: where they are offered, every state with every action, money that is counted once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest

from tests.factories.stage import Stage
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.errors import InvalidInput, Refusal
from xiaopu.kernel.ids import OrderId, SkuId
from xiaopu.modules.aftersales.usecases.answer_aftersale import agree
from xiaopu.modules.aftersales.usecases.ask_refund import AskRefund, ask_refund
from xiaopu.modules.insight.queries import overview
from xiaopu.modules.inventory.tables import STOCK
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.orders.domain.states import (
    OFFLINE_TRANSITIONS,
    TRANSITIONS,
    OrderAction,
    OrderStatus,
    PayWay,
    buyer_actions,
    sources,
    staff_actions,
    target,
    words,
)
from xiaopu.modules.orders.errors import OfflineAmount, OfflineNotInWeapp, OfflineNotOffered, OrderState
from xiaopu.modules.orders.flows.close_order import CloseOrder
from xiaopu.modules.orders.flows.pay_order import PayOrder
from xiaopu.modules.orders.queries import (
    DeskFilter,
    console_order,
    desk_counts,
    desk_page,
    my_order,
    my_page,
    placed_order,
)
from xiaopu.modules.orders.schemas import OrderDetail
from xiaopu.modules.orders.tables import ORDER_HISTORY, ORDERS, PURCHASES, SHIPMENTS
from xiaopu.modules.orders.tasks import OrderClock
from xiaopu.modules.orders.usecases.close_order import begin_close, finish_close
from xiaopu.modules.orders.usecases.place_order import PlaceOrder, place_order
from xiaopu.modules.orders.usecases.quote_order import Wanted, quote_order
from xiaopu.modules.orders.usecases.receive_order import receive_order
from xiaopu.modules.orders.usecases.serve_offline import (
    Collect,
    accept_order,
    call_off,
    collect_money,
    hand_over,
)
from xiaopu.modules.orders.usecases.ship_order import ShipOrder, ship_order
from xiaopu.modules.payments.adapters.wechat_pay import WechatPayGateway
from xiaopu.modules.payments.flows.pay import PaymentFlows
from xiaopu.modules.payments.tables import PAYMENTS, REFUNDS
from xiaopu.modules.payments.usecases.set_account import Purse
from xiaopu.modules.tenancy.api import OfflinePayment
from xiaopu.modules.tenancy.schemas import SettingsIn
from xiaopu.modules.tenancy.tables import AUDIT_LOG
from xiaopu.modules.tenancy.usecases.change_settings import change_settings

pytestmark = pytest.mark.anyio

PRICE, WHERE = 5_000, "文三路 1 号，每天 9:00-18:00"
TOUCHED = (ORDERS, ORDER_HISTORY, PURCHASES, SHIPMENTS, STOCK, PAYMENTS, REFUNDS)
S, A = OrderStatus, OrderAction
BOTH = (OfflinePayment.IN_STORE, OfflinePayment.ON_DELIVERY)


async def offer(stage: Stage, *ways: OfflinePayment) -> None:
    wanted = SettingsIn(name="店", offline_payment=ways, pickup_text=WHERE)
    await stage.units.write(stage.scope, change_settings, wanted)


async def command(stage: Stage, shopper: Shopper, sku: SkuId, pay_by: PayWay, **changes: Any) -> PlaceOrder:
    """What a browser sends: an address only where something is sent to."""
    address = stage.address_of(shopper) if pay_by is PayWay.ON_DELIVERY else None
    wanted = Wanted(shopper.member_id, address, sku, 1, pay_by)
    facts = await stage.units.read(shopper.scope, quote_order, wanted, vault=stage.vault)
    fields: dict[str, Any] = {"quote": facts.view.quote, "channel": "h5_browser", "remark": None}
    return PlaceOrder(wanted, **(fields | changes))


async def placed(stage: Stage, pay_by: PayWay) -> tuple[Shopper, OrderId]:
    await offer(stage, *BOTH)
    goods = await stage.goods((PRICE, 10), limit=3)
    shopper = await stage.shopper()
    wanted = await command(stage, shopper, goods.skus[0], pay_by)
    order = await stage.units.write(shopper.scope, place_order, wanted, vault=stage.vault)
    return shopper, order.id


async def begin(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, begin_close, order_id, "不想要了")


async def finish(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, finish_close, order_id)


async def accept(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, accept_order, order_id)


async def collect(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, collect_money, Collect(order_id, PRICE))


async def fetch(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, hand_over, order_id)


async def give_up(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, call_off, order_id, "没来取")


async def ship(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, ship_order, ShipOrder(order_id, "SF", "SF1234567890123"))


async def receive(stage: Stage, order_id: OrderId) -> object:
    return await stage.units.write(stage.scope, receive_order, order_id)


Act = Callable[[Stage, OrderId], Awaitable[object]]
ACTS: dict[OrderAction, Act] = {
    A.BEGIN_CLOSE: begin,
    A.FINISH_CLOSE: finish,
    A.ACCEPT: accept,
    A.COLLECT: collect,
    A.SHIP: ship,
    A.HAND_OVER: fetch,
    A.RECEIVE: receive,
    A.CALL_OFF: give_up,
}
# How an order gets to a status.
WAYS: dict[PayWay, dict[OrderStatus, list[Act]]] = {
    PayWay.ON_DELIVERY: {
        S.PENDING: [],
        S.CLOSING: [begin],
        S.CLOSED: [begin, finish],
        S.ACCEPTED: [accept],
        S.PAID: [accept, collect],
        S.SHIPPED: [accept, ship],
        S.COMPLETED: [accept, ship, receive],
    },
    PayWay.IN_STORE: {
        S.PENDING: [],
        S.CLOSING: [begin],
        S.CLOSED: [begin, finish],
        S.ACCEPTED: [accept],
        S.PAID: [accept, collect],
        S.COMPLETED: [accept, collect, fetch],
    },
}
NOT_FOR = {PayWay.ON_DELIVERY: {A.HAND_OVER}, PayWay.IN_STORE: {A.SHIP}}
CASES = [(pay_by, status) for pay_by, ways in WAYS.items() for status in ways]


async def order_at(stage: Stage, pay_by: PayWay, status: OrderStatus) -> tuple[Shopper, OrderId]:
    shopper, order_id = await placed(stage, pay_by)
    for act in WAYS[pay_by][status]:
        await act(stage, order_id)
    return shopper, order_id


async def row_of(stage: Stage, order_id: OrderId) -> Any:
    [row] = [row for row in await stage.rows(ORDERS) if row["id"] == order_id]
    return row


async def stock(stage: Stage) -> tuple[int, int, int, int]:
    [row] = await stage.rows(STOCK)
    return row["received"], row["on_hand"], row["reserved"], row["sold"]


async def outcome(stage: Stage, order_id: OrderId, act: Act) -> str:
    try:
        await act(stage, order_id)
    except Refusal as refusal:
        return refusal.code
    return "nothing"


class TestTable:
    def test_both_tables_agree_on_where_an_action_leads(self) -> None:
        for (_, action), to in (OFFLINE_TRANSITIONS | TRANSITIONS).items():
            if action is not A.COLLECT:
                assert to is target(action)
        assert A.PAY not in {action for _, action in OFFLINE_TRANSITIONS}
        assert A.ACCEPT not in {action for _, action in TRANSITIONS}

    @pytest.mark.parametrize(("pay_by", "status"), CASES)
    def test_buttons_follow_the_table(self, pay_by: PayWay, status: OrderStatus) -> None:
        collected = status is S.PAID
        buyer = buyer_actions(status, aftersale=None, unreviewed=0, pay_by=pay_by, collected=collected)
        staff = staff_actions(status, aftersale=None, pay_by=pay_by, collected=collected)
        for action, button in (
            (A.ACCEPT, "accept"),
            (A.COLLECT, "collect"),
            (A.SHIP, "ship"),
            (A.HAND_OVER, "hand_over"),
            (A.CALL_OFF, "call_off"),
            (A.BEGIN_CLOSE, "close"),
        ):
            allowed = status in sources(action, OFFLINE_TRANSITIONS) and action not in NOT_FOR[pay_by]
            assert (button in staff) == allowed, button
        assert "pay" not in buyer
        assert ("apply_refund" in buyer) == collected
        assert words(S.PENDING, pay_by) == "待接单"


class TestPlace:
    @pytest.mark.parametrize("pay_by", [PayWay.IN_STORE, PayWay.ON_DELIVERY])
    async def test_reserves_and_waits_for_the_shop(self, stage: Stage, pay_by: PayWay) -> None:
        shopper, order_id = await placed(stage, pay_by)
        row = await row_of(stage, order_id)
        assert (row["status"], row["pay_by"], row["payable_fen"]) == ("pending", pay_by, PRICE)
        assert row["pay_deadline_at"] == stage.clock.now + timedelta(days=7)
        assert await stock(stage) == (10, 9, 1, 0)
        mine = await self.mine(stage, shopper, order_id)
        assert (mine.pay_by, mine.available_actions, mine.status_text) == (pay_by, ["cancel"], "待接单")
        assert await stage.tally(PAYMENTS) == 0

    async def test_in_the_shop_keeps_the_place_as_it_was_agreed(self, stage: Stage) -> None:
        shopper, order_id = await placed(stage, PayWay.IN_STORE)
        await offer(stage)
        mine = await self.mine(stage, shopper, order_id)
        assert (mine.address.region_text, mine.address.detail, mine.address.name) == ("到店自取", WHERE, "")
        assert mine.freight_fen == 0

    async def test_answers_what_is_read_after_it(self, stage: Stage) -> None:
        await offer(stage, *BOTH)
        goods = await stage.goods((PRICE, 10))
        shopper = await stage.shopper()
        for pay_by in (PayWay.IN_STORE, PayWay.ON_DELIVERY):
            wanted = await command(stage, shopper, goods.skus[0], pay_by)
            made = await stage.units.write(shopper.scope, place_order, wanted, vault=stage.vault)
            assert placed_order(made, vault=stage.vault) == await self.mine(stage, shopper, made.id)

    @pytest.mark.parametrize("pay_by", [PayWay.IN_STORE, PayWay.ON_DELIVERY])
    async def test_only_what_the_shop_offers(self, stage: Stage, pay_by: PayWay) -> None:
        goods = await stage.goods((PRICE, 10))
        shopper = await stage.shopper()
        wanted = await command(stage, shopper, goods.skus[0], pay_by)
        others = [way for way in BOTH if way.value != pay_by]
        for ways in ([], others):
            await offer(stage, *ways)
            with pytest.raises(OfflineNotOffered):
                await stage.units.write(shopper.scope, place_order, wanted, vault=stage.vault)
        assert await stage.tally(ORDERS) == 0
        # The twin: nothing but the offer was in the way.
        await offer(stage, OfflinePayment(pay_by))
        await stage.units.write(shopper.scope, place_order, wanted, vault=stage.vault)
        assert await stage.tally(ORDERS) == 1

    async def test_never_in_the_mini_program(self, stage: Stage) -> None:
        await offer(stage, *BOTH)
        goods = await stage.goods((PRICE, 10))
        shopper = await stage.shopper()
        wanted = await command(stage, shopper, goods.skus[0], PayWay.ON_DELIVERY, channel="weapp")
        with pytest.raises(OfflineNotInWeapp):
            await stage.units.write(shopper.scope, place_order, wanted, vault=stage.vault)
        assert await stage.tally(ORDERS) == 0
        # The twin: the same order from a page in WeChat.
        elsewhere = msgspec.structs.replace(wanted, channel="h5_wechat")
        await stage.units.write(shopper.scope, place_order, elsewhere, vault=stage.vault)
        assert await stage.tally(ORDERS) == 1

    async def test_the_shop_cannot_be_paid_in_without_a_place(self, stage: Stage) -> None:
        wanted = SettingsIn(name="店", offline_payment=(OfflinePayment.IN_STORE,), pickup_text=" ")
        with pytest.raises(InvalidInput):
            await stage.units.write(stage.scope, change_settings, wanted)

    async def mine(self, stage: Stage, shopper: Shopper, order_id: OrderId) -> OrderDetail:
        return await stage.units.read(shopper.scope, my_order, order_id, shopper.member_id, vault=stage.vault)


class TestEveryMove:
    @pytest.mark.parametrize(("pay_by", "status"), CASES)
    async def test_only_the_tables_moves_have_an_effect(
        self, stage: Stage, pay_by: PayWay, status: OrderStatus
    ) -> None:
        _, order_id = await order_at(stage, pay_by, status)
        before = await stage.dump(*TOUCHED)
        paid = (await row_of(stage, order_id))["paid_at"] is not None
        for action, act in ACTS.items():
            to = OFFLINE_TRANSITIONS.get((status, action))
            if to is None or action in NOT_FOR[pay_by] or (paid and action in {A.COLLECT, A.CALL_OFF}):
                assert await outcome(stage, order_id, act) in {"order_state", "order_paid", "nothing"}
                assert await stage.dump(*TOUCHED) == before
        if status in {S.CLOSED, S.CLOSING}:
            return
        for action, act in ACTS.items():
            to = OFFLINE_TRANSITIONS.get((status, action))
            if to is None or action in NOT_FOR[pay_by] or (paid and action in {A.COLLECT, A.CALL_OFF}):
                continue
            other = await self.another(stage, pay_by, status)
            await act(stage, other)
            steps = [row for row in await stage.rows(ORDER_HISTORY) if row["order_id"] == other]
            assert [row["status_to"] for row in steps if row["action"] == action] == [to]
            assert (await row_of(stage, other))["status"] == to

    async def another(self, stage: Stage, pay_by: PayWay, status: OrderStatus) -> OrderId:
        goods = await stage.goods((PRICE, 10))
        shopper = await stage.shopper()
        wanted = await command(stage, shopper, goods.skus[0], pay_by)
        order = await stage.units.write(shopper.scope, place_order, wanted, vault=stage.vault)
        for act in WAYS[pay_by][status]:
            await act(stage, order.id)
        return order.id

    @pytest.mark.parametrize(
        ("status", "left"),
        [
            (S.PENDING, (10, 9, 1, 0)),
            (S.ACCEPTED, (10, 9, 0, 1)),
            (S.PAID, (10, 9, 0, 1)),
            (S.CLOSED, (10, 10, 0, 0)),
        ],
    )
    async def test_goods_are_sold_once_the_shop_accepts(
        self, stage: Stage, status: OrderStatus, left: tuple[int, int, int, int]
    ) -> None:
        await order_at(stage, PayWay.IN_STORE, status)
        assert await stock(stage) == left

    async def test_wechat_is_not_asked_to_pay(self, stage: Stage) -> None:
        shopper, order_id = await placed(stage, PayWay.ON_DELIVERY)
        async with httpx.AsyncClient(base_url="http://127.0.0.1:9", trust_env=False) as http:
            gateway = WechatPayGateway(http, "http://127.0.0.1:9", stage.clock)
            flows = PaymentFlows(stage.units, gateway, Purse(stage.vault), "http://mall.test")
            with pytest.raises(Refusal) as refused:
                await PayOrder(stage.units, flows).start(shopper, order_id, "weapp")
        assert refused.value.code == "order_not_payable"
        assert await stage.tally(PAYMENTS) == 0


class TestCollect:
    @pytest.mark.parametrize("status", [S.ACCEPTED, S.SHIPPED, S.COMPLETED])
    async def test_counts_the_money_once_however_many_say_so(self, stage: Stage, status: OrderStatus) -> None:
        _, order_id = await order_at(stage, PayWay.ON_DELIVERY, status)
        answers = await asyncio.gather(*(collect(stage, order_id) for _ in range(20)), return_exceptions=True)
        assert sum(isinstance(answer, OrderState) for answer in answers) == 19
        row = await row_of(stage, order_id)
        assert row["paid_at"] == stage.clock.now
        assert row["status"] == OFFLINE_TRANSITIONS[status, A.COLLECT]
        [step] = [row for row in await stage.rows(ORDER_HISTORY) if row["action"] == "collect"]
        assert (step["status_to"], step["actor"]) == (row["status"], stage.scope.actor)
        audit = [row for row in await stage.rows(AUDIT_LOG) if row["action"] == "order.collected"]
        assert [line["after"] for line in audit] == [{"pay_by": "on_delivery", "amount_fen": PRICE}]
        assert await stage.tally(PAYMENTS) == 0

    @pytest.mark.parametrize("wrong", [PRICE - 1, PRICE + 1, 1])
    async def test_is_what_the_order_costs(self, stage: Stage, wrong: int) -> None:
        _, order_id = await order_at(stage, PayWay.IN_STORE, S.ACCEPTED)
        before = await stage.dump(*TOUCHED, AUDIT_LOG)
        with pytest.raises(OfflineAmount) as refused:
            await stage.units.write(stage.scope, collect_money, Collect(order_id, wrong))
        assert refused.value.data == {"payable_fen": PRICE}
        assert await stage.dump(*TOUCHED, AUDIT_LOG) == before

    async def test_money_and_calling_off_at_one_instant_leave_one_of_them(self, stage: Stage) -> None:
        await offer(stage, *BOTH)
        goods = await stage.goods((PRICE, 100))
        shopper = await stage.shopper()
        for _ in range(10):
            wanted = await command(stage, shopper, goods.skus[0], PayWay.IN_STORE)
            order = await stage.units.write(shopper.scope, place_order, wanted, vault=stage.vault)
            await accept(stage, order.id)
            await asyncio.gather(collect(stage, order.id), give_up(stage, order.id), return_exceptions=True)
        found = [(row["status"], row["paid_at"] is not None) for row in await stage.rows(ORDERS)]
        assert set(found) <= {("paid", True), ("closed", False)}
        closed = found.count(("closed", False))
        assert await stock(stage) == (100 + closed, 90 + closed, 0, 10)

    async def test_another_shop_sees_nothing(self, stage: Stage, neighbour: Stage) -> None:
        _, order_id = await order_at(stage, PayWay.IN_STORE, S.ACCEPTED)
        before = await stage.dump(*TOUCHED)
        for act in (accept, collect, fetch, give_up):
            assert await outcome(neighbour, order_id, act) == "not_found"
        assert await stage.dump(*TOUCHED) == before


class TestCallOff:
    @pytest.mark.parametrize(("status", "left"), [(S.ACCEPTED, (11, 10, 0, 1)), (S.SHIPPED, (10, 9, 0, 1))])
    async def test_goods_that_never_left_come_back_once(
        self, stage: Stage, status: OrderStatus, left: tuple[int, int, int, int]
    ) -> None:
        _, order_id = await order_at(stage, PayWay.ON_DELIVERY, status)
        answers = await asyncio.gather(*(give_up(stage, order_id) for _ in range(10)), return_exceptions=True)
        assert sum(isinstance(answer, OrderState) for answer in answers) == 9
        assert await stock(stage) == left
        row = await row_of(stage, order_id)
        assert (row["status"], row["closed_reason"]) == ("closed", "没来取")
        assert [row["units"] for row in await stage.rows(PURCHASES)] == [0]


class TestTimeout:
    @pytest.fixture
    async def sweeps(self, stage: Stage) -> AsyncIterator[OrderClock]:
        """With a WeChat that does not answer: an order without payments has nothing to ask."""
        async with httpx.AsyncClient(base_url="http://127.0.0.1:9", trust_env=False) as http:
            gateway = WechatPayGateway(http, "http://127.0.0.1:9", stage.clock)
            flows = PaymentFlows(stage.units, gateway, Purse(stage.vault), "http://mall.test")
            yield OrderClock(stage.units, CloseOrder(stage.units, flows))

    async def test_gives_stock_back_after_days_and_not_after_minutes(
        self, stage: Stage, sweeps: OrderClock
    ) -> None:
        _, order_id = await placed(stage, PayWay.IN_STORE)
        stage.clock.move(days=7, microseconds=-1)
        await sweeps.close_unpaid()
        assert (await row_of(stage, order_id))["status"] == "pending"
        stage.clock.move(microseconds=1)
        await asyncio.gather(*(sweeps.close_unpaid() for _ in range(4)))
        row = await row_of(stage, order_id)
        assert (row["status"], row["closed_reason"]) == ("closed", "商家超时未接单")
        assert await stock(stage) == (10, 10, 0, 0)
        heard = [row["consumer"] for row in await stage.rows(OUTBOX)]
        assert heard.count("OrderClosed") == 1

    async def test_leaves_what_the_shop_has_accepted(self, stage: Stage, sweeps: OrderClock) -> None:
        _, order_id = await order_at(stage, PayWay.IN_STORE, S.ACCEPTED)
        stage.clock.move(days=90)
        await sweeps.close_unpaid()
        assert (await row_of(stage, order_id))["status"] == "accepted"


class TestRefund:
    async def test_money_counted_by_hand_goes_back_by_hand(self, stage: Stage) -> None:
        shopper, order_id = await order_at(stage, PayWay.IN_STORE, S.PAID)
        ask = AskRefund(order_id, shopper.member_id, "不想要了")
        case = await stage.units.write(shopper.scope, ask_refund, ask)
        assert (await stage.units.write(stage.scope, agree, case.id)).status == "refunded"
        row = await row_of(stage, order_id)
        assert (row["status"], row["closed_reason"]) == ("closed", "线下退款完成")
        [audit] = [row for row in await stage.rows(AUDIT_LOG) if row["action"] == "aftersale.agreed"]
        assert audit["after"]["amount_fen"] == PRICE
        assert (await stage.tally(PAYMENTS), await stage.tally(REFUNDS)) == (0, 0)
        assert await stock(stage) == (11, 10, 0, 1)

    async def test_nothing_goes_back_that_never_came(self, stage: Stage) -> None:
        shopper, order_id = await order_at(stage, PayWay.ON_DELIVERY, S.SHIPPED)
        ask = AskRefund(order_id, shopper.member_id, "不想要了")
        with pytest.raises(OrderState):
            await stage.units.write(shopper.scope, ask_refund, ask)
        await collect(stage, order_id)
        await stage.units.write(shopper.scope, ask_refund, ask)


class TestViews:
    async def test_the_overview_tells_money_by_hand_apart(self, stage: Stage, neighbour: Stage) -> None:
        await stage.account()
        _, by_hand = await order_at(stage, PayWay.ON_DELIVERY, S.COMPLETED)
        await placed(stage, PayWay.IN_STORE)
        online = await stage.order(await stage.shopper(), (await stage.goods((1_000, 5))).skus[0])
        # Long after the order was placed: the money counts on its own day.
        stage.clock.move(days=30)
        await collect(stage, by_hand)
        found = await stage.units.report(stage.scope, overview, "http://mall.test")
        assert (found.today.orders, found.today.paid_orders) == (0, 1)
        assert (found.today.paid_fen, found.today.offline_fen) == (PRICE, PRICE)
        assert (found.todo.to_accept, found.todo.pending) == (1, 1)
        await stage.pay(online, 1_000)
        later = await stage.units.report(neighbour.scope, overview, "http://mall.test")
        assert (later.today.paid_fen, later.today.offline_fen) == (0, 0)

    async def test_lists_filter_and_count_them(self, stage: Stage) -> None:
        shopper, first = await placed(stage, PayWay.IN_STORE)
        _, second = await order_at(stage, PayWay.ON_DELIVERY, S.ACCEPTED)
        third = await stage.order(shopper, (await stage.goods((1_000, 5))).skus[0])
        for wanted, ids in (
            (DeskFilter("to_accept"), [first]),
            (DeskFilter("pending"), [third]),
            (DeskFilter("to_ship"), [second]),
            (DeskFilter(pay_by=PayWay.ON_DELIVERY), [second]),
            (DeskFilter(pay_by=PayWay.WECHAT), [third]),
        ):
            page = await stage.units.read(stage.scope, desk_page, wanted, None, 20, vault=stage.vault)
            assert [row.id for row in page.items] == ids
        counts = await stage.units.report(stage.scope, desk_counts)
        assert (counts.pending, counts.to_accept, counts.to_ship) == (1, 1, 1)
        for tab, ids in (("to_ship", [first]), ("pending", [third])):
            mine = await stage.units.read(
                shopper.scope, my_page, shopper.member_id, tab, cursor=None, limit=20
            )
            assert [card.id for card in mine.items] == ids
        desk = await stage.units.read(stage.scope, console_order, second, vault=stage.vault)
        assert desk.available_actions == ["collect", "ship", "call_off", "note"]
