"""Order shipping management: WeChat holds the money until it knows that the goods are on their way.

Times inside answers are Unix seconds. Source: developers.weixin.qq.com uploadShippingInfo,
uploadCombinedShippingInfo, getOrder, getOrderList, notifyConfirmReceive, setMsgJumpPath, isTradeManaged,
isTradeManagementConfirmationCompleted, opspecialorder, setwxatradetypecgi.
"""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Fen, Nothing, Request, shanghai_millis, unix_seconds

UPLOAD = Endpoint(method="POST", path="/wxa/sec/order/upload_shipping_info", source="uploadShippingInfo")
UPLOAD_COMBINED = Endpoint(
    method="POST", path="/wxa/sec/order/upload_combined_shipping_info", source="uploadCombinedShippingInfo"
)
GET_ORDER = Endpoint(method="POST", path="/wxa/sec/order/get_order", source="getOrder", repeatable=True)
LIST_ORDERS = Endpoint(
    method="POST", path="/wxa/sec/order/get_order_list", source="getOrderList", repeatable=True
)
CONFIRM_RECEIVE = Endpoint(
    method="POST", path="/wxa/sec/order/notify_confirm_receive", source="notifyConfirmReceive"
)
JUMP_PATH = Endpoint(
    method="POST", path="/wxa/sec/order/set_msg_jump_path", source="setMsgJumpPath", repeatable=True
)
IS_MANAGED = Endpoint(
    method="POST",
    path="/wxa/sec/order/is_trade_managed",
    source="isTradeManaged",
    repeatable=True,
    note="some write 1 and 0 for the boolean; both are read",
)
IS_CONFIRMED = Endpoint(
    method="POST",
    path="/wxa/sec/order/is_trade_management_confirmation_completed",
    source="isTradeManagementConfirmationCompleted",
    repeatable=True,
)
SPECIAL = Endpoint(
    method="POST", path="/wxa/sec/order/opspecialorder", source="opspecialorder", repeatable=True
)
TRADE_TYPE = Endpoint(method="POST", path="/wxa/sec/order/setwxatradetypecgi", source="setwxatradetypecgi")


class NumberType(IntEnum):
    """By which number a payment is named."""

    MERCHANT = 1
    WECHAT = 2


class LogisticsType(IntEnum):
    """How the goods travel."""

    EXPRESS = 1
    SAME_CITY = 2
    VIRTUAL = 3
    PICK_UP = 4


class DeliveryMode(IntEnum):
    """In one parcel, or in several."""

    UNIFIED = 1
    SPLIT = 2


class PaymentState(IntEnum):
    """States of a payment at the shipping desk."""

    TO_SHIP = 1
    SHIPPED = 2
    RECEIVED = 3
    COMPLETED = 4
    REFUNDED = 5
    TO_SETTLE = 6


class PaymentKey(Request, frozen=True, kw_only=True):
    """A payment by WeChat's number, or by merchant number and ours.

    Make it with ``by_wechat`` or ``by_merchant``.
    """

    order_number_type: NumberType
    transaction_id: str | None = None
    mchid: str | None = None
    out_trade_no: str | None = None


def by_wechat(transaction_id: str) -> PaymentKey:
    """A payment by WeChat's number."""
    return PaymentKey(order_number_type=NumberType.WECHAT, transaction_id=transaction_id)


def by_merchant(mchid: str, out_trade_no: str) -> PaymentKey:
    """A payment by merchant number and our number."""
    return PaymentKey(order_number_type=NumberType.MERCHANT, mchid=mchid, out_trade_no=out_trade_no)


class Contact(Request, frozen=True, kw_only=True):
    """Masked phone numbers whose last four digits are clear; SF Express needs one of the two."""

    consignor_contact: str | None = None
    receiver_contact: str | None = None


class Parcel(Request, frozen=True, kw_only=True):
    """One parcel. Number and carrier code (``express.carriers``) are required for express."""

    item_desc: str
    tracking_no: str | None = None
    express_company: str | None = None
    contact: Contact | None = None


class Payer(Request, frozen=True, kw_only=True):
    """Who paid."""

    openid: str


