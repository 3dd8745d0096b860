"""No secret and no person in a log or an exception: bills, complaints, partners, applications, log-in."""

import io
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import httpx
import pytest

from tests.wechat.clock import TestClock
from tests.wechat.keys import APIV3_KEY, MCHID, MerchantKit, PlatformKit
from tests.wechat.miniprogram_cases import OPENID
from tests.wechat.provider_desk import ProviderDesk
from tests.wechat.test_provider_calls import application, sealed
from tests.wechat.test_secrecy import CANARY, TROUBLES, Ears, ears, innocent, shown
from xiaopu.wechat.errors import WeChatError
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.oauth import OAuthClient, UserToken
from xiaopu.wechat.pay.applyment import NewSettlement
from xiaopu.wechat.pay.bills import BillTicket
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.complaints import ComplaintResponse, rejected
from xiaopu.wechat.pay.partner import PartnerPayer, PartnerPrepay
from xiaopu.wechat.pay.transactions import Amount
from xiaopu.wechat.transport import Transport
from xiaopu.wechat.wire import Secret

__all__ = ["ears"]

pytestmark = pytest.mark.anyio

DAY = date(2026, 3, 1)
NUMBER = "200201820200101080076610000"
PEOPLE = ["13800138000", "11010519491231002X", "6222020200112233445", "a@b.test", OPENID, CANARY]

Call = Callable[[PayClient], Awaitable[Any]]


def partner_order() -> PartnerPrepay:
    return PartnerPrepay(
        sp_appid="wx1",
        sp_mchid=MCHID,
        sub_mchid="1900000200",
        description="抱枕",
        out_trade_no="P1234567",
        notify_url="https://m.test/n",
        amount=Amount(total=1299),
        payer=PartnerPayer(sp_openid=OPENID),
        attach=CANARY,
    )


def ticket() -> BillTicket:
    url = f"https://api.mch.weixin.qq.com/v3/billdownload/file?token={CANARY}"
    return BillTicket(hash_type="SHA1", hash_value="0" * 40, download_url=url)


def settlement() -> NewSettlement:
    return NewSettlement(
        account_type="ACCOUNT_TYPE_BUSINESS",
        account_bank="招商银行",
        bank_address_code="440300",
        account_number=Secret("6222020200112233445"),
    )


CALLS: list[Call] = [
    lambda pay: pay.bills.trade(DAY),
    lambda pay: pay.bills.fund_flow(DAY),
    lambda pay: pay.bills.download(ticket(), io.BytesIO()),
    lambda pay: pay.complaints.find(DAY, DAY),
    lambda pay: pay.complaints.detail(NUMBER),
    lambda pay: pay.complaints.history(NUMBER),
    lambda pay: pay.complaints.respond(
        NUMBER, ComplaintResponse(response_content=f"{CANARY} 电话 13800138000")
    ),
    lambda pay: pay.complaints.decide_refund(NUMBER, rejected(CANARY)),
    lambda pay: pay.complaints.set_notice_address(f"https://m.test/{CANARY}"),
    lambda pay: pay.complaints.upload_image(f"{CANARY}.jpg", b"\xff\xd8\xff", "image/jpeg"),
    lambda pay: pay.complaints.image("M_4"),
    lambda pay: pay.media.upload(f"{CANARY}.jpg", b"\xff\xd8\xff", "image/jpeg"),
    lambda pay: pay.partner.prepay_jsapi(partner_order()),
    lambda pay: pay.partner.by_out_trade_no("P1234567", sub_mchid="1900000200"),
    lambda pay: pay.applyments.submit(application()),
    lambda pay: pay.applyments.by_business_code("1900000109_10000"),
    lambda pay: pay.applyments.change_settlement("1900000200", settlement()),
]


@pytest.fixture
def pay_desk(platform: PlatformKit, merchant: MerchantKit, clock: TestClock) -> ProviderDesk:
    desk = ProviderDesk(platform, merchant, clock)
    desk.phone = sealed(merchant.key.public_key(), "13800138000")
    return desk


@pytest.mark.parametrize("trouble", TROUBLES)
class TestSecrecy:
    async def test_a_providers_calls(
        self, pay: PayClient, pay_desk: ProviderDesk, ears: Ears, trouble: Callable[[], Any]
    ) -> None:
        errors = []
        for call in CALLS:
            pay_desk.queued = [trouble(), trouble(), trouble()]
            try:
                await call(pay)
            except WeChatError as error:
                errors.append(shown(error))
        assert len(errors) > len(CALLS) // 2
        innocent("".join(errors) + "".join(ears.heard), [APIV3_KEY, "PRIVATE KEY", *PEOPLE])

    async def test_web_log_in(
        self, clock: TestClock, ears: Ears, trouble: Callable[[], httpx.Response | Exception]
    ) -> None:
        def answer(_request: httpx.Request) -> httpx.Response:
            came: httpx.Response | Exception = trouble()
            if isinstance(came, Exception):
                raise came
            return came

        secret = f"{CANARY}secret"
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
            wire = Transport(http, "https://api.test", sleep=clock.sleep)
            oauth = OAuthClient(AppCredentials(appid="wx2421b1c4370ec43b", secret=secret), wire)
            token = UserToken(
                access_token=CANARY, expires_in=7200, refresh_token=CANARY, openid=OPENID, scope="snsapi_base"
            )
            errors = []
            for call in (
                oauth.code_to_token(CANARY),
                oauth.refresh(CANARY),
                oauth.user_info(token),
                oauth.check(token),
            ):
                try:
                    await call
                except WeChatError as error:
                    errors.append(shown(error))
        assert len(errors) >= 2
        innocent("".join(errors) + "".join(ears.heard) + repr(token) + repr(oauth), [secret, CANARY, OPENID])
