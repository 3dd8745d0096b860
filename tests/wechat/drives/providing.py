"""How every call of a service provider is driven: orders of sub-merchants, and taking merchants in."""

from typing import Any

from tests.wechat.drives.paying import SCENE
from tests.wechat.drives.stage import NOTIFY_URL, PICTURE, Drive, Stage, fresh_number
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
from xiaopu.wechat.pay.partner import PartnerPayer, PartnerPrepay
from xiaopu.wechat.pay.transactions import Amount, TradeState
from xiaopu.wechat.wire import Secret

STRANGER = "1600000000"


def sub_merchant(stage: Stage) -> str:
    """A sub-merchant of the firm, which is a service provider too."""
    path = f"/_sandbox/merchants/{stage.till.mchid}/sub-merchants"
    return str(stage.sandbox.told(path, {"name": "分店", "sub_appid": ""})["sub_mchid"])


def order(stage: Stage, sub_mchid: str = "", **changed: Any) -> PartnerPrepay:
    """An order of a sub-merchant."""
    fields: dict[str, Any] = {
        "sp_appid": stage.mall.appid,
        "sp_mchid": stage.till.mchid,
        "sub_mchid": sub_mchid or sub_merchant(stage),
        "description": "分店商品",
        "out_trade_no": fresh_number("P"),
        "notify_url": NOTIFY_URL,
        "amount": Amount(total=500),
    }
    return PartnerPrepay(**(fields | changed))


def paying(stage: Stage, sub_mchid: str = "") -> PartnerPrepay:
    """An order to be paid under the provider's mini program."""
    return order(stage, sub_mchid, payer=PartnerPayer(sp_openid=stage.openid))


async def jsapi(stage: Stage) -> None:
    assert (await stage.till.partner.prepay_jsapi(paying(stage))).startswith("wx")


async def h5(stage: Stage) -> None:
    assert (await stage.till.partner.prepay_h5(order(stage, scene_info=SCENE))).startswith("http")


async def native(stage: Stage) -> None:
    assert (await stage.till.partner.prepay_native(order(stage))).startswith("weixin://")


async def paid(stage: Stage) -> tuple[str, str, str]:
    """A paid order: its number, WeChat's number, and the sub-merchant."""
    placed = paying(stage)
    await stage.pays(await stage.till.partner.prepay_jsapi(placed))
    found = await stage.till.partner.by_out_trade_no(placed.out_trade_no, sub_mchid=placed.sub_mchid)
    assert (found.trade_state, found.sub_mchid) == (TradeState.SUCCESS, placed.sub_mchid)
    return placed.out_trade_no, str(found.transaction_id), placed.sub_mchid


async def by_id(stage: Stage) -> None:
    number, transaction_id, sub = await paid(stage)
    found = await stage.till.partner.by_transaction_id(transaction_id, sub_mchid=sub)
    assert found.out_trade_no == number


async def close(stage: Stage) -> None:
    placed = paying(stage)
    await stage.till.partner.prepay_jsapi(placed)
    await stage.till.partner.close(placed.out_trade_no, sub_mchid=placed.sub_mchid)


async def close_a_paid_one(stage: Stage) -> None:
    number, _, sub = await paid(stage)
    await stage.till.partner.close(number, sub_mchid=sub)


async def applyment(stage: Stage, **changed: Any) -> Applyment:
    """An application with all that WeChat asks of a company."""
    picture = await stage.till.media.upload("a.png", PICTURE, "image/png")
    card = IdCardInfo(
        id_card_copy=picture,
        id_card_national=picture,
        id_card_name=Secret("张三"),
        id_card_number=Secret("11010519491231002X"),
        card_period_begin="2020-01-31",
        card_period_end="长期",
    )
    licence = BusinessLicenseInfo(
        license_copy=picture,
        license_number="92440300MA5EUMXL0X",
        merchant_name="张三的店",
        legal_person="张三",
    )
    fields: dict[str, Any] = {
        "business_code": fresh_number("A"),
        "contact_info": ContactInfo(
            contact_type="LEGAL",
            contact_name=Secret("张三"),
            mobile_phone=Secret("13800138000"),
            contact_email=Secret("a@b.test"),
        ),
        "subject_info": SubjectInfo(
            subject_type="SUBJECT_TYPE_ENTERPRISE",
            identity_info=IdentityInfo(
                id_doc_type="IDENTIFICATION_TYPE_IDCARD", id_card_info=card, owner=True
            ),
            business_license_info=licence,
        ),
        "business_info": BusinessInfo(
            merchant_shortname="张三的店",
            service_phone="075512345678",
            sales_info=SalesInfo(
                sales_scenes_type=["SALES_SCENES_MINI_PROGRAM"],
                mini_program_info=MiniProgramInfo(mini_program_sub_appid=stage.mall.appid),
            ),
        ),
        "settlement_info": SettlementInfo(settlement_id="719", qualification_type="零售批发"),
        "bank_account_info": BankAccountInfo(
            bank_account_type="BANK_ACCOUNT_TYPE_CORPORATE",
            account_name=Secret("张三的店"),
            account_bank="工商银行",
            bank_address_code="440300",
            account_number=Secret("6222020000000000000"),
        ),
    }
    return Applyment(**(fields | changed))


