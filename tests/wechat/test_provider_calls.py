"""Complaints, partner transactions, uploads and applications for merchant numbers."""

import base64
from datetime import date
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.wechat.clock import TestClock
from tests.wechat.keys import MCHID, PUBLIC_KEY_ID, MerchantKit, PlatformKit
from tests.wechat.provider_desk import ProviderDesk
from xiaopu.wechat.errors import BadConfiguration, DecryptionFailure, Refused
from xiaopu.wechat.pay.applyment import NewSettlement
from xiaopu.wechat.pay.applyment_fields import (
    Applyment,
    BankAccountInfo,
    BusinessInfo,
    BusinessLicenseInfo,
    ContactInfo,
    IdCardInfo,
    IdentityInfo,
    MiniProgramInfo,
    SalesInfo,
    SettlementInfo,
    SubjectInfo,
)
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.complaints import (
    ComplaintResponse,
    ComplaintState,
    MiniProgramJump,
    approved,
    rejected,
)
from xiaopu.wechat.pay.partner import PartnerPayer, PartnerPrepay
from xiaopu.wechat.pay.transactions import Amount, SceneInfo, TradeState
from xiaopu.wechat.transport import Transport
from xiaopu.wechat.wire import Secret, to_json

pytestmark = pytest.mark.anyio

NUMBER = "200201820200101080076610000"


@pytest.fixture
def pay_desk(platform: PlatformKit, merchant: MerchantKit, clock: TestClock) -> ProviderDesk:
    desk = ProviderDesk(platform, merchant, clock)
    desk.phone = sealed(merchant.key.public_key(), "13800138000")
    return desk


def oaep() -> padding.OAEP:
    digest = hashes.SHA1()  # noqa: S303 - fixed by WeChat
    return padding.OAEP(padding.MGF1(digest), digest, None)


def sealed(key: Any, text: str) -> str:
    return base64.b64encode(key.encrypt(text.encode(), oaep())).decode()


def opened(platform: PlatformKit, text: str) -> str:
    return platform.public_key.decrypt(base64.b64decode(text), oaep()).decode()


class TestComplaints:
    async def test_list_detail_phone_history(self, pay: PayClient) -> None:
        page = await pay.complaints.find(date(2026, 3, 1), date(2026, 3, 1))
        assert (page.total_count, page.data[0].complaint_state) == (1, ComplaintState.PENDING)
        one = await pay.complaints.detail(NUMBER)
        assert (one.complaint_order_info[0].amount, one.apply_refund_amount) == (1299, 1299)
        assert pay.complaints.phone(one) == "13800138000"
        history = await pay.complaints.history(NUMBER)
        assert history.data[0].operator == "投诉人"

    async def test_a_phone_sealed_to_somebody_else(self, pay: PayClient, pay_desk: ProviderDesk) -> None:
        pay_desk.phone = sealed(pay_desk.platform.public_key.public_key(), "13800138000")
        with pytest.raises(DecryptionFailure):
            pay.complaints.phone(await pay.complaints.detail(NUMBER))

    async def test_respond_complete_decide(self, pay: PayClient, pay_desk: ProviderDesk) -> None:
        jump = MiniProgramJump(appid="wx1", path="pages/a", text="查看订单")
        await pay.complaints.respond(
            NUMBER, ComplaintResponse(response_content="已补发", mini_program_jump_info=jump)
        )
        await pay.complaints.complete(NUMBER)
        await pay.complaints.decide_refund(NUMBER, approved(within_days=1))
        await pay.complaints.decide_refund(NUMBER, rejected("已发货", media=["M1"]))
        assert pay_desk.answered == [
            {
                "step": "response",
                "complainted_mchid": MCHID,
                "response_content": "已补发",
                "mini_program_jump_info": {"appid": "wx1", "path": "pages/a", "text": "查看订单"},
            },
            {"step": "complete", "complainted_mchid": MCHID},
            {"step": "update-refund-progress", "action": "APPROVE", "launch_refund_day": 1},
            {
                "step": "update-refund-progress",
                "action": "REJECT",
                "reject_reason": "已发货",
                "reject_media_list": ["M1"],
            },
        ]

    async def test_notice_address(self, pay: PayClient) -> None:
        with pytest.raises(Refused):
            await pay.complaints.notice_address()
        await pay.complaints.set_notice_address("https://m.test/a")
        with pytest.raises(Refused):
            await pay.complaints.set_notice_address("https://m.test/b")
        assert (await pay.complaints.change_notice_address("https://m.test/b")).url == "https://m.test/b"
        assert (await pay.complaints.notice_address()).mchid == MCHID
        await pay.complaints.drop_notice_address()
        with pytest.raises(Refused):
            await pay.complaints.notice_address()

    async def test_pictures_up_and_down(self, pay: PayClient) -> None:
        assert await pay.complaints.upload_image("a.jpg", b"\xff\xd8\xff\x00", "image/jpeg") == "M_4"
        assert await pay.complaints.image("M_4") == b"\xff\xd8\xffM_4"


