"""No secret, token, openid or body in a log or an exception: canaries through every kind of trouble."""

import logging
import traceback
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest
import structlog

from tests.wechat.api_desk import ApiDesk
from tests.wechat.compliance_cases import COMPLIANCE_CASES
from tests.wechat.keys import APIV3_KEY
from tests.wechat.miniprogram_cases import CASES, OPENID
from tests.wechat.pay_desk import PayDesk
from tests.wechat.platform_cases import PLATFORM_CASES, PlatformCase
from tests.wechat.platform_desk import SHOP, PlatformDesk
from tests.wechat.test_pay_calls import jsapi
from xiaopu.wechat.errors import WeChatError
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.openplatform.client import OpenPlatform
from xiaopu.wechat.pay.client import PayClient

pytestmark = pytest.mark.anyio

CANARY = "canary0123456789canary0123456789"


class Ears(logging.Handler):
    """Everything that any logger says, as text."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.getMessage()} {record.args} {record.exc_text}")


@pytest.fixture
def ears() -> Iterator[Ears]:
    """Listens to all loggers at their most talkative."""
    root, ears = logging.getLogger(), Ears()
    level = root.level
    root.addHandler(ears)
    root.setLevel(logging.NOTSET)
    with structlog.testing.capture_logs() as told:
        yield ears
        ears.heard += [str(entry) for entry in told]
    root.setLevel(level)
    root.removeHandler(ears)


TROUBLES: list[Callable[[], httpx.Response | Exception]] = [
    lambda: httpx.Response(200, json={"errcode": 40003, "errmsg": f"invalid openid {OPENID} {CANARY}"}),
    lambda: httpx.Response(200, json={"errcode": 40001, "errmsg": f"access_token {CANARY}"}),
    lambda: httpx.Response(200, text=f"<html>{CANARY} {OPENID}</html>"),
    lambda: httpx.Response(200, json=[CANARY]),
    lambda: httpx.Response(500, json={"code": "SYSTEM_ERROR", "message": CANARY}),
    lambda: httpx.Response(400, json={"code": "PARAM_ERROR", "message": f"{OPENID} {CANARY}"}),
    lambda: httpx.Response(200, json={"prepay_id": CANARY}),
    lambda: httpx.ReadTimeout(f"https://api.test/x?access_token={CANARY}"),
    lambda: httpx.ConnectError(f"https://api.test/x?secret={CANARY}"),
]


def shown(error: BaseException) -> str:
    return f"{error} {error!r} {''.join(traceback.format_exception(error))}"


def called_as_shop(case: PlatformCase, hall: OpenPlatform) -> Awaitable[Any]:
    assert case.as_shop is not None
    return case.as_shop(hall.shop(SHOP))


def innocent(text: str, secrets: list[str]) -> None:
    for secret in secrets:
        assert secret not in text


class TestSecrecy:
    @pytest.mark.parametrize("trouble", TROUBLES)
    async def test_api_calls(
        self, shop: MiniProgramClient, api_desk: ApiDesk, ears: Ears, trouble: Callable[[], Any]
    ) -> None:
        api_desk.secret = CANARY + "secret"
        secrets = [CANARY, OPENID, api_desk.secret, "13800138000", "好评", "tiihtNczf5v6AKRyjwEUhQ"]
        errors = []
        for call in [case.call for case in CASES] + [lambda shop: shop.login.code_to_session(CANARY)]:
            api_desk.queued = [trouble(), trouble(), trouble()]
            try:
                await call(shop)
            except WeChatError as error:
                errors.append(shown(error))
        assert len(errors) > 20
        innocent("".join(errors), secrets)
        innocent("".join(ears.heard), secrets)

    @pytest.mark.parametrize("trouble", TROUBLES)
    async def test_good_and_bad_api_calls_leave_no_token(
        self, shop: MiniProgramClient, api_desk: ApiDesk, ears: Ears, trouble: Callable[[], Any]
    ) -> None:
        errors = []
        for case in CASES:
            api_desk.expect(
                case.method, case.path, fields={k: type(v) for k, v in case.sent.items()}, result=case.result
            )
            await case.call(shop)
            api_desk.queued = [trouble(), trouble(), trouble()]
            try:
                await case.call(shop)
            except WeChatError as error:
                errors.append(shown(error))
            api_desk.queued.clear()
        assert api_desk.token.startswith("token_")
        innocent("".join(errors) + "".join(ears.heard), [api_desk.token, api_desk.secret, OPENID, CANARY])

    @pytest.mark.parametrize("trouble", TROUBLES)
    async def test_pay_calls(
        self, pay: PayClient, pay_desk: PayDesk, ears: Ears, trouble: Callable[[], Any]
    ) -> None:
        errors = []
        for call in (
            lambda: pay.transactions.prepay_jsapi(jsapi(attach=CANARY)),
            lambda: pay.transactions.by_out_trade_no("A1234567"),
            lambda: pay.transactions.close("A1234567"),
            pay.certificates.refresh,
        ):
            pay_desk.queued = [trouble(), trouble(), trouble()]
            try:
                await call()
            except WeChatError as error:
                errors.append(shown(error))
        pay_desk.queued.clear()
        await pay.transactions.prepay_jsapi(jsapi(attach=CANARY))
        signature = pay_desk.requests[-1].headers["Authorization"].partition('signature="')[2][:40]
        assert len(errors) == 4
        innocent("".join(errors) + "".join(ears.heard), [APIV3_KEY, OPENID, CANARY, signature, "PRIVATE KEY"])

    @pytest.mark.parametrize("trouble", TROUBLES)
    async def test_platform_calls(
        self, hall: OpenPlatform, desk: PlatformDesk, ears: Ears, trouble: Callable[[], Any]
    ) -> None:
        errors = []
        for case in PLATFORM_CASES + COMPLIANCE_CASES:
            desk.queued = [trouble(), trouble(), trouble()]
            try:
                await (case.as_platform(hall) if case.as_platform else called_as_shop(case, hall))
            except WeChatError as error:
                errors.append(shown(error))
            desk.queued.clear()
        said = "".join(errors) + "".join(ears.heard)
        assert len(errors) > 20
        innocent(said, [desk.ticket, desk.secret, desk.component_token, desk.shop_token, desk.refresh_token])
        innocent(said, [CANARY, OPENID, "11010519491231002X", "13800138000", "zhangsan"])

    async def test_httpx_logs_addresses_without_their_query(
        self, shop: MiniProgramClient, api_desk: ApiDesk, ears: Ears
    ) -> None:
        api_desk.expect("GET", "/cgi-bin/getcallbackip", result={"ip_list": []})
        await shop.operations.push_addresses()
        said = [line for line in ears.heard if "HTTP Request" in line]
        assert [line.split('"')[0].strip() for line in said] == [
            "HTTP Request: POST https://api.test/cgi-bin/stable_token",
            "HTTP Request: GET https://api.test/cgi-bin/getcallbackip",
        ]
