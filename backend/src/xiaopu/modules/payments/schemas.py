"""What goes in and out over HTTP."""

from datetime import datetime
from typing import Annotated

import msgspec

from xiaopu.kernel.ids import PaymentId

Pem = Annotated[str, msgspec.Meta(min_length=100, max_length=4000)]


class AccountIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A merchant account; keys are write-only, and absent ones keep what is stored."""

    mchid: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{8,10}$")]
    serial_no: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Fa-f]{8,64}$")]
    public_key_id: Annotated[str, msgspec.Meta(pattern=r"^PUB_KEY_ID_[0-9]{8,40}$")]
    public_key_pem: Pem
    private_key_pem: Pem | None = None
    apiv3_key: Annotated[str, msgspec.Meta(min_length=32, max_length=32)] | None = None


class AccountView(msgspec.Struct, frozen=True, omit_defaults=True):
    """The account without its keys. `key_set` False: nothing is stored yet."""

    notify_url: str
    key_set: bool
    mchid: str | None = None
    serial_no: str | None = None
    public_key_id: str | None = None
    checked_at: datetime | None = None
    check_result: str | None = None


class PaymentRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A payment in the shop's list. `status`: created | open | paid | closed."""

    id: PaymentId
    out_trade_no: str
    subject: str
    channel: str
    amount_fen: int
    refunded_fen: int
    status: str
    created_at: datetime
    transaction_id: str | None = None
    paid_at: datetime | None = None


class PaymentSummary(msgspec.Struct, frozen=True):
    """All payments of the shop: what came in, what goes back, how many are open."""

    paid_fen: int
    refunded_fen: int
    paid_count: int
    open_count: int


class RefundView(msgspec.Struct, frozen=True, omit_defaults=True):
    """A refund as the order shows it."""

    id: str
    amount_fen: int
    status: str
    reason: str
    at: datetime
    last_error: str | None = None
