"""How a fast registration looks as a step: what each state waits for, and WeChat's answer explained. Pure."""

import msgspec

from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.truth import Fact, Finding, StepTruth, Who, Words

_WHO = {"wechat": Who.WECHAT, "operator": Who.PLATFORM}
_SOURCE, _DATED = "快速注册小程序 · 推送状态表", "2026-11-22"
_CONFIRM = Words(
    "法人在 24 小时内打开微信的「服务通知」，刷脸确认",
    "The legal person confirms in WeChat within 24 hours, by face",
)


class Outcome(msgspec.Struct, frozen=True):
    """WeChat's answer to a registration, and what mends it; `mends` names who."""

    code: str
    cause: Words
    mend: Words
    mends: str


def registration_truth(state: str, outcome: Outcome | None, facts: tuple[Fact, ...]) -> StepTruth:
    """By the registration's state: waiting for a person, taken in by us, or failed with a cause."""
    findings = () if outcome is None else (_finding(outcome),)
    if state in {"refused", "failed", "expired"}:
        return StepTruth(StepStatus.FAILED, facts=facts, findings=findings)
    if state == "waiting":
        return StepTruth(StepStatus.WAITING_PERSON, facts=facts, findings=findings, waits_for=_CONFIRM)
    words = Words("微信正在处理注册", "WeChat is working on the registration")
    return StepTruth(StepStatus.WAITING_WECHAT, facts=facts, findings=findings, waits_for=words)


def _finding(outcome: Outcome) -> Finding:
    who = _WHO.get(outcome.mends, Who.MERCHANT)
    return Finding("registration", outcome.cause, outcome.mend, who, _SOURCE, _DATED, errcode=outcome.code)
