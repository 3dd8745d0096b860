"""Statements of orders: rows in, conditional moves, and what each use case loads."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import msgspec
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    and_,
    bindparam,
    case,
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
from xiaopu.modules.members.tables import MEMBERS
from xiaopu.modules.orders.domain.states import (
    AFTERSALE_OPEN,
    OFFLINE_TRANSITIONS,
    OPEN_STATUSES,
    OrderAction,
    OrderStatus,
    PayWay,
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
    "pay_by",
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


_ONLINE = ORDERS.c.pay_by == PayWay.WECHAT
_OFFLINE = ORDERS.c.pay_by != PayWay.WECHAT


def _move(action: OrderAction, **values: Any) -> Any:
    """For orders of both kinds, each from where its own table allows it."""
    online, offline = sources(action), sources(action, OFFLINE_TRANSITIONS)
    allowed: ColumnElement[bool] = ORDERS.c.status.in_(online)
    if online != offline:
        allowed = or_(and_(_ONLINE, allowed), and_(_OFFLINE, ORDERS.c.status.in_(offline)))
    return (
        update(ORDERS)
        .where(_HERE, ORDERS.c.id == bindparam("wanted"), allowed)
        .values(status=target(action), **values)
    )


_NO_OPEN_CASE = ORDERS.c.aftersale_status.is_(None) | ORDERS.c.aftersale_status.not_in(sorted(AFTERSALE_OPEN))

PAY = _move(OrderAction.PAY, paid_at=bindparam("new_paid_at"))
BEGIN_CLOSE = _move(OrderAction.BEGIN_CLOSE, closed_reason=bindparam("why"))
FINISH_CLOSE = _move(OrderAction.FINISH_CLOSE, ended_at=bindparam("now"))
SHIP = _move(
    OrderAction.SHIP, shipped_at=bindparam("now"), auto_receive_at=bindparam("new_auto_receive_at")
).where(_NO_OPEN_CASE, ORDERS.c.pay_by != PayWay.IN_STORE)
_LINES_HERE = (
    select(func.count())
    .select_from(ORDER_LINES)
    .where(ORDER_LINES.c.shop_id == _SHOP, ORDER_LINES.c.order_id == bindparam("wanted"))
    .scalar_subquery()
)
RECEIVE = _move(OrderAction.RECEIVE, ended_at=bindparam("now"), unreviewed=_LINES_HERE).where(_NO_OPEN_CASE)
REFUND = _move(OrderAction.REFUND, ended_at=bindparam("now"), closed_reason=bindparam("why"))
ACCEPT = _move(OrderAction.ACCEPT)
HAND_OVER = _move(OrderAction.HAND_OVER, ended_at=bindparam("now"), unreviewed=_LINES_HERE).where(
    _NO_OPEN_CASE, ORDERS.c.pay_by == PayWay.IN_STORE
)
# `seen` is the status by which the caller decides what becomes of the goods.
CALL_OFF = _move(OrderAction.CALL_OFF, ended_at=bindparam("now"), closed_reason=bindparam("why")).where(
    ORDERS.c.paid_at.is_(None), ORDERS.c.status == bindparam("seen")
)
# Once an order: the money moves an accepted one on, and leaves one whose goods are gone where it is.
COLLECT = (
    update(ORDERS)
    .where(
        _HERE,
        ORDERS.c.id == bindparam("wanted"),
        _OFFLINE,
        ORDERS.c.paid_at.is_(None),
        ORDERS.c.status.in_(sources(OrderAction.COLLECT, OFFLINE_TRANSITIONS)),
    )
    .values(
        paid_at=bindparam("now"),
        status=case((ORDERS.c.status == OrderStatus.ACCEPTED, OrderStatus.PAID.value), else_=ORDERS.c.status),
    )
)

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

_DUE = select(ORDERS.c.shop_id, ORDERS.c.id, ORDERS.c.status, ORDERS.c.pay_by)
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

_OPEN_CASE = ORDERS.c.aftersale_status.in_(sorted(AFTERSALE_OPEN))
_OPEN = ORDERS.c.status.in_((OrderStatus.PENDING, OrderStatus.CLOSING))
_UNPAID = and_(_OPEN, _ONLINE)
_TO_ACCEPT = and_(_OPEN, _OFFLINE)
_TO_SHIP = ORDERS.c.status.in_((OrderStatus.PAID, OrderStatus.ACCEPTED))

_STAFF_TABS: dict[str, Any] = {
    "all": None,
    "pending": _UNPAID,
    "to_accept": _TO_ACCEPT,
    "to_ship": _TO_SHIP,
    "shipped": ORDERS.c.status == OrderStatus.SHIPPED,
    "completed": ORDERS.c.status == OrderStatus.COMPLETED,
    "closed": ORDERS.c.status == OrderStatus.CLOSED,
    "aftersale": _OPEN_CASE,
}
_BUYER_TABS: dict[str, Any] = {
    "all": None,
    "pending": _UNPAID,
    # An offline order waits for the shop from the first moment on.
    "to_ship": or_(_TO_ACCEPT, _TO_SHIP),
    "to_receive": ORDERS.c.status == OrderStatus.SHIPPED,
    "to_review": and_(ORDERS.c.status == OrderStatus.COMPLETED, ORDERS.c.unreviewed > 0),
    "aftersale": ORDERS.c.aftersale_status.is_not(None),
}
DESK_FILTERS: dict[str, Any] = {
    "q": or_(
        and_(ORDERS.c.order_no >= bindparam("q_from"), ORDERS.c.order_no <= bindparam("q_to")),
        ORDERS.c.phone_index == bindparam("phone"),
    ),
    "flag": ORDERS.c.flag == bindparam("wanted_flag"),
    "pay_by": ORDERS.c.pay_by == bindparam("wanted_pay_by"),
    "since": ORDERS.c.created_at >= bindparam("since"),
    "until": ORDERS.c.created_at < bindparam("until"),
}
_NEWEST = (
    select(ORDERS, MEMBERS.c.nickname)
    .join(MEMBERS, and_(MEMBERS.c.shop_id == ORDERS.c.shop_id, MEMBERS.c.id == ORDERS.c.member_id))
    .where(_HERE, ORDERS.c.id < bindparam("before_id"))
    .order_by(ORDERS.c.id.desc())
    .limit(bindparam("most"))
)


def _with(statement: Any, *conditions: Any) -> Any:
    return statement.where(*(condition for condition in conditions if condition is not None))


# One statement per tab and set of filters, all made once at import.
STAFF_PAGES = {
    (tab, names): _with(_NEWEST, condition, *(DESK_FILTERS[name] for name in names))
    for tab, condition in _STAFF_TABS.items()
    for names in (
        tuple(name for name, on in zip(DESK_FILTERS, chosen, strict=True) if on)
        for chosen in product((False, True), repeat=len(DESK_FILTERS))
    )
}
_MINE = (
    select(ORDERS)
    .where(_HERE, ORDERS.c.member_id == bindparam("mine"), ORDERS.c.id < bindparam("before_id"))
    .order_by(ORDERS.c.id.desc())
    .limit(bindparam("most"))
)
BUYER_PAGES = {tab: _with(_MINE, condition) for tab, condition in _BUYER_TABS.items()}


def _tally(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


STAFF_COUNTS = select(
    func.count().label("all"),
    *(_tally(condition).label(tab) for tab, condition in _STAFF_TABS.items() if condition is not None),
).where(_HERE)
BUYER_COUNTS = select(
    _tally(_UNPAID).label("pending"),
    _tally(_BUYER_TABS["to_ship"]).label("to_ship"),
    _tally(ORDERS.c.status == OrderStatus.SHIPPED).label("to_receive"),
    _tally(_BUYER_TABS["to_review"]).label("to_review"),
    _tally(_OPEN_CASE).label("aftersale"),
).where(_HERE, ORDERS.c.member_id == bindparam("mine"))

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
