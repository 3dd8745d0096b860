"""Favourites: goods ids that a member keeps."""

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import GoodsId, MemberId
from xiaopu.modules.members import repository
from xiaopu.modules.members.domain import MOST_FAVOURITES
from xiaopu.modules.members.errors import TooManyFavourites


def add_favourite(uow: UnitOfWork, member_id: MemberId, goods_id: GoodsId) -> None:
    """Keep a good; again is harmless."""
    if int(uow.value(repository.COUNT_FAVOURITES, mine=member_id)) >= MOST_FAVOURITES:
        raise TooManyFavourites(most=MOST_FAVOURITES)
    uow.run(repository.ADD_FAVOURITE[uow.dialect], member_id=member_id, goods_id=goods_id, created_at=uow.now)


def drop_favourite(uow: UnitOfWork, member_id: MemberId, goods_id: GoodsId) -> None:
    """Let go of a good; again is harmless."""
    uow.run(repository.DROP_FAVOURITE, mine=member_id, wanted=goods_id)


def favourites_of(read: ReadScope, member_id: MemberId) -> list[GoodsId]:
    """Latest first, at most 500."""
    return [GoodsId(row.goods_id) for row in read.rows(repository.FAVOURITES_OF, mine=member_id)]
