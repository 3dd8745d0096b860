"""Two thousand changed upstream answers: nothing but typed exceptions, and no wrong state."""

import os
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest

from tests.wechat.api_desk import ApiDesk
from tests.wechat.miniprogram_cases import CASES
from tests.wechat.pay_desk import PayDesk
from tests.wechat.test_pay_calls import jsapi, refund
from xiaopu.wechat.errors import WeChatError
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.pay.client import PayClient

pytestmark = pytest.mark.anyio

ROUNDS = int(os.environ.get("XIAOPU_UPSTREAM_FUZZ", "2000"))

ODD: list[Any] = [
    None, "", "0", -1, 10**30, 1.5, True, [], {}, "\ud83d", "x" * 5000, [[[]]], {"a": None}, "１２", "NaN", 0,
]  # fmt: skip


def changed_json(chance: random.Random, raw: bytes) -> bytes:
    """One value of the answer replaced by an odd one, or the bytes cut or flipped."""
    kind = chance.randrange(5)
    if kind == 0:
        return raw[: chance.randrange(len(raw) + 1)]
    if kind == 1 and raw:
        place = chance.randrange(len(raw))
        return raw[:place] + bytes([chance.randrange(256)]) + raw[place + 1 :]
    try:
        plain = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        return raw + b"}"
    odd = chance.choice([odd for odd in ODD if odd != "\ud83d"])
    return msgspec.json.encode(_with_odd(chance, plain, odd))


def _with_odd(chance: random.Random, plain: Any, odd: Any) -> Any:
    if isinstance(plain, dict) and plain and chance.random() < 0.9:
        name = chance.choice(sorted(plain))
        return {**plain, name: _with_odd(chance, plain[name], odd)}
    if isinstance(plain, list) and plain and chance.random() < 0.7:
        place = chance.randrange(len(plain))
        return [*plain[:place], _with_odd(chance, plain[place], odd), *plain[place + 1 :]]
    return odd if odd != 10**30 else -(2**62)


class TestApi:
    async def test_any_answer_is_read_or_refused(self, shop: MiniProgramClient, api_desk: ApiDesk) -> None:
        chance = random.Random(11)
        read = refused = 0

        def mangle(answer: httpx.Response) -> httpx.Response:
            headers = {"Content-Type": chance.choice(["application/json", "text/html", "image/jpeg"])}
            status = chance.choice([200, 200, 200, 204, 302, 404, 500, 503])
            return httpx.Response(status, headers=headers, content=changed_json(chance, answer.content))

        api_desk.mangle = mangle
        for _ in range(ROUNDS):
            case = chance.choice(CASES)
            fields = {name: type(value) for name, value in case.sent.items()}
            api_desk.expect(case.method, case.path, fields=fields, result=case.result)
            try:
                await case.call(shop)
                read += 1
            except WeChatError:
                refused += 1
        assert read + refused == ROUNDS
        assert refused > ROUNDS // 3


class TestPay:
    async def test_no_changed_answer_is_believed(self, pay: PayClient, pay_desk: PayDesk) -> None:
        chance = random.Random(12)
        await pay.transactions.prepay_jsapi(jsapi("paid1234"))
        pay_desk.pay("paid1234")
        await pay.refunds.apply(refund(paid="paid1234"))
        calls: list[Callable[[], Any]] = [
            lambda: pay.transactions.prepay_jsapi(jsapi("fresh123")),
            lambda: pay.transactions.by_out_trade_no("paid1234"),
            lambda: pay.transactions.close("fresh999"),
            lambda: pay.refunds.apply(refund(paid="paid1234")),
            lambda: pay.refunds.by_out_refund_no("R1"),
        ]
        await pay.transactions.prepay_jsapi(jsapi("fresh999"))

        def mangle(answer: httpx.Response) -> httpx.Response:
            body = answer.content
            while body == answer.content:
                body = changed_json(chance, answer.content)
            status = chance.choice([200, 200, 204, 201])
            return httpx.Response(status, headers=answer.headers.multi_items(), content=body)

        pay_desk.mangle = mangle
        believed = 0
        for _ in range(ROUNDS // 4):
            try:
                await chance.choice(calls)()
                believed += 1
            except WeChatError:
                continue
        assert believed == 0

    async def test_odd_answers_that_are_signed_are_read_or_refused(
        self, pay: PayClient, pay_desk: PayDesk
    ) -> None:
        chance = random.Random(13)
        await pay.transactions.prepay_jsapi(jsapi("paid1234"))
        truth = pay_desk.pay("paid1234")
        for _ in range(ROUNDS // 4):
            body = changed_json(chance, msgspec.json.encode(truth))
            headers = pay_desk.platform.signed_headers(body, pay_desk.clock.now)
            pay_desk.queued.append(httpx.Response(200, headers=headers, content=body))
            try:
                found = await pay.transactions.by_out_trade_no("paid1234")
            except WeChatError:
                continue
            paid = found.trade_state in ("SUCCESS", "REFUND")
            assert not paid or (found.transaction_id and found.amount and found.amount.total is not None)
            assert found.success_time is None or found.success_time.utcoffset() is not None

    async def test_answers_outside_the_window_are_not_believed(
        self, pay: PayClient, pay_desk: PayDesk
    ) -> None:
        body = msgspec.json.encode({"prepay_id": "wx1"})
        for seconds in (-3600, -301, 301, 3600):
            headers = pay_desk.platform.signed_headers(body, pay_desk.clock.now + timedelta(seconds=seconds))
            pay_desk.queued.append(httpx.Response(200, headers=headers, content=body))
            with pytest.raises(WeChatError, match="away from our clock"):
                await pay.transactions.prepay_jsapi(jsapi())
