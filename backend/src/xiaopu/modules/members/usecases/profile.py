"""What members change about themselves, and leaving."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId
from xiaopu.kernel.text import squeeze_or_refuse
from xiaopu.modules.members import repository
from xiaopu.modules.members.domain import IdentityKind
from xiaopu.modules.members.events import ErasureAsked
from xiaopu.modules.members.schemas import Member
from xiaopu.modules.members.usecases.join_members import join_members
from xiaopu.modules.members.usecases.sign_in import Proof, attach, find, keep_only, member_view


def rename(uow: UnitOfWork, member_id: MemberId, nickname: str, *, vault: Vault) -> Member:
    """Another nickname; refuses a blank one (`invalid_input`)."""
    uow.run(repository.RENAME, wanted=member_id, new_nickname=squeeze_or_refuse(nickname, "nickname"))
    return member_view(uow, member_id, vault=vault)


def set_phone(uow: UnitOfWork, member_id: MemberId, phone: str, *, vault: Vault) -> Member:
    """Note a phone number that WeChat has verified; whoever else had proven it is the same person."""
    proof = Proof(IdentityKind.PHONE, "", phone)
    attach(uow, proof, member_id, vault=vault)
    owner = find(uow, proof, vault=vault)
    kept = member_id
    if owner is not None and owner != member_id:
        kept, gone = sorted((member_id, owner))
        join_members(uow, kept=kept, gone=gone)
    keep_only(uow, proof, kept, vault=vault)
    uow.run(repository.SET_PHONE, wanted=kept, sealed=vault.seal(phone, "members.phone"))
    return member_view(uow, kept, vault=vault)


def erase_member(uow: UnitOfWork, member_id: MemberId) -> None:
    """Leave: identities, tokens, addresses and favourites go; trade facts stay with those whom the law binds
    to keep them.

    Neighbours may refuse (`open_orders`) by raising in `ErasureAsked`.
    """
    uow.publish(ErasureAsked(member_id))
    uow.run(repository.DROP_IDENTITIES, wanted=member_id)
    uow.run(repository.DROP_TOKENS, wanted=member_id)
    uow.run(repository.DROP_ADDRESSES, wanted=member_id)
    uow.run(repository.DROP_FAVOURITES, wanted=member_id)
    uow.run(repository.ERASE, wanted=member_id, new_nickname="已注销用户", now=uow.now)
