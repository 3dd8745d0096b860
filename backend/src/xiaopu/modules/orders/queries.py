"""Read models of orders: the buyer's lists and pages, the desk of the staff, counts for tabs and badges."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.regions import place_of
from xiaopu.kernel.ids import ID_LENGTH, GoodsId, MemberId, OrderId, SkuId
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.kernel.text import mask_phone, to_half_width
from xiaopu.modules.cart import api as cart
from xiaopu.modules.members.api import favourites_of, nickname_of
from xiaopu.modules.orders.domain.placement import RECIPIENT, PlacedLine, Placement
from xiaopu.modules.orders.domain.states import (
    ACTION_WORDS,
    OrderAction,
    OrderStatus,
    PayWay,
    buyer_actions,
    staff_actions,
    words,
)
from xiaopu.modules.orders.repository import (
    BUYER_COUNTS,
    BUYER_PAGES,
    DESK_FILTERS,
    HISTORY_OF,
    LINES_OF,
    SHIPMENTS_OF,
    STAFF_COUNTS,
    STAFF_PAGES,
    lines_of,
    order_row,
)
from xiaopu.modules.orders.schemas import (
    Buyer,
    ConsoleOrder,
    MyCounts,
    Note,
    OrderCard,
    OrderCounts,
    OrderDetail,
    OrderLine,
    OrderRow,
    Recipient,
    ShipmentView,
    Step,
)
from xiaopu.modules.payments.api import payments_of, refunds_of
from xiaopu.modules.shipping.api import wechat_shipping_of

_END = "~" * ID_LENGTH


class DeskFilter(msgspec.Struct, frozen=True):
    """What the staff looks for; None means no matter. `q` is an order number, its beginning, or a whole
    phone number.
    """

    tab: str = "all"
    q: str | None = None
    flag: int | None = None
    pay_by: PayWay | None = None
    since: datetime | None = None
    until: datetime | None = None


def desk_page(
    read: ReadScope, wanted: DeskFilter, cursor: str | None, limit: int, *, vault: Vault
) -> Page[OrderRow]:
    """Orders for the desk, newest first: one statement for the orders, one for their lines."""
    names, bound = _filters(wanted, vault)
    keys = decode_cursor(cursor, str)
    statement = STAFF_PAGES[wanted.tab, names]
    rows = read.rows(statement, before_id=keys[0] if keys else _END, most=limit + 1, **bound)
    lines = lines_by_order(read, rows[:limit])
    return cut_page(
        rows, limit, lambda row: _desk_row(row, lines[row.id], vault), lambda row: encode_cursor(row.id)
    )


def my_page(
    read: ReadScope, member_id: MemberId, tab: str, *, cursor: str | None, limit: int
) -> Page[OrderCard]:
    """The buyer's orders, newest first: two statements."""
    keys = decode_cursor(cursor, str)
    rows = read.rows(BUYER_PAGES[tab], mine=member_id, before_id=keys[0] if keys else _END, most=limit + 1)
    lines = lines_by_order(read, rows[:limit])
    return cut_page(rows, limit, lambda row: _card(row, lines[row.id]), lambda row: encode_cursor(row.id))


def desk_counts(read: ReadScope) -> OrderCounts:
    """How many orders stand under each tab; one pass over the shop's orders."""
    row = read.row(STAFF_COUNTS)
    return OrderCounts(**{name: int(getattr(row, name)) for name in OrderCounts.__struct_fields__})


def my_counts(read: ReadScope, member_id: MemberId) -> MyCounts:
    """The badges of 我的: three statements."""
    row = read.row(BUYER_COUNTS, mine=member_id)
    names = ("pending", "to_ship", "to_receive", "to_review", "aftersale")
    return MyCounts(
        **{name: int(getattr(row, name)) for name in names},
        cart=cart.count_lines(read, member_id),
        favourites=len(favourites_of(read, member_id)),
    )


def lines_by_order(read: ReadScope, rows: Sequence[Row[Any]]) -> defaultdict[str, list[OrderLine]]:
    """Lines of these orders in one statement."""
    found: defaultdict[str, list[OrderLine]] = defaultdict(list)
    if rows:
        for line in read.rows(LINES_OF, wanted=[row.id for row in rows]):
            found[line.order_id].append(line_view(line))
    return found


