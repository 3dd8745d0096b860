"""The fields of an application for a merchant number (特约商户进件).

Pictures are media ids from ``PayMedia.upload``; dates are ``2020-01-31`` or ``长期``; fields typed ``Secret``
are sealed before they leave. Source: pay.weixin.qq.com partner/4012719997.
"""

from __future__ import annotations

from xiaopu.wechat.wire import Request, Secret


class ContactInfo(Request, frozen=True, kw_only=True):
    """The super administrator of the merchant: LEGAL is the legal person, SUPER somebody appointed."""

    contact_type: str
    contact_name: Secret
    mobile_phone: Secret
    contact_email: Secret
    contact_id_doc_type: str | None = None
    contact_id_number: Secret | None = None
    contact_id_doc_copy: str | None = None
    contact_id_doc_copy_back: str | None = None
    contact_period_begin: str | None = None
    contact_period_end: str | None = None
    business_authorization_letter: str | None = None
    openid: str | None = None


class MicroStoreInfo(Request, frozen=True, kw_only=True):
    """A small seller with a shop."""

    micro_name: str
    micro_address_code: str
    micro_address: str
    store_entrance_pic: str
    micro_indoor_copy: str
    store_longitude: str | None = None
    store_latitude: str | None = None


class MicroMobileInfo(Request, frozen=True, kw_only=True):
    """A small seller on the move."""

    micro_mobile_name: str
    micro_mobile_city: str
    micro_mobile_address: str
    micro_mobile_pics: list[str]


class MicroOnlineInfo(Request, frozen=True, kw_only=True):
    """A small seller online."""

    micro_online_store: str
    micro_ec_name: str
    micro_qrcode: str | None = None
    micro_link: str | None = None


class MicroBizInfo(Request, frozen=True, kw_only=True):
    """How a small seller sells: MICRO_TYPE_STORE, MICRO_TYPE_MOBILE or MICRO_TYPE_ONLINE."""

    micro_biz_type: str
    micro_store_info: MicroStoreInfo | None = None
    micro_mobile_info: MicroMobileInfo | None = None
    micro_online_info: MicroOnlineInfo | None = None


class BusinessLicenseInfo(Request, frozen=True, kw_only=True):
    """The business licence of a company or sole trader."""

    license_copy: str
    license_number: str
    merchant_name: str
    legal_person: str
    license_address: str | None = None
    period_begin: str | None = None
    period_end: str | None = None


class CertificateInfo(Request, frozen=True, kw_only=True):
    """The registration certificate of an institution."""

    cert_copy: str
    cert_type: str
    cert_number: str
    merchant_name: str
    company_address: str
    legal_person: str
    period_begin: str
    period_end: str


class OrganizationInfo(Request, frozen=True, kw_only=True):
    """The organisation code certificate, for those that have one."""

    organization_copy: str
    organization_code: str
    org_period_begin: str
    org_period_end: str


class FinanceInstitutionInfo(Request, frozen=True, kw_only=True):
    """The licence of a financial institution."""

    finance_type: str | None = None
    finance_license_pics: list[str] | None = None


class IdCardInfo(Request, frozen=True, kw_only=True):
    """The identity card of the legal person or owner."""

    id_card_copy: str
    id_card_national: str
    id_card_name: Secret
    id_card_number: Secret
    card_period_begin: str
    card_period_end: str
    id_card_address: Secret | None = None


class IdDocInfo(Request, frozen=True, kw_only=True):
    """Another identity document of the legal person or owner."""

    id_doc_copy: str
    id_doc_name: Secret
    id_doc_number: Secret
    doc_period_begin: str
    doc_period_end: str
    id_doc_copy_back: str | None = None
    id_doc_address: Secret | None = None


class IdentityInfo(Request, frozen=True, kw_only=True):
    """Who stands behind the merchant, and with which document."""

    id_doc_type: str
    id_holder_type: str | None = None
    authorize_letter_copy: str | None = None
    id_card_info: IdCardInfo | None = None
    id_doc_info: IdDocInfo | None = None
    owner: bool | None = None


class UboInfo(Request, frozen=True, kw_only=True):
    """A beneficial owner."""

    ubo_id_doc_type: str
    ubo_id_doc_copy: str
    ubo_id_doc_copy_back: str
    ubo_id_doc_name: Secret
    ubo_id_doc_number: Secret
    ubo_id_doc_address: Secret
    ubo_period_begin: str
    ubo_period_end: str


