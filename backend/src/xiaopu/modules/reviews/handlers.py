"""Reactions of reviews to what becomes of members, in their units."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.reviews.api import forget_member, move_reviews


def join_reviews(uow: UnitOfWork, event: MembersJoined) -> None:
    """One member, one author."""
    move_reviews(uow, kept=event.kept, gone=event.gone)


def leave_reviews(uow: UnitOfWork, event: ErasureAsked) -> None:
    """Words stay, the name goes."""
    forget_member(uow, event.member_id)
