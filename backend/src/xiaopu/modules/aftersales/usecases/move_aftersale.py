"""One step of an after-sale's life: a conditional UPDATE, a history row, and the order told."""

from typing import Any

from sqlalchemy import Row

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.aftersales import repository
from xiaopu.modules.aftersales.domain import AftersaleAction, target
from xiaopu.modules.aftersales.errors import AftersaleState
from xiaopu.modules.aftersales.schemas import AftersaleBrief
from xiaopu.modules.orders.api import show_aftersale

_BOUND = {AftersaleAction.REFUSE: ("why",), AftersaleAction.RETRY: ("seen_rounds",)}


def aftersale_row(read: ReadScope, aftersale_id: str, *, of: MemberId | None = None) -> Row[Any]:
    """The after-sale; with `of`, another member's is `not_found`."""
    if of is None:
        row = read.row(repository.ONE, wanted=aftersale_id)
    else:
        row = read.row(repository.MINE, wanted=aftersale_id, mine=of)
    if row is None:
        raise NotFound
    return row


def move_aftersale(
    uow: UnitOfWork, row: Row[Any], action: AftersaleAction, *, why: str | None = None
) -> AftersaleBrief:
    """Move it or refuse `aftersale_state`; the after-sale afterwards. `why` goes to the history."""
    values = {"why": why, "seen_rounds": row.rounds}
    bound = {name: values[name] for name in _BOUND.get(action, ())}
    if not uow.run(repository.MOVES[action], wanted=row.id, now=uow.now, **bound):
        raise AftersaleState(status=row.status)
    write_history(uow, row.id, action, why=why)
    brief = brief_of(aftersale_row(uow, row.id))
    show_aftersale(uow, brief)
    return brief


def write_history(uow: UnitOfWork, aftersale_id: str, action: AftersaleAction, *, why: str | None) -> None:
    """Who did what, when and why."""
    uow.run(
        repository.ADD_HISTORY,
        id=uow.new_id(),
        aftersale_id=aftersale_id,
        action=action,
        status_to="requested" if action is AftersaleAction.REQUEST else target(action),
        actor=uow.scope.actor,
        why=why,
        at=uow.now,
    )


def brief_of(row: Row[Any]) -> AftersaleBrief:
    """On the wire."""
    return AftersaleBrief(
        id=row.id,
        order_id=OrderId(row.order_id),
        status=row.status,
        reason=row.reason,
        amount_fen=row.amount_fen,
        created_at=row.created_at,
        note=row.note,
        answer=row.answer,
    )
