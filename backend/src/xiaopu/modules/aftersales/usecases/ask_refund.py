"""A buyer asks for the whole order's money back, before or after it was shipped."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.kernel.text import squeeze
from xiaopu.modules.aftersales import repository
from xiaopu.modules.aftersales.domain import REFUNDABLE, AftersaleAction, AftersaleStatus
from xiaopu.modules.aftersales.schemas import AftersaleBrief
from xiaopu.modules.aftersales.usecases.move_aftersale import aftersale_row, brief_of, write_history
from xiaopu.modules.orders.api import order_facts, set_aftersale_status, show_aftersale
from xiaopu.modules.orders.errors import AftersaleOpen, OrderState


class AskRefund(msgspec.Struct, frozen=True):
    order_id: OrderId
    member_id: MemberId
    reason: str
    note: str | None = None


def ask_refund(uow: UnitOfWork, command: AskRefund) -> AftersaleBrief:
    """Refuses another's order (`not_found`), one whose money never came or that is over (`order_state`),
    and a second ask while one is open (`aftersale_open`). The amount is what the order cost.
    """
    order_facts(uow, command.order_id, of=command.member_id)
    # The order's row is taken first: shipping, receiving and a second ask wait here and then see this one.
    set_aftersale_status(uow, command.order_id, AftersaleStatus.REQUESTED)
    order = order_facts(uow, command.order_id, of=command.member_id)
    if order.status not in REFUNDABLE or order.paid_at is None:
        raise OrderState(status=order.status)
    aftersale_id = uow.new_id()
    added = uow.run(
        repository.ADD[uow.dialect],
        id=aftersale_id,
        order_id=command.order_id,
        member_id=command.member_id,
        reason=squeeze(command.reason),
        note=squeeze(command.note) or None if command.note else None,
        amount_fen=order.payable_fen,
        created_at=uow.now,
        updated_at=uow.now,
    )
    if not added:
        raise AftersaleOpen
    write_history(uow, aftersale_id, AftersaleAction.REQUEST, why=squeeze(command.reason))
    brief = brief_of(aftersale_row(uow, aftersale_id))
    show_aftersale(uow, brief)
    return brief


def ask_refund_id(uow: UnitOfWork, command: AskRefund) -> str:
    """The same, for a ticket that keeps the id alone: a repeated ask is answered with the newest state."""
    return ask_refund(uow, command).id
