"""Links in mails: opaque, stored hashed, used once, short-lived."""

from datetime import timedelta

from xiaopu.infra.crypto.tokens import new_token, token_digest
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MerchantId
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.domain import RESET_MINUTES, VERIFY_HOURS
from xiaopu.modules.tenancy.errors import LinkNotValid
from xiaopu.modules.tenancy.events import PasswordForgotten

VERIFY, RESET = "verify", "reset"
_LIFE = {VERIFY: timedelta(hours=VERIFY_HOURS), RESET: timedelta(minutes=RESET_MINUTES)}


def issue_link(
    uow: UnitOfWork, merchant_id: MerchantId, purpose: str, *, vault: Vault
) -> tuple[str, str] | None:
    """(e-mail address, token) for a mail; None when the account is gone."""
    row = uow.row(repository.MERCHANT_BY_ID, wanted=merchant_id)
    if row is None:
        return None
    token = new_token("xl")
    uow.run(
        repository.ADD_LINK,
        digest=token_digest(token),
        merchant_id=merchant_id,
        purpose=purpose,
        expires_at=uow.now + _LIFE[purpose],
    )
    return vault.open(row.email_sealed, "merchants.email"), token


def verify_email(uow: UnitOfWork, token: str) -> MerchantId:
    """Spend a verification link. Refuses `link_not_valid`."""
    merchant_id = _spend(uow, token, VERIFY)
    uow.run(repository.MARK_VERIFIED, wanted=merchant_id, now=uow.now)
    return merchant_id


def ask_for_reset(uow: UnitOfWork, email: str, *, vault: Vault) -> None:
    """Emit a reset mail for a verified account; silent otherwise."""
    row = uow.row(repository.MERCHANT_BY_EMAIL, wanted=vault.index.email(email, "merchants"))
    if row is not None and row.verified_at is not None:
        uow.emit(PasswordForgotten(MerchantId(row.id)))


def reset_password(uow: UnitOfWork, token: str, password_hash: str) -> None:
    """Spend a reset link; every session and every other link of the account ends with it."""
    merchant_id = _spend(uow, token, RESET)
    uow.run(repository.SET_PASSWORD, wanted=merchant_id, new_hash=password_hash)
    uow.run(repository.END_SESSIONS_OF, wanted=merchant_id)
    uow.run(repository.END_LINKS_OF, wanted=merchant_id)


def _spend(uow: UnitOfWork, token: str, purpose: str) -> MerchantId:
    merchant_id = uow.value(
        repository.USE_LINK, wanted=token_digest(token), wanted_purpose=purpose, now=uow.now
    )
    if merchant_id is None:
        raise LinkNotValid
    return MerchantId(merchant_id)
