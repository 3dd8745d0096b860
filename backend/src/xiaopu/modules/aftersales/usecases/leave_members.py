"""What becomes of after-sales when members join or leave."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.aftersales import repository


def move_aftersales(uow: UnitOfWork, *, kept: MemberId, gone: MemberId) -> None:
    """After-sales follow their order's member."""
    uow.run(repository.MOVE_MEMBER, kept=kept, gone=gone)


def forget_notes(uow: UnitOfWork, member_id: MemberId) -> None:
    """Free words may hold personal facts; the rest is trade and stays."""
    uow.run(repository.FORGET_NOTES, gone=member_id)
