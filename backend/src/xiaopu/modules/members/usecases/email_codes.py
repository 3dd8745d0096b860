"""Six digits by e-mail: made when the mail is sent, stored hashed, five tries, ten minutes."""

from datetime import timedelta

from xiaopu.infra.crypto.tokens import same_secret, six_digit_code
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.members import repository
from xiaopu.modules.members.domain import CODE_MINUTES, CODE_TRIES
from xiaopu.modules.members.events import EmailCodeAsked
from xiaopu.modules.members.schemas import Session
from xiaopu.modules.members.usecases.sign_in import sign_in_email


def ask_code(uow: UnitOfWork, email: str, *, vault: Vault) -> None:
    """Write the ask down and have the mail sent; the answer never tells whether the address is known."""
    ask_id = uow.new_id()
    uow.run(
        repository.ADD_CODE,
        id=ask_id,
        email_index=vault.index.email(email, "members"),
        email_sealed=vault.seal(email, "email_codes.email"),
        created_at=uow.now,
        expires_at=uow.now + timedelta(minutes=CODE_MINUTES),
    )
    uow.emit(EmailCodeAsked(ask_id))


def issue_code(uow: UnitOfWork, ask_id: str, *, vault: Vault) -> tuple[str, str] | None:
    """(address, code) for the mail; None for an ask that is used or gone. A retry makes a new code."""
    row = uow.row(repository.CODE_ASK, wanted=ask_id)
    if row is None or row.used_at is not None:
        return None
    code = six_digit_code()
    uow.run(repository.SET_CODE, wanted=ask_id, new_digest=_digest(vault, ask_id, code))
    return vault.open(row.email_sealed, "email_codes.email"), code


def sign_in_with_code(
    uow: UnitOfWork, email: str, code: str, channel: str, *, vault: Vault
) -> Session | None:
    """A session, or None for a wrong, old or used code. Returns instead of raising so that the try stays
    counted.
    """
    row = uow.row(repository.LATEST_CODE, wanted=vault.index.email(email, "members"), now=uow.now)
    if row is None or not uow.run(repository.COUNT_TRY, wanted=row.id, most_tries=CODE_TRIES):
        return None
    if not same_secret(_digest(vault, row.id, code), row.digest):
        return None
    if not uow.run(repository.USE_CODE, wanted=row.id, now=uow.now):
        return None
    return sign_in_email(uow, email, channel, vault=vault)


def _digest(vault: Vault, ask_id: str, code: str) -> bytes:
    return vault.index.opaque(f"{ask_id}:{code}", "email_codes")
