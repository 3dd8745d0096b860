"""What the clients make of a WeChat that misbehaves: the sandbox's faults, over HTTP."""

import asyncio
import queue
import time
from typing import Any

import httpx
import pytest

from tests.wechat.sandbox_process import Received, Sandbox
from tests.wechat.sandbox_shop import (
    Shopper,
    fresh_number,
    keys,
    mall,
    now,
    receiver,
    sandbox,
    shopper,
    till,
    wire,
)
from xiaopu.wechat.errors import (
    AnswerTimeout,
    FrequencyLimited,
    Refused,
    SignatureFailure,
    SignatureProbe,
    UnreadableNotice,
    WeChatError,
)
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.miniprogram.security import Scene, Suggestion, TextCheck
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.credentials import MerchantCredentials
from xiaopu.wechat.pay.refunds import AbnormalRoute, Refund, RefundAmount, RefundOrder, RefundStatus
from xiaopu.wechat.pay.transactions import TradeState
from xiaopu.wechat.transport import RetryPolicy, Transport

__all__ = ["keys", "mall", "receiver", "sandbox", "shopper", "till", "wire"]

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


def refund(number: str) -> RefundOrder:
    return RefundOrder(
        out_refund_no=f"R{number}", out_trade_no=number, amount=RefundAmount(refund=299, total=1299)
    )


async def arrivals(came: "queue.Queue[Received]", number: str, till: PayClient, *, wanted: int) -> list[Any]:
    """Notices as they come until `wanted` true ones about `number` were opened.

    A refusal is its exception.
    """
    seen: list[Any] = []
    deadline = time.monotonic() + 40
    while sum(not isinstance(item, WeChatError) for item in seen) < wanted:
        assert time.monotonic() < deadline, seen
        received = await asyncio.to_thread(came.get, timeout=30)
        try:
            notice = till.verify_notice(received.headers, received.body)
        except (SignatureFailure, UnreadableNotice) as refused:
            seen.append(refused)
            continue
        if number.encode() in notice.plain:
            seen.append(notice)
    return seen


class TestCalls:
    async def test_system_error_heals(self, sandbox: Sandbox, shopper: Shopper, till: PayClient) -> None:
        sandbox.fault("system_error_then_success")
        assert (await till.transactions.prepay_jsapi(shopper.order(fresh_number()))).startswith("wx")

    async def test_frequency_limit(self, sandbox: Sandbox, shopper: Shopper, till: PayClient) -> None:
        sandbox.fault("frequency_limited")
        with pytest.raises(FrequencyLimited) as limited:
            await till.transactions.prepay_jsapi(shopper.order(fresh_number()))
        assert limited.value.http_status == 429

    async def test_an_answer_with_a_probe_is_not_believed_and_a_query_tells(
        self, sandbox: Sandbox, shopper: Shopper, till: PayClient
    ) -> None:
        sandbox.fault("signtest_answer")
        number = fresh_number()
        with pytest.raises(SignatureProbe):
            await till.transactions.prepay_jsapi(shopper.order(number))
        assert (await till.transactions.by_out_trade_no(number)).trade_state is TradeState.NOTPAY
        assert (await till.transactions.prepay_jsapi(shopper.order(number))).startswith("wx")

    async def test_a_hanging_answer_ends_in_time(
        self, sandbox: Sandbox, keys: MerchantCredentials, shopper: Shopper
    ) -> None:
        sandbox.fault("hang")
        async with httpx.AsyncClient(trust_env=False) as http:
            short = Transport(http, sandbox.origin, timeout_s=0.5, retry=RetryPolicy(attempts=1))
            hasty = PayClient(keys, short, clock=now)
            started = time.monotonic()
            with pytest.raises(AnswerTimeout) as late:
                await hasty.transactions.prepay_jsapi(shopper.order(fresh_number()))
        assert late.value.safe_to_retry is True
        assert time.monotonic() - started < 5

    async def test_a_token_that_ended_early(self, sandbox: Sandbox, mall: MiniProgramClient) -> None:
        first = await mall.tokens.current()
        sandbox.fault("token_expired_early")
        assert await mall.shipping.is_managed(mall.appid) is True
        assert await mall.tokens.current() != first

    async def test_a_risky_text(self, sandbox: Sandbox, mall: MiniProgramClient, shopper: Shopper) -> None:
        sandbox.fault("text_risky")
        verdict = await mall.security.check_text(
            TextCheck(content="普通的话", scene=Scene.COMMENT, openid=shopper.openid)
        )
        assert verdict.result.suggest is Suggestion.RISKY


class TestNotices:
    async def test_a_probe_is_refused_and_the_true_notice_taken(
        self, sandbox: Sandbox, shopper: Shopper, till: PayClient, receiver: Any
    ) -> None:
        sandbox.fault("signtest")
        number = fresh_number()
        await shopper.pays(number)
        seen = await arrivals(receiver[1], number, till, wanted=1)
        assert SignatureProbe in {type(item) for item in seen}

    async def test_a_forged_notice_is_refused(
        self, sandbox: Sandbox, shopper: Shopper, till: PayClient, receiver: Any
    ) -> None:
        sandbox.fault("notice_forged")
        number = fresh_number()
        await shopper.pays(number)
        seen = await arrivals(receiver[1], number, till, wanted=1)
        assert any(isinstance(item, SignatureFailure) for item in seen)

    async def test_a_doubled_notice_has_one_id(
        self, sandbox: Sandbox, shopper: Shopper, till: PayClient, receiver: Any
    ) -> None:
        sandbox.fault("notice_duplicate")
        number = fresh_number()
        await shopper.pays(number)
        seen = await arrivals(receiver[1], number, till, wanted=2)
        assert len({item.id for item in seen if not isinstance(item, WeChatError)}) == 1


class TestRefunds:
    async def test_not_enough_then_the_same_number(
        self, sandbox: Sandbox, shopper: Shopper, till: PayClient
    ) -> None:
        number = fresh_number()
        await shopper.pays(number)
        sandbox.fault("not_enough")
        with pytest.raises(Refused) as refused:
            await till.refunds.apply(refund(number))
        assert refused.value.means("NOT_ENOUGH")
        assert (await till.refunds.apply(refund(number))).amount.refund == 299

    async def test_an_abnormal_refund_goes_another_way(
        self, sandbox: Sandbox, shopper: Shopper, till: PayClient
    ) -> None:
        number = fresh_number()
        await shopper.pays(number)
        sandbox.fault("refund_abnormal")
        applied = await till.refunds.apply(refund(number))
        found = await settled(till, f"R{number}")
        assert found.status is RefundStatus.ABNORMAL
        again = await till.refunds.apply_abnormal(
            applied.refund_id, f"R{number}", route=AbnormalRoute.MERCHANT_BANK_CARD
        )
        assert again.status in (RefundStatus.PROCESSING, RefundStatus.SUCCESS)


async def settled(till: PayClient, number: str) -> Refund:
    """The refund when it is no longer being processed."""
    for _ in range(60):
        found = await till.refunds.by_out_refund_no(number)
        if found.status is not RefundStatus.PROCESSING:
            return found
        await asyncio.sleep(0.2)
    raise AssertionError(f"{number} is still being processed")
