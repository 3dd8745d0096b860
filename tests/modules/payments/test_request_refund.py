"""Money going back: never more than came, once for each cause, and never stuck."""

import asyncio
from itertools import permutations

import pytest

from tests.factories.stage import Stage
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import PaymentId
from xiaopu.modules.payments.domain.trades import Notice, RefundReason, RefundState, RefundStatus
from xiaopu.modules.payments.errors import PaymentNotPaid, RefundTooMuch, TradeMismatch
from xiaopu.modules.payments.tables import PAY_ALERTS, PAY_NOTICES, PAYMENTS, REFUNDS
from xiaopu.modules.payments.usecases.request_refund import (
    RequestRefund,
    record_refund,
    request_refund,
    take_refund_notice,
)

pytestmark = pytest.mark.anyio

PAID = 10_000


async def paid(stage: Stage) -> PaymentId:
    await stage.account()
    goods = await stage.goods((PAID, 5))
    order_id = await stage.order(await stage.shopper(), goods.skus[0])
    return await stage.pay(order_id, PAID)


def ask(payment_id: PaymentId, amount_fen: int, source: str) -> RequestRefund:
    return RequestRefund(payment_id, amount_fen, RefundReason.AFTERSALE, source)


async def refunds(stage: Stage) -> list[tuple[str, int, str]]:
    return [(row["source"], row["amount_fen"], row["status"]) for row in await stage.rows(REFUNDS)]


async def set_aside(stage: Stage) -> int:
    [row] = await stage.rows(PAYMENTS)
    return int(row["refunded_fen"])


async def asked(stage: Stage) -> int:
    return len([row for row in await stage.rows(OUTBOX) if row["consumer"] == "RefundRequested"])


class TestRequestRefund:
    async def test_sets_the_money_aside_and_asks_under_its_own_number(self, stage: Stage) -> None:
        payment_id = await paid(stage)
        refund_id = await stage.units.write(stage.scope, request_refund, ask(payment_id, 6_000, "a1"))
        [row] = await stage.rows(REFUNDS)
        assert (row["id"], row["out_refund_no"], row["status"]) == (refund_id, f"r{refund_id}", "created")
        assert (await set_aside(stage), await asked(stage)) == (6_000, 1)

    async def test_of_two_at_once_that_exceed_the_payment_one_is_refused(self, stage: Stage) -> None:
        payment_id = await paid(stage)
        answers = await asyncio.gather(
            *(
                stage.units.write(stage.scope, request_refund, ask(payment_id, 6_000, source))
                for source in ("a1", "a2")
            ),
            return_exceptions=True,
        )
        assert sum(isinstance(answer, RefundTooMuch) for answer in answers) == 1
        assert (await set_aside(stage), await asked(stage)) == (6_000, 1)

    async def test_thirty_at_once_never_exceed_the_payment(self, stage: Stage) -> None:
        payment_id = await paid(stage)
        amounts = [317 * number % 1_900 + 1 for number in range(30)]
        answers = await asyncio.gather(
            *(
                stage.units.write(stage.scope, request_refund, ask(payment_id, amount, f"a{number}"))
                for number, amount in enumerate(amounts)
            ),
            return_exceptions=True,
        )
        accepted = sum(row["amount_fen"] for row in await stage.rows(REFUNDS))
        refused = [
            amount
            for amount, answer in zip(amounts, answers, strict=True)
            if isinstance(answer, RefundTooMuch)
        ]
        assert sum(amounts) == accepted + sum(refused)
        assert accepted == await set_aside(stage)
        assert PAID - min(refused) < accepted <= PAID

    async def test_refuses_nothing_less_than_nothing_and_too_much(self, stage: Stage) -> None:
        payment_id = await paid(stage)
        for amount_fen in (0, -1, -PAID, PAID + 1, 2**62):
            with pytest.raises(RefundTooMuch):
                await stage.units.write(stage.scope, request_refund, ask(payment_id, amount_fen, "a1"))
        assert (await refunds(stage), await set_aside(stage), await asked(stage)) == ([], 0, 0)

    async def test_refuses_what_was_never_paid(self, stage: Stage, neighbour: Stage) -> None:
        payment_id = await paid(stage)
        await neighbour.account()
        unpaid = await neighbour.attempt(PAID, "0" * 20)
        with pytest.raises(PaymentNotPaid):
            await neighbour.units.write(neighbour.scope, request_refund, ask(unpaid.id, 1, "a1"))
        for foreign in (payment_id, PaymentId("z" * 20)):
            with pytest.raises(NotFound):
                await neighbour.units.write(neighbour.scope, request_refund, ask(foreign, 1, "a1"))
        assert await refunds(stage) == []

    async def test_one_cause_refunds_once_however_many_ask_at_once(self, stage: Stage) -> None:
        payment_id = await paid(stage)
        answers = await asyncio.gather(
            *(stage.units.write(stage.scope, request_refund, ask(payment_id, 1_000, "a1")) for _ in range(20))
        )
        assert len(set(answers)) == 1
        assert await refunds(stage) == [("a1", 1_000, "created")]
        assert (await set_aside(stage), await asked(stage)) == (1_000, 1)