async def submit(stage: Stage) -> int:
    return await stage.till.applyments.submit(await applyment(stage))


async def submit_nonsense(stage: Stage) -> None:
    broken = await applyment(stage, business_code="申请")
    await stage.till.applyments.submit(broken)


async def by_code(stage: Stage) -> None:
    form = await applyment(stage)
    number = await stage.till.applyments.submit(form)
    state = await stage.till.applyments.by_business_code(form.business_code)
    assert (state.applyment_id, state.applyment_state) == (number, "APPLYMENT_STATE_AUDITING")


async def by_applyment_id(stage: Stage) -> None:
    number = await submit(stage)
    desk = f"/_sandbox/applyments/{number % 1_000_000_000_000}"
    stage.sandbox.told(desk, {"state": "REJECTED", "reason": "营业执照不清晰"})
    state = await stage.till.applyments.by_applyment_id(number)
    assert state.audit_detail[0].reject_reason == "营业执照不清晰"


async def settlement(stage: Stage) -> None:
    number = await submit(stage)
    desk = f"/_sandbox/applyments/{number % 1_000_000_000_000}"
    sub = stage.sandbox.told(desk, {"state": "FINISHED", "reason": ""})["sub_mchid"]
    account = await stage.till.applyments.settlement(sub)
    assert (account.account_bank, account.verify_result) == ("工商银行", "VERIFY_SUCCESS")


def new_settlement() -> NewSettlement:
    return NewSettlement(
        account_type="ACCOUNT_TYPE_BUSINESS",
        account_bank="招商银行",
        bank_address_code="440300",
        account_number=Secret("6225880000000000"),
    )


async def change_settlement(stage: Stage) -> None:
    sub = sub_merchant(stage)
    assert await stage.till.applyments.change_settlement(sub, new_settlement())
    assert (await stage.till.applyments.settlement(sub)).account_bank == "招商银行"


PROVIDING = [
    Drive(
        endpoint="pay.partner.JSAPI",
        happy=jsapi,
        refused=lambda stage: stage.till.partner.prepay_jsapi(paying(stage, STRANGER)),
        code="MCH_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.partner.H5",
        happy=h5,
        refused=lambda stage: stage.till.partner.prepay_h5(order(stage, STRANGER, scene_info=SCENE)),
        code="MCH_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.partner.NATIVE",
        happy=native,
        refused=lambda stage: stage.till.partner.prepay_native(order(stage, STRANGER)),
        code="MCH_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.partner.BY_ID",
        happy=by_id,
        refused=lambda stage: stage.till.partner.by_transaction_id(
            "4200000000000000000000000000", sub_mchid=sub_merchant(stage)
        ),
        code="ORDER_NOT_EXIST",
    ),
    Drive(
        endpoint="pay.partner.BY_NUMBER",
        happy=paid,
        refused=lambda stage: stage.till.partner.by_out_trade_no(
            fresh_number(), sub_mchid=sub_merchant(stage)
        ),
        code="ORDER_NOT_EXIST",
    ),
    Drive(endpoint="pay.partner.CLOSE", happy=close, refused=close_a_paid_one, code="ORDER_PAID"),
    Drive(endpoint="pay.applyment.SUBMIT", happy=submit, refused=submit_nonsense, code="PARAM_ERROR"),
    Drive(
        endpoint="pay.applyment.BY_CODE",
        happy=by_code,
        refused=lambda stage: stage.till.applyments.by_business_code("unknown"),
        code="RESOURCE_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.applyment.BY_ID",
        happy=by_applyment_id,
        refused=lambda stage: stage.till.applyments.by_applyment_id(1),
        code="RESOURCE_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.applyment.SETTLEMENT",
        happy=settlement,
        refused=lambda stage: stage.till.applyments.settlement(STRANGER),
        code="MCH_NOT_EXISTS",
    ),
    Drive(
        endpoint="pay.applyment.MODIFY_SETTLEMENT",
        happy=change_settlement,
        refused=lambda stage: stage.till.applyments.change_settlement(STRANGER, new_settlement()),
        code="MCH_NOT_EXISTS",
    ),
]
