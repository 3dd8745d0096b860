"""Reactions of after-sales to what neighbours publish, in their units."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.aftersales.api import finish_when_all_is_back, forget_notes, move_aftersales
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.payments.events import RefundSucceeded


def on_refund(uow: UnitOfWork, event: RefundSucceeded) -> None:
    """Money of an order went back: it may have been the last of an after-sale."""
    if event.payable_kind == "order":
        finish_when_all_is_back(uow, OrderId(event.payable_id))


def join_aftersales(uow: UnitOfWork, event: MembersJoined) -> None:
    """One member, one list."""
    move_aftersales(uow, kept=event.kept, gone=event.gone)


def leave_aftersales(uow: UnitOfWork, event: ErasureAsked) -> None:
    """Free words go, trade facts stay."""
    forget_notes(uow, event.member_id)
