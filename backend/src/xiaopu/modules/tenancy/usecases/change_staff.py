"""Another role for somebody, or none: a shop is never without an owner."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import MerchantId
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.domain import Role
from xiaopu.modules.tenancy.errors import LastOwner
from xiaopu.modules.tenancy.usecases.write_audit import write_audit


class ChangeRole(msgspec.Struct, frozen=True):
    merchant_id: MerchantId
    role: Role


def change_role(uow: UnitOfWork, command: ChangeRole) -> None:
    """Refuses `not_found` for who does not work here, and `last_owner`. The same role again is no change."""
    before = _role_of(uow, command.merchant_id, after=command.role)
    if before is command.role:
        return
    uow.run(
        repository.SET_ROLE,
        wanted=command.merchant_id,
        wanted_shop=uow.shop_id,
        new_role=command.role,
    )
    write_audit(
        uow,
        "staff.role_changed",
        f"merchant:{command.merchant_id}",
        before={"role": before},
        after={"role": command.role},
    )


def remove_staff(uow: UnitOfWork, merchant_id: MerchantId) -> None:
    """Roles are read with every request: their sessions find the shop no more. Refuses `not_found` and
    `last_owner`.
    """
    before = _role_of(uow, merchant_id, after=None)
    uow.run(repository.DROP_MEMBERSHIP, wanted=merchant_id, wanted_shop=uow.shop_id)
    write_audit(uow, "staff.removed", f"merchant:{merchant_id}", before={"role": before})


def _role_of(uow: UnitOfWork, merchant_id: MerchantId, *, after: Role | None) -> Role:
    """The role now, with everybody's row locked, so that two owners do not both go."""
    people = uow.rows(repository.STAFF_TO_CHANGE, wanted_shop=uow.shop_id)
    roles = {MerchantId(row.merchant_id): Role(row.role) for row in people}
    if merchant_id not in roles:
        raise NotFound
    owners = [one for one, role in roles.items() if role is Role.OWNER]
    if after is not Role.OWNER and owners == [merchant_id]:
        raise LastOwner
    return roles[merchant_id]
