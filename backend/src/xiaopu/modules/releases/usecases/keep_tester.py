"""Testers of the experience version: their WeChat IDs are sealed."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.releases import repository
from xiaopu.modules.tenancy.api import write_audit


def keep_tester(uow: UnitOfWork, wechat_id: str, userstr: str, *, vault: Vault) -> None:
    """Somebody whom WeChat lets try; `userstr` names them there."""
    tester_id = uow.new_id()
    uow.run(
        repository.ADD_TESTER,
        id=tester_id,
        wechat_id_sealed=vault.seal(wechat_id, repository.TESTER_SEAL),
        userstr=userstr,
        created_at=uow.now,
    )
    write_audit(uow, "code.tester_added", f"tester:{tester_id}")


def drop_tester(uow: UnitOfWork, tester_id: str) -> None:
    uow.run(repository.DROP_TESTER, wanted=tester_id)
    write_audit(uow, "code.tester_dropped", f"tester:{tester_id}")


def userstr_of(read: ReadScope, tester_id: str) -> str:
    """WeChat's name for a tester; refuses `not_found`."""
    row = read.row(repository.TESTER, wanted=tester_id)
    if row is None:
        raise NotFound
    return str(row.userstr)
