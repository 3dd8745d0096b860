"""The open platform: the chain of tokens, registration pushes, and every call with exactly what it sends."""

from collections.abc import Awaitable
from typing import Any

import httpx
import msgspec
import pytest

from tests.wechat.api_desk import json_answer
from tests.wechat.compliance_cases import COMPLIANCE_CASES, filing
from tests.wechat.platform_cases import PLATFORM_CASES, PlatformCase
from tests.wechat.platform_desk import PLATFORM, SHOP, PlatformDesk, RefreshTokens
from xiaopu.wechat.errors import BadConfiguration, FrequencyLimited, Refused, UnreadableNotice
from xiaopu.wechat.openplatform.client import OpenPlatform
from xiaopu.wechat.openplatform.privacy import PrivacyOwner
from xiaopu.wechat.openplatform.registration import (
    REGISTRATION_STATUSES,
    CodeType,
    FastRegister,
    registration_push,
)

pytestmark = pytest.mark.anyio


def offered(desk: PlatformDesk, case: PlatformCase) -> None:
    fields = {name: type(value) for name, value in case.sent.items()}
    desk.expect(
        case.method, case.path, fields={**fields, **dict.fromkeys(case.query, str)}, result=case.result
    )
    desk.rules[case.method, case.path] = (
        desk.rules[case.method, case.path][0],
        set(case.sent),
        case.result,
        True,
    )


def called(hall: OpenPlatform, case: PlatformCase) -> Awaitable[Any]:
    if case.as_platform is not None:
        return case.as_platform(hall)
    assert case.as_shop is not None
    return case.as_shop(hall.shop(SHOP))


@pytest.mark.parametrize(
    "case", PLATFORM_CASES + COMPLIANCE_CASES, ids=lambda case: case.path.rpartition("/")[2]
)
class TestEveryCall:
    async def test_sends_exactly_this_with_the_right_token(
        self, hall: OpenPlatform, desk: PlatformDesk, case: PlatformCase
    ) -> None:
        offered(desk, case)
        assert case.check(await called(hall, case))
        request = desk.requests[-1]
        query = dict(request.url.params)
        assert query.pop("access_token") == desk.shop_token
        if case.method == "GET" or request.headers.get("content-type", "").startswith("multipart"):
            assert query == {**case.sent, **case.query}
        else:
            assert (query, msgspec.json.decode(request.content)) == (case.query, case.sent)
        paths = [sent.url.path for sent in desk.requests]
        assert ("/cgi-bin/component/api_authorizer_token" in paths) == (case.as_shop is not None)

    async def test_a_refusal_is_typed(
        self, hall: OpenPlatform, desk: PlatformDesk, case: PlatformCase
    ) -> None:
        offered(desk, case)
        desk.refuse(61007, "api is unauthorized to component")
        with pytest.raises(Refused) as refused:
            await called(hall, case)
        assert refused.value.advice.mend_zh == "请商家重新授权并勾选对应权限"
        desk.refuse(45009)
        with pytest.raises(FrequencyLimited):
            await called(hall, case)