class ShippingInfo(Request, frozen=True, kw_only=True):
    """What is uploaded: 1 to 15 parcels; ``is_all_delivered`` is required for SPLIT.

    A second upload re-ships, once.
    """

    order_key: PaymentKey
    logistics_type: LogisticsType
    delivery_mode: DeliveryMode
    shipping_list: list[Parcel]
    upload_time: datetime
    payer: Payer
    is_all_delivered: bool | None = None


class SubShipping(Request, frozen=True, kw_only=True):
    """One part of a combined payment."""

    order_key: PaymentKey
    logistics_type: LogisticsType
    delivery_mode: DeliveryMode
    shipping_list: list[Parcel] | None = None
    is_all_delivered: bool | None = None


class CombinedShippingInfo(Request, frozen=True, kw_only=True):
    """The parts of a combined payment."""

    order_key: PaymentKey
    sub_orders: list[SubShipping]
    upload_time: datetime
    payer: Payer


class ShippedContact(Answer, frozen=True, kw_only=True):
    """As uploaded."""

    consignor_contact: str | None = None
    receiver_contact: str | None = None


class ShippedParcel(Answer, frozen=True, kw_only=True):
    """One parcel as WeChat has it."""

    tracking_no: str | None = None
    express_company: str | None = None
    goods_desc: str | None = None
    upload_time: int | None = None
    contact: ShippedContact | None = None


class Shipped(Answer, frozen=True, kw_only=True):
    """``finish_shipping_count``: 0 not yet, 1 done, 2 done again."""

    delivery_mode: int | None = None
    logistics_type: int | None = None
    finish_shipping: bool | None = None
    goods_desc: str | None = None
    finish_shipping_count: int | None = None
    shipping_list: tuple[ShippedParcel, ...] = ()


class ShippingOrder(Answer, frozen=True, kw_only=True):
    """A payment at the shipping desk; ``paid_amount`` in fen."""

    transaction_id: str
    order_state: PaymentState
    merchant_id: str | None = None
    sub_merchant_id: str | None = None
    merchant_trade_no: str | None = None
    description: str | None = None
    paid_amount: Fen | None = None
    openid: str | None = None
    trade_create_time: int | None = None
    pay_time: int | None = None
    in_complaint: bool | None = None
    shipping: Shipped | None = None


class ShippingPage(Answer, frozen=True, kw_only=True):
    """One page of payments; hand ``last_index`` to the next call while ``has_more``."""

    order_list: tuple[ShippingOrder, ...] = ()
    has_more: bool = False
    last_index: str | None = None


class PaidBetween(Request, frozen=True, kw_only=True):
    """Unix seconds, both included."""

    begin_time: int | None = None
    end_time: int | None = None


class ShippingFilter(Request, frozen=True, kw_only=True):
    """What to list; nothing set lists everything, 100 a page."""

    pay_time_range: PaidBetween | None = None
    order_state: PaymentState | None = None
    openid: str | None = None
    last_index: str | None = None
    page_size: int | None = None


class TradeType(IntEnum):
    """What kind of trade the mini program is."""

    MIXED = 1
    GOODS = 2
    OFFLINE_SERVICE = 3
    ONLINE_SERVICE = 4


class TradeMaterial(Request, frozen=True, kw_only=True):
    """A paper for the change of trade: type 1 picture, 2 video."""

    type: int
    media_id: str


class _OrderRef(Request, frozen=True, kw_only=True):
    transaction_id: str | None = None
    merchant_id: str | None = None
    sub_merchant_id: str | None = None
    merchant_trade_no: str | None = None
    received_time: int | None = None


class _Upload(Request, frozen=True, kw_only=True):
    order_key: PaymentKey
    upload_time: str
    payer: Payer
    logistics_type: LogisticsType | None = None
    delivery_mode: DeliveryMode | None = None
    is_all_delivered: bool | None = None
    shipping_list: list[Parcel] | None = None
    sub_orders: list[SubShipping] | None = None


class _OrderAnswer(Answer, frozen=True, kw_only=True):
    order: ShippingOrder


class _Managed(Answer, frozen=True, kw_only=True):
    is_trade_managed: bool


class _Confirmed(Answer, frozen=True, kw_only=True):
    completed: bool


class _Path(Request, frozen=True, kw_only=True):
    path: str


