"""A person is waited for: told once a day, and never twice by two workers."""

from datetime import datetime, timedelta

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Words
from xiaopu.modules.launch.events import PersonAwaited

STEP_AGAIN = timedelta(hours=24)
CASE_AGAIN = timedelta(days=3)

_SOMEBODY = Words("需要您去处理", "Something for you to do")
_CASE = Words(
    "您问客服的问题还没有记下答复；有了答复请写下来，没有请再催一次",
    "A question to a desk has no answer written down yet",
)


def remind_of_step(uow: UnitOfWork, step: Step, since: datetime) -> bool:
    """Emit a reminder unless the step moved on or was reminded of within a day; whether it was emitted."""
    before = uow.now - STEP_AGAIN
    if not uow.run(repository.REMINDED, wanted=step, seen_since=since, reminded_before=before, now=uow.now):
        return False
    row = uow.row(repository.STEP, wanted=step)
    words = (row.outlook.waits_for if row is not None else None) or _SOMEBODY
    uow.emit(PersonAwaited(step, since.isoformat(), words.zh, words.en))
    return True


def remind_of_case(uow: UnitOfWork, case_id: str) -> bool:
    """Emit a reminder of an open question, at most every three days; its text stays here."""
    before = uow.now - CASE_AGAIN
    if not uow.run(
        repository.REMINDED_CASE, wanted=case_id, still_open=True, reminded_before=before, now=uow.now
    ):
        return False
    row = uow.row(repository.CASE, wanted=case_id)
    if row is not None:
        uow.emit(PersonAwaited(row.step, row.opened_at.isoformat(), _CASE.zh, _CASE.en))
    return True