class TestTokens:
    async def test_one_chain_for_many_calls(self, hall: OpenPlatform, desk: PlatformDesk) -> None:
        desk.expect(
            "GET", "/wxa/queryquota", result={"rest": 1, "limit": 1, "speedup_rest": 0, "speedup_limit": 0}
        )
        shop = hall.shop(SHOP)
        await shop.code.quota()
        await shop.code.quota()
        assert [request.url.path for request in desk.requests] == [
            "/cgi-bin/component/api_component_token",
            "/cgi-bin/component/api_authorizer_token",
            "/wxa/queryquota",
            "/wxa/queryquota",
        ]

    async def test_a_shops_token_that_ended_early_is_renewed(
        self, hall: OpenPlatform, desk: PlatformDesk
    ) -> None:
        desk.expect("GET", "/wxa/get_page", result={"page_list": []})
        await hall.shop(SHOP).code.pages()
        desk.shop_token = "changed"
        await hall.shop(SHOP).code.pages()
        assert desk.refreshed == 2

    async def test_the_ordinary_calls_work_for_a_shop(self, hall: OpenPlatform, desk: PlatformDesk) -> None:
        desk.expect("POST", "/wxa/sec/order/set_msg_jump_path", fields={"path": str})
        await hall.shop(SHOP).shipping.set_jump_path("pages/order")
        fields = dict.fromkeys(("appid", "js_code", "grant_type", "component_appid"), str)
        result = {"openid": "o1", "session_key": "k"}
        desk.expect("GET", "/sns/component/jscode2session", fields=fields, result=result)
        assert (await hall.shop(SHOP).code_to_session("c0de")).openid == "o1"

    async def test_accept_keeps_both_tokens(
        self, hall: OpenPlatform, desk: PlatformDesk, refresh_tokens: RefreshTokens
    ) -> None:
        refresh_tokens.held.clear()
        granted = {
            "authorizer_appid": SHOP,
            "authorizer_access_token": desk.shop_token,
            "expires_in": 7200,
            "authorizer_refresh_token": "refreshtoken@@@new",
            "func_info": [{"funcscope_category": {"id": 18}}],
        }
        fields = {"component_appid": str, "authorization_code": str}
        desk.expect(
            "POST", "/cgi-bin/component/api_query_auth", fields=fields, result={"authorization_info": granted}
        )
        accepted = await hall.component.accept("queryauthcode@@@x")
        assert (accepted.authorizer_appid, accepted.rights()) == (SHOP, {18})
        assert refresh_tokens.held == {SHOP: "refreshtoken@@@new"}
        assert "refreshtoken" not in f"{accepted!r}{accepted.__rich_repr__()}"
        desk.expect("GET", "/wxa/get_page", result={"page_list": []})
        await hall.shop(SHOP).code.pages()
        assert desk.refreshed == 0

    async def test_without_a_ticket_nothing_is_sent(self, hall: OpenPlatform, desk: PlatformDesk) -> None:
        desk.ticket = ""
        with pytest.raises(BadConfiguration):
            await hall.component.pre_auth_code()
        assert desk.requests == []

    async def test_a_refused_filing_names_its_fields_and_never_what_stood_in_them(
        self, hall: OpenPlatform, desk: PlatformDesk
    ) -> None:
        hints = [
            {"err_field": "icp_subject.principal_info.mobile", "errcode": 86306, "errmsg": "13800138000"},
            {"err_field": "no field 13800138000", "errcode": 1},
        ]
        said = {"errcode": 86306, "errmsg": "invalid args", "hints": hints}
        desk.queued.append(json_answer(said))
        with pytest.raises(Refused) as refused:
            await hall.shop(SHOP).filing.apply(filing())
        assert refused.value.hints == (("icp_subject.principal_info.mobile", "86306"),)
        assert "13800138000" not in str(refused.value)

    async def test_an_old_ticket_is_refused(self, hall: OpenPlatform, desk: PlatformDesk) -> None:
        desk.secret = "another"
        with pytest.raises(Refused) as refused:
            await hall.component.pre_auth_code()
        assert refused.value.code == "61006"

    async def test_start_tickets(self, hall: OpenPlatform, desk: PlatformDesk) -> None:
        fields = {"component_appid": str, "component_secret": str}
        desk.expect("POST", "/cgi-bin/component/api_start_push_ticket", fields=fields, token=False)
        await hall.component.start_tickets()
        assert msgspec.json.decode(desk.requests[-1].content)["component_appid"] == PLATFORM

    async def test_authorize_url(self, hall: OpenPlatform) -> None:
        url = httpx.URL(
            hall.component.authorize_url("pre@@@1", "https://m.test/back", page_base_url="http://127.0.0.1:9")
        )
        assert (url.host, url.path) == ("127.0.0.1", "/cgi-bin/componentloginpage")
        assert dict(url.params) == {
            "component_appid": PLATFORM,
            "pre_auth_code": "pre@@@1",
            "redirect_uri": "https://m.test/back",
            "auth_type": "2",
        }


class TestRegistration:
    @pytest.mark.parametrize(
        ("kind", "code"), [(CodeType.CREDIT_CODE, "123"), (CodeType.ORGANIZATION_CODE, "9" * 18)]
    )
    def test_a_code_must_fit_its_kind(self, kind: CodeType, code: str) -> None:
        with pytest.raises(ValueError, match="letters"):
            FastRegister(
                name="x", code=code, code_type=kind, legal_persona_wechat="a", legal_persona_name="b"
            )

    @pytest.mark.parametrize("status", sorted(REGISTRATION_STATUSES))
    def test_every_status_is_told_in_both_languages(self, status: int) -> None:
        push = registration_push(
            {"InfoType": "notify_third_fasteregister", "status": str(status), "appid": SHOP}
        )
        chinese, english = push.outcome()
        assert (push.status, push.appid) == (status, SHOP)
        assert not chinese.isascii()
        assert english.isascii()

    def test_the_push_carries_what_was_handed_in(self) -> None:
        info = {"name": "张三的店", "code": "9244", "code_type": "1", "legal_persona_name": "张三"}
        push = registration_push({"status": "0", "auth_code": "a1", "appid": SHOP, "info": info})
        assert push.info is not None
        assert (push.auth_code, push.info.name, push.info.code_type) == ("a1", "张三的店", 1)
        assert "张三" not in repr(push) + repr(push.info)

    def test_an_unknown_status_and_an_unreadable_push(self) -> None:
        assert registration_push({"status": 4711}).outcome()[0].startswith("注册没有成功")
        with pytest.raises(UnreadableNotice):
            registration_push({"status": "soon"})

    def test_a_privacy_owner_can_be_reached(self) -> None:
        with pytest.raises(ValueError, match="contact"):
            PrivacyOwner(notice_method="弹窗")