class SubjectInfo(Request, frozen=True, kw_only=True):
    """What the merchant is.

    ``SUBJECT_TYPE_INDIVIDUAL``, ``_ENTERPRISE``, ``_INSTITUTIONS``, ``_OTHERS``, ``_MICRO``.

    A licence goes with the first two, a certificate with the next two, neither with the last.
    """

    subject_type: str
    identity_info: IdentityInfo
    business_license_info: BusinessLicenseInfo | None = None
    certificate_info: CertificateInfo | None = None
    finance_institution: bool | None = None
    micro_biz_info: MicroBizInfo | None = None
    organization_info: OrganizationInfo | None = None
    certificate_letter_copy: str | None = None
    finance_institution_info: FinanceInstitutionInfo | None = None
    ubo_info_list: list[UboInfo] | None = None


class BizStoreInfo(Request, frozen=True, kw_only=True):
    """Sales at a place."""

    biz_store_name: str
    biz_address_code: str
    biz_store_address: str
    store_entrance_pic: list[str]
    indoor_pic: list[str]
    biz_sub_appid: str | None = None


class MpInfo(Request, frozen=True, kw_only=True):
    """Sales in a service account."""

    mp_appid: str | None = None
    mp_sub_appid: str | None = None
    mp_pics: list[str] | None = None


class MiniProgramInfo(Request, frozen=True, kw_only=True):
    """Sales in a mini program."""

    mini_program_appid: str | None = None
    mini_program_sub_appid: str | None = None
    mini_program_pics: list[str] | None = None


class AppInfo(Request, frozen=True, kw_only=True):
    """Sales in an app."""

    app_appid: str | None = None
    app_sub_appid: str | None = None
    app_pics: list[str] | None = None


class WebInfo(Request, frozen=True, kw_only=True):
    """Sales on a web site."""

    domain: str | None = None
    web_authorisation: str | None = None
    web_appid: str | None = None


class WeworkInfo(Request, frozen=True, kw_only=True):
    """Sales in WeCom."""

    sub_corp_id: str | None = None
    wework_pics: list[str] | None = None


class SalesInfo(Request, frozen=True, kw_only=True):
    """Where the merchant sells: ``SALES_SCENES_MINI_PROGRAM`` and the like, and the details of each."""

    sales_scenes_type: list[str]
    biz_store_info: BizStoreInfo | None = None
    mp_info: MpInfo | None = None
    mini_program_info: MiniProgramInfo | None = None
    app_info: AppInfo | None = None
    web_info: WebInfo | None = None
    wework_info: WeworkInfo | None = None


class BusinessInfo(Request, frozen=True, kw_only=True):
    """Short name (shown to payers), service phone, places of sale."""

    merchant_shortname: str
    service_phone: str
    sales_info: SalesInfo


class SettlementInfo(Request, frozen=True, kw_only=True):
    """Rule of settlement and trade."""

    settlement_id: str | None = None
    qualification_type: str | None = None
    qualifications: list[str] | None = None
    activities_id: str | None = None
    activities_rate: str | None = None
    debit_activities_rate: str | None = None
    credit_activities_rate: str | None = None
    activities_additions: list[str] | None = None


class BankAccountInfo(Request, frozen=True, kw_only=True):
    """The account: ``BANK_ACCOUNT_TYPE_CORPORATE`` or ``_PERSONAL``."""

    bank_account_type: str
    account_name: Secret
    account_bank: str
    bank_address_code: str
    bank_name: str | None = None
    bank_branch_id: str | None = None
    account_number: Secret | None = None


class AdditionInfo(Request, frozen=True, kw_only=True):
    """What WeChat asked for besides."""

    legal_person_commitment: str | None = None
    legal_person_video: str | None = None
    business_addition_pics: list[str] | None = None
    business_addition_msg: str | None = None


class Applyment(Request, frozen=True, kw_only=True):
    """The whole application; ``business_code`` is ours, up to 124 letters, unique."""

    business_code: str
    contact_info: ContactInfo
    subject_info: SubjectInfo
    business_info: BusinessInfo
    settlement_info: SettlementInfo
    bank_account_info: BankAccountInfo
    addition_info: AdditionInfo | None = None
