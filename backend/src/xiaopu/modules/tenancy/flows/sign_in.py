"""What must run Argon2 (in a thread) between units: sign-up, log-in, a new password."""

import asyncio

from xiaopu.infra.crypto.passwords import check_new_password, hash_password, needs_rehash, verify_password
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import DirectoryScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import MerchantId
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.errors import EmailNotVerified, WrongCredentials
from xiaopu.modules.tenancy.usecases.links import reset_password
from xiaopu.modules.tenancy.usecases.sessions import Session, begin_session
from xiaopu.modules.tenancy.usecases.sign_up import SignUp, sign_up

_SCOPE = DirectoryScope()
# Argon2 takes 19 MiB a run: more than two at once would not fit the smallest machine.
_HASHING = asyncio.Semaphore(2)


async def sign_up_with_password(units: Units, email: str, password: str, *, vault: Vault) -> None:
    """Refuses weak passwords (`password_…`) and addresses that are none."""
    vault.index.email(email, "merchants")
    check_new_password(password, email=email)
    hashed = await _hashed(password)
    await units.write(_SCOPE, sign_up, SignUp(email, hashed), vault=vault)


async def log_in(units: Units, email: str, password: str, agent: str, *, vault: Vault) -> tuple[str, Session]:
    """(cookie, session). Refuses `wrong_credentials` after the same work for known and unknown addresses."""

    def find(read: ReadScope) -> tuple[MerchantId, str, bool] | None:
        row = read.row(repository.MERCHANT_BY_EMAIL, wanted=vault.index.email(email, "merchants"))
        return None if row is None else (MerchantId(row.id), row.password_hash, row.verified_at is not None)

    found = await units.read(_SCOPE, find)
    async with _HASHING:
        right = await asyncio.to_thread(verify_password, found[1] if found else None, password)
    if found is None or not right:
        raise WrongCredentials
    merchant_id, stored, verified = found
    if not verified:
        raise EmailNotVerified
    renewed = await _hashed(password) if needs_rehash(stored) else None

    def begin(uow: UnitOfWork) -> tuple[str, Session]:
        # A reset that came between ended every session: none may begin with the password that it replaced.
        row = uow.row(repository.MERCHANT_BY_ID, wanted=merchant_id)
        if row is None or row.password_hash != stored:
            raise WrongCredentials
        if renewed is not None:
            uow.run(repository.SET_PASSWORD, wanted=merchant_id, new_hash=renewed)
        return begin_session(uow, merchant_id, agent)

    return await units.write(_SCOPE, begin)


async def reset_with_password(units: Units, token: str, password: str) -> None:
    """Set a new password by a link; refuses weak ones before the link is spent."""
    check_new_password(password, email="")
    hashed = await _hashed(password)
    await units.write(_SCOPE, reset_password, token, hashed)


async def _hashed(password: str) -> str:
    async with _HASHING:
        return await asyncio.to_thread(hash_password, password)
