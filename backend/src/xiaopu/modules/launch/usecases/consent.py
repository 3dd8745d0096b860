"""The owner's consent that the operator acts for the shop: for some days, taken back at any moment."""

from datetime import timedelta
from typing import Literal

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.errors import ConsentMissing
from xiaopu.modules.tenancy.api import write_audit

ConsentDays = Literal[7, 30]


def give_consent(uow: UnitOfWork, days: ConsentDays) -> None:
    """From now for 7 or 30 days; a later word replaces an earlier one."""
    uow.run(repository.OPEN_LAUNCH[uow.dialect], now=uow.now)
    until = uow.now + timedelta(days=days)
    uow.run(repository.SET_CONSENT, wanted_until=until)
    write_audit(uow, "launch.consent_given", "launch", after={"until": until.isoformat()})


def end_consent(uow: UnitOfWork) -> None:
    """At once; twice is once."""
    row = uow.row(repository.LAUNCH)
    if row is not None and row.consent_until is not None:
        uow.run(repository.SET_CONSENT, wanted_until=None)
        write_audit(uow, "launch.consent_ended", "launch")


def act_with_consent(uow: UnitOfWork, step: Step) -> None:
    """The operator is about to look at a step for the shop: noted in the shop's log. Refuses
    `consent_missing`, also once the days are over.
    """
    row = uow.row(repository.LAUNCH)
    if row is None or row.consent_until is None or row.consent_until <= uow.now:
        raise ConsentMissing
    write_audit(uow, "launch.operator_looked", f"step:{step}")
