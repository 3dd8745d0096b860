"""An order's facts for neighbours, in words of this module."""

from datetime import datetime

import msgspec

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.orders.domain.states import PayWay
from xiaopu.modules.orders.repository import SHIPMENTS_OF, lines_of, order_row


class Parcel(msgspec.Struct, frozen=True):
    id: str
    carrier_code: str
    carrier_name: str
    tracking_no: str
    shipped_at: datetime


class OrderFacts(msgspec.Struct, frozen=True):
    """`status` is one of orders' own; amounts in fen; `first_name` the first line's goods."""

    id: OrderId
    order_no: str
    member_id: MemberId
    status: str
    channel: str
    pay_by: PayWay
    subject: str
    first_name: str
    item_count: int
    payable_fen: int
    created_at: datetime
    pay_deadline_at: datetime
    paid_at: datetime | None
    aftersale_status: str | None
    parcels: list[Parcel]


def order_facts(read: ReadScope, order_id: OrderId, *, of: MemberId | None = None) -> OrderFacts:
    """Refuses `not_found`; with `of`, another member's order too."""
    row = order_row(read, order_id, of=of)
    lines = lines_of(read, order_id)
    parcels = [
        Parcel(one.id, one.carrier_code, one.carrier_name, one.tracking_no, one.shipped_at)
        for one in read.rows(SHIPMENTS_OF, wanted=order_id)
    ]
    return OrderFacts(
        id=order_id,
        order_no=row.order_no,
        member_id=MemberId(row.member_id),
        status=row.status,
        channel=row.channel,
        pay_by=PayWay(row.pay_by),
        subject=row.subject,
        first_name=lines[0].name if lines else "",
        item_count=row.item_count,
        payable_fen=row.payable_fen,
        created_at=row.created_at,
        pay_deadline_at=row.pay_deadline_at,
        paid_at=row.paid_at,
        aftersale_status=row.aftersale_status,
        parcels=parcels,
    )
