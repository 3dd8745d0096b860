"""Statements of orders: rows in, conditional moves, and what each use case loads."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    BindParameter,
    Row,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DBAPIError

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.orders.domain.states import (
    AFTERSALE_OPEN,
    OPEN_STATUSES,
    OrderAction,
    OrderStatus,
    sources,
    target,
)
from xiaopu.modules.orders.tables import ORDER_HISTORY, ORDER_LINES, ORDERS, PURCHASES, SHIPMENTS

_SHOP: BindParameter[str] = bindparam("shop")
_MAKERS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))


def _row(*names: str) -> dict[str, Any]:
    return {"shop_id": bindparam("shop")} | {name: bindparam(name) for name in names}


ORDER_ROW = (
    "id",
    "order_no",
    "member_id",
    "channel",
    "subject",
    "item_count",
    "unreviewed",
    "goods_fen",
    "freight_fen",
    "payable_fen",
    "price_lines",
    "recipient_sealed",
    "phone_index",
    "region_code",
    "remark",
    "created_at",
    "pay_deadline_at",
)
ADD_ORDER = insert(ORDERS).values(status=OrderStatus.PENDING, flag=0, **_row(*ORDER_ROW))
LINE_ROW = (
    "id",
    "order_id",
    "goods_id",
    "sku_id",
    "name",
    "spec_text",
    "picture_url",
    "price_fen",
    "quantity",
    "amount_fen",
)
ADD_LINE = insert(ORDER_LINES).values(**_row(*LINE_ROW))
ADD_HISTORY = insert(ORDER_HISTORY).values(
    **_row("id", "order_id", "action", "status_to", "actor", "why", "at")
)
ADD_SHIPMENT = insert(SHIPMENTS).values(
    **_row("id", "order_id", "carrier_code", "carrier_name", "tracking_no", "shipped_at")
)

_HERE = ORDERS.c.shop_id == _SHOP
ORDER = select(ORDERS).where(_HERE, ORDERS.c.id == bindparam("wanted"))
MY_ORDER = ORDER.where(ORDERS.c.member_id == bindparam("mine"))
# An expression and no bare column, or SQLite walks all lines of the shop by id rather than sort a few.
_BY_LINE = ORDER_LINES.c.id.concat(literal_column("''"))
_LINES = select(ORDER_LINES).where(ORDER_LINES.c.shop_id == _SHOP)
LINES_OF = _LINES.where(ORDER_LINES.c.order_id.in_(bindparam("wanted", expanding=True))).order_by(
    ORDER_LINES.c.order_id, _BY_LINE
)
LINES_OF_ONE = _LINES.where(ORDER_LINES.c.order_id == bindparam("wanted")).order_by(_BY_LINE)
HISTORY_OF = (
    select(ORDER_HISTORY)
    .where(ORDER_HISTORY.c.shop_id == _SHOP, ORDER_HISTORY.c.order_id == bindparam("wanted"))
    .order_by(ORDER_HISTORY.c.at, ORDER_HISTORY.c.id)
)
SHIPMENTS_OF = (
    select(SHIPMENTS)
    .where(SHIPMENTS.c.shop_id == _SHOP, SHIPMENTS.c.order_id == bindparam("wanted"))
    .order_by(SHIPMENTS.c.shipped_at, SHIPMENTS.c.id)
)


def _move(action: OrderAction, **values: Any) -> Any:
    return (
        update(ORDERS)
        .where(_HERE, ORDERS.c.id == bindparam("wanted"), ORDERS.c.status.in_(sources(action)))
        .values(status=target(action), **values)
    )


_NO_OPEN_CASE = ORDERS.c.aftersale_status.is_(None) | ORDERS.c.aftersale_status.not_in(sorted(AFTERSALE_OPEN))

PAY = _move(OrderAction.PAY, paid_at=bindparam("new_paid_at"))
BEGIN_CLOSE = _move(OrderAction.BEGIN_CLOSE, closed_reason=bindparam("why"))
FINISH_CLOSE = _move(OrderAction.FINISH_CLOSE, ended_at=bindparam("now"))
SHIP = _move(
    OrderAction.SHIP, shipped_at=bindparam("now"), auto_receive_at=bindparam("new_auto_receive_at")
).where(_NO_OPEN_CASE)
_LINES_HERE = (
    select(func.count())
    .select_from(ORDER_LINES)
    .where(ORDER_LINES.c.shop_id == _SHOP, ORDER_LINES.c.order_id == bindparam("wanted"))
    .scalar_subquery()
)
RECEIVE = _move(OrderAction.RECEIVE, ended_at=bindparam("now"), unreviewed=_LINES_HERE).where(_NO_OPEN_CASE)
REFUND = _move(OrderAction.REFUND, ended_at=bindparam("now"), closed_reason=bindparam("why"))

SET_NOTE = (
    update(ORDERS)
    .where(_HERE, ORDERS.c.id == bindparam("wanted"))
    .values(note=bindparam("new_note"), flag=bindparam("new_flag"))
)
SET_AFTERSALE = (
    update(ORDERS)
    .where(_HERE, ORDERS.c.id == bindparam("wanted"))
    .values(aftersale_status=bindparam("new_status"))
)
SHOW_AFTERSALE = (
    update(ORDERS)
    .where(_HERE, ORDERS.c.id == bindparam("wanted"))
    .values(aftersale_status=bindparam("new_status"), aftersale=bindparam("new_brief"))
)
MARK_REVIEWED = (
    update(ORDER_LINES)
    .where(
        ORDER_LINES.c.shop_id == _SHOP,
        ORDER_LINES.c.id == bindparam("wanted"),
        ORDER_LINES.c.order_id == bindparam("wanted_order"),
        ORDER_LINES.c.reviewed_at.is_(None),
    )
    .values(reviewed_at=bindparam("now"))
)
COUNT_REVIEWED = (
    update(ORDERS)
    .where(_HERE, ORDERS.c.id == bindparam("wanted"), ORDERS.c.unreviewed > 0)
    .values(unreviewed=ORDERS.c.unreviewed - 1)
)

_DUE = select(ORDERS.c.shop_id, ORDERS.c.id, ORDERS.c.status)
# Past the deadline, or left half closed; read page by page, so that those that cannot be closed stand in
# nobody's way.
UNCLOSED_ACROSS_SHOPS = (
    _DUE.where(
        ORDERS.c.status.in_((OrderStatus.PENDING, OrderStatus.CLOSING)),
        or_(ORDERS.c.status == OrderStatus.CLOSING, ORDERS.c.pay_deadline_at <= bindparam("now")),
        ORDERS.c.id > bindparam("after_id"),
    )
    .order_by(ORDERS.c.id)
    .limit(100)
)
DUE_TO_RECEIVE_ACROSS_SHOPS = (
    _DUE.where(
        ORDERS.c.status == OrderStatus.SHIPPED, ORDERS.c.auto_receive_at <= bindparam("now"), _NO_OPEN_CASE
    )
    .order_by(ORDERS.c.auto_receive_at)
    .limit(100)
)

MOVE_MEMBER = (
    update(ORDERS).where(_HERE, ORDERS.c.member_id == bindparam("gone")).values(member_id=bindparam("kept"))
)
COUNT_OPEN = (
    select(func.count())
    .select_from(ORDERS)
    .where(_HERE, ORDERS.c.member_id == bindparam("mine"), ORDERS.c.status.in_(OPEN_STATUSES))
)
BLANK_RECIPIENTS = (
    update(ORDERS)
    .where(_HERE, ORDERS.c.member_id == bindparam("mine"))
    .values(recipient_sealed=bindparam("blank"), phone_index=bindparam("no_index"), remark=None)
)

# The condition is part of the upsert: of parallel orders only as many pass as the limit allows.
TAKE_PURCHASE = {
    dialect: make(PURCHASES)
    .values(**_row("member_id", "goods_id", "units"))
    .on_conflict_do_update(
        index_elements=["shop_id", "member_id", "goods_id"],
        set_={"units": PURCHASES.c.units + bindparam("more")},
        where=PURCHASES.c.units + bindparam("more") <= bindparam("most"),
    )
    for dialect, make in _MAKERS
}
GIVE_PURCHASE = (
    update(PURCHASES)
    .where(
        PURCHASES.c.shop_id == _SHOP,
        PURCHASES.c.member_id == bindparam("mine"),
        PURCHASES.c.goods_id == bindparam("wanted"),
        PURCHASES.c.units >= bindparam("less"),
    )
    .values(units=PURCHASES.c.units - bindparam("less"))
)
PURCHASES_OF = (
    select(PURCHASES.c.goods_id, PURCHASES.c.units)
    .where(PURCHASES.c.shop_id == _SHOP, PURCHASES.c.member_id == bindparam("mine"))
    .order_by(PURCHASES.c.goods_id)
)
DROP_PURCHASES = delete(PURCHASES).where(
    PURCHASES.c.shop_id == _SHOP, PURCHASES.c.member_id == bindparam("mine")
)

_OUT_OF_STOCK = "XP001"
PLACE_ORDER = text("SELECT place_order(:shop, CAST(:document AS jsonb), :recipient, :phone)")


def order_row(read: ReadScope, order_id: OrderId, *, of: MemberId | None = None) -> Row[Any]:
    """The order; with `of`, another member's is `not_found`."""
    mine = {} if of is None else {"mine": of}
    row = read.row(MY_ORDER if mine else ORDER, wanted=order_id, **mine)
    if row is None:
        raise NotFound
    return row


def lines_of(read: ReadScope, order_id: OrderId) -> Sequence[Row[Any]]:
    """The lines of one order."""
    return read.rows(LINES_OF_ONE, wanted=order_id)


def call_place_order(
    uow: UnitOfWork, document: str, *, recipient: bytes, phone: bytes
) -> list[dict[str, Any]] | None:
    """Run the stored function; None when it placed the order, else the short lines (the unit is lost
    then).
    """
    try:
        uow.value(PLACE_ORDER, document=document, recipient=recipient, phone=phone)
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", None) != _OUT_OF_STOCK:
            raise
        detail = getattr(fault.orig, "detail", None) or "[]"
        return msgspec.json.decode(detail, type=list[dict[str, Any]])
    return None
