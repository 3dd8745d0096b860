"""What each subject pays and how long each step takes; what is not confirmed says so. Pure."""

import msgspec

from xiaopu.modules.compliance.domain.facts import (
    API_PHONE,
    COMMUNITY_FEE,
    FILING,
    OUR_READING,
    REGISTRATION,
    REGISTRY_RULES,
    REVIEW_RULES,
    FactSource,
    SubjectType,
)


class CostLine(msgspec.Struct, frozen=True):
    """`amount_fen` is None when the price is not known or depends on use."""

    item: str
    amount_fen: int | None
    words: str
    confirmed: bool
    source: FactSource


class TimeLine(msgspec.Struct, frozen=True):
    """Working days from `least` to `most`; both None when nobody can say."""

    step: str
    least: int | None
    most: int | None
    confirmed: bool
    source: FactSource


_RATE = CostLine(
    "微信支付手续费",
    None,
    "通常按每笔实付的 0.6% 收，以签约为准（待确认）",
    confirmed=False,
    source=OUR_READING,
)
_PHONE = CostLine(
    "手机号快速验证", 3, "0.03 元/次成功，送 1000 次；不用可以不开", confirmed=True, source=API_PHONE
)
_SERVER = CostLine(
    "域名与服务器",
    None,
    "按云服务商报价（待确认）；用平台托管的不用自己买",
    confirmed=False,
    source=OUR_READING,
)
_REGISTER = CostLine(
    "办营业执照", 0, "登记不收费；刻章、代办等各地不同（待确认）", confirmed=False, source=OUR_READING
)
_FEES = {
    SubjectType.INDIVIDUAL: CostLine(
        "微信认证",
        None,
        "价格待确认；不认证也能上架，但不能被搜索和分享",
        confirmed=False,
        source=OUR_READING,
    ),
    SubjectType.SOLE_TRADER: CostLine(
        "微信认证", 3000, "30 元，价格待确认", confirmed=False, source=COMMUNITY_FEE
    ),
    SubjectType.COMPANY: CostLine("微信认证", 30000, "300 元/年", confirmed=True, source=REGISTRATION),
}


def cost_lines(subject: SubjectType, *, has_licence: bool) -> tuple[CostLine, ...]:
    """What is paid, the licence first where there is none yet."""
    if subject is SubjectType.INDIVIDUAL:
        return (_FEES[subject], _SERVER)
    first = () if has_licence else (_REGISTER,)
    return (*first, _FEES[subject], _RATE, _PHONE, _SERVER)


_LICENCE = TimeLine("办营业执照", 1, 6, confirmed=True, source=REGISTRY_RULES)
_ACCOUNT = TimeLine("注册小程序", 1, None, confirmed=False, source=OUR_READING)
_VERIFY = TimeLine("微信认证审核", None, None, confirmed=False, source=OUR_READING)
_FIRST = TimeLine("备案：平台初审", 1, 2, confirmed=True, source=FILING)
_STATE = TimeLine("备案：管局审核（短信 24 小时内核验）", 1, 20, confirmed=True, source=FILING)
_REVIEW = TimeLine("小程序提交审核", 1, 7, confirmed=True, source=REVIEW_RULES)


def time_lines(subject: SubjectType, *, has_licence: bool) -> tuple[TimeLine, ...]:
    """The steps to a live mini program."""
    first = () if has_licence else (_LICENCE,)
    verify = () if subject is SubjectType.INDIVIDUAL else (_VERIFY,)
    return (*first, _ACCOUNT, *verify, _FIRST, _STATE, _REVIEW)
