"""微信认证: what it costs, how an application stands, and when the yearly review is due. Pure."""

from datetime import datetime, timedelta
from enum import IntEnum

import msgspec

from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.truth import Fact, Finding, Proof, StepTruth, Who, Words

_SOURCE, _DATED = "微信开放接口文档 secwxaapi_wxaauth、queryauth", "2026-07-30"
STOPS_SOURCE, _YEARLY_DATED = "官方站内信的转述，未取得原文（未确认）", "2023-09-25"
_WHERE = "launch"


class PayType(IntEnum):
    """Who pays WeChat's fee: the platform's prepaid package, or the shop itself."""

    PLATFORM = 1
    SHOP = 2


class NameKind(IntEnum):
    """Whether the account's name is free words or a trade mark (then with its certificate)."""

    FREE = 1
    TRADEMARK = 2


CUSTOMER_TYPES = {"company": 1, "sole_trader": 12, "individual": 15}


class Fee(msgspec.Struct, frozen=True):
    """`amount_fen` is None where no price is known; what is not `confirmed` is shown as 待确认."""

    amount_fen: int | None
    confirmed: bool
    words: Words
    source: str
    dated: str


FEES: dict[str, Fee] = {
    "company": Fee(
        30000,
        True,
        Words("300 元，付给微信，每次审核都收", "300 yuan, to WeChat, for every review"),
        "微信官方文档 小程序注册与主体",
        "2026-07-30",
    ),
    "sole_trader": Fee(
        3000,
        False,
        Words("30 元，价格待确认，以付款页为准", "30 yuan, not confirmed"),
        "微信开放社区帖子（转述）",
        "2024-09-01",
    ),
    "individual": Fee(
        None,
        False,
        Words("价格待确认，以付款页为准", "Not confirmed; the payment page counts"),
        "公开资料整理，未取得微信原文",
        "2026-11-01",
    ),
}


class ReviewStop(msgspec.Struct, frozen=True):
    """What stops when the yearly review is `days` late; nobody official was found to say so."""

    days: int
    words: Words


STOPS: tuple[ReviewStop, ...] = (
    ReviewStop(
        0,
        Words(
            "不能发布新版本，不能被搜索到（未确认）", "No new versions, not found by search (not confirmed)"
        ),
    ),
    ReviewStop(30, Words("不能被分享（未确认）", "Cannot be shared (not confirmed)")),
    ReviewStop(
        60, Words("新用户不能访问，不能支付（未确认）", "No new visitors and no payments (not confirmed)")
    ),
)
# How long before the end of the year a reminder is due.
REMIND_DAYS = (90, 60, 30, 7)


class Application(msgspec.Struct, frozen=True):
    """An application as WeChat tells it. `auth_url` is where its administrator confirms, within a day."""

    task_id: str
    task_status: int
    apply_status: int = 0
    reason: str = ""
    auth_url: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody: handing in once more would be a second application."""
        if self.apply_status in (PASSED, REVIEWING):
            return True
        return self.apply_status not in (SENT_BACK, REFUSED) and self.task_status not in _ENDS


UNPAID, REVIEWING, SENT_BACK, PASSED, REFUSED = 1, 2, 3, 4, 5
_WAITS: dict[int, Words] = {
    0: Words(
        "管理员打开链接确认，24 小时内有效", "The administrator opens the link and confirms, within 24 hours"
    ),
    3: Words("管理员已同意，请继续完成人脸核身", "Agreed: the face check comes next"),
    4: Words("管理员做人脸核身", "The administrator's face is checked"),
    6: Words("人脸已通过，请继续验证手机号", "The face is right: the phone comes next"),
    7: Words("管理员验证手机号", "The administrator's phone is checked"),
    9: Words("核身已完成，等待微信建单", "Checked; WeChat opens the application"),
    12: Words("微信已建单，等待下一步", "WeChat has opened the application"),
}
_PAY = Words(
    "支付认证费（微信会给管理员发付款通知）", "The fee is paid; WeChat sends the administrator a notice"
)
_ENDS: dict[int, tuple[str, Words]] = {
    1: (
        "verification_timed_out",
        Words("管理员 24 小时内没有确认，已过期", "Nobody confirmed within 24 hours"),
    ),
    2: ("verification_declined", Words("管理员在确认页点了拒绝", "The administrator declined")),
    5: ("verification_face_failed", Words("人脸核身没有通过", "The face check failed")),
    8: ("verification_phone_failed", Words("手机号验证没有通过", "The phone check failed")),
    11: ("verification_not_opened", Words("微信没能建立认证单", "WeChat could not open the application")),
    14: ("verification_identity_failed", Words("身份验证没有通过", "The identity check failed")),
}
_AGAIN = Words(
    "核对资料后重新提交，一天内让管理员确认", "Check the facts, hand in again, confirm within a day"
)


def verification_truth(
    application: Application | None, *, verified: bool, review_until: datetime | None, now: datetime
) -> StepTruth:
    """How the step stands: the account's own mark counts first, then the application."""
    if verified or (application is not None and application.apply_status == PASSED):
        return StepTruth(
            StepStatus.DONE, Proof.API, _year_facts(review_until), review_findings(review_until, now)
        )
    if application is None:
        return StepTruth(StepStatus.UNTOUCHED, Proof.API)
    return _open_truth(application)