def line_view(line: Row[Any]) -> OrderLine:
    """A line on the wire."""
    return OrderLine(
        line.id,
        GoodsId(line.goods_id),
        SkuId(line.sku_id),
        line.name,
        line.spec_text,
        line.picture_url,
        line.price_fen,
        line.quantity,
        line.amount_fen,
        line.reviewed_at is not None,
    )


def recipient_of(row: Row[Any], vault: Vault) -> Recipient:
    """Who receives and where, opened."""
    return _opened(row.recipient_sealed, vault)


def _opened(recipient_sealed: bytes, vault: Vault) -> Recipient:
    return msgspec.json.decode(vault.open(recipient_sealed, RECIPIENT), type=Recipient)


def _filters(wanted: DeskFilter, vault: Vault) -> tuple[tuple[str, ...], dict[str, Any]]:
    bound: dict[str, Any] = {}
    if wanted.q:
        q = to_half_width(wanted.q).strip()
        bound |= {"q_from": q, "q_to": q + "~", "phone": vault.index.opaque(q, "orders.phone")}
    if wanted.flag is not None:
        bound["wanted_flag"] = wanted.flag
    if wanted.pay_by is not None:
        bound["wanted_pay_by"] = wanted.pay_by
    if wanted.since is not None:
        bound["since"] = wanted.since
    if wanted.until is not None:
        bound["until"] = wanted.until
    present = {
        "q": "phone",
        "flag": "wanted_flag",
        "pay_by": "wanted_pay_by",
        "since": "since",
        "until": "until",
    }
    return tuple(name for name in DESK_FILTERS if present[name] in bound), bound


def _card(row: Row[Any], lines: list[OrderLine]) -> OrderCard:
    status = OrderStatus(row.status)
    return OrderCard(
        id=OrderId(row.id),
        order_no=row.order_no,
        status=status,
        status_text=words(status, PayWay(row.pay_by)),
        created_at=row.created_at,
        lines=lines,
        item_count=row.item_count,
        payable_fen=row.payable_fen,
        available_actions=_buyer_actions(row),
        pay_deadline_at=row.pay_deadline_at if status is OrderStatus.PENDING else None,
        pay_by=PayWay(row.pay_by),
    )


def _buyer_actions(row: Row[Any]) -> list[str]:
    return buyer_actions(
        OrderStatus(row.status),
        aftersale=row.aftersale_status,
        unreviewed=row.unreviewed,
        pay_by=PayWay(row.pay_by),
        collected=row.paid_at is not None,
    )


def _staff_actions(row: Row[Any]) -> list[str]:
    return staff_actions(
        OrderStatus(row.status),
        aftersale=row.aftersale_status,
        pay_by=PayWay(row.pay_by),
        collected=row.paid_at is not None,
    )


def _desk_row(row: Row[Any], lines: list[OrderLine], vault: Vault) -> OrderRow:
    status, recipient = OrderStatus(row.status), recipient_of(row, vault)
    place = place_of(row.region_code)
    return OrderRow(
        id=OrderId(row.id),
        order_no=row.order_no,
        status=status,
        status_text=words(status, PayWay(row.pay_by), staff=True),
        created_at=row.created_at,
        paid_at=row.paid_at,
        member_name=row.nickname,
        receiver_name=recipient.name,
        receiver_phone_masked=mask_phone(recipient.phone) if recipient.phone else "",
        region_text=place.text if place else "",
        lines=lines,
        item_count=row.item_count,
        payable_fen=row.payable_fen,
        remark=row.remark,
        note=Note(row.flag, row.note),
        aftersale_status=row.aftersale_status,
        available_actions=_staff_actions(row),
        pay_by=PayWay(row.pay_by),
    )


def my_order(read: ReadScope, order_id: OrderId, member_id: MemberId, *, vault: Vault) -> OrderDetail:
    """The buyer's own order; anybody else's is `not_found`. At most six statements."""
    row = order_row(read, order_id, of=member_id)
    return OrderDetail(
        **_facts(read, row, vault, show_actor=False),
        status_text=words(OrderStatus(row.status), PayWay(row.pay_by)),
        available_actions=_buyer_actions(row),
    )


