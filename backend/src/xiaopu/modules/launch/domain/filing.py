"""ICP 备案: how a filing stands, and which field of our form WeChat or the authority means. Pure."""

import re
from enum import StrEnum

import msgspec

from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.truth import Fact, Finding, Proof, StepTruth, Who, Words

_SOURCE, _DATED = "小程序备案常见问答、接口文档 get_icp_entrance_info", "2026-07-30"
_WHERE = "launch"
# 浙ICP备2023001234号-1X: province, digits, then the mini program's own number with an X.
_NUMBER = re.compile(r"[\u4e00-\u9fff]ICP备\d{8,10}号-\d{1,4}[XA]?")

CHECKING, REJECTED, AT_AUTHORITY, REJECTED_THERE, FILED = 2, 3, 4, 5, 6
NOT_FILED = (1024, 1025)
SMS_WAITING, SMS_DONE, SMS_TIMED_OUT = 1, 2, 3
UNDER_WAY = frozenset({CHECKING, AT_AUTHORITY})


class Fault(msgspec.Struct, frozen=True):
    """One thing that WeChat or the authority did not accept, in their words."""

    key_name: str
    error: str
    suggest: str = ""


class Entrance(msgspec.Struct, frozen=True):
    """How a filing stands; numbers are WeChat's."""

    status: int
    faults: tuple[Fault, ...] = ()
    sms_status: int | None = None
    is_cancelling: bool = False


class Part(StrEnum):
    """The parts of the form, as they are drawn."""

    SUBJECT = "subject"
    PRINCIPAL = "principal"
    APPLET = "applet"
    APPLET_PRINCIPAL = "applet_principal"
    PAPERS = "papers"
    FACE = "face"


class FormFault(msgspec.Struct, frozen=True, omit_defaults=True):
    """A field of our form at fault. `field` is empty when the place is not known."""

    part: Part | None
    field: str
    label: str
    error: str
    suggest: str = ""


# Words in WeChat's name of a field → (part, field of our form). The longest word that is found wins.
_NAMED: tuple[tuple[str, Part, str], ...] = (
    ("主体名称", Part.SUBJECT, "name"),
    ("单位名称", Part.SUBJECT, "name"),
    ("主体性质", Part.SUBJECT, "type"),
    ("通讯地址", Part.SUBJECT, "address"),
    ("通信地址", Part.SUBJECT, "address"),
    ("证件住所", Part.SUBJECT, "certificate_address"),
    ("证件地址", Part.SUBJECT, "certificate_address"),
    ("营业执照", Part.PAPERS, "licence"),
    ("主体证件照片", Part.PAPERS, "licence"),
    ("主体证件号码", Part.SUBJECT, "certificate_number"),
    ("统一社会信用代码", Part.SUBJECT, "certificate_number"),
    ("主体备注", Part.SUBJECT, "comment"),
    ("主体负责人", Part.PRINCIPAL, "name"),
    ("主体负责人姓名", Part.PRINCIPAL, "name"),
    ("主体负责人手机", Part.PRINCIPAL, "mobile"),
    ("主体负责人邮箱", Part.PRINCIPAL, "email"),
    ("主体负责人应急", Part.PRINCIPAL, "emergency_contact"),
    ("主体负责人证件号码", Part.PRINCIPAL, "certificate_number"),
    ("主体负责人证件照片", Part.PAPERS, "principal_front"),
    ("主体负责人证件有效期", Part.PRINCIPAL, "valid_until"),
    ("法人", Part.SUBJECT, "legal_name"),
    ("法定代表人", Part.SUBJECT, "legal_name"),
    ("应急联系", Part.PRINCIPAL, "emergency_contact"),
    ("手机", Part.PRINCIPAL, "mobile"),
    ("邮箱", Part.PRINCIPAL, "email"),
    ("电子邮件", Part.PRINCIPAL, "email"),
    ("有效期", Part.PRINCIPAL, "valid_until"),
    ("人像面", Part.PAPERS, "principal_front"),
    ("国徽面", Part.PAPERS, "principal_back"),
    ("身份证", Part.PAPERS, "principal_front"),
    ("授权书", Part.PAPERS, "authorization_letter"),
    ("承诺书", Part.PAPERS, "commitment_letter"),
    ("居住证", Part.PAPERS, "residence_permit"),
    ("小程序名称", Part.APPLET, "name"),
    ("小程序备注", Part.APPLET, "comment"),
    ("服务内容", Part.APPLET, "services"),
    ("服务类型", Part.APPLET, "services"),
    ("前置审批", Part.APPLET, "pre_approval"),
    ("小程序负责人", Part.APPLET_PRINCIPAL, "name"),
    ("小程序负责人手机", Part.APPLET_PRINCIPAL, "mobile"),
    ("小程序负责人邮箱", Part.APPLET_PRINCIPAL, "email"),
    ("小程序负责人证件号码", Part.APPLET_PRINCIPAL, "certificate_number"),
    ("人脸", Part.FACE, "face"),
    ("核身", Part.FACE, "face"),
    ("核验照片", Part.FACE, "face"),
)
_LONGEST_FIRST = tuple(sorted(_NAMED, key=lambda row: -len(row[0])))
# The beginning of WeChat's own path of a field → the part. The last name of the path is the field.
_PATHS: tuple[tuple[str, Part], ...] = (
    ("icp_subject.principal_info", Part.PRINCIPAL),
    ("icp_subject", Part.SUBJECT),
    ("icp_applets.principal_info", Part.APPLET_PRINCIPAL),
    ("icp_applets", Part.APPLET),
    ("icp_materials", Part.PAPERS),
    ("verify_task_id", Part.FACE),
)
_HINTED = Words("微信说这里缺少内容或填写有误", "WeChat says that something is missing or wrong here")


