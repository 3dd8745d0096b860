"""Broken connections, slow and huge answers, redirects, and which of them are tried again."""

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from tests.wechat.api_desk import ApiDesk, json_answer
from tests.wechat.clock import TestClock
from tests.wechat.pay_desk import PayDesk
from tests.wechat.test_pay_calls import jsapi
from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.errors import (
    AnswerTimeout,
    BadConfiguration,
    CallFailed,
    ConnectFailed,
    ConnectionLost,
    UnreadableAnswer,
)
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.miniprogram.messages import SubscribeMessage
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.transport import Endpoint, RetryPolicy, Transport, quoted
from xiaopu.wechat.wire import Nothing

pytestmark = pytest.mark.anyio

PING = Endpoint(method="GET", path="/ping", source="test", repeatable=True)
ACT = Endpoint(method="POST", path="/act", source="test")


def channel(
    handler: Callable[[httpx.Request], httpx.Response], clock: TestClock, *, timeout_s: float = 10.0
) -> ApiChannel:
    http = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    return ApiChannel(Transport(http, "https://api.test", sleep=clock.sleep, timeout_s=timeout_s))


class TestTrouble:
    @pytest.mark.parametrize(
        ("trouble", "kind", "times"),
        [
            (httpx.ConnectError("refused"), ConnectFailed, 3),
            (httpx.ConnectTimeout("slow"), ConnectFailed, 3),
            (httpx.PoolTimeout("busy"), ConnectFailed, 3),
            (httpx.ReadTimeout("slow"), AnswerTimeout, 1),
            (httpx.WriteTimeout("slow"), AnswerTimeout, 1),
            (httpx.ReadError("reset"), ConnectionLost, 3),
            (httpx.RemoteProtocolError("gone"), ConnectionLost, 3),
            (httpx.DecodingError("gzip"), ConnectionLost, 3),
        ],
    )
    async def test_is_typed(
        self, clock: TestClock, trouble: Exception, kind: type[CallFailed], times: int
    ) -> None:
        seen = []

        def broken(request: httpx.Request) -> httpx.Response:
            seen.append(request.url.path)
            raise trouble

        with pytest.raises(kind) as failed:
            await channel(broken, clock).call(PING, Nothing)
        assert (failed.value.safe_to_retry, len(seen)) == (True, times)

    async def test_what_must_not_happen_twice_is_not_repeated(
        self, shop: MiniProgramClient, api_desk: ApiDesk
    ) -> None:
        api_desk.queued.append(httpx.ReadError("reset"))
        message = SubscribeMessage(touser="o1", template_id="T1", data={"thing1": "x"})
        with pytest.raises(ConnectionLost) as lost:
            await shop.messages.send_subscribe(message)
        assert lost.value.safe_to_retry is False
        assert [request.url.path for request in api_desk.requests] == [
            "/cgi-bin/stable_token",
            "/cgi-bin/message/subscribe/send",
        ]

    async def test_a_connection_that_comes_back_heals(
        self, pay: PayClient, pay_desk: PayDesk, clock: TestClock
    ) -> None:
        pay_desk.queued += [httpx.ConnectError("x"), httpx.ConnectError("x")]
        assert await pay.transactions.prepay_jsapi(jsapi()) == "wxA|b*c-1_2"
        assert clock.slept == [0.25, 0.75]

    async def test_dripping_bytes_end_at_the_time_limit(self, clock: TestClock) -> None:
        class Drip(httpx.AsyncByteStream):
            async def __aiter__(self) -> AsyncIterator[bytes]:
                while True:
                    yield b" "
                    await asyncio.sleep(0.005)

        drips = channel(lambda request: httpx.Response(200, stream=Drip()), clock, timeout_s=0.05)
        with pytest.raises(AnswerTimeout):
            await drips.call(PING, Nothing)

    async def test_a_huge_answer_is_cut_off(self, clock: TestClock) -> None:
        huge = channel(lambda request: httpx.Response(200, content=b" " * (8 * 1024 * 1024 + 1)), clock)
        with pytest.raises(UnreadableAnswer, match="larger"):
            await huge.call(PING, Nothing)

    async def test_redirects_are_not_followed(self, clock: TestClock) -> None:
        seen = []

        def handler(request: httpx.Request) -> httpx.Response:
            seen.append(request.url.path)
            return httpx.Response(302, headers={"Location": "https://elsewhere.test/"})

        with pytest.raises(UnreadableAnswer):
            await channel(handler, clock).call(ACT, Nothing, body={})
        assert seen == ["/act"]

    async def test_deep_json_is_unreadable(self, clock: TestClock) -> None:
        deep = channel(lambda request: httpx.Response(200, content=b'{"a":' * 60000), clock)
        with pytest.raises(UnreadableAnswer):
            await deep.call(PING, Nothing)


class TestPolicy:
    def test_pauses_triple_and_are_bounded(self) -> None:
        assert RetryPolicy(attempts=5).pauses() == [0.25, 0.75, 2.0, 2.0]
        assert RetryPolicy(attempts=1).pauses() == []

    async def test_a_long_wait_is_left_to_the_caller(self, clock: TestClock) -> None:
        calls = []

        def handler(request: httpx.Request) -> httpx.Response:
            calls.append(1)
            return json_answer({"errcode": 61504, "errmsg": "later"})

        with pytest.raises(Exception, match="61504"):
            await channel(handler, clock).call(PING, Nothing)
        assert (len(calls), clock.slept) == (1, [])


class TestPaths:
    @pytest.mark.parametrize(
        ("value", "quoted_value"),
        [("a-b_c.~", "a-b_c.~"), ("a/b", "a%2Fb"), ("|*@", "%7C%2A%40"), ("中", "%E4%B8%AD")],
    )
    def test_one_segment(self, value: str, quoted_value: str) -> None:
        assert quoted(value) == quoted_value

    @pytest.mark.parametrize("value", ["", ".", ".."])
    def test_no_dot_segments(self, value: str) -> None:
        with pytest.raises(BadConfiguration):
            quoted(value)
