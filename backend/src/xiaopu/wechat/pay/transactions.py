"""Transactions of Pay v3 for a merchant of one's own: prepay, query, close.

Amounts are fen. ``out_trade_no`` has 6 to 32 letters of ``0-9A-Za-z_-|*`` and is unique under the merchant
number; the same number again must come with the very same parameters. Source: pay.weixin.qq.com
merchant/4012791856 (JSAPI), 4012791834 (H5), 4012791877 (Native), 4012791858/9 (query), 4012791860 (close).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from xiaopu.wechat.pay.channel import PayChannel
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Fen, Moment, Nothing, Request

JSAPI = Endpoint(
    method="POST", path="/v3/pay/transactions/jsapi", source="merchant/4012791856", repeatable=True,
    confirmed=False, note="lengths inside detail.goods_detail",
)  # fmt: skip
H5 = Endpoint(method="POST", path="/v3/pay/transactions/h5", source="merchant/4012791834", repeatable=True)
NATIVE = Endpoint(
    method="POST", path="/v3/pay/transactions/native", source="merchant/4012791877", repeatable=True
)
BY_ID = Endpoint(
    method="GET",
    path="/v3/pay/transactions/id/{transaction_id}",
    source="merchant/4012791858",
    repeatable=True,
)
BY_NUMBER = Endpoint(
    method="GET",
    path="/v3/pay/transactions/out-trade-no/{out_trade_no}",
    source="merchant/4012791859",
    repeatable=True,
)
CLOSE = Endpoint(
    method="POST",
    path="/v3/pay/transactions/out-trade-no/{out_trade_no}/close",
    source="merchant/4012791860",
    repeatable=True,
)


class TradeState(StrEnum):
    """States of a transaction. Only the code-scanning kinds know REVOKED, USERPAYING and PAYERROR."""

    SUCCESS = "SUCCESS"
    REFUND = "REFUND"
    NOTPAY = "NOTPAY"
    CLOSED = "CLOSED"
    REVOKED = "REVOKED"
    USERPAYING = "USERPAYING"
    PAYERROR = "PAYERROR"


class Amount(Request, frozen=True, kw_only=True):
    """What is to be paid: at least 1 fen."""

    total: int
    currency: str = "CNY"


class Payer(Request, frozen=True, kw_only=True):
    """Who pays: the openid under the very AppID of the request."""

    openid: str


class GoodsLine(Request, frozen=True, kw_only=True):
    """One line of goods, for WeChat's coupons and for the shopper's receipt."""

    merchant_goods_id: str
    quantity: int
    unit_price: int
    wechatpay_goods_id: str | None = None
    goods_name: str | None = None


class Detail(Request, frozen=True, kw_only=True):
    """Goods and price before coupons."""

    goods_detail: list[GoodsLine] | None = None
    cost_price: int | None = None
    invoice_id: str | None = None


class StoreInfo(Request, frozen=True, kw_only=True):
    """The counter where the sale is made."""

    id: str
    name: str | None = None
    area_code: str | None = None
    address: str | None = None


class H5Info(Request, frozen=True, kw_only=True):
    """Where the browser runs: type iOS, Android or Wap."""

    type: str
    app_name: str | None = None
    app_url: str | None = None
    bundle_id: str | None = None
    package_name: str | None = None


class SceneInfo(Request, frozen=True, kw_only=True):
    """Where the request comes from; the address is required as soon as there is a scene."""

    payer_client_ip: str
    device_id: str | None = None
    store_info: StoreInfo | None = None
    h5_info: H5Info | None = None


class SettleInfo(Request, frozen=True, kw_only=True):
    """``profit_sharing=True`` freezes the money until it is shared."""

    profit_sharing: bool


class Prepay(Request, frozen=True, kw_only=True):
    """What the three kinds of prepay have in common.

    ``notify_url`` is HTTPS, reachable from outside and without a query. ``time_expire`` is the last moment
    of paying; it does not close the transaction. ``attach`` (128 letters) comes back in notices and
    queries.
    """

    appid: str
    mchid: str
    description: str
    out_trade_no: str
    notify_url: str
    amount: Amount
    time_expire: datetime | None = None
    attach: str | None = None
    goods_tag: str | None = None
    support_fapiao: bool | None = None
    limit_pay: list[str] | None = None
    detail: Detail | None = None
    settle_info: SettleInfo | None = None


class JsapiPrepay(Prepay, frozen=True, kw_only=True):
    """Inside WeChat: mini program or service account page."""

    payer: Payer
    scene_info: SceneInfo | None = None


class H5Prepay(Prepay, frozen=True, kw_only=True):
    """In a browser outside WeChat."""

    scene_info: SceneInfo


class NativePrepay(Prepay, frozen=True, kw_only=True):
    """A code that the shopper scans."""

    scene_info: SceneInfo | None = None


class PaidAmount(Answer, frozen=True, kw_only=True):
    """Fen. ``total`` was asked, ``payer_total`` was paid after WeChat's coupons."""

    total: Fen | None = None
    payer_total: Fen | None = None
    currency: str | None = None
    payer_currency: str | None = None


