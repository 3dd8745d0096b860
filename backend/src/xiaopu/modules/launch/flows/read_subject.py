"""主体资料: complete by its own check digits, with the papers that the industries want."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.compliance.api import MissingPaper, SubjectFacts, missing_papers, subject_of
from xiaopu.modules.launch.domain.rules import finding
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Fact, Finding, Proof, StepTruth, Words

_TYPES = {
    "individual": Words("个人", "individual"),
    "sole_trader": Words("个体工商户", "sole trader"),
    "company": Words("企业", "company"),
}
_FIELDS = {
    "name": Words("名称", "name"),
    "credit_code": Words("统一社会信用代码", "credit code"),
    "legal_name": Words("法定代表人", "legal person"),
    "id_number": Words("身份证号", "ID number"),
    "phone": Words("手机号", "phone"),
}


class SubjectReader:
    """Our own rows; nobody outside is asked."""

    step = Step.SUBJECT

    def __init__(self, units: Units, vault: Vault) -> None:
        self._units = units
        self._vault = vault

    async def read(self, scope: ShopScope) -> StepTruth:
        facts, papers = await self._units.read(scope, self._rows)
        if facts is None:
            return StepTruth(StepStatus.UNTOUCHED)
        kind = _TYPES[facts.type]
        changeable = "不能" if facts.locked_at else "接入账号前可以"
        shown = (
            Fact("type", Words("主体类型", "Kind of subject"), kind.zh, Proof.OWN),
            Fact("locked", Words("能否更改", "Can it be changed"), changeable, Proof.OWN),
        )
        findings = [_paper(one) for one in papers]
        if facts.missing:
            names = "、".join(_FIELDS[field].zh for field in facts.missing)
            findings.insert(0, finding("subject_incomplete", missing=names))
        if facts.missing or papers:
            return StepTruth(StepStatus.DOING, facts=shown, findings=tuple(findings))
        return StepTruth(StepStatus.DONE, Proof.OWN, shown)

    def _rows(self, read: ReadScope) -> tuple[SubjectFacts | None, tuple[MissingPaper, ...]]:
        return subject_of(read, vault=self._vault), missing_papers(read)


def _paper(missing: MissingPaper) -> Finding:
    code = "paper_expired" if missing.expired else "paper_missing"
    return finding(code, industry=missing.name, words=missing.words)
