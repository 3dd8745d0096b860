"""本人确认: a person's word about a task for which WeChat offers no sign."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.modes import TASK
from xiaopu.modules.launch.errors import TaskNotDeclarable
from xiaopu.modules.tenancy.api import write_audit


def declare(uow: UnitOfWork, task: str) -> None:
    """Note the word; it never counts as proof. Refuses an unknown task (`not_found`) and one that can be read
    (`task_not_declarable`).
    """
    if task not in TASK:
        raise NotFound
    if not TASK[task].declarable:
        raise TaskNotDeclarable
    uow.run(repository.DECLARE[uow.dialect], task=task, actor=uow.scope.actor, now=uow.now)
    write_audit(uow, "launch.declared", f"launch:{task}")


def take_back(uow: UnitOfWork, task: str) -> None:
    """The word is withdrawn; repeating it changes nothing. Refuses an unknown task."""
    if task not in TASK:
        raise NotFound
    uow.run(repository.TAKE_BACK, wanted=task)
    write_audit(uow, "launch.taken_back", f"launch:{task}")