class PaidBy(Answer, frozen=True, kw_only=True):
    """Who paid; a service provider's transactions name one or both of the other two."""

    openid: str | None = None
    sp_openid: str | None = None
    sub_openid: str | None = None


class PromotionGoods(Answer, frozen=True, kw_only=True):
    """Goods that a coupon touched."""

    goods_id: str
    quantity: int
    unit_price: Fen
    discount_amount: Fen
    goods_remark: str | None = None


class Promotion(Answer, frozen=True, kw_only=True):
    """One coupon that was used."""

    coupon_id: str
    amount: Fen
    name: str | None = None
    scope: str | None = None
    type: str | None = None
    stock_id: str | None = None
    wechatpay_contribute: Fen | None = None
    merchant_contribute: Fen | None = None
    other_contribute: Fen | None = None
    currency: str | None = None
    goods_detail: list[PromotionGoods] | None = None


class Transaction(Answer, frozen=True, kw_only=True):
    """A transaction as a query or a payment notice tells it. Before payment most fields are None."""

    out_trade_no: str
    trade_state: TradeState
    appid: str | None = None
    mchid: str | None = None
    sp_appid: str | None = None
    sp_mchid: str | None = None
    sub_appid: str | None = None
    sub_mchid: str | None = None
    trade_state_desc: str | None = None
    transaction_id: str | None = None
    trade_type: str | None = None
    bank_type: str | None = None
    attach: str | None = None
    success_time: Moment | None = None
    payer: PaidBy | None = None
    amount: PaidAmount | None = None
    promotion_detail: list[Promotion] | None = None

    def __post_init__(self) -> None:
        paid = self.trade_state in (TradeState.SUCCESS, TradeState.REFUND)
        if paid and (self.transaction_id is None or self.amount is None or self.amount.total is None):
            raise ValueError("paid, but without WeChat's number or the amount")


class _PrepayId(Answer, frozen=True, kw_only=True):
    prepay_id: str


class _H5Url(Answer, frozen=True, kw_only=True):
    h5_url: str


class _CodeUrl(Answer, frozen=True, kw_only=True):
    code_url: str


class _CloseBody(Request, frozen=True, kw_only=True):
    mchid: str


class Transactions:
    """Prepay, query and close for one merchant number."""

    def __init__(self, channel: PayChannel) -> None:
        self._channel = channel

    async def prepay_jsapi(self, order: JsapiPrepay) -> str:
        """A prepay_id, good for two hours; then ask again with the same parameters."""
        return (await self._channel.call(JSAPI, _PrepayId, body=order)).prepay_id

    async def prepay_h5(self, order: H5Prepay) -> str:
        """An address that opens WeChat from a browser.

        Good for five minutes, on the registered domain only.
        """
        return (await self._channel.call(H5, _H5Url, body=order)).h5_url

    async def prepay_native(self, order: NativePrepay) -> str:
        """The text of the code to scan (``weixin://…``); good for two hours."""
        return (await self._channel.call(NATIVE, _CodeUrl, body=order)).code_url

    async def by_transaction_id(self, transaction_id: str) -> Transaction:
        """A paid transaction by WeChat's number; refused ORDER_NOT_EXIST when there is none."""
        return await self._channel.call(
            BY_ID, Transaction, path={"transaction_id": transaction_id}, query={"mchid": self._channel.mchid}
        )

    async def by_out_trade_no(self, out_trade_no: str) -> Transaction:
        """A transaction by our number, paid or not.

        Refused ORDER_NOT_EXIST when prepay never reached WeChat.
        """
        return await self._channel.call(
            BY_NUMBER, Transaction, path={"out_trade_no": out_trade_no}, query={"mchid": self._channel.mchid}
        )

    async def close(self, out_trade_no: str) -> None:
        """Closes an unpaid transaction for good; again is harmless.

        Refused ORDER_PAID when the shopper was faster.
        """
        body = _CloseBody(mchid=self._channel.mchid)
        await self._channel.call(CLOSE, Nothing, path={"out_trade_no": out_trade_no}, body=body)
