"""Refunds of Pay v3: apply, query, and what to do when one ends abnormal.

``out_refund_no`` (1 to 64 letters of ``0-9A-Za-z_-|*@``) makes a refund unique: after any failure the same
refund is tried again under the same number, never under a new one. Source: pay.weixin.qq.com
merchant/4012791862 (apply), 4012791863 (query), 4012791864 (abnormal).
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from xiaopu.wechat.pay.channel import PayChannel
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Fen, Moment, Request, Secret

REFUND = Endpoint(
    method="POST", path="/v3/refund/domestic/refunds", source="merchant/4012791862", repeatable=True,
    confirmed=False, note="whether two partial refunds still need a minute between them",
)  # fmt: skip
BY_NUMBER = Endpoint(
    method="GET",
    path="/v3/refund/domestic/refunds/{out_refund_no}",
    source="merchant/4012791863",
    repeatable=True,
)
ABNORMAL = Endpoint(
    method="POST",
    path="/v3/refund/domestic/refunds/{refund_id}/apply-abnormal-refund",
    source="merchant/4012791864",
    repeatable=True,
)


class RefundStatus(StrEnum):
    """PROCESSING ends as one of the others; ABNORMAL waits for ``apply_abnormal``."""

    PROCESSING = "PROCESSING"
    SUCCESS = "SUCCESS"
    CLOSED = "CLOSED"
    ABNORMAL = "ABNORMAL"


class RefundFrom(Request, frozen=True, kw_only=True):
    """Fen taken from one account: AVAILABLE or UNAVAILABLE."""

    account: str
    amount: int


class RefundAmount(Request, frozen=True, kw_only=True):
    """Fen: ``refund`` of the ``total`` that was paid."""

    refund: int
    total: int
    currency: str = "CNY"
    from_: list[RefundFrom] | None = msgspec.field(default=None, name="from")


class RefundGoods(Request, frozen=True, kw_only=True):
    """Which goods come back, for coupons."""

    merchant_goods_id: str
    unit_price: int
    refund_amount: int
    refund_quantity: int
    wechatpay_goods_id: str | None = None
    goods_name: str | None = None


class RefundOrder(Request, frozen=True, kw_only=True):
    """One refund; exactly one of ``transaction_id`` and ``out_trade_no``. ``reason`` has at most 80 bytes."""

    out_refund_no: str
    amount: RefundAmount
    transaction_id: str | None = None
    out_trade_no: str | None = None
    reason: str | None = None
    notify_url: str | None = None
    funds_account: str | None = None
    goods_detail: list[RefundGoods] | None = None
    sub_mchid: str | None = None

    def __post_init__(self) -> None:
        if (self.transaction_id is None) == (self.out_trade_no is None):
            raise ValueError("a refund names either transaction_id or out_trade_no")


class RefundedFrom(Answer, frozen=True, kw_only=True):
    """Fen taken from one account."""

    account: str
    amount: Fen


class RefundedAmount(Answer, frozen=True, kw_only=True):
    """Fen. ``payer_refund`` reaches the shopper, ``settlement_refund`` leaves the merchant's books."""

    total: Fen
    refund: Fen
    payer_total: Fen | None = None
    payer_refund: Fen | None = None
    settlement_total: Fen | None = None
    settlement_refund: Fen | None = None
    discount_refund: Fen | None = None
    refund_fee: Fen | None = None
    currency: str | None = None
    from_: list[RefundedFrom] | None = msgspec.field(default=None, name="from")


class RefundPromotion(Answer, frozen=True, kw_only=True):
    """A coupon's share of the refund."""

    promotion_id: str
    amount: Fen
    refund_amount: Fen
    scope: str | None = None
    type: str | None = None


class Refund(Answer, frozen=True, kw_only=True):
    """A refund as WeChat tells it."""

    refund_id: str
    out_refund_no: str
    transaction_id: str
    out_trade_no: str
    status: RefundStatus
    amount: RefundedAmount
    create_time: Moment | None = None
    channel: str | None = None
    user_received_account: str | None = None
    success_time: Moment | None = None
    funds_account: str | None = None
    promotion_detail: list[RefundPromotion] | None = None


class AbnormalRoute(StrEnum):
    """Where an abnormal refund goes instead: the shopper's bank card, or back to the merchant."""

    USER_BANK_CARD = "USER_BANK_CARD"
    MERCHANT_BANK_CARD = "MERCHANT_BANK_CARD"


class BankCard(Request, frozen=True, kw_only=True):
    """The shopper's card; number and name are sealed before they leave."""

    bank_type: str
    bank_account: Secret
    real_name: Secret


class _AbnormalBody(Request, frozen=True, kw_only=True):
    out_refund_no: str
    type: AbnormalRoute
    bank_type: str | None = None
    bank_account: Secret | None = None
    real_name: Secret | None = None
    sub_mchid: str | None = None


class Refunds:
    """Refunds for one merchant number."""

    def __init__(self, channel: PayChannel) -> None:
        self._channel = channel

    async def apply(self, order: RefundOrder) -> Refund:
        """Asks for a refund; mostly PROCESSING at first.

        Refused NOT_ENOUGH when the account cannot cover it.
        """
        return await self._channel.call(REFUND, Refund, body=order)

    async def by_out_refund_no(self, out_refund_no: str, *, sub_mchid: str | None = None) -> Refund:
        """A refund by our number; refused RESOURCE_NOT_EXISTS when WeChat never saw it."""
        query = {"sub_mchid": sub_mchid} if sub_mchid else None
        return await self._channel.call(BY_NUMBER, Refund, path={"out_refund_no": out_refund_no}, query=query)

    async def apply_abnormal(
        self,
        refund_id: str,
        out_refund_no: str,
        *,
        route: AbnormalRoute,
        card: BankCard | None = None,
        sub_mchid: str | None = None,
    ) -> Refund:
        """Sends an ABNORMAL refund another way; ``USER_BANK_CARD`` needs a card (ValueError without)."""
        if (card is None) == (route is AbnormalRoute.USER_BANK_CARD):
            raise ValueError("a card goes with USER_BANK_CARD and with nothing else")
        body = _AbnormalBody(
            out_refund_no=out_refund_no,
            type=route,
            bank_type=card.bank_type if card else None,
            bank_account=card.bank_account if card else None,
            real_name=card.real_name if card else None,
            sub_mchid=sub_mchid,
        )
        return await self._channel.call(ABNORMAL, Refund, path={"refund_id": refund_id}, body=body)
