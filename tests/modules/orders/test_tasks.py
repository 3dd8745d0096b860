"""The clock's work: on time, once, and no shop's trouble is another's."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.factories.stage import Stage
from tests.wechat.keys import new_key, private_pem, public_pem
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.inventory.tables import STOCK
from xiaopu.modules.orders.flows.close_order import CloseOrder
from xiaopu.modules.orders.tables import ORDER_HISTORY, ORDERS
from xiaopu.modules.orders.tasks import OrderClock
from xiaopu.modules.orders.usecases.close_order import begin_close
from xiaopu.modules.payments.adapters.wechat_pay import WechatPayGateway
from xiaopu.modules.payments.flows.pay import PaymentFlows
from xiaopu.modules.payments.usecases.set_account import Purse, SetAccount, set_account

pytestmark = pytest.mark.anyio

# Nobody listens: WeChat is silent.
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
async def sweeps(stage: Stage) -> AsyncIterator[OrderClock]:
    """The sweeps of the house, with a WeChat that does not answer."""
    async with httpx.AsyncClient(base_url=NOWHERE, trust_env=False) as http:
        gateway = WechatPayGateway(http, NOWHERE, stage.clock)
        flows = PaymentFlows(stage.units, gateway, Purse(stage.vault), "http://mall.test")
        yield OrderClock(stage.units, CloseOrder(stage.units, flows))


async def statuses(stage: Stage) -> list[str]:
    return sorted(row["status"] for row in await stage.rows(ORDERS))


async def heard(stage: Stage, name: str) -> int:
    return len([row for row in await stage.rows(OUTBOX) if row["consumer"] == name])


async def real_account(stage: Stage) -> None:
    """Keys that sign, so that the silence is met on the wire."""
    command = SetAccount(
        "1900000001",
        "AB" * 20,
        private_pem(new_key()),
        "k" * 32,
        "PUB_KEY_ID_0123456789",
        public_pem(new_key()),
    )
    await stage.units.write(stage.scope, set_account, command, purse=Purse(stage.vault))


class TestCloseUnpaid:
    async def test_closes_at_the_deadline_and_never_before(self, stage: Stage, sweeps: OrderClock) -> None:
        goods = await stage.goods((990, 10))
        await stage.order(await stage.shopper(), goods.skus[0], 3)
        stage.clock.move(minutes=30, microseconds=-1)
        await sweeps.close_unpaid()
        assert await statuses(stage) == ["pending"]
        stage.clock.move(microseconds=1)
        await asyncio.gather(*(sweeps.close_unpaid() for _ in range(4)))
        assert await statuses(stage) == ["closed"]
        [order], [stock] = await stage.rows(ORDERS), await stage.rows(STOCK)
        assert (order["closed_reason"], order["ended_at"]) == ("超时未付款", stage.clock.now)
        assert (stock["on_hand"], stock["reserved"]) == (10, 0)
        assert await heard(stage, "OrderClosed") == 1
        assert sorted(row["action"] for row in await stage.rows(ORDER_HISTORY)) == [
            "begin_close",
            "finish_close",
            "place",
        ]

    async def test_goes_on_with_what_a_crash_left_half_closed(self, stage: Stage, sweeps: OrderClock) -> None:
        goods = await stage.goods()
        order_id = await stage.order(await stage.shopper(), goods.skus[0])
        await stage.units.write(stage.scope, begin_close, order_id, "不想要了")
        await sweeps.close_unpaid()
        assert [(row["status"], row["closed_reason"]) for row in await stage.rows(ORDERS)] == [
            ("closed", "不想要了")
        ]

    async def test_leaves_paid_orders_alone(self, stage: Stage, sweeps: OrderClock) -> None:
        await stage.account()
        goods = await stage.goods((990, 10))
        await stage.paid_order(await stage.shopper(), goods.skus[0], 990)
        stage.clock.move(days=2)
        await sweeps.close_unpaid()
        assert await statuses(stage) == ["paid"]

    async def test_wechats_silence_keeps_the_order_payable_and_the_stock_held(
        self, stage: Stage, sweeps: OrderClock
    ) -> None:
        await real_account(stage)
        goods = await stage.goods((990, 10))
        order_id = await stage.order(await stage.shopper(), goods.skus[0])
        await stage.attempt(990, order_id)
        stage.clock.move(minutes=30)
        for _ in range(3):
            await sweeps.close_unpaid()
        assert await statuses(stage) == ["closing"]
        assert [(row["on_hand"], row["reserved"]) for row in await stage.rows(STOCK)] == [(9, 1)]
        assert await heard(stage, "OrderClosed") == 0

    async def test_a_shop_whose_wechat_is_silent_holds_up_nobody(
        self, stage: Stage, sweeps: OrderClock, neighbour: Stage
    ) -> None:
        await real_account(stage)
        goods, theirs = await stage.goods((990, 500)), await neighbour.goods()
        shopper = await stage.shopper()
        for _ in range(110):
            order_id = await stage.order(shopper, goods.skus[0])
            await stage.attempt(990, order_id)
        stage.clock.move(seconds=1)
        waiting = await neighbour.order(await neighbour.shopper(), theirs.skus[0])
        stage.clock.move(minutes=30)
        await sweeps.close_unpaid()
        assert await status_of(stage, waiting) == "closed"


class TestReceiveShipped:
    async def test_receives_after_ten_days_and_never_before(self, stage: Stage, sweeps: OrderClock) -> None:
        await stage.account()
        goods = await stage.goods((990, 10))
        order_id = await stage.paid_order(await stage.shopper(), goods.skus[0], 990)
        await stage.ship(order_id)
        stage.clock.move(days=10, microseconds=-1)
        await sweeps.receive_shipped()
        assert await statuses(stage) == ["shipped"]
        stage.clock.move(microseconds=1)
        await asyncio.gather(*(sweeps.receive_shipped() for _ in range(4)))
        assert await statuses(stage) == ["completed"]
        assert await heard(stage, "OrderCompleted") == 1
        [order] = await stage.rows(ORDERS)
        assert (order["unreviewed"], order["ended_at"]) == (1, stage.clock.now)

    async def test_leaves_orders_alone_that_were_not_shipped(self, stage: Stage, sweeps: OrderClock) -> None:
        await stage.account()
        goods = await stage.goods((990, 10))
        await stage.paid_order(await stage.shopper(), goods.skus[0], 990)
        stage.clock.move(days=100)
        await sweeps.receive_shipped()
        assert await statuses(stage) == ["paid"]


async def status_of(stage: Stage, order_id: OrderId) -> str:
    [row] = [row for row in await stage.rows(ORDERS) if row["id"] == order_id]
    return str(row["status"])
