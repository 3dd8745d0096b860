"""What goes in and out over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from xiaopu.kernel.ids import GoodsId, MemberId, OrderId, SkuId
from xiaopu.kernel.money import MAX_ORDER_FEN
from xiaopu.modules.members.api import Address
from xiaopu.modules.orders.domain.aftersale import AftersaleBrief
from xiaopu.modules.orders.domain.pricing import MOST_UNITS, PriceLine
from xiaopu.modules.orders.domain.states import PayWay
from xiaopu.modules.payments.api import PaymentRow, RefundView
from xiaopu.modules.shipping.api import WechatShipping

Id = Annotated[str, msgspec.Meta(min_length=20, max_length=20)]
Quantity = Annotated[int, msgspec.Meta(ge=1, le=MOST_UNITS)]
Remark = Annotated[str, msgspec.Meta(max_length=200)]
Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"\S")]


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Root of what clients send: unknown fields are refused, so no amount can be smuggled in."""


class CheckoutIn(Input, frozen=True):
    """What to buy: the checked lines of the cart, or one SKU now."""

    source: Literal["cart", "now"]
    sku_id: Id | None = None
    quantity: Quantity | None = None
    address_id: Id | None = None
    pay_by: PayWay = PayWay.WECHAT


class PlaceOrderIn(Input, frozen=True):
    """The same, with where to and what the shopper agreed to. Only who pays in the shop needs no address."""

    source: Literal["cart", "now"]
    quote: Annotated[str, msgspec.Meta(min_length=16, max_length=64)]
    address_id: Id | None = None
    pay_by: PayWay = PayWay.WECHAT
    sku_id: Id | None = None
    quantity: Quantity | None = None
    remark: Remark | None = None


class PayIn(Input, frozen=True):
    channel: Literal["weapp", "h5_wechat"]


class ProofPayIn(Input, frozen=True):
    """The token of a console's test link."""

    token: Annotated[str, msgspec.Meta(min_length=10, max_length=120)]


class ReasonIn(Input, frozen=True):
    reason: Reason


class ShipIn(Input, frozen=True):
    carrier_code: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    tracking_no: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class CollectIn(Input, frozen=True):
    """What staff counted; it must be what the order costs."""

    amount_fen: Annotated[int, msgspec.Meta(ge=1, le=MAX_ORDER_FEN)]


class NoteIn(Input, frozen=True):
    flag: Annotated[int, msgspec.Meta(ge=0, le=5)]
    text: Annotated[str, msgspec.Meta(max_length=500)] | None = None


class QuoteLine(msgspec.Struct, frozen=True):
    sku_id: SkuId
    goods_id: GoodsId
    name: str
    spec_text: str
    picture_url: str
    price_fen: int
    quantity: int
    amount_fen: int


class QuoteProblem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why it cannot be ordered as it stands; `code` is stable."""

    code: str
    message: str
    sku_id: SkuId | None = None


class Quote(msgspec.Struct, frozen=True, omit_defaults=True):
    """A price, explained. `quote` is a digest of goods, prices and district: hand it back when ordering."""

    lines: list[QuoteLine]
    price_lines: list[PriceLine]
    goods_fen: int
    freight_fen: int
    payable_fen: int
    problems: list[QuoteProblem]
    quote: str
    address: Address | None = None


class OrderLine(msgspec.Struct, frozen=True):
    id: str
    goods_id: GoodsId
    sku_id: SkuId
    name: str
    spec_text: str
    picture_url: str
    price_fen: int
    quantity: int
    amount_fen: int
    reviewed: bool


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    flag: int
    text: str | None = None


class OrderCard(msgspec.Struct, frozen=True, omit_defaults=True):
    """An order in a shopper's list."""

    id: OrderId
    order_no: str
    status: str
    status_text: str
    created_at: datetime
    lines: list[OrderLine]
    item_count: int
    payable_fen: int
    available_actions: list[str]
    pay_deadline_at: datetime | None = None
    pay_by: PayWay = PayWay.WECHAT


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step of an order's life."""

    action: str
    text: str
    at: datetime
    actor: str | None = None


class Recipient(msgspec.Struct, frozen=True):
    name: str
    phone: str
    region_text: str
    detail: str


class ShipmentView(msgspec.Struct, frozen=True):
    id: str
    carrier_code: str
    carrier_name: str
    tracking_no: str
    shipped_at: datetime


class OrderDetail(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An order as its buyer sees it."""

    id: OrderId
    order_no: str
    status: str
    status_text: str
    created_at: datetime
    timeline: list[Step]
    lines: list[OrderLine]
    price_lines: list[PriceLine]
    goods_fen: int
    freight_fen: int
    payable_fen: int
    address: Recipient
    shipments: list[ShipmentView]
    refunds: list[RefundView]
    available_actions: list[str]
    pay_deadline_at: datetime | None = None
    paid_at: datetime | None = None
    auto_receive_at: datetime | None = None
    closed_reason: str | None = None
    remark: str | None = None
    aftersale_status: str | None = None
    aftersale: AftersaleBrief | None = None
    pay_by: PayWay = PayWay.WECHAT


class Buyer(msgspec.Struct, frozen=True):
    id: MemberId
    nickname: str


class ConsoleOrder(OrderDetail, frozen=True, omit_defaults=True, kw_only=True):
    """An order as staff see it."""

    member: Buyer
    note: Note
    payments: list[PaymentRow]
    wechat_shipping: list[WechatShipping]


class OrderRow(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An order in the console's list."""

    id: OrderId
    order_no: str
    status: str
    status_text: str
    created_at: datetime
    member_name: str
    receiver_name: str
    receiver_phone_masked: str
    region_text: str
    lines: list[OrderLine]
    item_count: int
    payable_fen: int
    note: Note
    available_actions: list[str]
    paid_at: datetime | None = None
    remark: str | None = None
    aftersale_status: str | None = None
    pay_by: PayWay = PayWay.WECHAT


class OrderCounts(msgspec.Struct, frozen=True):
    """How many orders stand under each tab of the console."""

    all: int
    pending: int
    to_accept: int
    to_ship: int
    shipped: int
    completed: int
    closed: int
    aftersale: int


class MyCounts(msgspec.Struct, frozen=True):
    """Badges of 我的."""

    pending: int
    to_ship: int
    to_receive: int
    to_review: int
    aftersale: int
    cart: int
    favourites: int