class _App(Request, frozen=True, kw_only=True):
    appid: str


class _Special(Request, frozen=True, kw_only=True):
    order_id: str
    type: int
    delay_to: int | None = None


class _TradeTypeBody(Request, frozen=True, kw_only=True):
    trade_type: TradeType
    material_list: list[TradeMaterial]
    reason: str


class Shipping:
    """Calls about shipping; WeChat may need about a minute to know a fresh payment (10060001 until then)."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def upload(self, info: ShippingInfo) -> None:
        """Tells WeChat what was shipped.

        Refused 10060023 when nothing is new, 10060003 when re-shipping is used up.
        """
        body = _Upload(
            order_key=info.order_key,
            logistics_type=info.logistics_type,
            delivery_mode=info.delivery_mode,
            is_all_delivered=info.is_all_delivered,
            shipping_list=info.shipping_list,
            upload_time=shanghai_millis(info.upload_time),
            payer=info.payer,
        )
        await self._channel.call(UPLOAD, Nothing, body=body)

    async def upload_combined(self, info: CombinedShippingInfo) -> None:
        """The same for a combined payment."""
        body = _Upload(
            order_key=info.order_key,
            sub_orders=info.sub_orders,
            upload_time=shanghai_millis(info.upload_time),
            payer=info.payer,
        )
        await self._channel.call(UPLOAD_COMBINED, Nothing, body=body)

    async def order(self, key: PaymentKey, *, sub_mchid: str | None = None) -> ShippingOrder:
        """One payment and how its shipping stands."""
        return (await self._channel.call(GET_ORDER, _OrderAnswer, body=_ref(key, sub_mchid))).order

    async def orders(self, wanted: ShippingFilter) -> ShippingPage:
        """Payments, a page at a time."""
        return await self._channel.call(LIST_ORDERS, ShippingPage, body=wanted)

    async def remind_receive(
        self, key: PaymentKey, received_at: datetime, *, sub_mchid: str | None = None
    ) -> None:
        """Asks the shopper to confirm; once a payment, express only, `received_at` after shipping."""
        body = _ref(key, sub_mchid, received_time=unix_seconds(received_at))
        await self._channel.call(CONFIRM_RECEIVE, Nothing, body=body)

    async def set_jump_path(self, path: str) -> None:
        """The page that WeChat's shipping message opens; WeChat adds the payment's numbers to its query."""
        await self._channel.call(JUMP_PATH, Nothing, body=_Path(path=path))

    async def is_managed(self, appid: str) -> bool:
        """Whether the mini program has shipping management."""
        return (await self._channel.call(IS_MANAGED, _Managed, body=_App(appid=appid))).is_trade_managed

    async def is_confirmed(self, appid: str) -> bool:
        """Whether the owner has confirmed the settlement rules."""
        return (await self._channel.call(IS_CONFIRMED, _Confirmed, body=_App(appid=appid))).completed

    async def report_presale(self, order_id: str, ships_at: datetime) -> None:
        """Reports that goods ship later: 15 to 330 days after payment.

        `order_id` is WeChat's number or ours.
        """
        await self._channel.call(
            SPECIAL, Nothing, body=_Special(order_id=order_id, type=1, delay_to=unix_seconds(ships_at))
        )

    async def report_test(self, order_id: str) -> None:
        """Reports a payment that was only a test."""
        await self._channel.call(SPECIAL, Nothing, body=_Special(order_id=order_id, type=2))

    async def change_trade_type(
        self, trade_type: TradeType, materials: list[TradeMaterial], reason: str
    ) -> None:
        """Applies for another kind of trade; once an account (268486048 afterwards), 10 papers at most."""
        body = _TradeTypeBody(trade_type=trade_type, material_list=materials, reason=reason)
        await self._channel.call(TRADE_TYPE, Nothing, body=body)


def _ref(key: PaymentKey, sub_mchid: str | None, *, received_time: int | None = None) -> _OrderRef:
    return _OrderRef(
        transaction_id=key.transaction_id,
        merchant_id=key.mchid,
        merchant_trade_no=key.out_trade_no,
        sub_merchant_id=sub_mchid,
        received_time=received_time,
    )
