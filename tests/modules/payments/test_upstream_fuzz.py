"""Two thousand changed answers of WeChat Pay against the mall's own payment flows: refusals only, and no
wrong state.

Half of them are bent after they were signed; the other half WeChat signed itself, odd as they are.
"""

import os
import random
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from tests.factories.stage import APPID, Goods, Stage
from tests.wechat.keys import (
    APIV3_KEY,
    MCHID,
    MERCHANT_SERIAL,
    PUBLIC_KEY_ID,
    MerchantKit,
    PlatformKit,
    public_pem,
)
from tests.wechat.pay_desk import PayDesk
from tests.wechat.test_upstream_fuzz import changed_json
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import Refusal
from xiaopu.kernel.ids import PaymentId
from xiaopu.modules.payments.adapters.wechat_pay import WechatPayGateway
from xiaopu.modules.payments.domain.trades import Payable, RefundReason
from xiaopu.modules.payments.events import RefundRequested
from xiaopu.modules.payments.flows.pay import PaymentFlows, Wanted
from xiaopu.modules.payments.flows.refund import RefundFlows
from xiaopu.modules.payments.tables import PAYMENTS, REFUNDS
from xiaopu.modules.payments.usecases.open_payment import Attempt
from xiaopu.modules.payments.usecases.request_refund import RequestRefund, request_refund
from xiaopu.modules.payments.usecases.set_account import Purse, SetAccount, set_account

pytestmark = pytest.mark.anyio

ROUNDS = int(os.environ.get("XIAOPU_UPSTREAM_FUZZ", "2000"))
ORDERS, PRICE = 12, 1990


class Desk(PayDesk):
    """WeChat's numbers are 32 letters at most, however long ours are."""

    def told(self, out_trade_no: str) -> dict[str, Any]:
        told = super().told(out_trade_no)
        return told | ({"transaction_id": f"42{out_trade_no}"} if told["transaction_id"] else {})


class Till:
    """Orders that are paid at a small WeChat in this process, whose answers can be bent."""

    def __init__(self, stage: Stage, desk: PayDesk, chance: random.Random) -> None:
        self.stage, self.desk, self.chance = stage, desk, chance
        http = httpx.AsyncClient(transport=httpx.MockTransport(desk.answer))
        gateway = WechatPayGateway(http, "https://pay.test", stage.clock)
        self.flows = PaymentFlows(stage.units, gateway, Purse(stage.vault), "https://mall.test")
        self.refunds = RefundFlows(stage.units, gateway, Purse(stage.vault), self.flows)
        self.attempts: list[Attempt] = []

    async def open(self) -> None:
        """The account, and an attempt for each order; the person pays every second one."""
        account = SetAccount(
            MCHID, MERCHANT_SERIAL, self.desk.merchant.pem(), APIV3_KEY,
            PUBLIC_KEY_ID, public_pem(self.desk.platform.public_key),
        )  # fmt: skip
        await self.stage.units.write(self.stage.scope, set_account, account, purse=Purse(self.stage.vault))
        goods: Goods = await self.stage.goods((PRICE, ORDERS))
        for number in range(ORDERS):
            order = await self.stage.order(await self.stage.shopper(), goods.skus[0])
            attempt = await self.stage.attempt(PRICE, order)
            self.attempts.append(attempt)
            await self.prepay(attempt)
            if number % 2:
                self.desk.pay(attempt.out_trade_no)

    async def prepay(self, attempt: Attempt) -> None:
        payable = Payable("order", "o", PRICE, "秋山圆壶")
        wanted = Wanted(payable, "weapp", APPID, "o-1", self.stage.clock.now.replace(year=2027))
        await self.flows.prepay(self.stage.scope, attempt, wanted)

    async def check(self, attempt: Attempt) -> None:
        await self.flows.check(self.stage.scope, attempt.id)

    async def close(self, attempt: Attempt) -> None:
        [row] = [row for row in await self.stage.rows(PAYMENTS) if row["id"] == attempt.id]
        await self.flows.close_all(self.stage.scope, "order", row["payable_id"])

    async def refund(self, attempt: Attempt) -> None:
        def ask(uow: UnitOfWork) -> str:
            command = RequestRefund(PaymentId(attempt.id), PRICE, RefundReason.AFTERSALE, attempt.id)
            return request_refund(uow, command)

        refund_id = await self.stage.units.write(self.stage.scope, ask)
        await self.refunds.send(self.stage.scope, RefundRequested(refund_id))
        await self.refunds.check(self.stage.scope, refund_id)

    def bend(self, answer: httpx.Response) -> httpx.Response:
        """Changed after signing, or changed and signed; now and then left alone, so that states move."""
        kind = self.chance.random()
        if kind < 0.05:
            return answer
        body = changed_json(self.chance, answer.content)
        if kind < 0.5:
            while body == answer.content:
                body = changed_json(self.chance, answer.content)
            return httpx.Response(answer.status_code, headers=answer.headers.multi_items(), content=body)
        headers = self.desk.platform.signed_headers(body, self.desk.clock.now)
        status = self.chance.choice([answer.status_code, 200, 200, 404, 500])
        return httpx.Response(status, headers=headers, content=body)

    async def judge(self) -> None:
        """Nothing is paid here that was not paid there, nor refunded; and never another amount."""
        payments = {row["out_trade_no"]: row for row in await self.stage.rows(PAYMENTS)}
        for number, row in payments.items():
            there = self.desk.transactions[number]["state"]
            if row["status"] == "paid":
                assert there in ("SUCCESS", "REFUND"), number
            assert row["amount_fen"] == PRICE
            assert row["refunded_fen"] in (0, PRICE)
        for row in await self.stage.rows(REFUNDS):
            assert row["amount_fen"] == PRICE
            if row["status"] == "succeeded":
                assert self.desk.refunds[row["out_refund_no"]]["status"] == "SUCCESS"


async def test_no_answer_crashes_the_flows_or_moves_money_wrongly(stage: Stage) -> None:
    platform, merchant = PlatformKit.generate(stage.clock.now), MerchantKit.generate()
    clock: Any = stage.clock
    till = Till(stage, Desk(platform, merchant, clock), random.Random(20261124))
    await till.open()
    till.desk.mangle = till.bend
    acts: list[Callable[[Attempt], Awaitable[None]]] = [till.prepay, till.check, till.close, till.refund]
    refused = 0
    while len(till.desk.requests) < ROUNDS:
        attempt = till.chance.choice(till.attempts)
        try:
            await till.chance.choice(acts)(attempt)
        except Refusal:
            refused += 1
    await till.judge()
    assert refused > 0
    till.desk.mangle = lambda answer: answer
    for attempt in till.attempts:
        await till.check(attempt)
    await till.judge()
    statuses = {row["out_trade_no"]: row["status"] for row in await stage.rows(PAYMENTS)}
    for number, known in till.desk.transactions.items():
        if known["state"] in ("SUCCESS", "REFUND"):
            assert statuses[number] == "paid"