def place_fault(fault: Fault) -> FormFault:
    """Where in our form the thing stands that WeChat names in Chinese."""
    for word, part, field in _LONGEST_FIRST:
        if word in fault.key_name:
            return FormFault(part, field, fault.key_name, fault.error, fault.suggest)
    return FormFault(None, "", fault.key_name, fault.error, fault.suggest)


def place_hint(path: str, code: str) -> FormFault:
    """Where in our form the field stands that WeChat names by its path, with its code."""
    part = next((part for start, part in _PATHS if path.startswith(start) or path.endswith(start)), None)
    return FormFault(part, path.rpartition(".")[2], path, f"{_HINTED.zh}（{code}）")


def is_filing_number(text: str) -> bool:
    """Whether it has the form of a mini program's filing number."""
    return _NUMBER.fullmatch(text) is not None


def filing_truth(entrance: Entrance, *, begun: bool, number: str | None) -> StepTruth:
    """How the step stands by WeChat's own answer. `begun`: a draft lies here. `number` is what the merchant
    copied: the interfaces do not give it.
    """
    facts = _facts(entrance, number)
    if entrance.status == FILED and not entrance.is_cancelling:
        return StepTruth(StepStatus.DONE, Proof.API, facts)
    if entrance.status in (REJECTED, REJECTED_THERE):
        return StepTruth(StepStatus.FAILED, Proof.API, facts, _rejections(entrance))
    if entrance.status == AT_AUTHORITY:
        return _at_authority(entrance, facts)
    if entrance.status in NOT_FILED:
        return StepTruth(StepStatus.DOING if begun else StepStatus.UNTOUCHED, Proof.API, facts)
    words = _WAITS.get(entrance.status, Words("微信在处理备案", "WeChat is at work on the filing"))
    return StepTruth(StepStatus.WAITING_WECHAT, Proof.API, facts, (), words)


_WAITS = {
    CHECKING: Words("平台初审，1 到 2 个工作日", "First check by the platform, 1 to 2 working days"),
    FILED: Words("正在注销备案", "The filing is being given up"),
}


