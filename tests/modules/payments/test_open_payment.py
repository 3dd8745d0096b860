"""Attempts: used again by the same payer for the same amount, new for anything else."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories.stage import Stage
from xiaopu.modules.payments.domain.trades import (
    PAYMENT_TRANSITIONS,
    Payable,
    PaymentAction,
    PaymentStatus,
    next_query,
)
from xiaopu.modules.payments.errors import PaymentAccountMissing
from xiaopu.modules.payments.tables import PAYMENTS
from xiaopu.modules.payments.usecases.open_payment import PREPAY_LIFE, record_prepay
from xiaopu.modules.payments.usecases.settle_payment import close_payment, settle

pytestmark = pytest.mark.anyio

ORDER = "0" * 19 + "1"


class TestOpenPayment:
    async def test_writes_the_attempt_down_before_wechat_hears_of_it(self, stage: Stage) -> None:
        await stage.account()
        attempt = await stage.attempt(990, ORDER)
        [row] = await stage.rows(PAYMENTS)
        assert (row["status"], row["amount_fen"], row["refunded_fen"], row["prepay_id"]) == (
            "created",
            990,
            0,
            None,
        )
        assert attempt.out_trade_no == f"{attempt.id}{stage.scope.shop_id[-10:]}"
        assert len(attempt.out_trade_no) == 30
        assert row["next_query_at"] == stage.clock.now + timedelta(seconds=20)

    async def test_refuses_a_shop_without_a_merchant_number(self, stage: Stage) -> None:
        with pytest.raises(PaymentAccountMissing):
            await stage.attempt(990, ORDER)
        assert await stage.tally(PAYMENTS) == 0

    async def test_the_same_payer_gets_the_same_attempt_and_its_prepay_id(self, stage: Stage) -> None:
        await stage.account()
        first = await stage.attempt(990, ORDER)
        assert await stage.units.write(stage.scope, record_prepay, first.id, "wx-prepay")
        stage.clock.move(seconds=PREPAY_LIFE.total_seconds() - 1)
        until = stage.clock.now + timedelta(minutes=30) - PREPAY_LIFE + timedelta(seconds=1)
        again = await stage.attempt(990, ORDER, expires_at=until)
        assert (again.id, again.prepay_id) == (first.id, "wx-prepay")
        stage.clock.move(seconds=1)
        stale = await stage.attempt(990, ORDER, expires_at=until)
        assert (stale.id, stale.prepay_id) == (first.id, None)
        assert await stage.tally(PAYMENTS) == 1

    @pytest.mark.parametrize(
        "change",
        [
            {"openid": "o-2"},
            {"appid": "wxffffffffffffffff"},
            {"payable": Payable("order", ORDER, 991, "秋山圆壶")},
            {"payable": Payable("order", "0" * 20, 990, "秋山圆壶")},
            {"payable": Payable("topup", ORDER, 990, "秋山圆壶")},
        ],
    )
    async def test_anything_else_gets_a_new_number(self, stage: Stage, change: dict[str, Any]) -> None:
        await stage.account()
        first = await stage.attempt(990, ORDER)
        second = await stage.attempt(990, ORDER, **change)
        assert first.id != second.id
        assert first.out_trade_no != second.out_trade_no

    async def test_a_closed_attempt_is_never_used_again(self, stage: Stage) -> None:
        await stage.account()
        first = await stage.attempt(990, ORDER)
        await stage.units.write(stage.scope, close_payment, first.id)
        assert (await stage.attempt(990, ORDER)).id != first.id

    @pytest.mark.parametrize("ended", ["closed", "paid"])
    async def test_a_prepay_id_that_comes_too_late_is_not_recorded(self, stage: Stage, ended: str) -> None:
        await stage.account()
        attempt = await stage.attempt(990, "0" * 20)
        if ended == "closed":
            await stage.units.write(stage.scope, close_payment, attempt.id)
        else:
            goods = await stage.goods((990, 1))
            order_id = await stage.order(await stage.shopper(), goods.skus[0])
            attempt = await stage.attempt(990, order_id)
            await stage.units.write(stage.scope, settle, stage.trade(attempt, 990))
        assert not await stage.units.write(stage.scope, record_prepay, attempt.id, "wx-late")
        rows = {row["id"]: row for row in await stage.rows(PAYMENTS)}
        assert (rows[attempt.id]["status"], rows[attempt.id]["prepay_id"]) == (ended, None)


class TestStates:
    def test_nothing_leads_out_of_paid(self) -> None:
        assert [action for status, action in PAYMENT_TRANSITIONS if status is PaymentStatus.PAID] == []

    def test_money_is_taken_in_every_other_state(self) -> None:
        takes = {status for status, action in PAYMENT_TRANSITIONS if action is PaymentAction.SUCCEED}
        assert takes == set(PaymentStatus) - {PaymentStatus.PAID}

    async def test_wechat_is_asked_ever_more_rarely(self, stage: Stage) -> None:
        start = stage.clock.now
        pauses = [
            (next_query(start, start + timedelta(seconds=age)) - start).total_seconds() - age
            for age in (0, 29, 30, 60, 120, 180, 600, 1800, 7200, 86400, 10**7)
        ]
        assert pauses == [20, 20, 30, 60, 60, 120, 300, 600, 1800, 3600, 3600]
