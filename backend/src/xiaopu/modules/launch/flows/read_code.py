"""代码上传: a clean package at WeChat, and a phone that opened it."""

import msgspec

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.launch.domain.rules import finding, rules
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Fact, Finding, Proof, StepTruth, Words
from xiaopu.modules.launch.queries import seen_beacons
from xiaopu.modules.platform.api import AccessState, access_of
from xiaopu.modules.releases.api import CodeState, PackageRow, code_state


class CodeReader:
    """Our own rows: uploads are answered by WeChat when they happen, and phones send beacons."""

    step = Step.CODE

    def __init__(self, units: Units) -> None:
        self._units = units

    async def read(self, scope: ShopScope) -> StepTruth:
        state, own, opened = await self._units.read(scope, _rows)
        newest, uploaded = state.newest, state.uploaded
        facts = _facts(state, opened)
        if newest is None:
            missing = own and not state.upload_key_set
            return StepTruth(
                StepStatus.UNTOUCHED,
                facts=facts,
                findings=(finding("upload_key_missing"),) if missing else (),
            )
        findings = list(_wrong(newest))
        if own and not state.upload_key_set:
            findings.append(finding("upload_key_missing"))
        if uploaded is None:
            status = StepStatus.FAILED if newest.upload_error or newest.errors else StepStatus.DOING
            return StepTruth(status, facts=facts, findings=tuple(findings))
        if uploaded.version not in opened:
            findings.append(finding("trial_not_opened", version=uploaded.version))
            return StepTruth(StepStatus.DOING, facts=facts, findings=tuple(findings))
        return StepTruth(StepStatus.DONE, Proof.BEACON, facts, tuple(findings))


def _rows(read: ReadScope) -> tuple[CodeState, bool, frozenset[str]]:
    access = access_of(read)
    seen = [one for kind in ("trial", "release") for one in seen_beacons(read, kind)]
    return (
        code_state(read),
        access.state in (AccessState.KEYS_SET, AccessState.KEYS_MISSING),
        frozenset(one.version for one in seen if one.appid == access.appid),
    )


def _wrong(package: PackageRow) -> list[Finding]:
    found = []
    if package.errors:
        found.append(finding("code_red", errors=package.errors))
    if package.upload_error:
        found.append(_bounced(package.upload_error))
    return found


def _bounced(error: str) -> Finding:
    """A rule of its own for what we know by name; WeChat's own code goes with it."""
    head, _, reason = error.partition(": ")
    code, _, errcode = head.partition("/")
    known = code if code in rules() else "upload_failed"
    return msgspec.structs.replace(finding(known, reason=reason or error), errcode=errcode or None)


def _facts(state: CodeState, opened: frozenset[str]) -> tuple[Fact, ...]:
    found = []
    if state.newest is not None:
        found.append(Fact("newest", Words("最新的包", "Newest package"), state.newest.version, Proof.OWN))
    if state.uploaded is not None:
        version = state.uploaded.version
        found.append(Fact("uploaded", Words("已上传", "Uploaded"), version, Proof.CALL, ok=True))
    if opened:
        label = Words("手机打开过", "Opened on a phone")
        found.append(Fact("opened", label, " ".join(sorted(opened)), Proof.BEACON, ok=True))
    return tuple(found)