class TestPartner:
    @pytest.fixture
    def order(self) -> PartnerPrepay:
        return PartnerPrepay(
            sp_appid="wx1",
            sp_mchid=MCHID,
            sub_mchid="1900000200",
            description="抱枕",
            out_trade_no="P1234567",
            notify_url="https://m.test/n",
            amount=Amount(total=1299),
        )

    async def test_jsapi_query_close(self, pay: PayClient, order: PartnerPrepay) -> None:
        paying = msgspec.structs.replace(order, payer=PartnerPayer(sub_openid="o1"), sub_appid="wx2")
        assert await pay.partner.prepay_jsapi(paying) == "wxp"
        found = await pay.partner.by_out_trade_no("P1234567", sub_mchid="1900000200")
        assert (found.trade_state, found.sub_mchid, found.sp_mchid) == (
            TradeState.NOTPAY,
            "1900000200",
            MCHID,
        )
        assert (await pay.partner.by_transaction_id("42000P1234567", sub_mchid="1900000200")) == found
        await pay.partner.close("P1234567", sub_mchid="1900000200")
        closed = await pay.partner.by_out_trade_no("P1234567", sub_mchid="1900000200")
        assert closed.trade_state is TradeState.CLOSED

    async def test_h5_and_native(self, pay: PayClient, order: PartnerPrepay) -> None:
        scene = SceneInfo(payer_client_ip="203.0.113.9")
        assert (
            await pay.partner.prepay_h5(msgspec.structs.replace(order, scene_info=scene))
            == "https://wx.test/h5"
        )
        assert await pay.partner.prepay_native(order) == "weixin://p"

    async def test_who_pays_must_fit(self, pay: PayClient, order: PartnerPrepay) -> None:
        paying = msgspec.structs.replace(order, payer=PartnerPayer(sp_openid="o1"))
        for wrong in (
            pay.partner.prepay_jsapi(order),
            pay.partner.prepay_h5(order),
            pay.partner.prepay_native(paying),
        ):
            with pytest.raises(ValueError, match=r"payer|scene"):
                await wrong
        with pytest.raises(ValueError, match="either"):
            PartnerPayer()


