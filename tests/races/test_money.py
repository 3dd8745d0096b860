"""Refunds, closing and payment, guesses at codes: side by side with twins whose guard is off."""

import asyncio

import pytest
from sqlalchemy import bindparam, update

from tests.factories.stage import Stage
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import OrderId, PaymentId
from xiaopu.modules.inventory.api import release_stock
from xiaopu.modules.inventory.tables import STOCK
from xiaopu.modules.members import repository as members
from xiaopu.modules.members.domain import CODE_TRIES
from xiaopu.modules.members.tables import EMAIL_CODES
from xiaopu.modules.members.usecases.email_codes import ask_code, issue_code, sign_in_with_code
from xiaopu.modules.orders import repository as orders
from xiaopu.modules.orders.tables import ORDERS
from xiaopu.modules.orders.usecases.close_order import begin_close, finish_close
from xiaopu.modules.orders.usecases.move_order import stock_lines
from xiaopu.modules.payments import repository as payments
from xiaopu.modules.payments.domain.trades import RefundReason
from xiaopu.modules.payments.errors import RefundTooMuch
from xiaopu.modules.payments.tables import PAYMENTS, REFUNDS
from xiaopu.modules.payments.usecases.request_refund import RequestRefund, request_refund
from xiaopu.modules.payments.usecases.settle_payment import settle

pytestmark = pytest.mark.anyio

PAID, ASKED = 10_000, 6_000
SET_ASIDE_AS_SEEN = (
    update(PAYMENTS)
    .where(PAYMENTS.c.shop_id == bindparam("shop"), PAYMENTS.c.id == bindparam("wanted"))
    .values(refunded_fen=bindparam("new_refunded"))
)
CLOSE_ANYWAY = (
    update(ORDERS)
    .where(ORDERS.c.shop_id == bindparam("shop"), ORDERS.c.id == bindparam("wanted"))
    .values(status="closed", ended_at=bindparam("now"))
)
COUNT_AS_SEEN = (
    update(EMAIL_CODES)
    .where(EMAIL_CODES.c.shop_id == bindparam("shop"), EMAIL_CODES.c.id == bindparam("wanted"))
    .values(tries=bindparam("new_tries"))
)


class TestTwoRefunds:
    async def test_never_exceed_what_was_paid(self, stage: Stage) -> None:
        payment_id = await paid(stage)
        for number in range(10):
            asks = [
                RequestRefund(payment_id, ASKED, RefundReason.AFTERSALE, f"{number}-{side}") for side in "ab"
            ]
            answers = await asyncio.gather(
                *(stage.units.write(stage.scope, request_refund, ask) for ask in asks), return_exceptions=True
            )
            assert sum(isinstance(answer, RefundTooMuch) for answer in answers) == (1 if number == 0 else 2)
        assert sum(row["amount_fen"] for row in await stage.rows(REFUNDS)) == ASKED

    async def test_that_look_before_they_write_do(self, stage: Stage) -> None:
        payment_id = await paid(stage)
        together = asyncio.Barrier(2)

        async def naive() -> int:
            row = await stage.units.read(
                stage.scope, lambda read: read.row(payments.PAYMENT, wanted=payment_id)
            )
            if row is None or row.refunded_fen + ASKED > row.amount_fen:
                return 0
            await together.wait()
            new = row.refunded_fen + ASKED
            await stage.units.write(
                stage.scope, lambda uow: uow.run(SET_ASIDE_AS_SEEN, wanted=payment_id, new_refunded=new)
            )
            return ASKED

        assert sum(await asyncio.gather(naive(), naive())) > PAID


