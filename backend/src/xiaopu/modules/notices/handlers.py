"""Reactions of notices in the units of others: members who leave or join, and what WeChat says of money."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.notices import repository
from xiaopu.modules.notices.usecases.keep_answers import forget_answers
from xiaopu.modules.platform.events import SettlementMoved
from xiaopu.modules.shipping.api import NoteSettlement, note_settlement


def leave_answers(uow: UnitOfWork, event: ErasureAsked) -> None:
    """Nothing of it is kept."""
    forget_answers(uow, event.member_id)


def drop_answers(uow: UnitOfWork, event: MembersJoined) -> None:
    """WeChat counts grants by openid: the kept member answers anew on the next sheet."""
    forget_answers(uow, event.gone)


def note_settled(uow: UnitOfWork, event: SettlementMoved) -> None:
    """Beside the parcels of the order that was paid; a payment of something else is passed over."""
    order_id = uow.value(repository.ORDER_PAID_BY, wanted=event.transaction_id)
    if order_id is not None:
        note_settlement(
            uow,
            NoteSettlement(
                OrderId(order_id),
                settles_at=event.settles_at,
                received_at=event.received_at,
                settled_at=event.settled_at,
            ),
        )
