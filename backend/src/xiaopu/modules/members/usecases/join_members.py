"""Two members that turned out to be one person."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.members import repository
from xiaopu.modules.members.events import MembersJoined


def join_members(uow: UnitOfWork, *, kept: MemberId, gone: MemberId) -> None:
    """Move everything of `gone` to `kept`; neighbours move theirs on `MembersJoined`. Never called on a
    guess.
    """
    for goods_id in [row.goods_id for row in uow.rows(repository.FAVOURITES_OF, mine=gone)]:
        uow.run(repository.ADD_FAVOURITE[uow.dialect], member_id=kept, goods_id=goods_id, created_at=uow.now)
    uow.run(repository.DROP_FAVOURITES, wanted=gone)
    uow.run(repository.MOVE_IDENTITIES, kept=kept, gone=gone)
    uow.run(repository.MOVE_TOKENS, kept=kept, gone=gone)
    uow.run(repository.NO_DEFAULT, mine=gone, off=False)
    uow.run(repository.MOVE_ADDRESSES, kept=kept, gone=gone)
    _carry_contacts(uow, kept=kept, gone=gone)
    uow.publish(MembersJoined(kept=kept, gone=gone))
    uow.run(repository.ERASE, wanted=gone, new_nickname="已合并", now=uow.now)


def _carry_contacts(uow: UnitOfWork, *, kept: MemberId, gone: MemberId) -> None:
    """A mailbox or phone that only the one who goes had proven."""
    have, had = uow.row(repository.MEMBER, wanted=kept), uow.row(repository.MEMBER, wanted=gone)
    if have is None or had is None:
        return
    if have.email_sealed is None and had.email_sealed is not None:
        uow.run(repository.SET_EMAIL, wanted=kept, sealed=had.email_sealed)
    if have.phone_sealed is None and had.phone_sealed is not None:
        uow.run(repository.SET_PHONE, wanted=kept, sealed=had.phone_sealed)
