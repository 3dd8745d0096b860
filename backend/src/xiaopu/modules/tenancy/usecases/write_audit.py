"""One line of the audit log, in the unit of the change that it records."""

from collections.abc import Mapping

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.tenancy import repository


def write_audit(
    uow: UnitOfWork,
    action: str,
    object_: str,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Who (the scope's actor) did what to which object. Never pass a secret or personal data."""
    uow.run(
        repository.ADD_AUDIT,
        id=uow.new_id(),
        at=uow.now,
        actor=uow.scope.actor,
        action=action,
        object=object_,
        before=None if before is None else dict(before),
        after=None if after is None else dict(after),
    )
