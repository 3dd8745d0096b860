"""The facts of a subject, opened; and which of them each type needs. Pure."""

import re
from datetime import datetime

import msgspec

from xiaopu.modules.compliance.domain.facts import SubjectType

# Letters of names: Chinese characters with the dot of translated names, or Latin letters.
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f〇"
_PERSON = re.compile(rf"[{_HAN}]+(?:·[{_HAN}]+)*|[A-Za-z]+(?:[ .'\-][A-Za-z]+)*")
_FIRM = re.compile(rf"[{_HAN}A-Za-z0-9（）()·&\-+.,'！!“”《》〈〉、 ]+")
_LONGEST_PERSON, _LONGEST_FIRM = 30, 60
# The second character of a credit code that market supervision (9) gave: 2 for a sole trader.
_MARKET, _SOLE = "9", "2"

NEEDED: dict[SubjectType, tuple[str, ...]] = {
    SubjectType.INDIVIDUAL: ("name", "id_number", "phone"),
    SubjectType.SOLE_TRADER: ("name", "credit_code", "legal_name", "id_number", "phone"),
    SubjectType.COMPANY: ("name", "credit_code", "legal_name", "id_number", "phone"),
}


class SubjectFacts(msgspec.Struct, frozen=True):
    """Who sells, with personal data open: for use at once, never kept or logged; `repr` hides it."""

    type: SubjectType
    name: str
    sells: tuple[str, ...]
    credit_code: str | None = None
    legal_name: str | None = None
    id_number: str | None = None
    phone: str | None = None
    locked_at: datetime | None = None

    def __repr__(self) -> str:
        return f"SubjectFacts({self.type})"

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields that a launch still needs."""
        return tuple(field for field in NEEDED[self.type] if getattr(self, field) is None)


def is_person_name(name: str) -> bool:
    """2 to 30 Chinese characters (`·` inside), or Latin letters."""
    return 2 <= len(name) <= _LONGEST_PERSON and _PERSON.fullmatch(name) is not None


def is_firm_name(name: str) -> bool:
    """2 to 60 characters that stand on a business licence."""
    return 2 <= len(name) <= _LONGEST_FIRM and _FIRM.fullmatch(name) is not None


def fits_type(code: str, subject: SubjectType) -> bool:
    """Whether a credit code is one of this type: 92… for sole traders, anything else for companies."""
    return (code[0] == _MARKET and code[1] == _SOLE) is (subject is SubjectType.SOLE_TRADER)