def own_filing_truth(*, released: bool | None, number: str | None) -> StepTruth:
    """How the step stands for an own AppID: what is released has been filed (WeChat refuses 86369 before)."""
    label = Words("线上版本", "Released version")
    value = {
        True: "已有线上版本，备案已完成",
        False: "还没有线上版本，暂时无法从外部证明",
        None: "微信没有说明",
    }
    fact = Fact("released", label, value[released], Proof.CALL, ok=released or None, task="filing")
    facts = (fact, *_number_facts(number))
    if released:
        return StepTruth(StepStatus.DONE, Proof.CALL, facts)
    return StepTruth(StepStatus.UNTOUCHED if number is None else StepStatus.DOING, Proof.CALL, facts)


def _at_authority(entrance: Entrance, facts: tuple[Fact, ...]) -> StepTruth:
    if entrance.sms_status == SMS_WAITING:
        words = Words(
            "负责人在 24 小时内按 12381 的短信到 beian.miit.gov.cn 完成核验，小程序负责人也会收到",
            "The persons answerable confirm the message of 12381 at beian.miit.gov.cn within 24 hours",
        )
        return StepTruth(StepStatus.WAITING_PERSON, Proof.API, facts, (), words)
    if entrance.sms_status == SMS_TIMED_OUT:
        cause = Words(
            "12381 短信超过 24 小时没有核验", "The message of 12381 was not confirmed within 24 hours"
        )
        mend = Words(
            "等管局退回后重新提交，收到短信当天核验",
            "Hand in again once it is sent back, and confirm that day",
        )
        return StepTruth(
            StepStatus.FAILED, Proof.API, facts, (_finding("filing_sms_timed_out", cause, mend),)
        )
    words = Words("管局审核，1 到 20 个工作日", "At the authority, 1 to 20 working days")
    return StepTruth(StepStatus.WAITING_WECHAT, Proof.API, facts, (), words)


def _rejections(entrance: Entrance) -> tuple[Finding, ...]:
    by_platform = entrance.status == REJECTED
    who, by = ("平台初审", "the platform's first check") if by_platform else ("管局", "the authority")
    code = "filing_rejected" if by_platform else "filing_rejected_by_authority"
    if not entrance.faults:
        cause = Words(f"{who}驳回，没有给出原因", f"Rejected by {by} without a reason")
        return (_finding(code, cause, Words("检查全部资料后重新提交", "Check everything and hand in again")),)
    return tuple(
        _finding(
            code,
            Words(
                f"{who}驳回「{fault.key_name}」：{fault.error}",
                f"Rejected by {by}. {fault.key_name}: {fault.error}",
            ),
            Words(
                fault.suggest or "按原因修改后重新提交",
                f"Mend it and hand in again. {fault.suggest}".rstrip(),
            ),
        )
        for fault in entrance.faults
    )


def _facts(entrance: Entrance, number: str | None) -> tuple[Fact, ...]:
    label = Words("备案状态", "State of the filing")
    words = {
        CHECKING: "平台审核中",
        REJECTED: "平台驳回",
        AT_AUTHORITY: "管局审核中",
        REJECTED_THERE: "管局驳回",
        FILED: "已备案",
        1024: "未备案",
        1025: "未备案",
    }
    state = words.get(entrance.status, f"状态 {entrance.status}")
    ok = True if entrance.status == FILED else None
    return (Fact("filing", label, state, Proof.API, ok=ok, task="filing"), *_number_facts(number))


def _number_facts(number: str | None) -> tuple[Fact, ...]:
    if number is None:
        return ()
    label = Words("备案号（您填写的，微信接口没有提供）", "Filing number (entered by you)")
    return (Fact("number", label, number, Proof.DECLARED, copy=True, task="filing"),)


def _finding(code: str, cause: Words, mend: Words) -> Finding:
    return Finding(code, cause, mend, Who.MERCHANT, _SOURCE, _DATED, where=_WHERE)
