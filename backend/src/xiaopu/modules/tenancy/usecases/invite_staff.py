"""Invitations to work in a shop: one an address, by a link that is good once and for a week."""

from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import Row

from xiaopu.infra.crypto.tokens import new_token, token_digest
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import MerchantId
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.domain import INVITATION_DAYS, Role
from xiaopu.modules.tenancy.errors import (
    AlreadyStaff,
    EmailNotVerified,
    InvitationNotYours,
    LinkNotValid,
    TooManyInvitations,
    TooManyStaff,
)
from xiaopu.modules.tenancy.events import StaffInvited
from xiaopu.modules.tenancy.schemas import InvitationIn, ShopBrief
from xiaopu.modules.tenancy.usecases.write_audit import write_audit

MOST_OPEN = 20
MOST_STAFF = 100
_SEALED = "staff_invitations.email"
TOKEN_KIND = "xi"  # noqa: S105 (the readable prefix of a token)


class IssuedInvitation(msgspec.Struct, frozen=True):
    """What the mail says. `token` exists nowhere else."""

    address: str
    token: str
    shop_name: str
    role: Role

    def __repr__(self) -> str:
        return f"IssuedInvitation({self.role})"


class JoinShop(msgspec.Struct, frozen=True):
    """A signed-in merchant holds a link of the scope's shop."""

    merchant_id: MerchantId
    token: str

    def __repr__(self) -> str:
        return f"JoinShop({self.merchant_id})"


def invite_staff(uow: UnitOfWork, wanted: InvitationIn, *, vault: Vault) -> str:
    """Keep the invitation and ask for its mail; an address that was invited before gets a new link and this
    role, and the old link dies. Refuses `already_staff`, more than `MOST_OPEN` open ones, more than
    `MOST_STAFF` people, and what is no address.
    """
    people = uow.rows(repository.STAFF_TO_CHANGE, wanted_shop=uow.shop_id)
    known = uow.row(repository.MERCHANT_BY_EMAIL, wanted=vault.index.email(wanted.email, "merchants"))
    if known is not None and any(row.merchant_id == known.id for row in people):
        raise AlreadyStaff
    index = _index(uow, wanted.email, vault)
    others = [row for row in uow.rows(repository.OPEN_INVITATIONS, now=uow.now) if row.email_index != index]
    if len(others) >= MOST_OPEN:
        raise TooManyInvitations(most=MOST_OPEN)
    if len(people) + len(others) >= MOST_STAFF:
        raise TooManyStaff(most=MOST_STAFF)
    invitation_id = str(
        uow.value(
            repository.PUT_INVITATION[uow.dialect],
            id=uow.new_id(),
            email_index=index,
            email_sealed=vault.seal(wanted.email, _SEALED),
            role=wanted.role,
            created_at=uow.now,
            expires_at=uow.now + timedelta(days=INVITATION_DAYS),
        )
    )
    write_audit(uow, "staff.invited", f"invitation:{invitation_id}", after={"role": wanted.role})
    uow.emit(StaffInvited(invitation_id))
    return invitation_id


def issue_invitation(uow: UnitOfWork, invitation_id: str, *, vault: Vault) -> IssuedInvitation | None:
    """A fresh link for the mail; None when the invitation was accepted, withdrawn or is too old."""
    row = uow.row(repository.INVITATION_TO_SEND, wanted=invitation_id, now=uow.now)
    if row is None:
        return None
    token = new_token(f"{TOKEN_KIND}_{uow.shop_id}")
    uow.run(repository.SET_INVITATION_LINK, wanted=invitation_id, new_digest=token_digest(token))
    address = vault.open(row.email_sealed, _SEALED)
    return IssuedInvitation(address, token, _shop(uow).name, Role(row.role))


def withdraw_invitation(uow: UnitOfWork, invitation_id: str) -> None:
    """Refuses `not_found`: also what was accepted meanwhile."""
    role = uow.value(repository.DROP_INVITATION, wanted=invitation_id)
    if role is None:
        raise NotFound
    write_audit(uow, "staff.uninvited", f"invitation:{invitation_id}", before={"role": role})


def join_shop(uow: UnitOfWork, command: JoinShop, *, vault: Vault) -> ShopBrief:
    """Spend the link: the merchant works in the shop from now on, with the role of the invitation.

    Refuses `link_not_valid` (unknown, used, withdrawn, replaced, expired), `invitation_not_yours`,
    `email_not_verified`, `already_staff`. A refusal spends nothing.
    """
    people = uow.rows(repository.STAFF_TO_CHANGE, wanted_shop=uow.shop_id)
    row = uow.row(repository.INVITATION_BY_LINK, wanted=token_digest(command.token), now=uow.now)
    if row is None:
        raise LinkNotValid
    account = uow.row(repository.MERCHANT_BY_ID, wanted=command.merchant_id)
    if account is None or _index(uow, vault.open(account.email_sealed, "merchants.email"), vault) != (
        row.email_index
    ):
        raise InvitationNotYours
    if account.verified_at is None:
        raise EmailNotVerified
    if any(one.merchant_id == command.merchant_id for one in people):
        raise AlreadyStaff
    if uow.value(repository.DROP_INVITATION, wanted=row.id) is None:
        raise LinkNotValid
    uow.run(
        repository.ADD_MEMBERSHIP,
        merchant_id=command.merchant_id,
        new_shop=uow.shop_id,
        role=row.role,
        created_at=uow.now,
    )
    write_audit(uow, "staff.joined", f"merchant:{command.merchant_id}", after={"role": row.role})
    shop = _shop(uow)
    return ShopBrief(uow.shop_id, shop.slug, shop.name, row.role)


def _shop(uow: UnitOfWork) -> Row[Any]:
    row = uow.row(repository.SHOP)
    if row is None:
        raise NotFound
    return row


def _index(uow: UnitOfWork, email: str, vault: Vault) -> bytes:
    return vault.index.email(email, f"staff_invitations:{uow.shop_id}")