def application() -> Applyment:
    return Applyment(
        business_code="1900000109_10000",
        contact_info=ContactInfo(
            contact_type="LEGAL",
            contact_name=Secret("张三"),
            mobile_phone=Secret("13800138000"),
            contact_email=Secret("a@b.test"),
        ),
        subject_info=SubjectInfo(
            subject_type="SUBJECT_TYPE_INDIVIDUAL",
            business_license_info=BusinessLicenseInfo(
                license_copy="M1",
                license_number="92440300MA5EUMXL0X",
                merchant_name="张三的店",
                legal_person="张三",
            ),
            identity_info=IdentityInfo(
                id_doc_type="IDENTIFICATION_TYPE_IDCARD",
                id_card_info=IdCardInfo(
                    id_card_copy="M2",
                    id_card_national="M3",
                    id_card_name=Secret("张三"),
                    id_card_number=Secret("11010519491231002X"),
                    card_period_begin="2020-01-01",
                    card_period_end="长期",
                ),
                owner=True,
            ),
        ),
        business_info=BusinessInfo(
            merchant_shortname="张三的店",
            service_phone="0755222222",
            sales_info=SalesInfo(
                sales_scenes_type=["SALES_SCENES_MINI_PROGRAM"],
                mini_program_info=MiniProgramInfo(mini_program_sub_appid="wx2"),
            ),
        ),
        settlement_info=SettlementInfo(settlement_id="719", qualification_type="零售批发"),
        bank_account_info=BankAccountInfo(
            bank_account_type="BANK_ACCOUNT_TYPE_PERSONAL",
            account_name=Secret("张三"),
            account_bank="工商银行",
            bank_address_code="110000",
            account_number=Secret("6222020200112233445"),
        ),
    )


class TestApplyment:
    async def test_submit_seals_every_secret(
        self, pay: PayClient, pay_desk: ProviderDesk, platform: PlatformKit
    ) -> None:
        assert await pay.applyments.submit(application()) == 2000002124775691
        sent = pay_desk.applied
        assert pay_desk.requests[-1].headers["Wechatpay-Serial"] == PUBLIC_KEY_ID
        assert opened(platform, sent["contact_info"]["contact_name"]) == "张三"
        card = sent["subject_info"]["identity_info"]["id_card_info"]
        assert opened(platform, card["id_card_number"]) == "11010519491231002X"
        assert opened(platform, sent["bank_account_info"]["account_number"]) == "6222020200112233445"
        assert sent["subject_info"]["business_license_info"]["legal_person"] == "张三"
        raw = pay_desk.requests[-1].content
        for secret in (b"13800138000", b"11010519491231002X", b"6222020200112233445"):
            assert secret not in raw

    async def test_state_by_both_numbers(self, pay: PayClient) -> None:
        state = await pay.applyments.by_business_code("1900000109_10000")
        assert state == await pay.applyments.by_applyment_id(2000002124775691)
        assert (state.applyment_state, state.audit_detail[0].reject_reason) == (
            "APPLYMENT_STATE_REJECTED",
            "不清晰",
        )

    async def test_settlement(self, pay: PayClient, pay_desk: ProviderDesk, platform: PlatformKit) -> None:
        assert (await pay.applyments.settlement("1900000200")).verify_result == "VERIFY_SUCCESS"
        account = NewSettlement(
            account_type="ACCOUNT_TYPE_PRIVATE",
            account_bank="工商银行",
            bank_address_code="110000",
            account_number=Secret("6222020200112233445"),
        )
        assert await pay.applyments.change_settlement("1900000200", account) == "102329389000"
        assert opened(platform, pay_desk.applied["account_number"]) == "6222020200112233445"

    async def test_media(self, pay: PayClient) -> None:
        assert await pay.media.upload("licence.png", b"\x89PNG....", "image/png") == "M_8"

    async def test_without_a_key_nothing_leaves(
        self, transport: Transport, merchant: MerchantKit, platform: PlatformKit, pay_desk: ProviderDesk
    ) -> None:
        bare = msgspec.structs.replace(merchant.credentials(platform), public_keys={}, certificates=())
        keyless = PayClient(bare, transport, clock=pay_desk.clock, nonces=pay_desk.clock.nonce)
        with pytest.raises(BadConfiguration):
            await keyless.applyments.submit(application())
        assert pay_desk.requests == []

    def test_a_secret_never_leaves_by_another_way(self) -> None:
        assert "张三" not in repr(application().contact_info.contact_name)
        assert "13800138000" not in repr(application())
        with pytest.raises(ValueError, match="secret"):
            to_json(application())
