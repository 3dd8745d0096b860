"""支付配置: an account without fault, and one fen paid, noticed and given back."""

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.launch.domain.rules import finding
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Fact, Finding, Proof, StepTruth, Who, Words
from xiaopu.modules.payments.api import PaymentState, ProofView, payment_state

_PROOFS = {
    "waiting": "等待扫码",
    "paid": "已付款，退回中",
    "refunded": "已付款并退回",
    "expired": "付款码已过期",
    "failed": "没有成功",
}
_APPLYING = {"auditing", "to_confirm", "to_sign"}
# What WeChat Pay said when the check found these.
_SAID = {
    "appid_not_bound": "APPID_MCHID_NOT_MATCH",
    "jsapi_not_open": "NO_AUTH",
    "sign_error": "SIGN_ERROR",
}
_WHO = {"operator": Who.PLATFORM, "wechat": Who.WECHAT}


class PaymentReader:
    """Our own rows: checks and proofs are made by their own buttons, with real calls."""

    step = Step.PAYMENT

    def __init__(self, units: Units) -> None:
        self._units = units

    async def read(self, scope: ShopScope) -> StepTruth:
        state = await self._units.read(scope, payment_state)
        facts = _facts(state)
        if not state.account_set:
            return _without_account(state, facts)
        findings = [_told(state, number) for number in range(len(state.findings))]
        if state.check is None:
            findings.append(finding("pay_not_checked"))
        if state.is_proven:
            return StepTruth(StepStatus.DONE, Proof.CALL, facts, tuple(findings))
        if state.native is None or not state.native.is_proof:
            findings.append(finding("pay_not_proven"))
        return StepTruth(StepStatus.DOING, facts=facts, findings=tuple(findings))


def _without_account(state: PaymentState, facts: tuple[Fact, ...]) -> StepTruth:
    applyment = state.applyment
    if applyment.status in _APPLYING:
        words = Words("特约商户申请处理中，有进展会告诉您", "The application is under way")
        status = StepStatus.WAITING_WECHAT if applyment.status == "auditing" else StepStatus.WAITING_PERSON
        return StepTruth(status, facts=facts, waits_for=words)
    return StepTruth(StepStatus.UNTOUCHED, facts=facts, findings=(finding("pay_account_missing"),))


def _facts(state: PaymentState) -> tuple[Fact, ...]:
    found = []
    if state.mchid:
        found.append(Fact("mchid", Words("商户号", "mchid"), state.mchid, Proof.OWN))
    if state.check is not None:
        found.append(
            Fact(
                "check", Words("账号检查", "Check"), _checked(state.check), Proof.CALL, ok=state.check == "ok"
            )
        )
    for label, proof in (
        (Words("扫码付款证明", "Proof by scanning"), state.native),
        (Words("小程序内付款证明", "Proof in the mini program"), state.jsapi),
    ):
        if proof is not None:
            found.append(_proof_fact(label, proof))
    return tuple(found)


def _proof_fact(label: Words, proof: ProofView) -> Fact:
    return Fact(proof.kind, label, _PROOFS[proof.status], Proof.CALL, ok=proof.is_proof or None)


def _checked(result: str) -> str:
    return "没有问题" if result == "ok" else f"有问题（{result}）"


def _told(state: PaymentState, number: int) -> Finding:
    found = state.findings[number]
    return Finding(
        found.code,
        Words(found.cause, found.cause_en),
        Words(found.mend, found.mend_en),
        _WHO.get(found.who, Who.MERCHANT),
        found.source,
        "2026-04-28",
        errcode=_SAID.get(found.code) or (found.detail if found.code == "refused" else None),
        where="channels",
    )
