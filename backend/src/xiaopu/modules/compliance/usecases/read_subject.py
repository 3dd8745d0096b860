"""The shop's subject: opened for use, or masked for the eye."""

from collections.abc import Callable

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.clock import SHANGHAI
from xiaopu.kernel.text import mask_phone
from xiaopu.modules.compliance import repository
from xiaopu.modules.compliance.domain.advice import paper_needs
from xiaopu.modules.compliance.domain.facts import PaperKind, SubjectType
from xiaopu.modules.compliance.domain.finding import BY_KEY
from xiaopu.modules.compliance.domain.numbers import mask_id, mask_name
from xiaopu.modules.compliance.domain.subject import SubjectFacts
from xiaopu.modules.compliance.schemas import MissingPaper, SubjectView
from xiaopu.modules.tenancy.api import weapp_selling

# Columns that are sealed, each with its context.
SEALED = {
    column: f"subjects.{column.removesuffix('_sealed')}"
    for column in ("name_sealed", "legal_name_sealed", "id_number_sealed", "phone_sealed")
}


def subject_type(read: ReadScope) -> SubjectType | None:
    """The type alone; opens nothing."""
    row = read.row(repository.SUBJECT)
    return None if row is None else SubjectType(row.kind)


def subject_of(read: ReadScope, *, vault: Vault) -> SubjectFacts | None:
    """Everything, opened: one statement and up to four seals."""
    row = read.row(repository.SUBJECT)
    if row is None:
        return None

    def opened(column: str) -> str | None:
        sealed = getattr(row, column)
        return None if sealed is None else vault.open(sealed, SEALED[column])

    return SubjectFacts(
        type=SubjectType(row.kind),
        name=opened("name_sealed") or "",
        sells=tuple(key for key in row.sells if key in BY_KEY),
        credit_code=row.credit_code,
        legal_name=opened("legal_name_sealed"),
        id_number=opened("id_number_sealed"),
        phone=opened("phone_sealed"),
        locked_at=row.locked_at,
    )


def subject_view(read: ReadScope, *, vault: Vault, reveal: bool = False) -> SubjectView:
    """What the console shows. Whoever asks with `reveal` writes it into the audit log."""
    facts = subject_of(read, vault=vault)
    if facts is None:
        return SubjectView(set=False)
    person = facts.type is SubjectType.INDIVIDUAL
    return SubjectView(
        set=True,
        type=facts.type,
        name=mask_name(facts.name) if person and not reveal else facts.name,
        credit_code=facts.credit_code,
        legal_name=_shown(facts.legal_name, mask_name, reveal=reveal),
        id_number=_shown(facts.id_number, mask_id, reveal=reveal),
        phone=_shown(facts.phone, mask_phone, reveal=reveal),
        sells=facts.sells,
        missing=facts.missing,
        missing_papers=missing_papers(read),
        locked_at=facts.locked_at,
        may_sell_in_weapp=weapp_selling(read),
        revealed=reveal,
    )


def missing_papers(read: ReadScope) -> tuple[MissingPaper, ...]:
    """What the shop's industries need and its papers do not show today; nothing before a subject is set. A
    business licence is needed by everybody but individuals.
    """
    row = read.row(repository.SUBJECT)
    if row is None:
        return ()
    subject = SubjectType(row.kind)
    today = read.now.astimezone(SHANGHAI).date().isoformat()
    papers = read.rows(repository.PAPERS_OF)
    valid = {PaperKind(one.kind) for one in papers if one.valid_until is None or one.valid_until >= today}
    expired = {PaperKind(one.kind) for one in papers} - valid
    missing = []
    licence = (PaperKind.BUSINESS_LICENCE,)
    if subject is not SubjectType.INDIVIDUAL and not valid & set(licence):
        missing.append(MissingPaper("", "主体", licence, "营业执照", "", bool(expired & set(licence))))
    for need in paper_needs([BY_KEY[key] for key in row.sells if key in BY_KEY], subject, frozenset(valid)):
        if not valid & set(need.any_of):
            name = BY_KEY[need.industry].name
            was = bool(expired & set(need.any_of))
            missing.append(MissingPaper(need.industry, name, need.any_of, need.words, need.scope, was))
    return tuple(missing)


def _shown(value: str | None, mask: Callable[[str], str], *, reveal: bool) -> str | None:
    return value if value is None or reveal else mask(value)


def subject_locked(read: ReadScope) -> bool:
    """Whether the type stands: a mini program account exists for it."""
    row = read.row(repository.SUBJECT)
    return row is not None and row.locked_at is not None
