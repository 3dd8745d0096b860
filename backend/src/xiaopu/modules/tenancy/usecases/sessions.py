"""Console sessions: an opaque cookie, stored hashed, with a CSRF token of its own."""

from datetime import timedelta

import msgspec

from xiaopu.infra.crypto.tokens import new_token, token_digest
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.errors import NotSignedIn
from xiaopu.kernel.ids import MerchantId
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.domain import SESSION_DAYS


class Session(msgspec.Struct, frozen=True):
    """A signed-in merchant."""

    merchant_id: MerchantId
    csrf: str


def begin_session(uow: UnitOfWork, merchant_id: MerchantId, agent: str) -> tuple[str, Session]:
    """(cookie value, session). Every log-in gets a new one: none is ever taken over from before."""
    token, csrf = new_token("xs"), new_token("xc")
    uow.run(
        repository.ADD_SESSION,
        digest=token_digest(token),
        merchant_id=merchant_id,
        csrf=csrf,
        created_at=uow.now,
        expires_at=uow.now + timedelta(days=SESSION_DAYS),
        agent=agent[:200],
    )
    return token, Session(merchant_id, csrf)


def session_of(read: ReadScope, token: str) -> Session:
    """The live session of a cookie; refuses `not_signed_in`."""
    row = read.row(repository.LIVE_SESSION, wanted=token_digest(token), now=read.now)
    if row is None:
        raise NotSignedIn
    return Session(MerchantId(row.merchant_id), row.csrf)


def end_session(uow: UnitOfWork, token: str) -> None:
    uow.run(repository.END_SESSION, wanted=token_digest(token))