def placed_order(placement: Placement, *, vault: Vault) -> OrderDetail:
    """What `my_order` would read right after the commit of a placement; no statement."""
    status = OrderStatus.PENDING
    return OrderDetail(
        id=placement.id,
        order_no=placement.order_no,
        status=status,
        status_text=words(status, placement.pay_by),
        created_at=placement.created_at,
        timeline=[Step(OrderAction.PLACE, ACTION_WORDS[OrderAction.PLACE], placement.created_at)],
        lines=[_placed_line(placed) for placed in placement.lines],
        price_lines=placement.price_lines,
        goods_fen=placement.goods_fen,
        freight_fen=placement.freight_fen,
        payable_fen=placement.payable_fen,
        address=_opened(placement.recipient_sealed, vault),
        shipments=[],
        refunds=[],
        available_actions=buyer_actions(status, aftersale=None, unreviewed=0, pay_by=placement.pay_by),
        pay_deadline_at=placement.pay_deadline_at,
        remark=placement.remark,
        pay_by=placement.pay_by,
    )


def console_order(read: ReadScope, order_id: OrderId, *, vault: Vault) -> ConsoleOrder:
    """An order as staff see it, with payments and what WeChat knows of the parcels."""
    row = order_row(read, order_id)
    return ConsoleOrder(
        **_facts(read, row, vault, show_actor=True),
        status_text=words(OrderStatus(row.status), PayWay(row.pay_by), staff=True),
        available_actions=_staff_actions(row),
        member=Buyer(MemberId(row.member_id), nickname_of(read, MemberId(row.member_id))),
        note=Note(row.flag, row.note),
        payments=payments_of(read, "order", order_id),
        wechat_shipping=wechat_shipping_of(read, order_id),
    )


def _facts(read: ReadScope, row: Row[Any], vault: Vault, *, show_actor: bool) -> dict[str, Any]:
    status = OrderStatus(row.status)
    payments = payments_of(read, "order", row.id)
    return {
        "id": OrderId(row.id),
        "order_no": row.order_no,
        "status": status,
        "created_at": row.created_at,
        "timeline": [_step(one, show_actor=show_actor) for one in read.rows(HISTORY_OF, wanted=row.id)],
        "lines": [line_view(line) for line in lines_of(read, row.id)],
        "price_lines": row.price_lines,
        "goods_fen": row.goods_fen,
        "freight_fen": row.freight_fen,
        "payable_fen": row.payable_fen,
        "address": recipient_of(row, vault),
        "shipments": _shipments(read, row),
        "refunds": refunds_of(read, [payment.id for payment in payments]),
        "pay_deadline_at": row.pay_deadline_at if status is OrderStatus.PENDING else None,
        "paid_at": row.paid_at,
        "auto_receive_at": row.auto_receive_at if status is OrderStatus.SHIPPED else None,
        "closed_reason": row.closed_reason if status is OrderStatus.CLOSED else None,
        "remark": row.remark,
        "aftersale_status": row.aftersale_status,
        "aftersale": row.aftersale,
        "pay_by": PayWay(row.pay_by),
    }


def _placed_line(placed: PlacedLine) -> OrderLine:
    line = placed.line
    return OrderLine(
        placed.id,
        line.goods_id,
        line.sku_id,
        line.name,
        line.spec_text,
        line.picture_url,
        line.price_fen,
        line.quantity,
        line.amount_fen,
        False,
    )


def _step(row: Row[Any], *, show_actor: bool) -> Step:
    words = ACTION_WORDS[OrderAction(row.action)]
    text = f"{words}：{row.why}" if row.why else words
    return Step(row.action, text, row.at, row.actor if show_actor else None)


def _shipments(read: ReadScope, order: Row[Any]) -> list[ShipmentView]:
    """No statement for an order that was never shipped."""
    if order.shipped_at is None:
        return []
    return [_shipment(one) for one in read.rows(SHIPMENTS_OF, wanted=order.id)]


def _shipment(row: Row[Any]) -> ShipmentView:
    return ShipmentView(row.id, row.carrier_code, row.carrier_name, row.tracking_no, row.shipped_at)
