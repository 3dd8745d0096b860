"""Sign-up: an account that can do nothing until its e-mail is verified."""

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MerchantId
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.events import MerchantSignedUp


class SignUp(msgspec.Struct, frozen=True):
    """`password_hash` is made before the unit opens: Argon2 takes longer than a transaction should."""

    email: str
    password_hash: str


def sign_up(uow: UnitOfWork, command: SignUp, *, vault: Vault) -> None:
    """Make the account and ask for a verification mail.

    An address that is taken gets the same answer, so that nobody learns who has an account. An unverified
    one gets its mail again and this password, and the links that were sent for another password die: who
    signed up with a stranger's address does not hold the key once the stranger opens a link.
    """
    merchant_id = MerchantId(uow.new_id())
    if not _add(uow, merchant_id, command, vault=vault):
        index = vault.index.email(command.email, "merchants")
        merchant_id = MerchantId(uow.value(repository.MERCHANT_BY_EMAIL, wanted=index))
        if not uow.run(repository.SET_FIRST_PASSWORD, wanted=merchant_id, new_hash=command.password_hash):
            return
        uow.run(repository.END_LINKS_OF, wanted=merchant_id)
    uow.emit(MerchantSignedUp(merchant_id))


def add_verified_merchant(uow: UnitOfWork, command: SignUp, *, vault: Vault) -> MerchantId:
    """An account whose mailbox needs no proof: made on the machine itself, for a demo or by its operator."""
    merchant_id = MerchantId(uow.new_id())
    _add(uow, merchant_id, command, vault=vault)
    uow.run(repository.MARK_VERIFIED, wanted=merchant_id, now=uow.now)
    return merchant_id


def ask_again(uow: UnitOfWork, email: str, *, vault: Vault) -> None:
    """Send the verification mail once more; silent for unknown or verified addresses."""
    row = uow.row(repository.MERCHANT_BY_EMAIL, wanted=vault.index.email(email, "merchants"))
    if row is not None and row.verified_at is None:
        uow.emit(MerchantSignedUp(MerchantId(row.id)))


def _add(uow: UnitOfWork, merchant_id: MerchantId, command: SignUp, *, vault: Vault) -> int:
    return uow.run(
        repository.ADD_MERCHANT[uow.dialect],
        id=merchant_id,
        email_index=vault.index.email(command.email, "merchants"),
        email_sealed=vault.seal(command.email, "merchants.email"),
        password_hash=command.password_hash,
        created_at=uow.now,
    )