class TestCloseAgainstPay:
    async def test_a_hundred_orders_are_paid_or_closed_and_refunded(self, stage: Stage) -> None:
        await stage.account()
        goods = await stage.goods((PAID, 100))
        shopper = await stage.shopper()
        order_ids = [await stage.order(shopper, goods.skus[0]) for _ in range(100)]
        for start in range(0, 100, 20):
            await asyncio.gather(*(fight(stage, order_id) for order_id in order_ids[start : start + 20]))
        statuses = [row["status"] for row in await stage.rows(ORDERS)]
        paid_orders, closed = statuses.count("paid"), statuses.count("closed")
        assert paid_orders + closed == 100
        refunds = [(row["reason"], row["amount_fen"]) for row in await stage.rows(REFUNDS)]
        assert refunds == [("late_payment", PAID)] * closed
        [row] = await stage.rows(STOCK)
        assert (row["on_hand"], row["reserved"], row["sold"]) == (100 - paid_orders, 0, paid_orders)

    async def test_closing_on_an_old_look_keeps_the_money_of_a_closed_order(self, stage: Stage) -> None:
        await stage.account()
        goods = await stage.goods((PAID, 10))
        shopper = await stage.shopper()
        order_id, _other = [await stage.order(shopper, goods.skus[0]) for _ in range(2)]
        await stage.units.write(stage.scope, begin_close, order_id, "x")
        seen = await stage.units.read(stage.scope, lambda read: read.row(orders.ORDER, wanted=order_id))
        await stage.pay(order_id, PAID)

        def close_anyway(uow: UnitOfWork) -> None:
            assert seen is not None
            assert seen.status == "closing"
            uow.run(CLOSE_ANYWAY, wanted=order_id, now=uow.now)
            release_stock(uow, stock_lines(orders.lines_of(uow, order_id)), reason="twin")

        await stage.units.write(stage.scope, close_anyway)
        [row] = [row for row in await stage.rows(ORDERS) if row["id"] == order_id]
        assert (row["status"], row["paid_at"] is None, await stage.tally(REFUNDS)) == ("closed", False, 0)


class TestGuesses:
    async def test_at_one_code_are_five_however_many_come_at_once(self, stage: Stage) -> None:
        code = await asked_code(stage)
        answers = await asyncio.gather(
            *(
                stage.units.write(
                    stage.scope, sign_in_with_code, "a@mail.example", guess, "h5_browser", vault=stage.vault
                )
                for guess in (f"{(int(code) + step) % 1_000_000:06d}" for step in range(1, 81))
            )
        )
        assert answers == [None] * 80
        assert [row["tries"] for row in await stage.rows(EMAIL_CODES)] == [CODE_TRIES]

    async def test_counted_on_an_old_look_are_many_more(self, stage: Stage) -> None:
        await asked_code(stage)
        index = stage.vault.index.email("a@mail.example", "members")
        together = asyncio.Barrier(80)

        async def naive() -> bool:
            row = await stage.units.read(
                stage.scope, lambda read: read.row(members.LATEST_CODE, wanted=index, now=read.now)
            )
            if row is None or row.tries >= CODE_TRIES:
                return False
            await together.wait()
            new = {"wanted": row.id, "new_tries": row.tries + 1}
            await stage.units.write(stage.scope, lambda uow: uow.run(COUNT_AS_SEEN, **new))
            return True

        assert sum(await asyncio.gather(*(naive() for _ in range(80)))) > CODE_TRIES


async def paid(stage: Stage) -> PaymentId:
    await stage.account()
    goods = await stage.goods((PAID, 5))
    return await stage.pay(await stage.order(await stage.shopper(), goods.skus[0]), PAID)


async def fight(stage: Stage, order_id: OrderId) -> None:
    """The payer pays while the shop closes."""
    attempt = await stage.attempt(PAID, order_id)
    await stage.units.write(stage.scope, begin_close, order_id, "超时未付款")
    await asyncio.gather(
        stage.units.write(stage.scope, finish_close, order_id),
        stage.units.write(stage.scope, settle, stage.trade(attempt, PAID)),
    )


async def asked_code(stage: Stage) -> str:
    await stage.units.write(stage.scope, ask_code, "a@mail.example", vault=stage.vault)
    [row] = await stage.rows(EMAIL_CODES)
    issued = await stage.units.write(stage.scope, issue_code, row["id"], vault=stage.vault)
    assert issued is not None
    return issued[1]
