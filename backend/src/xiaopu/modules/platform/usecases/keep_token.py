"""Access tokens that processes share, and the lease under which one of them refreshes."""

from datetime import datetime, timedelta

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.modules.platform import repository

TOKEN = "wechat_tokens.token"  # noqa: S105 - a column's name


def kept_token(read: ReadScope, name: str, *, vault: Vault) -> tuple[str, datetime] | None:
    """(token, its end) as last kept, ended or not."""
    row = read.row(repository.TOKEN, wanted=name)
    if row is None or row.token_sealed is None:
        return None
    return vault.open(row.token_sealed, TOKEN), row.expires_at


def keep_token(uow: UnitOfWork, name: str, value: str, expires_at: datetime, *, vault: Vault) -> None:
    """For every process; the lease on it is left as it is."""
    uow.run(
        repository.SAVE_TOKEN[uow.dialect],
        name=name,
        token_sealed=vault.seal(value, TOKEN),
        expires_at=expires_at,
    )


def lease_token(uow: UnitOfWork, name: str, holder: str, life: timedelta) -> bool:
    """Whether `holder` now has the lease; a lease that nobody gave back ends by itself."""
    return bool(
        uow.run(
            repository.LEASE_TOKEN[uow.dialect],
            name=name,
            leased_by=holder,
            leased_until=uow.now + life,
            now=uow.now,
        )
    )


def leave_token(uow: UnitOfWork, name: str, holder: str) -> None:
    """Give the lease back; nothing happens when it ended meanwhile."""
    uow.run(repository.LEAVE_TOKEN, wanted=name, mine=holder)
