"""`ApplymentDesk` over WeChat Pay's 特约商户进件. Source: partner/4012719997."""

from xiaopu.modules.payments.adapters.wechat_pay import WechatPayGateway, in_our_words
from xiaopu.modules.payments.domain.applyments import (
    STATUS_OF,
    ApplymentAnswer,
    ApplymentForm,
    ApplymentStatus,
    FieldFault,
)
from xiaopu.modules.payments.domain.trades import Account
from xiaopu.wechat.errors import Refused
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
from xiaopu.wechat.wire import Secret

_MIMES = {"jpg": "image/jpeg", "png": "image/png", "bmp": "image/bmp"}
_SIGN_URL = 512


class WechatApplyments:
    """Applications in the provider's name."""

    def __init__(self, gateway: WechatPayGateway) -> None:
        self._gateway = gateway

    async def upload(self, provider: Account, filename: str, content: bytes) -> str:
        mime = _MIMES[filename.rpartition(".")[2]]
        with in_our_words():
            return await self._gateway.client(provider).media.upload(filename, content, mime)

    async def submit(self, provider: Account, business_code: str, form: ApplymentForm, appid: str) -> str:
        with in_our_words():
            number = await self._gateway.client(provider).applyments.submit(
                _filled(business_code, form, appid)
            )
        return str(number)

    async def state(self, provider: Account, business_code: str) -> ApplymentAnswer | None:
        with in_our_words():
            try:
                said = await self._gateway.client(provider).applyments.by_business_code(business_code)
            except Refused as refused:
                if refused.means("RESOURCE_NOT_EXISTS", "NOT_FOUND", "APPLYMENT_NOTEXIST"):
                    return None
                raise
        # A state that is new to us is one more way of being with WeChat.
        status = STATUS_OF.get(said.applyment_state, ApplymentStatus.AUDITING)
        sign_url = said.sign_url if said.sign_url and len(said.sign_url) <= _SIGN_URL else None
        faults = tuple(
            FieldFault(one.field or "", one.field_name or one.field or "", one.reject_reason or "")
            for one in said.audit_detail
        )
        number = None if said.applyment_id is None else str(said.applyment_id)
        return ApplymentAnswer(status, number, said.sub_mchid, sign_url, faults)


def _filled(business_code: str, form: ApplymentForm, appid: str) -> Applyment:
    card = IdCardInfo(
        id_card_copy=form.id_card_copy,
        id_card_national=form.id_card_national,
        id_card_name=Secret(form.id_card_name),
        id_card_number=Secret(form.id_card_number),
        id_card_address=Secret(form.id_card_address) if form.id_card_address else None,
        card_period_begin=form.card_period_begin,
        card_period_end=form.card_period_end,
    )
    licence = BusinessLicenseInfo(
        license_copy=form.license_copy,
        license_number=form.license_number,
        merchant_name=form.merchant_name,
        legal_person=form.legal_person,
    )
    return Applyment(
        business_code=business_code,
        contact_info=ContactInfo(
            contact_type="LEGAL",
            contact_name=Secret(form.legal_person),
            mobile_phone=Secret(form.mobile_phone),
            contact_email=Secret(form.contact_email),
        ),
        subject_info=SubjectInfo(
            subject_type=f"SUBJECT_TYPE_{form.subject_type.upper()}",
            business_license_info=licence,
            identity_info=IdentityInfo(
                id_doc_type="IDENTIFICATION_TYPE_IDCARD",
                id_card_info=card,
                owner=True if form.subject_type == "enterprise" else None,
            ),
        ),
        business_info=BusinessInfo(
            merchant_shortname=form.merchant_shortname,
            service_phone=form.service_phone,
            sales_info=SalesInfo(
                sales_scenes_type=["SALES_SCENES_MINI_PROGRAM"],
                mini_program_info=MiniProgramInfo(mini_program_sub_appid=appid),
            ),
        ),
        settlement_info=SettlementInfo(
            settlement_id=form.settlement_id, qualification_type=form.qualification_type
        ),
        bank_account_info=BankAccountInfo(
            bank_account_type=f"BANK_ACCOUNT_TYPE_{form.account_type.upper()}",
            account_name=Secret(form.account_name),
            account_bank=form.account_bank,
            bank_address_code=form.bank_address_code,
            bank_name=form.bank_name,
            account_number=Secret(form.account_number),
        ),
    )
