"""Every call of a mini program's server: exactly what is sent, and what is made of answers and refusals."""

import hashlib
import hmac

import httpx
import msgspec
import pytest

from tests.wechat.api_desk import ApiDesk
from tests.wechat.clock import TestClock
from tests.wechat.miniprogram_cases import CASES, JPEG, OPENID, Case
from xiaopu.wechat.api import is_refused
from xiaopu.wechat.errors import FrequencyLimited, Refused, SystemBusy, UnreadableAnswer
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.miniprogram.codes import UnlimitedCode
from xiaopu.wechat.miniprogram.login import SessionKeyForm

pytestmark = pytest.mark.anyio


def offered(api_desk: ApiDesk, case: Case) -> None:
    fields = {name: type(value) for name, value in case.sent.items()}
    api_desk.expect(case.method, case.path, fields=fields, result=case.result)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.rpartition("/")[2])
class TestEveryCall:
    async def test_sends_exactly_this_and_reads_the_answer(
        self, shop: MiniProgramClient, api_desk: ApiDesk, case: Case
    ) -> None:
        offered(api_desk, case)
        answer = await case.call(shop)
        assert case.check(answer)
        request = api_desk.requests[-1]
        query = dict(request.url.params)
        assert query.pop("access_token") == api_desk.token
        if case.method == "GET" or request.headers.get("content-type", "").startswith("multipart"):
            assert query == case.sent
        else:
            assert (query, msgspec.json.decode(request.content)) == ({}, case.sent)

    async def test_a_refusal_is_typed(self, shop: MiniProgramClient, api_desk: ApiDesk, case: Case) -> None:
        offered(api_desk, case)
        api_desk.refuse(48001, "api unauthorized")
        with pytest.raises(Refused) as refused:
            await case.call(shop)
        error = refused.value
        assert (error.code, error.message, error.rid) == (
            "48001",
            "api unauthorized",
            "66c4a3f1-1a2b3c4d-5e6f7a8b",
        )
        assert error.endpoint == f"{case.method} {case.path}"
        assert error.advice.mend_zh == "在公众平台开通，或完成认证"

    async def test_a_frequency_limit_says_when_to_come_back(
        self, shop: MiniProgramClient, api_desk: ApiDesk, case: Case
    ) -> None:
        offered(api_desk, case)
        api_desk.refuse(45011)
        with pytest.raises(FrequencyLimited) as limited:
            await case.call(shop)
        assert limited.value.retry_after_s == 60

    async def test_busy_heals(
        self, shop: MiniProgramClient, api_desk: ApiDesk, clock: TestClock, case: Case
    ) -> None:
        offered(api_desk, case)
        api_desk.refuse(-1)
        assert case.check(await case.call(shop))
        assert clock.slept == [0.25]

    async def test_a_gateway_page_is_unreadable(
        self, shop: MiniProgramClient, api_desk: ApiDesk, case: Case
    ) -> None:
        offered(api_desk, case)
        api_desk.queued.append(httpx.Response(502, html="<h1>Bad Gateway</h1>"))
        with pytest.raises(UnreadableAnswer):
            await case.call(shop)


class TestLogin:
    async def test_code_to_session_uses_the_secret_and_no_token(
        self, shop: MiniProgramClient, api_desk: ApiDesk
    ) -> None:
        fields = dict.fromkeys(("appid", "secret", "js_code", "grant_type"), str)
        result = {"openid": OPENID, "session_key": "tiihtNczf5v6AKRyjwEUhQ==", "unionid": "u1"}
        api_desk.expect("GET", "/sns/jscode2session", fields=fields, result=result, token=False)
        session = await shop.login.code_to_session("c0de")
        assert (session.openid, session.unionid) == (OPENID, "u1")
        assert dict(api_desk.requests[0].url.params) == {
            "appid": api_desk.appid,
            "secret": api_desk.secret,
            "js_code": "c0de",
            "grant_type": "authorization_code",
        }
        assert api_desk.token_calls == []
        assert repr(session) == "Session(…)"

    @pytest.mark.parametrize("code", [40029, 40163, 40226])
    async def test_a_bad_code_is_refused_once(
        self, shop: MiniProgramClient, api_desk: ApiDesk, code: int
    ) -> None:
        api_desk.refuse(code)
        with pytest.raises(Refused) as refused:
            await shop.login.code_to_session("used")
        assert is_refused(refused.value, code)
        assert len(api_desk.requests) == 1

    @pytest.mark.parametrize("form", list(SessionKeyForm))
    async def test_check_session(
        self, shop: MiniProgramClient, api_desk: ApiDesk, form: SessionKeyForm
    ) -> None:
        text = "tiihtNczf5v6AKRyjwEUhQ=="
        key = (
            text.encode()
            if form is SessionKeyForm.TEXT
            else bytes.fromhex("b628a1b4d7337f9bfa00a4728f011485")
        )
        fields = dict.fromkeys(("openid", "signature", "sig_method"), str)
        api_desk.expect("GET", "/wxa/checksession", fields=fields)
        assert await shop.login.check_session(OPENID, text, form=form) is True
        query = dict(api_desk.requests[-1].url.params)
        assert query["signature"] == hmac.new(key, b"", hashlib.sha256).hexdigest()
        api_desk.refuse(87009)
        assert await shop.login.check_session(OPENID, text, form=form) is False
        api_desk.refuse(40003)
        with pytest.raises(Refused):
            await shop.login.check_session(OPENID, text, form=form)

    async def test_reset_session(self, shop: MiniProgramClient, api_desk: ApiDesk) -> None:
        fields = dict.fromkeys(("openid", "signature", "sig_method"), str)
        result = {"openid": OPENID, "session_key": "new"}
        api_desk.expect("GET", "/wxa/resetusersessionkey", fields=fields, result=result)
        assert await shop.login.reset_session(OPENID, "tiihtNczf5v6AKRyjwEUhQ==") == "new"


class TestPictures:
    @pytest.mark.parametrize("scene", ["", "x" * 33, "中文", "a b", "a%20b", "a\nb"])
    async def test_a_scene_that_wechat_refuses(self, scene: str) -> None:
        with pytest.raises(ValueError, match="scene"):
            UnlimitedCode(scene=scene)

    async def test_json_under_a_picture_kind_is_a_refusal(
        self, shop: MiniProgramClient, api_desk: ApiDesk
    ) -> None:
        body = b'{"errcode":41030,"errmsg":"invalid page rid: 66c4a3f1-1a2b3c4d-5e6f7a8b"}'
        api_desk.queued.append(httpx.Response(200, headers={"Content-Type": "image/jpeg"}, content=body))
        with pytest.raises(Refused) as refused:
            await shop.codes.unlimited(UnlimitedCode(scene="a=1"))
        assert refused.value.code == "41030"

    async def test_an_empty_answer_is_no_picture(self, shop: MiniProgramClient, api_desk: ApiDesk) -> None:
        api_desk.queued.append(httpx.Response(200, headers={"Content-Type": "image/jpeg"}, content=b""))
        with pytest.raises(UnreadableAnswer):
            await shop.codes.unlimited(UnlimitedCode(scene="a=1"))

    async def test_busy_three_times_is_raised(
        self, shop: MiniProgramClient, api_desk: ApiDesk, clock: TestClock
    ) -> None:
        for _ in range(3):
            api_desk.refuse(-1)
        with pytest.raises(SystemBusy):
            await shop.codes.unlimited(UnlimitedCode(scene="a=1"))
        assert clock.slept == [0.25, 0.75]
        assert len(JPEG) == 12