def review_findings(review_until: datetime | None, now: datetime) -> tuple[Finding, ...]:
    """What is due or late with the yearly review; nothing while it is more than three months away."""
    if review_until is None:
        return ()
    days = (review_until - now) // timedelta(days=1)
    if days > REMIND_DAYS[0]:
        return ()
    mend = Words("到期前在这里重新提交认证并付费", "Hand in and pay for verification again before that day")
    if days >= 0:
        due = Words(f"认证年审还有 {days} 天到期", f"The yearly review is due in {days} days")
        return (Finding("review_due", due, mend, Who.MERCHANT, STOPS_SOURCE, _YEARLY_DATED, where=_WHERE),)
    late = -days
    stopped = [stop.words for stop in STOPS if late >= stop.days]
    cause = Words(
        f"认证年审已逾期 {late} 天：{'；'.join(words.zh for words in stopped)}",
        f"The yearly review is {late} days late: {'; '.join(words.en for words in stopped)}",
    )
    return (Finding("review_late", cause, mend, Who.MERCHANT, STOPS_SOURCE, _YEARLY_DATED, where=_WHERE),)


def own_verification_truth(*, orders: bool | None) -> StepTruth:
    """How the step stands for an own AppID: proven when its merchant number can order with it. None: there
    is no merchant number yet with which to try.
    """
    label = Words("用商户号下单试探", "Tried by an order of the merchant number")
    if orders is None:
        fact = Fact("order_sign", label, "还没有商户号，无法从外部证明", Proof.CALL, task="verification")
        return StepTruth(StepStatus.UNTOUCHED, Proof.CALL, (fact,))
    value = "可以下单，认证已生效" if orders else "不能下单：没有认证，或商户号没有关联"
    fact = Fact("order_sign", label, value, Proof.CALL, ok=orders, task="verification")
    return StepTruth(StepStatus.DONE if orders else StepStatus.DOING, Proof.CALL, (fact,))


def _open_truth(application: Application) -> StepTruth:
    facts = _open_facts(application)
    if application.apply_status == SENT_BACK:
        reason = application.reason or "微信没有说明"
        cause = Words(f"认证资料被打回：{reason}", f"Sent back: {application.reason}")
        mend = Words("按原因改好资料后重新提交；打回重填通常不再收费（未确认）", "Mend it and hand in again")
        return _failed("verification_sent_back", cause, mend, facts)
    if application.apply_status == REFUSED:
        reason = application.reason or "微信没有说明"
        cause = Words(f"认证最终没有通过：{reason}", f"Refused for good: {application.reason}")
        mend = Words(
            "按原因准备好后重新提交，要再付一次费", "Put it right and hand in anew; the fee is due again"
        )
        return _failed("verification_refused", cause, mend, facts)
    if application.task_status in _ENDS and application.apply_status != REVIEWING:
        code, cause = _ENDS[application.task_status]
        return _failed(code, cause, _AGAIN, facts)
    if application.apply_status == REVIEWING:
        words = Words(
            "微信在审核认证资料，审核机构可能来电", "WeChat looks at the papers; the reviewer may call"
        )
        return StepTruth(StepStatus.WAITING_WECHAT, Proof.API, facts, (), words)
    if application.apply_status == UNPAID or application.task_status == 15:
        return StepTruth(StepStatus.WAITING_PERSON, Proof.API, facts, (), _PAY)
    words = _WAITS.get(application.task_status, _WAITS[12])
    return StepTruth(StepStatus.WAITING_PERSON, Proof.API, facts, (), words)


def _failed(code: str, cause: Words, mend: Words, facts: tuple[Fact, ...]) -> StepTruth:
    finding = Finding(code, cause, mend, Who.MERCHANT, _SOURCE, _DATED, where=_WHERE)
    return StepTruth(StepStatus.FAILED, Proof.API, facts, (finding,))


def _open_facts(application: Application) -> tuple[Fact, ...]:
    label = Words("认证单号", "Application")
    facts = [Fact("task", label, application.task_id, Proof.API, copy=True, task="verification")]
    if application.auth_url:
        page = Words("管理员确认页", "Page for the administrator")
        facts.append(Fact("auth_url", page, application.auth_url, Proof.API, copy=True, task="verification"))
    return tuple(facts)


def _year_facts(review_until: datetime | None) -> tuple[Fact, ...]:
    facts = [
        Fact("verified", Words("微信认证", "Verified"), "已通过", Proof.API, ok=True, task="verification")
    ]
    if review_until is not None:
        label = Words("年审到期", "Yearly review until")
        facts.append(Fact("review_until", label, review_until.date().isoformat(), Proof.API))
    return tuple(facts)
