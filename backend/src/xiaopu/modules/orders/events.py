"""What orders tell others."""

import msgspec

from xiaopu.kernel.ids import MemberId, OrderId, PaymentId


class OrderPlaced(msgspec.Struct, frozen=True):
    """Published (same unit): stock is reserved, nothing is paid."""

    order_id: OrderId
    member_id: MemberId
    payable_fen: int


class OrderPaid(msgspec.Struct, frozen=True):
    """Emitted (outbox), once per order."""

    order_id: OrderId
    member_id: MemberId
    payment_id: PaymentId


class OrderShipped(msgspec.Struct, frozen=True):
    """Emitted (outbox), once per shipment."""

    order_id: OrderId
    member_id: MemberId
    shipment_id: str


class OrderCompleted(msgspec.Struct, frozen=True):
    """Emitted (outbox), once per order."""

    order_id: OrderId
    member_id: MemberId


class OrderClosed(msgspec.Struct, frozen=True):
    """Emitted (outbox), once per order: unpaid and closed, or refunded in full."""

    order_id: OrderId
    member_id: MemberId
    reason: str


class RefundDone(msgspec.Struct, frozen=True):
    """Emitted (outbox), once per refund of an order."""

    order_id: OrderId
    member_id: MemberId
    refund_id: str
    amount_fen: int
    reason: str
