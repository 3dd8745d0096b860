"""What neighbours may ask of compliance."""

from typing import Literal

import msgspec

from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.compliance.domain.capabilities import CAPABILITIES, Capability, Standing
from xiaopu.modules.compliance.domain.facts import PAPER_NAMES, PaperKind, SubjectType, Verdict
from xiaopu.modules.compliance.domain.finding import industry_of
from xiaopu.modules.compliance.domain.industries import Industry
from xiaopu.modules.compliance.domain.subject import SubjectFacts
from xiaopu.modules.compliance.errors import SubjectCannotSell
from xiaopu.modules.compliance.schemas import MissingPaper
from xiaopu.modules.compliance.usecases.read_subject import (
    missing_papers,
    subject_locked,
    subject_of,
    subject_type,
)
from xiaopu.modules.compliance.usecases.set_subject import lock_subject, unlock_subject
from xiaopu.modules.tenancy.api import weapp_selling

WeappProfile = Literal["mall", "showcase"]


class IndustryRule(msgspec.Struct, frozen=True):
    """A row of the industry table as one subject sees it."""

    industry: Industry
    verdict: Verdict


def industry_rule(words_or_key: str, subject: SubjectType) -> IndustryRule | None:
    """By key, or by plain words; None when the table does not know them."""
    industry = industry_of(words_or_key)
    return None if industry is None else IndustryRule(industry, industry.of(subject))


def capabilities(subject: SubjectType) -> dict[str, Standing]:
    """Key of the capability → how this subject stands."""
    return {row.key: row.of(subject) for row in CAPABILITIES}


def may_sell_in_weapp(read: ReadScope) -> bool:
    """Whether the shop's mini program may have cart, orders and payment: not for an individual. One row of
    tenancy; true before a subject is set.
    """
    return weapp_selling(read)


def require_weapp_selling(read: ReadScope) -> None:
    """Refuses `subject_cannot_sell`."""
    if not may_sell_in_weapp(read):
        raise SubjectCannotSell


def weapp_profile(read: ReadScope) -> WeappProfile:
    """Which build of the mini program the shop needs."""
    return "mall" if may_sell_in_weapp(read) else "showcase"


__all__ = [
    "CAPABILITIES",
    "PAPER_NAMES",
    "Capability",
    "Industry",
    "IndustryRule",
    "MissingPaper",
    "PaperKind",
    "SubjectFacts",
    "SubjectType",
    "Verdict",
    "WeappProfile",
    "capabilities",
    "industry_rule",
    "lock_subject",
    "may_sell_in_weapp",
    "missing_papers",
    "require_weapp_selling",
    "subject_locked",
    "subject_of",
    "subject_type",
    "unlock_subject",
    "weapp_profile",
]
