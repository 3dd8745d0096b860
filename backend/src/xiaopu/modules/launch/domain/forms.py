"""Forms of the launch that are filled in over days: verification and filing. Kept sealed, since they hold
names, phones and ID numbers. Pure.
"""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from xiaopu.modules.launch.domain.filing import FormFault, Part
from xiaopu.modules.launch.domain.verification import NameKind, PayType

# A face check of a filing is good for three days; a temporary upload lives as long.
FACE_FOR = timedelta(days=3)
MEDIA_FOR = timedelta(days=3)
_MISSING, _STALE = "还没有填写", "上传已超过 3 天，微信不再保留，请重新上传"


class FormKind(StrEnum):
    """What is filled in or handed in; `both` is verification and filing in one."""

    NAME = "name"
    VERIFICATION = "verification"
    FILING = "filing"
    BOTH = "both"


class Uploaded(msgspec.Struct, frozen=True):
    """A paper that lies at WeChat: its media id there, and since when."""

    media_id: str
    at: datetime


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody answerable. Days are ``yyyyMMdd``; the last may be ``长期``. `repr` shows nothing."""

    name: str = ""
    mobile: str = ""
    email: str = ""
    emergency_contact: str = ""
    certificate_type: int = 2
    certificate_number: str = ""
    valid_from: str = ""
    valid_until: str = ""

    def __repr__(self) -> str:
        return "Person(…)"


class NameForm(msgspec.Struct, frozen=True):
    """A wished name under review."""

    name: str


class VerificationForm(msgspec.Struct, frozen=True, omit_defaults=True):
    """What verification is asked for with."""

    contact_name: str = ""
    contact_email: str = ""
    account_name: str = ""
    name_kind: NameKind = NameKind.FREE
    pay_type: PayType = PayType.SHOP
    papers: dict[str, Uploaded] = {}

    def __repr__(self) -> str:
        return "VerificationForm(…)"


class FilingForm(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is filed. Types and places are numbers and codes of WeChat's dictionaries. `same_person`: the
    principal answers for the mini program too.
    """

    subject_type: int = 0
    name: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    address: str = ""
    comment: str = ""
    certificate_type: int = 1
    certificate_number: str = ""
    certificate_address: str = ""
    legal_name: str = ""
    legal_number: str = ""
    principal: Person = Person()
    same_person: bool = True
    applet_principal: Person = Person()
    services: tuple[int, ...] = ()
    applet_comment: str = ""
    pre_approval_type: int = 0
    pre_approval_code: str = ""
    papers: dict[str, Uploaded] = {}
    face_task: str = ""
    face_at: datetime | None = None

    def __repr__(self) -> str:
        return "FilingForm(…)"


class PaperRow(msgspec.Struct, frozen=True):
    """A paper of the filing: our key, its name, WeChat's field, and its kind of certificate (0: none)."""

    key: str
    zh: str
    en: str
    order_field: str
    certificate_type: int = 0
    needed: bool = False
    organisation_only: bool = False


FILING_PAPERS: tuple[PaperRow, ...] = (
    PaperRow(
        "licence",
        "营业执照",
        "Business licence",
        "icp_subject.organize_info.certificate_photo",
        1,
        needed=True,
        organisation_only=True,
    ),
    PaperRow(
        "principal_front",
        "负责人身份证人像面",
        "ID card, front",
        "icp_subject.principal_info.certificate_photo_front",
        2,
        needed=True,
    ),
    PaperRow(
        "principal_back",
        "负责人身份证国徽面",
        "ID card, back",
        "icp_subject.principal_info.certificate_photo_back",
        2,
        needed=True,
    ),
    PaperRow(
        "applet_front",
        "小程序负责人身份证人像面",
        "Other person's ID card, front",
        "icp_applets.principal_info.certificate_photo_front",
        2,
    ),
    PaperRow(
        "applet_back",
        "小程序负责人身份证国徽面",
        "Other person's ID card, back",
        "icp_applets.principal_info.certificate_photo_back",
        2,
    ),
    PaperRow(
        "authorization_letter",
        "法人授权书（负责人不是法人时）",
        "Letter of authority",
        "icp_subject.principal_info.authorization_letter",
    ),
    PaperRow(
        "residence_permit",
        "居住证（部分省市要求）",
        "Residence permit",
        "icp_subject.personal_info.residence_permit",
    ),
    PaperRow(
        "pre_approval",
        "前置审批文件",
        "Licence that the trade needs first",
        "icp_applets.base_info.nrlx_details.media",
    ),
    PaperRow(
        "commitment_letter",
        "互联网信息服务承诺书（部分省市要求）",
        "Letter of commitment",
        "icp_materials.commitment_letter",
    ),
    PaperRow(
        "subject_other",
        "主体其他附件",
        "Other papers of the subject",
        "icp_materials.subject_other_materials",
    ),
    PaperRow(
        "applet_other",
        "小程序其他附件",
        "Other papers of the mini program",
        "icp_materials.applets_other_materials",
    ),
)
FILING_PAPER = {row.key: row for row in FILING_PAPERS}
VERIFICATION_PAPERS = {
    "licence": ("营业执照（个人为身份证）", "Business licence, or an individual's ID card"),
    "name_proof": ("名称证明（商标注册证等）", "Proof of the name (trade mark certificate)"),
    "letter": ("认证申请公函（微信要求时）", "Letter of application, when WeChat asks for it"),
}
PERSON_FIELDS = (
    ("name", "姓名"),
    ("mobile", "手机号"),
    ("email", "邮箱"),
    ("emergency_contact", "应急联系电话"),
    ("certificate_number", "身份证号"),
    ("valid_from", "证件有效期起"),
    ("valid_until", "证件有效期止"),
)
_SUBJECT_FIELDS = (
    ("name", "主体名称"),
    ("province", "省份"),
    ("city", "城市"),
    ("district", "区县"),
    ("address", "通讯地址"),
)
_ORGANISATION_FIELDS = (("certificate_number", "统一社会信用代码"), ("certificate_address", "证件住所"))
INDIVIDUAL_TYPE = 5


