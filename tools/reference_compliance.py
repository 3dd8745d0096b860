"""The page of docs/reference about who may sell what, made from the tables of compliance."""

from collections.abc import Iterator

from xiaopu.modules.compliance.domain.advice import FIRST_SENTENCE
from xiaopu.modules.compliance.domain.capabilities import CAPABILITIES
from xiaopu.modules.compliance.domain.facts import (
    PAPER_NAMES,
    SUBJECT_NAMES,
    FactSource,
    SubjectType,
    Verdict,
)
from xiaopu.modules.compliance.domain.finding import INDUSTRIES
from xiaopu.modules.compliance.domain.industries import Industry

_VERDICTS = {
    Verdict.ALLOWED: "可以",
    Verdict.PAPER: "要资质",
    Verdict.FORBIDDEN: "禁止",
    Verdict.NOT_FOR_SUBJECT: "不开放",
}


def compliance_page() -> str:
    """Both tables, each row with source and date."""
    return "\n".join(
        [
            "# 主体与行业 Subjects and industries\n",
            "由 `python -m tools.reference` 从代码生成（`modules/compliance/domain`），请不要手改。"
            "没有可靠来源的写「待确认」，以微信公众平台页面为准。\n",
            f"{FIRST_SENTENCE}\n",
            "## 三种主体能做什么 Capabilities\n",
            *_capabilities(),
            "\n## 行业 Industries\n",
            *_industries(),
            "",
        ]
    )


def _capabilities() -> Iterator[str]:
    yield "| 能力 | " + " | ".join(SUBJECT_NAMES[subject] for subject in SubjectType) + " | 来源 |"
    yield "|---" * (len(SubjectType) + 2) + "|"
    for row in CAPABILITIES:
        cells = [row.of(subject) for subject in SubjectType]
        sources = "；".join(dict.fromkeys(_source(cell.source) for cell in cells))
        yield f"| {row.name} | " + " | ".join(cell.words for cell in cells) + f" | {sources} |"


def _industries() -> Iterator[str]:
    yield "| 行业 | 微信类目 | " + " | ".join(SUBJECT_NAMES.values()) + " | 资质与说明 | 来源 |"
    yield "|---" * (len(SubjectType) + 4) + "|"
    for row in INDUSTRIES:
        verdicts = " | ".join(_VERDICTS[row.of(subject)] for subject in SubjectType)
        unsure = "" if row.confirmed else "（待确认）"
        yield (
            f"| {row.name} | {row.first} / {row.second} | {verdicts} | {_needs(row)} | "
            f"{_source(row.source)}{unsure} |"
        )


def _needs(row: Industry) -> str:
    groups = [" 或 ".join(PAPER_NAMES[kind] for kind in group) for group in row.papers]
    scope = [f"执照范围含{row.scope}"] if row.scope else []
    note = [row.note] if row.note else []
    return "；".join([*groups, *scope, *note])


def _source(source: FactSource) -> str:
    return f"{source.title}，{source.date.isoformat()}"
