"""The shop agrees, and the money goes back; or it refuses, with a reason. The buyer may withdraw."""

from typing import Any

from sqlalchemy import Row

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.kernel.text import squeeze
from xiaopu.modules.aftersales.domain import AftersaleAction, AftersaleStatus
from xiaopu.modules.aftersales.errors import AftersaleState
from xiaopu.modules.aftersales.schemas import AftersaleBrief
from xiaopu.modules.aftersales.usecases.finish_refund import finish_when_all_is_back, refunds_of_order
from xiaopu.modules.aftersales.usecases.move_aftersale import aftersale_row, brief_of, move_aftersale
from xiaopu.modules.orders.api import refund_whole_order
from xiaopu.modules.tenancy.api import write_audit


def agree(uow: UnitOfWork, aftersale_id: str) -> AftersaleBrief:
    """Ask for every fen that the order's payments still hold; WeChat is asked by the worker afterwards.

    Agreeing again is refused (`aftersale_state`), unless WeChat gave a refund up: then it is asked for anew.
    Refuses `order_state` for an order that was received meanwhile.
    """
    row = aftersale_row(uow, aftersale_id)
    action = _action_of(uow, row)
    move_aftersale(uow, row, action)
    row = aftersale_row(uow, aftersale_id)
    order_id = OrderId(row.order_id)
    amount_fen = refund_whole_order(uow, order_id, source=f"{aftersale_id}.{row.rounds}")
    write_audit(
        uow,
        "aftersale.agreed",
        f"aftersale:{aftersale_id}",
        after={"order_id": order_id, "amount_fen": amount_fen, "round": row.rounds},
    )
    # Nothing may be left to give back: it went by other ways before.
    finish_when_all_is_back(uow, order_id)
    return brief_of(aftersale_row(uow, aftersale_id))


def refuse(uow: UnitOfWork, aftersale_id: str, answer: str) -> AftersaleBrief:
    """The buyer reads the answer and may ask again. Refuses `aftersale_state`."""
    row = aftersale_row(uow, aftersale_id)
    words = squeeze(answer)
    brief = move_aftersale(uow, row, AftersaleAction.REFUSE, why=words)
    write_audit(uow, "aftersale.refused", f"aftersale:{aftersale_id}", after={"answer": words})
    return brief


def cancel(uow: UnitOfWork, aftersale_id: str, *, of: MemberId) -> AftersaleBrief:
    """The buyer withdraws before the shop has answered. Refuses another's (`not_found`) and
    `aftersale_state`.
    """
    return move_aftersale(uow, aftersale_row(uow, aftersale_id, of=of), AftersaleAction.CANCEL)


def _action_of(uow: UnitOfWork, row: Row[Any]) -> AftersaleAction:
    if row.status != AftersaleStatus.REFUNDING:
        return AftersaleAction.AGREE
    states = {refund.status for refund in refunds_of_order(uow, OrderId(row.order_id))}
    if "closed" not in states or states & {"created", "processing", "abnormal"}:
        raise AftersaleState(status=row.status)
    return AftersaleAction.RETRY