def is_needed(row: PaperRow, form: FilingForm) -> bool:
    """Whether this form wants that paper."""
    if row.key in ("applet_front", "applet_back"):
        return not form.same_person
    if row.key == "pre_approval":
        return bool(form.pre_approval_type)
    return row.needed and (form.subject_type != INDIVIDUAL_TYPE or not row.organisation_only)


def filing_faults(form: FilingForm, now: datetime) -> tuple[FormFault, ...]:
    """What is still missing before it can be handed in, in the order of the form."""
    organisation = form.subject_type != INDIVIDUAL_TYPE
    subject = _SUBJECT_FIELDS + (_ORGANISATION_FIELDS if organisation else ())
    faults = [FormFault(Part.SUBJECT, "type", "主体性质", _MISSING)] if not form.subject_type else []
    faults += [_missing(Part.SUBJECT, *row) for row in subject if not getattr(form, row[0])]
    faults += [_missing(Part.PRINCIPAL, *row) for row in PERSON_FIELDS if not getattr(form.principal, row[0])]
    if not form.same_person:
        other = form.applet_principal
        faults += [
            _missing(Part.APPLET_PRINCIPAL, *row) for row in PERSON_FIELDS if not getattr(other, row[0])
        ]
        if other.mobile and other.mobile == form.principal.mobile:
            faults.append(
                FormFault(Part.APPLET_PRINCIPAL, "mobile", "手机号", "两位负责人不能用同一个手机号")
            )
    if not form.services:
        faults.append(_missing(Part.APPLET, "services", "服务内容"))
    for row in FILING_PAPERS:
        if is_needed(row, form):
            faults += _paper_fault(row.key, row.zh, form.papers, now)
    if not form.face_task or form.face_at is None or now - form.face_at > FACE_FOR:
        faults.append(FormFault(Part.FACE, "face", "管理员人脸核身", "还没有发起，或已超过 3 天"))
    return tuple(faults)


def verification_faults(
    form: VerificationForm, now: datetime, *, organisation: bool
) -> tuple[FormFault, ...]:
    """What is still missing before verification can be asked for."""
    rows = (("contact_name", "联系人"), ("contact_email", "联系邮箱"), ("account_name", "账号名称"))
    faults = [FormFault(None, field, label, _MISSING) for field, label in rows if not getattr(form, field)]
    if organisation:
        faults += _paper_fault("licence", "营业执照", form.papers, now)
    if form.name_kind is NameKind.TRADEMARK:
        faults += _paper_fault("name_proof", "商标注册证", form.papers, now)
    return tuple(faults)


def _paper_fault(key: str, label: str, papers: dict[str, Uploaded], now: datetime) -> list[FormFault]:
    paper = papers.get(key)
    if paper is None:
        return [FormFault(Part.PAPERS, key, label, "还没有上传")]
    return [FormFault(Part.PAPERS, key, label, _STALE)] if now - paper.at > MEDIA_FOR else []


def _missing(part: Part, field: str, label: str) -> FormFault:
    return FormFault(part, field, label, _MISSING)