class TestRecordRefund:
    async def refund(self, stage: Stage, amount_fen: int = 6_000) -> tuple[PaymentId, str]:
        payment_id = await paid(stage)
        refund_id = await stage.units.write(stage.scope, request_refund, ask(payment_id, amount_fen, "a1"))
        return payment_id, f"r{refund_id}"

    async def test_a_refund_that_wechat_closed_frees_its_amount_and_can_be_asked_for_again(
        self, stage: Stage
    ) -> None:
        payment_id, number = await self.refund(stage)
        await stage.units.write(stage.scope, record_refund, RefundState(number, RefundStatus.CLOSED))
        assert await set_aside(stage) == 0
        await stage.units.write(stage.scope, request_refund, ask(payment_id, 6_000, "a1"))
        assert sorted(status for _, _, status in await refunds(stage)) == ["closed", "created"]
        assert (await set_aside(stage), await asked(stage)) == (6_000, 2)

    async def test_a_refund_that_wechat_closed_leaves_an_alert(self, stage: Stage) -> None:
        _, number = await self.refund(stage)
        await stage.units.write(stage.scope, record_refund, RefundState(number, RefundStatus.CLOSED))
        [alert] = await stage.rows(PAY_ALERTS)
        assert (alert["code"], alert["facts"]) == ("refund_closed", {"out_refund_no": number})

    async def test_closed_twice_frees_once(self, stage: Stage) -> None:
        payment_id, number = await self.refund(stage)
        await stage.units.write(stage.scope, request_refund, ask(payment_id, 4_000, "a2"))
        state = RefundState(number, RefundStatus.CLOSED)
        await asyncio.gather(*(stage.units.write(stage.scope, record_refund, state) for _ in range(20)))
        assert await set_aside(stage) == 4_000

    @pytest.mark.parametrize("final", [RefundStatus.SUCCEEDED, RefundStatus.CLOSED])
    async def test_a_final_state_is_never_left(self, stage: Stage, final: RefundStatus) -> None:
        _, number = await self.refund(stage)
        await stage.units.write(stage.scope, record_refund, RefundState(number, final))
        for status in RefundStatus:
            await stage.units.write(stage.scope, record_refund, RefundState(number, status))
        assert await refunds(stage) == [("a1", 6_000, final)]
        assert await set_aside(stage) == (0 if final is RefundStatus.CLOSED else 6_000)

    async def test_the_order_of_arrival_does_not_matter(self, stage: Stage) -> None:
        payment_id = await paid(stage)
        ways = list(permutations((RefundStatus.PROCESSING, RefundStatus.ABNORMAL, RefundStatus.SUCCEEDED)))
        for way, states in enumerate(ways):
            refund_id = await stage.units.write(stage.scope, request_refund, ask(payment_id, 100, f"w{way}"))
            for status in (*states, *states):
                await stage.units.write(stage.scope, record_refund, RefundState(f"r{refund_id}", status))
        assert sorted(await refunds(stage)) == [(f"w{way}", 100, "succeeded") for way in range(len(ways))]
        assert await set_aside(stage) == 100 * len(ways)
        told = [row for row in await stage.rows(OUTBOX) if row["consumer"] == "RefundDone"]
        assert len(told) == len(ways)

    async def test_another_amount_is_an_alarm_and_has_no_effect(self, stage: Stage) -> None:
        _, number = await self.refund(stage)
        state = RefundState(number, RefundStatus.SUCCEEDED, amount_fen=5_999)
        with pytest.raises(TradeMismatch):
            await stage.units.write(stage.scope, take_refund_notice, Notice("n-1", refund=state), state)
        assert await refunds(stage) == [("a1", 6_000, "created")]
        assert await stage.tally(PAY_NOTICES) == 0

    async def test_an_unknown_number_has_no_effect(self, stage: Stage) -> None:
        await self.refund(stage)
        state = RefundState("r-unknown", RefundStatus.SUCCEEDED)
        with pytest.raises(NotFound):
            await stage.units.write(stage.scope, record_refund, state)
        assert await refunds(stage) == [("a1", 6_000, "created")]

    async def test_one_notice_twenty_times_at_once_tells_the_buyer_once(self, stage: Stage) -> None:
        _, number = await self.refund(stage)
        state = RefundState(number, RefundStatus.SUCCEEDED, "50300", 6_000, stage.clock.now)
        notice = Notice("n-1", refund=state)
        await asyncio.gather(
            *(stage.units.write(stage.scope, take_refund_notice, notice, state) for _ in range(20))
        )
        assert await refunds(stage) == [("a1", 6_000, "succeeded")]
        assert len([row for row in await stage.rows(OUTBOX) if row["consumer"] == "RefundDone"]) == 1

    async def test_wechat_is_asked_on_until_the_money_is_there(self, stage: Stage) -> None:
        _, number = await self.refund(stage)
        for status, waits in (
            (RefundStatus.PROCESSING, True),
            (RefundStatus.ABNORMAL, True),
            (RefundStatus.SUCCEEDED, False),
        ):
            await stage.units.write(stage.scope, record_refund, RefundState(number, status))
            [row] = await stage.rows(REFUNDS)
            assert (row["next_query_at"] is not None) is waits
