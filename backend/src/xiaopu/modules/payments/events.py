"""What payments tell others."""

from datetime import datetime

import msgspec

from xiaopu.kernel.ids import PaymentId


class PaymentSucceeded(msgspec.Struct, frozen=True):
    """Published (same unit), once per payment: verified money has arrived."""

    payment_id: PaymentId
    payable_kind: str
    payable_id: str
    amount_fen: int
    channel: str
    transaction_id: str
    paid_at: datetime


class RefundSucceeded(msgspec.Struct, frozen=True):
    """Published (same unit), once per refund: WeChat says the money is back. `source` is the asker's own
    id.
    """

    refund_id: str
    payment_id: PaymentId
    payable_kind: str
    payable_id: str
    amount_fen: int
    reason: str
    source: str


class RefundRequested(msgspec.Struct, frozen=True):
    """Emitted (outbox): ask WeChat for this refund, under its own number, until it answers."""

    refund_id: str
