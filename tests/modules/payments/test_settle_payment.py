"""Money arriving: every fact compared, once however often it is told, in any order."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.factories.stage import MCHID, Stage
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.inventory.tables import STOCK, STOCK_JOURNAL
from xiaopu.modules.orders.tables import ORDER_HISTORY, ORDERS
from xiaopu.modules.orders.usecases.close_order import begin_close, finish_close
from xiaopu.modules.payments.domain.trades import Notice, Trade
from xiaopu.modules.payments.errors import TradeMismatch
from xiaopu.modules.payments.tables import PAY_NOTICES, PAYMENTS, REFUNDS
from xiaopu.modules.payments.usecases.open_payment import Attempt
from xiaopu.modules.payments.usecases.settle_payment import close_payment, settle, take_trade_notice

pytestmark = pytest.mark.anyio

PRICE = 16801
TOUCHED = (PAYMENTS, REFUNDS, PAY_NOTICES, ORDERS, ORDER_HISTORY, STOCK, STOCK_JOURNAL, OUTBOX)

# (what is refused, field of the trade, value)
DIFFERENCES: list[tuple[str, str, Any]] = [
    ("mchid", "mchid", "1900000002"),
    ("mchid", "mchid", None),
    ("appid", "appid", "wxffffffffffffffff"),
    ("appid", "appid", None),
    ("amount", "amount_fen", PRICE - 1),
    ("amount", "amount_fen", PRICE + 1),
    ("amount", "amount_fen", -PRICE),
    ("amount", "amount_fen", None),
    ("currency", "currency", "USD"),
    ("currency", "currency", None),
    ("transaction_id", "transaction_id", None),
    ("transaction_id", "transaction_id", ""),
    ("out_trade_no", "out_trade_no", "0" * 30),
]


async def pending(stage: Stage) -> tuple[OrderId, Attempt]:
    """An order of one piece, and an attempt to pay it."""
    await stage.account()
    goods = await stage.goods((PRICE, 10))
    order_id = await stage.order(await stage.shopper(), goods.skus[0])
    return order_id, await stage.attempt(PRICE, order_id)


async def closed(stage: Stage) -> tuple[OrderId, Attempt]:
    """The same, closed before the money came."""
    order_id, attempt = await pending(stage)
    await stage.units.write(stage.scope, begin_close, order_id, "不想要了")
    await stage.units.write(stage.scope, close_payment, attempt.id)
    await stage.units.write(stage.scope, finish_close, order_id)
    return order_id, attempt


async def stock(stage: Stage) -> tuple[int, int, int, int]:
    [row] = await stage.rows(STOCK)
    return row["received"], row["on_hand"], row["reserved"], row["sold"]


async def heard(stage: Stage) -> list[str]:
    return sorted(
        row["consumer"] for row in await stage.rows(OUTBOX) if row["consumer"] != "MerchantSignedUp"
    )


class TestSettle:
    async def test_money_makes_the_order_paid_and_the_stock_sold(self, stage: Stage) -> None:
        order_id, attempt = await pending(stage)
        paid_at = stage.clock.now - timedelta(seconds=7)
        await stage.units.write(stage.scope, settle, stage.trade(attempt, PRICE, paid_at=paid_at))
        [payment], [order] = await stage.rows(PAYMENTS), await stage.rows(ORDERS)
        assert (payment["status"], payment["transaction_id"], payment["paid_at"]) == (
            "paid",
            f"42{attempt.id}",
            paid_at,
        )
        assert payment["next_query_at"] is None
        assert (order["id"], order["status"], order["paid_at"]) == (order_id, "paid", paid_at)
        assert await stock(stage) == (10, 9, 0, 1)
        assert await heard(stage) == ["OrderPaid"]
        assert [row["action"] for row in await stage.rows(ORDER_HISTORY)].count("pay") == 1

    async def test_refuses_a_trade_that_differs_in_one_field(self, stage: Stage) -> None:
        _, attempt = await pending(stage)
        before = await stage.dump(*TOUCHED)
        for field, name, value in DIFFERENCES:
            trade = stage.trade(attempt, PRICE, **{name: value})
            with pytest.raises(TradeMismatch) as refused:
                await stage.units.write(stage.scope, take_trade_notice, Notice("n-1", trade), trade)
            assert refused.value.data == {"field": field}
        assert await stage.dump(*TOUCHED) == before

    async def test_refuses_another_shops_trade(self, stage: Stage, neighbour: Stage) -> None:
        _, attempt = await pending(stage)
        before = await stage.dump(*TOUCHED)
        with pytest.raises(TradeMismatch):
            await neighbour.units.write(neighbour.scope, settle, stage.trade(attempt, PRICE))
        assert await stage.dump(*TOUCHED) == before

    async def test_refuses_a_transaction_that_paid_something_else(self, stage: Stage) -> None:
        order_id, attempt = await pending(stage)
        second = await stage.attempt(PRICE, order_id, openid="o-2")
        await stage.units.write(stage.scope, settle, stage.trade(attempt, PRICE))
        before = await stage.dump(*TOUCHED)
        stolen = stage.trade(second, PRICE, transaction_id=f"42{attempt.id}")
        with pytest.raises(TradeMismatch) as refused:
            await stage.units.write(stage.scope, settle, stolen)
        assert refused.value.data == {"field": "transaction_id"}
        assert await stage.dump(*TOUCHED) == before

    async def test_other_states_change_nothing(self, stage: Stage) -> None:
        _, attempt = await pending(stage)
        before = await stage.dump(*TOUCHED)
        for state in ("ABSENT", "NOTPAY", "USERPAYING", "PAYERROR"):
            await stage.units.write(stage.scope, settle, Trade(attempt.out_trade_no, state))
        assert await stage.dump(*TOUCHED) == before

    @pytest.mark.parametrize("state", ["CLOSED", "REVOKED"])
    async def test_a_trade_that_is_over_closes_the_attempt_and_not_the_order(
        self, stage: Stage, state: Any
    ) -> None:
        _, attempt = await pending(stage)
        await stage.units.write(stage.scope, settle, Trade(attempt.out_trade_no, state))
        [payment], [order] = await stage.rows(PAYMENTS), await stage.rows(ORDERS)
        assert (payment["status"], order["status"]) == ("closed", "pending")
        assert await stock(stage) == (10, 9, 1, 0)


class TestRepeats:
    async def test_one_notice_a_hundred_times_at_once_has_one_effect(self, stage: Stage) -> None:
        _, attempt = await pending(stage)
        trade = stage.trade(attempt, PRICE)
        notice = Notice("n-1", trade)
        await asyncio.gather(
            *(stage.units.write(stage.scope, take_trade_notice, notice, trade) for _ in range(100))
        )
        assert await stage.tally(PAY_NOTICES) == 1
        assert await heard(stage) == ["OrderPaid"]
        assert await stock(stage) == (10, 9, 0, 1)

    async def test_a_hundred_notices_and_queries_of_one_trade_have_one_effect(self, stage: Stage) -> None:
        _, attempt = await pending(stage)
        trade = stage.trade(attempt, PRICE)
        told = [
            stage.units.write(stage.scope, take_trade_notice, Notice(f"n-{number}", trade), trade)
            for number in range(50)
        ]
        asked = [stage.units.write(stage.scope, settle, trade) for _ in range(50)]
        await asyncio.gather(*told, *asked)
        assert await stage.tally(PAY_NOTICES) == 50
        assert await heard(stage) == ["OrderPaid"]
        assert await stock(stage) == (10, 9, 0, 1)
        assert await stage.tally(REFUNDS) == 0

    async def test_a_refused_notice_is_not_remembered_as_taken(self, stage: Stage) -> None:
        _, attempt = await pending(stage)
        wrong, right = stage.trade(attempt, 1), stage.trade(attempt, PRICE)
        with pytest.raises(TradeMismatch):
            await stage.units.write(stage.scope, take_trade_notice, Notice("n-1", wrong), wrong)
        await stage.units.write(stage.scope, take_trade_notice, Notice("n-1", right), right)
        assert [row["status"] for row in await stage.rows(PAYMENTS)] == ["paid"]

    async def test_an_old_state_after_a_new_one_changes_nothing(self, stage: Stage) -> None:
        _, attempt = await pending(stage)
        await stage.units.write(stage.scope, settle, stage.trade(attempt, PRICE))
        before = await stage.dump(*TOUCHED)
        for state in ("NOTPAY", "CLOSED", "REVOKED", "REFUND"):
            trade = stage.trade(attempt, PRICE, state=state)
            await stage.units.write(stage.scope, settle, trade)
        assert await stage.dump(*TOUCHED) == before


class TestMoneyNobodyWaitedFor:
    async def test_money_for_a_closed_order_goes_back_whole(self, stage: Stage) -> None:
        order_id, attempt = await closed(stage)
        await stage.units.write(stage.scope, settle, stage.trade(attempt, PRICE))
        [payment], [order], [refund] = (
            await stage.rows(PAYMENTS),
            await stage.rows(ORDERS),
            await stage.rows(REFUNDS),
        )
        assert (order["id"], order["status"], order["paid_at"]) == (order_id, "closed", None)
        assert (payment["status"], payment["refunded_fen"]) == ("paid", PRICE)
        assert (refund["reason"], refund["amount_fen"]) == ("late_payment", PRICE)
        assert refund["status"] == "created"
        assert await stock(stage) == (10, 10, 0, 0)
        assert await heard(stage) == ["OrderClosed", "RefundRequested"]

    async def test_late_money_told_a_hundred_times_goes_back_once(self, stage: Stage) -> None:
        _, attempt = await closed(stage)
        trade = stage.trade(attempt, PRICE)
        await asyncio.gather(*(stage.units.write(stage.scope, settle, trade) for _ in range(100)))
        assert [row["amount_fen"] for row in await stage.rows(REFUNDS)] == [PRICE]
        assert await stock(stage) == (10, 10, 0, 0)

    async def test_money_while_closing_still_buys(self, stage: Stage) -> None:
        order_id, attempt = await pending(stage)
        await stage.units.write(stage.scope, begin_close, order_id, "超时未付款")
        await stage.units.write(stage.scope, settle, stage.trade(attempt, PRICE))
        assert not await stage.units.write(stage.scope, finish_close, order_id)
        assert [row["status"] for row in await stage.rows(ORDERS)] == ["paid"]
        assert await stage.tally(REFUNDS) == 0

    async def test_of_two_payments_one_buys_and_one_goes_back(self, stage: Stage) -> None:
        order_id, first = await pending(stage)
        second = await stage.attempt(PRICE, order_id, openid="o-2")
        await asyncio.gather(
            *(stage.units.write(stage.scope, settle, stage.trade(one, PRICE)) for one in (first, second))
        )
        assert [row["status"] for row in await stage.rows(PAYMENTS)] == ["paid", "paid"]
        [refund] = await stage.rows(REFUNDS)
        assert (refund["reason"], refund["amount_fen"]) == ("duplicate_payment", PRICE)
        assert refund["payment_id"] in (first.id, second.id)
        assert await stock(stage) == (10, 9, 0, 1)
        assert await heard(stage) == ["OrderPaid", "RefundRequested"]

    async def test_the_attempts_number_is_bound_to_the_merchant_number(self, stage: Stage) -> None:
        order_id, first = await pending(stage)
        assert (await stage.rows(PAYMENTS))[0]["mchid"] == MCHID
        again = await stage.attempt(PRICE, order_id)
        assert again == first
