"""A new order as one value, ready to be written in one go. Pure."""

from datetime import datetime

import msgspec

from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.orders.domain.pricing import PricedLine, PriceLine
from xiaopu.modules.orders.domain.states import PayWay

# The context under which recipients are sealed.
RECIPIENT = "orders.recipient"


class PlacedLine(msgspec.Struct, frozen=True):
    """A line with its id."""

    id: str
    line: PricedLine


class Placement(msgspec.Struct, frozen=True):
    """Everything that is written when an order is placed, stock aside."""

    id: OrderId
    order_no: str
    member_id: MemberId
    channel: str
    pay_by: PayWay
    lines: list[PlacedLine]
    price_lines: list[PriceLine]
    goods_fen: int
    freight_fen: int
    payable_fen: int
    recipient_sealed: bytes
    phone_index: bytes
    region_code: str
    remark: str | None
    created_at: datetime
    pay_deadline_at: datetime
    actor: str

    @property
    def subject(self) -> str:
        """What stands in WeChat's bill."""
        first = self.lines[0].line.name
        return first if len(self.lines) == 1 else f"{first} 等 {len(self.lines)} 种商品"


def order_no(day: str, random_digits: int) -> str:
    """20 digits: yymmddHHMMSS in Shanghai, then eight random ones. Cannot be counted up."""
    return f"{day}{random_digits:08d}"
