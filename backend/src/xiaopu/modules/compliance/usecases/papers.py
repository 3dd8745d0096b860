"""The papers of a shop: rows beside sealed files."""

from datetime import date
from typing import Any

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.clock import SHANGHAI
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.text import squeeze
from xiaopu.modules.compliance import repository
from xiaopu.modules.compliance.domain.facts import PAPER_NAMES, PaperKind
from xiaopu.modules.compliance.errors import TooManyPapers
from xiaopu.modules.compliance.schemas import PaperIn, SubjectPaper
from xiaopu.modules.tenancy.api import write_audit

MOST_NOTE = 120


def refuse_paper(read: ReadScope, wanted: PaperIn) -> None:
    """Refuses before the upload is read what would be refused after: `too_many_papers`, a paper that has
    expired (`paper_expired`), a note that is too long.
    """
    if int(read.value(repository.COUNT_PAPERS)) >= repository.MOST_PAPERS:
        raise TooManyPapers(most=repository.MOST_PAPERS)
    if wanted.valid_until is not None and wanted.valid_until < read.now.astimezone(SHANGHAI).date():
        raise InvalidInput.at("valid_until", "paper_expired", "这份证件已经过期")
    if wanted.note is not None and len(wanted.note) > MOST_NOTE:
        raise InvalidInput.at("note", "too_long", f"备注最多 {MOST_NOTE} 个字")


def add_paper(uow: UnitOfWork, wanted: PaperIn, file_key: str, size: int) -> str:
    """A row for a file that is already stored; gives the paper's id. Refuses as `refuse_paper` does."""
    refuse_paper(uow, wanted)
    paper_id = uow.new_id()
    uow.run(
        repository.ADD_PAPER,
        id=paper_id,
        kind=wanted.kind,
        valid_until=wanted.valid_until.isoformat() if wanted.valid_until else None,
        note=squeeze(wanted.note) or None if wanted.note else None,
        file_key=file_key,
        bytes=size,
        created_at=uow.now,
    )
    write_audit(uow, "paper.added", f"paper:{paper_id}", after={"kind": wanted.kind})
    return paper_id


def papers(read: ReadScope) -> list[SubjectPaper]:
    """All of the shop's papers, the oldest first."""
    today = read.now.astimezone(SHANGHAI).date()
    return [_view(row, today) for row in read.rows(repository.PAPERS_OF)]


def paper(read: ReadScope, paper_id: str) -> SubjectPaper:
    """One of them; refuses `not_found`."""
    row = read.row(repository.PAPER, wanted=paper_id)
    if row is None:
        raise NotFound
    return _view(row, read.now.astimezone(SHANGHAI).date())


def look_at_paper(uow: UnitOfWork, paper_id: str) -> str:
    """The key of its file; that somebody looked is written down first. Refuses `not_found`."""
    row = uow.row(repository.PAPER, wanted=paper_id)
    if row is None:
        raise NotFound
    write_audit(uow, "paper.seen", f"paper:{paper_id}", after={"kind": row.kind})
    return str(row.file_key)


def drop_paper(uow: UnitOfWork, paper_id: str) -> str:
    """Forget a paper; gives the key of the file that may go once this is certain. Refuses `not_found`."""
    key = uow.value(repository.DROP_PAPER, wanted=paper_id)
    if key is None:
        raise NotFound
    write_audit(uow, "paper.dropped", f"paper:{paper_id}")
    return str(key)


def _view(row: Any, today: date) -> SubjectPaper:
    until = date.fromisoformat(row.valid_until) if row.valid_until else None
    kind = PaperKind(row.kind)
    return SubjectPaper(
        id=row.id,
        kind=kind,
        name=PAPER_NAMES[kind],
        created_at=row.created_at,
        expired=until is not None and until < today,
        bytes=row.bytes,
        valid_until=until,
        note=row.note,
    )
