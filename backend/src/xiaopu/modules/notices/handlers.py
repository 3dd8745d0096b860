"""Reactions of notices to what becomes of members, in their units."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.notices.usecases.keep_answers import forget_answers


def leave_answers(uow: UnitOfWork, event: ErasureAsked) -> None:
    """Nothing of it is kept."""
    forget_answers(uow, event.member_id)


def drop_answers(uow: UnitOfWork, event: MembersJoined) -> None:
    """WeChat counts grants by openid: the kept member answers anew on the next sheet."""
    forget_answers(uow, event.gone)
