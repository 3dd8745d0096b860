"""Access tokens: shared, renewed in time, one refresh at a time, renewed once after a refusal."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from tests.wechat.api_desk import ApiDesk, json_answer
from tests.wechat.clock import TestClock
from xiaopu.wechat.errors import Refused, TokenRefused, UnreadableAnswer
from xiaopu.wechat.miniprogram.client import MiniProgramClient, token_key
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.tokens import AccessToken, MemoryTokenStore
from xiaopu.wechat.transport import Transport

pytestmark = pytest.mark.anyio

PATH = "/wxa/sec/order/set_msg_jump_path"


@pytest.fixture(autouse=True)
def jump(api_desk: ApiDesk) -> None:
    api_desk.expect("POST", PATH, fields={"path": str})


class TestLife:
    async def test_is_fetched_once_and_kept(
        self, shop: MiniProgramClient, api_desk: ApiDesk, store: MemoryTokenStore, clock: TestClock
    ) -> None:
        await shop.shipping.set_jump_path("pages/order")
        await shop.shipping.set_jump_path("pages/order")
        assert api_desk.token_calls == [
            {
                "grant_type": "client_credential",
                "appid": api_desk.appid,
                "secret": api_desk.secret,
                "force_refresh": False,
            }
        ]
        held = await store.load(token_key(AppCredentials(appid=api_desk.appid, secret=api_desk.secret)))
        assert held == AccessToken(value=api_desk.token, expires_at=clock.now + timedelta(seconds=7200))

    async def test_is_renewed_within_the_last_five_minutes(
        self, shop: MiniProgramClient, api_desk: ApiDesk, clock: TestClock
    ) -> None:
        first = await shop.tokens.current()
        clock.advance(seconds=7200 - 301)
        assert await shop.tokens.current() == first
        clock.advance(seconds=1)
        assert await shop.tokens.current() != first
        assert (len(api_desk.token_calls), api_desk.tokens_made) == (2, 2)

    async def test_fifty_tasks_make_one_refresh(self, shop: MiniProgramClient, api_desk: ApiDesk) -> None:
        tokens = await asyncio.gather(*(shop.tokens.current() for _ in range(50)))
        assert (len(set(tokens)), len(api_desk.token_calls)) == (1, 1)

    async def test_two_clients_share_the_store(
        self, shop: MiniProgramClient, api_desk: ApiDesk, store: MemoryTokenStore, clock: TestClock
    ) -> None:
        http = httpx.AsyncClient(transport=httpx.MockTransport(api_desk.answer))
        credentials = AppCredentials(appid=api_desk.appid, secret=api_desk.secret)
        other = MiniProgramClient(credentials, Transport(http, "https://api.test"), store, clock=clock)
        assert await other.tokens.current() == await shop.tokens.current()
        assert len(api_desk.token_calls) == 1

    async def test_hides_its_value(self, clock: TestClock) -> None:
        token = AccessToken(value="canary", expires_at=clock.now)
        assert "canary" not in f"{token!r}{token}{token.__rich_repr__()}"


class TestRefusedToken:
    @pytest.mark.parametrize("code", [40001, 40014, 42001, 41001])
    async def test_is_fetched_anew_and_the_call_made_again(
        self, shop: MiniProgramClient, api_desk: ApiDesk, code: int
    ) -> None:
        await shop.shipping.set_jump_path("pages/order")
        api_desk.new_token(7200)
        api_desk.refuse(code)
        await shop.shipping.set_jump_path("pages/order")
        assert [call["force_refresh"] for call in api_desk.token_calls] == [False, False]

    async def test_is_forced_when_wechat_hands_out_the_refused_one(
        self, shop: MiniProgramClient, api_desk: ApiDesk
    ) -> None:
        await shop.shipping.set_jump_path("pages/order")
        api_desk.refuse(40001)
        await shop.shipping.set_jump_path("pages/order")
        assert [call["force_refresh"] for call in api_desk.token_calls] == [False, False, True]

    async def test_tokens_are_not_forced_twice_a_minute(
        self, shop: MiniProgramClient, api_desk: ApiDesk, clock: TestClock
    ) -> None:
        for seconds in (0, 30, 31):
            clock.advance(seconds=seconds)
            api_desk.refuse(40001)
            api_desk.refuse(40001)
            with pytest.raises(TokenRefused):
                await shop.shipping.set_jump_path("pages/order")
        assert [call["force_refresh"] for call in api_desk.token_calls].count(True) == 2

    async def test_twice_refused_is_raised(self, shop: MiniProgramClient, api_desk: ApiDesk) -> None:
        api_desk.refuse(40001)
        api_desk.refuse(42001)
        with pytest.raises(TokenRefused) as refused:
            await shop.shipping.set_jump_path("pages/order")
        assert (refused.value.code, refused.value.rid) == ("42001", "66c4a3f1-1a2b3c4d-5e6f7a8b")

    async def test_ten_refusals_at_once_make_one_refresh(self, api_desk: ApiDesk, clock: TestClock) -> None:
        async def slowly(request: httpx.Request) -> httpx.Response:
            await asyncio.sleep(0.01)
            return api_desk.answer(request)

        http = httpx.AsyncClient(transport=httpx.MockTransport(slowly))
        credentials = AppCredentials(appid=api_desk.appid, secret=api_desk.secret)
        shop = MiniProgramClient(
            credentials, Transport(http, "https://api.test"), MemoryTokenStore(), clock=clock
        )
        await shop.shipping.set_jump_path("pages/order")
        api_desk.new_token(7200)
        await asyncio.gather(*(shop.shipping.set_jump_path("pages/order") for _ in range(10)))
        paths = [request.url.path for request in api_desk.requests]
        assert (paths.count(PATH), paths.count("/cgi-bin/stable_token")) == (21, 2)

    async def test_a_wrong_secret_is_not_repeated(self, shop: MiniProgramClient, api_desk: ApiDesk) -> None:
        api_desk.secret = "another"
        with pytest.raises(Refused) as refused:
            await shop.shipping.set_jump_path("pages/order")
        assert (refused.value.code, len(api_desk.token_calls)) == ("40125", 1)

    async def test_a_token_answer_without_token(self, api_desk: ApiDesk, clock: TestClock) -> None:
        handler = httpx.MockTransport(lambda request: json_answer({"expires_in": 7200}))
        credentials = AppCredentials(appid=api_desk.appid, secret=api_desk.secret)
        transport = Transport(httpx.AsyncClient(transport=handler), "https://api.test")
        shop = MiniProgramClient(credentials, transport, MemoryTokenStore(), clock=clock)
        with pytest.raises(UnreadableAnswer, match="a field is missing"):
            await shop.tokens.current()
