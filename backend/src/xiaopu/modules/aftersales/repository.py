"""Statements of after-sales. Every move is one conditional UPDATE; zero rows is an answer."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.aftersales.domain import AftersaleAction, AftersaleStatus, sources, target
from xiaopu.modules.aftersales.tables import AFTERSALE_HISTORY, AFTERSALES

_SHOP: BindParameter[str] = bindparam("shop")
_ROW = ("id", "order_id", "member_id", "reason", "note", "amount_fen", "created_at", "updated_at")
# A second open one of the same order is kept out by the unique index: no row is written.
ADD = {
    dialect: make(AFTERSALES)
    .values(
        shop_id=_SHOP,
        status=AftersaleStatus.REQUESTED,
        rounds=0,
        **{name: bindparam(name) for name in _ROW},
    )
    .on_conflict_do_nothing()
    for dialect, make in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}
ADD_HISTORY = insert(AFTERSALE_HISTORY).values(
    shop_id=_SHOP,
    **{name: bindparam(name) for name in ("id", "aftersale_id", "action", "status_to", "actor", "why", "at")},
)

_HERE = AFTERSALES.c.shop_id == _SHOP
ONE = select(AFTERSALES).where(_HERE, AFTERSALES.c.id == bindparam("wanted"))
MINE = ONE.where(AFTERSALES.c.member_id == bindparam("mine"))
# Locked: of two refunds that are done at the same moment the second one sees the first.
REFUNDING_OF = (
    select(AFTERSALES)
    .where(
        _HERE, AFTERSALES.c.order_id == bindparam("wanted"), AFTERSALES.c.status == AftersaleStatus.REFUNDING
    )
    .with_for_update()
)
LATEST_OF = (
    select(AFTERSALES)
    .where(_HERE, AFTERSALES.c.order_id == bindparam("wanted"))
    .order_by(AFTERSALES.c.id.desc())
    .limit(1)
)
HISTORY_OF = (
    select(AFTERSALE_HISTORY)
    .where(AFTERSALE_HISTORY.c.shop_id == _SHOP, AFTERSALE_HISTORY.c.aftersale_id == bindparam("wanted"))
    .order_by(AFTERSALE_HISTORY.c.at, AFTERSALE_HISTORY.c.id)
)
COUNT_REQUESTED = (
    select(func.count())
    .select_from(AFTERSALES)
    .where(_HERE, AFTERSALES.c.status == AftersaleStatus.REQUESTED)
)
MOVE_MEMBER = (
    update(AFTERSALES)
    .where(_HERE, AFTERSALES.c.member_id == bindparam("gone"))
    .values(member_id=bindparam("kept"))
)
FORGET_NOTES = update(AFTERSALES).where(_HERE, AFTERSALES.c.member_id == bindparam("gone")).values(note=None)


def _move(action: AftersaleAction, **values: Any) -> Any:
    return (
        update(AFTERSALES)
        .where(_HERE, AFTERSALES.c.id == bindparam("wanted"), AFTERSALES.c.status.in_(sources(action)))
        .values(status=target(action), updated_at=bindparam("now"), **values)
    )


MOVES = {
    AftersaleAction.AGREE: _move(AftersaleAction.AGREE, rounds=AFTERSALES.c.rounds + 1),
    # The round is claimed: of two that try again only one asks.
    AftersaleAction.RETRY: _move(AftersaleAction.RETRY, rounds=AFTERSALES.c.rounds + 1).where(
        AFTERSALES.c.rounds == bindparam("seen_rounds")
    ),
    AftersaleAction.REFUSE: _move(AftersaleAction.REFUSE, answer=bindparam("why")),
    AftersaleAction.CANCEL: _move(AftersaleAction.CANCEL),
    AftersaleAction.FINISH: _move(AftersaleAction.FINISH),
}
