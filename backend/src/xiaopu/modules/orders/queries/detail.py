"""One order in full, for its buyer and for staff."""

from typing import Any

from sqlalchemy import Row

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.members.api import nickname_of
from xiaopu.modules.orders.domain.states import (
    ACTION_WORDS,
    BUYER_WORDS,
    STAFF_WORDS,
    OrderAction,
    OrderStatus,
    buyer_actions,
    staff_actions,
)
from xiaopu.modules.orders.queries.lists import line_view, recipient_of
from xiaopu.modules.orders.repository import HISTORY_OF, SHIPMENTS_OF
from xiaopu.modules.orders.schemas import (
    Buyer,
    ConsoleOrder,
    Note,
    OrderDetail,
    ShipmentView,
    Step,
)
from xiaopu.modules.orders.usecases.move_order import lines_of, order_row
from xiaopu.modules.payments.api import payments_of, refunds_of
from xiaopu.modules.shipping.api import wechat_shipping_of


def my_order(read: ReadScope, order_id: OrderId, member_id: MemberId, *, vault: Vault) -> OrderDetail:
    """The buyer's own order; anybody else's is `not_found`. Six statements."""
    row = order_row(read, order_id, of=member_id)
    status = OrderStatus(row.status)
    actions = buyer_actions(status, aftersale=row.aftersale_status, unreviewed=row.unreviewed)
    return OrderDetail(
        **_facts(read, row, vault, show_actor=False),
        status_text=BUYER_WORDS[status],
        available_actions=actions,
    )


def console_order(read: ReadScope, order_id: OrderId, *, vault: Vault) -> ConsoleOrder:
    """An order as staff see it, with payments and what WeChat knows of the parcels."""
    row = order_row(read, order_id)
    status = OrderStatus(row.status)
    return ConsoleOrder(
        **_facts(read, row, vault, show_actor=True),
        status_text=STAFF_WORDS[status],
        available_actions=staff_actions(status, aftersale=row.aftersale_status),
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
        "shipments": [_shipment(one) for one in read.rows(SHIPMENTS_OF, wanted=row.id)],
        "refunds": refunds_of(read, [payment.id for payment in payments]),
        "pay_deadline_at": row.pay_deadline_at if status is OrderStatus.PENDING else None,
        "paid_at": row.paid_at,
        "auto_receive_at": row.auto_receive_at if status is OrderStatus.SHIPPED else None,
        "closed_reason": row.closed_reason if status is OrderStatus.CLOSED else None,
        "remark": row.remark,
        "aftersale_status": row.aftersale_status,
    }


def _step(row: Row[Any], *, show_actor: bool) -> Step:
    words = ACTION_WORDS[OrderAction(row.action)]
    text = f"{words}：{row.why}" if row.why else words
    return Step(row.action, text, row.at, row.actor if show_actor else None)


def _shipment(row: Row[Any]) -> ShipmentView:
    return ShipmentView(row.id, row.carrier_code, row.carrier_name, row.tracking_no, row.shipped_at)
