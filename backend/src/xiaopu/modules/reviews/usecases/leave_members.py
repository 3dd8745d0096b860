"""What becomes of reviews when members join or leave."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.reviews import repository
from xiaopu.modules.reviews.domain import NOBODY


def move_reviews(uow: UnitOfWork, *, kept: MemberId, gone: MemberId) -> None:
    """Reviews follow the member; the name under them stays as it was written."""
    uow.run(repository.MOVE_MEMBER, kept=kept, gone=gone)


def forget_member(uow: UnitOfWork, member_id: MemberId) -> None:
    """The review stays, its author is nobody."""
    uow.run(repository.FORGET_MEMBER, gone=member_id, new_nickname=NOBODY)
