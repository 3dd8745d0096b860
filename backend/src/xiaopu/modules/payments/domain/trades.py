"""Payments and refunds as two state machines, and what WeChat tells of them. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

import msgspec

from xiaopu.kernel.ids import PaymentId, ShopId


class PaymentStatus(StrEnum):
    CREATED = "created"  # we wrote it down; WeChat may or may not know it
    OPEN = "open"  # WeChat gave a prepay id
    PAID = "paid"
    CLOSED = "closed"


class PaymentAction(StrEnum):
    PREPARE = "prepare"
    SUCCEED = "succeed"
    CLOSE = "close"


PAYMENT_TRANSITIONS: dict[tuple[PaymentStatus, PaymentAction], PaymentStatus] = {
    (PaymentStatus.CREATED, PaymentAction.PREPARE): PaymentStatus.OPEN,
    (PaymentStatus.OPEN, PaymentAction.PREPARE): PaymentStatus.OPEN,
    (PaymentStatus.CREATED, PaymentAction.SUCCEED): PaymentStatus.PAID,
    (PaymentStatus.OPEN, PaymentAction.SUCCEED): PaymentStatus.PAID,
    # Money that came after we closed is money all the same: it is recorded, then given back.
    (PaymentStatus.CLOSED, PaymentAction.SUCCEED): PaymentStatus.PAID,
    (PaymentStatus.CREATED, PaymentAction.CLOSE): PaymentStatus.CLOSED,
    (PaymentStatus.OPEN, PaymentAction.CLOSE): PaymentStatus.CLOSED,
}


def payment_sources(action: PaymentAction) -> tuple[PaymentStatus, ...]:
    """The statuses from which `action` is allowed: the WHERE of its conditional UPDATE."""
    return tuple(status for (status, did) in PAYMENT_TRANSITIONS if did is action)


class RefundStatus(StrEnum):
    CREATED = "created"
    PROCESSING = "processing"  # WeChat accepted it; that is not yet "done"
    SUCCEEDED = "succeeded"
    ABNORMAL = "abnormal"  # the payer's card is gone: a person must choose another way
    CLOSED = "closed"  # WeChat gave up; the amount is free to be refunded again


class RefundReason(StrEnum):
    """Why money goes back; shown to people and sent to WeChat."""

    LATE = "late_payment"
    DUPLICATE = "duplicate_payment"
    AFTERSALE = "aftersale"
    CHECK = "account_check"


REFUND_WORDS = {
    RefundReason.LATE: "订单已关闭，付款自动退回",
    RefundReason.DUPLICATE: "订单已支付，重复付款自动退回",
    RefundReason.AFTERSALE: "售后退款",
    RefundReason.CHECK: "支付配置验证退款",
}


class Payable(msgspec.Struct, frozen=True):
    """What is being paid: an order, a recharge, an edition. `subject` stands in WeChat's bill."""

    kind: str
    id: str
    amount_fen: int
    subject: str


class Account(msgspec.Struct, frozen=True):
    """A merchant account with its secrets open: for the gateway only. `repr` shows the numbers alone.

    With `sub_mchid` the keys are those of the service provider `mchid`, and the money is the sub-merchant's.
    """

    mchid: str
    serial_no: str
    private_key_pem: str
    apiv3_key: str
    public_key_id: str
    public_key_pem: str
    sub_mchid: str | None = None
    sp_appid: str | None = None

    def __repr__(self) -> str:
        return f"Account({self.mchid}{'/' + self.sub_mchid if self.sub_mchid else ''})"


class Provider(msgspec.Struct, frozen=True):
    """The operator's service-provider account with its secrets open: for the gateway alone."""

    mchid: str
    appid: str
    serial_no: str
    private_key_pem: str
    apiv3_key: str
    public_key_id: str
    public_key_pem: str

    def __repr__(self) -> str:
        return f"Provider({self.mchid})"

    def account(self, sub_mchid: str | None = None) -> Account:
        """The provider's keys, for a sub-merchant or (applications, pictures) for itself."""
        return Account(
            self.mchid,
            self.serial_no,
            self.private_key_pem,
            self.apiv3_key,
            self.public_key_id,
            self.public_key_pem,
            sub_mchid,
            self.appid,
        )


class PayParams(msgspec.Struct, frozen=True):
    """The argument of `wx.requestPayment`, field for field as WeChat names them."""

    time_stamp: str = msgspec.field(name="timeStamp")
    nonce_str: str = msgspec.field(name="nonceStr")
    package: str
    sign_type: str = msgspec.field(name="signType")
    pay_sign: str = msgspec.field(name="paySign")


class Prepay(msgspec.Struct, frozen=True):
    """What the gateway needs to ask for a JSAPI prepay id, or for a code to scan (then `openid` is empty)."""

    appid: str
    openid: str
    out_trade_no: str
    description: str
    amount_fen: int
    notify_url: str
    expires_at: datetime


TradeState = Literal["SUCCESS", "REFUND", "NOTPAY", "CLOSED", "REVOKED", "USERPAYING", "PAYERROR", "ABSENT"]


class Trade(msgspec.Struct, frozen=True):
    """A trade as WeChat tells it, by notice or by query. `ABSENT`: WeChat knows no such number."""

    out_trade_no: str
    state: TradeState
    transaction_id: str | None = None
    mchid: str | None = None
    appid: str | None = None
    amount_fen: int | None = None
    currency: str | None = None
    paid_at: datetime | None = None

    @property
    def is_paid(self) -> bool:
        """Money arrived; `REFUND` means that it arrived and (partly) went back."""
        return self.state in ("SUCCESS", "REFUND")


class RefundState(msgspec.Struct, frozen=True):
    """A refund as WeChat tells it."""

    out_refund_no: str
    status: RefundStatus
    refund_id: str | None = None
    amount_fen: int | None = None
    done_at: datetime | None = None


class Notice(msgspec.Struct, frozen=True):
    """A verified and decrypted notice: about a trade or about a refund, never both."""

    id: str
    trade: Trade | None = None
    refund: RefundState | None = None


def out_trade_no(payment_id: PaymentId, shop_id: ShopId) -> str:
    """30 characters: the payment, then ten of the shop, so that a bill row tells whose it is."""
    return f"{payment_id}{shop_id[-10:]}"


_PAUSES = (20, 30, 60, 60, 120, 300, 600, 1800, 3600)


def next_query(created_at: datetime, now: datetime) -> datetime:
    """When to ask WeChat about an open payment again: soon at first, then ever more rarely."""
    age = (now - created_at).total_seconds()
    pause = next(
        (
            p
            for p, after in zip(_PAUSES, (30, 60, 120, 180, 600, 1800, 7200, 86400), strict=False)
            if age < after
        ),
        3600,
    )
    return now + timedelta(seconds=pause)
