"""A finding: what is wrong in a package or with a submission, why, and what mends it. Pure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec


class Severity(StrEnum):
    # WeChat would refuse it, or a secret would leave the house: the package is not uploaded.
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(msgspec.Struct, frozen=True):
    """What a rule says; `{what}` stands for the thing that was found."""

    severity: Severity
    zh: str
    en: str
    mend_zh: str
    mend_en: str


class CodeFinding(msgspec.Struct, frozen=True, omit_defaults=True):
    """`line` counts from 1; 0 speaks of the whole file, an empty `file` of the whole package."""

    severity: Severity
    rule: str
    zh: str
    en: str
    mend_zh: str
    mend_en: str
    file: str = ""
    line: int = 0


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
MOST_SHOWN = 200


def finding(name: str, rule: Rule, *, what: str = "", file: str = "", line: int = 0) -> CodeFinding:
    """One finding of a rule."""
    return CodeFinding(
        rule.severity,
        name,
        rule.zh.replace("{what}", what),
        rule.en.replace("{what}", what),
        rule.mend_zh.replace("{what}", what),
        rule.mend_en.replace("{what}", what),
        file[:MOST_SHOWN],
        line,
    )


def sorted_findings(findings: Iterable[CodeFinding]) -> list[CodeFinding]:
    """Errors first, then by file and line; the same thing at the same place once."""
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda one: (_ORDER[one.severity], one.file, one.line, one.rule))


def count_by_severity(findings: Iterable[CodeFinding]) -> Mapping[Severity, int]:
    """How many of each, none left out."""
    counts = dict.fromkeys(Severity, 0)
    for one in findings:
        counts[one.severity] += 1
    return counts


def has_errors(findings: Iterable[CodeFinding]) -> bool:
    return any(one.severity is Severity.ERROR for one in findings)
