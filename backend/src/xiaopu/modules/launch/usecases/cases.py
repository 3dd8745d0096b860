"""Questions to a desk: they stay open until somebody writes the answer down."""

from typing import Any

from sqlalchemy import Row

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.support import desks
from xiaopu.modules.launch.errors import CaseClosed
from xiaopu.modules.launch.schemas import AnswerIn, CaseIn, CaseView
from xiaopu.modules.tenancy.api import write_audit


def open_case(uow: UnitOfWork, wanted: CaseIn) -> CaseView:
    """Keep the text as it was sent, with the desk that it went to."""
    case_id = uow.new_id()
    uow.run(
        repository.ADD_CASE,
        id=case_id,
        step=wanted.step,
        desk=desks()[wanted.step].desk,
        text=wanted.text,
        actor=uow.scope.actor,
        opened_at=uow.now,
    )
    write_audit(uow, "launch.case_opened", f"case:{case_id}", after={"step": wanted.step})
    return one_case(uow, case_id)


def close_case(uow: UnitOfWork, case_id: str, wanted: AnswerIn) -> CaseView:
    """Write the answer down. Refuses `not_found` and, the second time, `case_closed`."""
    one_case(uow, case_id)
    if not uow.run(
        repository.CLOSE_CASE, wanted=case_id, still_open=True, new_answer=wanted.answer, now=uow.now
    ):
        raise CaseClosed
    write_audit(uow, "launch.case_closed", f"case:{case_id}")
    return one_case(uow, case_id)


def cases(read: ReadScope) -> list[CaseView]:
    """Open ones first, newest first; at most 100."""
    return [_view(row) for row in read.rows(repository.CASES)]


def one_case(read: ReadScope, case_id: str) -> CaseView:
    """Refuses `not_found`."""
    row = read.row(repository.CASE, wanted=case_id)
    if row is None:
        raise NotFound
    return _view(row)


def _view(row: Row[Any]) -> CaseView:
    return CaseView(
        row.id, Step(row.step), row.desk, row.text, row.is_open, row.opened_at, row.answer, row.closed_at
    )
