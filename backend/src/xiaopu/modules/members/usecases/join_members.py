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
    uow.publish(MembersJoined(kept=kept, gone=gone))
    uow.run(repository.ERASE, wanted=gone, new_nickname="已合并", now=uow.now)
