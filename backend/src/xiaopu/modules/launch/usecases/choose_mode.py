"""Which of the three ways the shop takes to its mini program."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.modes import Mode
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.errors import LaunchModeFixed
from xiaopu.modules.tenancy.api import write_audit


def choose_mode(uow: UnitOfWork, mode: Mode) -> None:
    """Choose, or choose anew while no account is connected. Refuses `launch_mode_fixed`."""
    uow.run(repository.OPEN_LAUNCH[uow.dialect], now=uow.now)
    row = uow.row(repository.LAUNCH)
    before = row.mode if row is not None else None
    account = uow.row(repository.STEP, wanted=Step.ACCOUNT)
    if account is not None and account.status == StepStatus.DONE and before not in (None, mode):
        raise LaunchModeFixed
    uow.run(repository.SET_MODE, wanted_mode=mode)
    if before != mode:
        write_audit(uow, "launch.mode", "launch", before={"mode": before}, after={"mode": mode})
