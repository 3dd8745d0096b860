"""What goes in and out over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from xiaopu.kernel.ids import PaymentId
from xiaopu.modules.payments.domain.findings import Finding

Pem = Annotated[str, msgspec.Meta(min_length=100, max_length=4000)]


class AccountIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A merchant account; keys are write-only, and absent ones keep what is stored."""

    mchid: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{8,10}$")]
    serial_no: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Fa-f]{8,64}$")]
    public_key_id: Annotated[str, msgspec.Meta(pattern=r"^PUB_KEY_ID_[0-9]{8,40}$")]
    public_key_pem: Pem
    private_key_pem: Pem | None = None
    apiv3_key: Annotated[str, msgspec.Meta(min_length=32, max_length=32)] | None = None
    certificate_pem: Annotated[str, msgspec.Meta(min_length=100, max_length=8000)] | None = None


_Loose = Annotated[str, msgspec.Meta(max_length=8000)]


class AccountDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was typed so far, right or wrong: to be looked at, never stored."""

    mchid: _Loose = ""
    serial_no: _Loose = ""
    public_key_id: _Loose = ""
    public_key_pem: _Loose = ""
    private_key_pem: _Loose | None = None
    apiv3_key: _Loose | None = None
    certificate_pem: _Loose | None = None


class AccountReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that was found. `ok`: nothing of it stops money."""

    ok: bool
    findings: tuple[Finding, ...]
    checked_at: datetime | None = None


class ProofView(msgspec.Struct, frozen=True, omit_defaults=True):
    """One fen on its way. `status`: waiting | paid | refunded | expired | failed; `noticed_at`: WeChat's
    own notice came and opened. `last_error` is WeChat's code, of the order or of the refund.
    """

    id: str
    kind: Literal["launch_test", "launch_test_jsapi"]
    status: Literal["waiting", "paid", "refunded", "expired", "failed"]
    amount_fen: int
    created_at: datetime
    expires_at: datetime
    code_url: str | None = None
    paid_at: datetime | None = None
    noticed_at: datetime | None = None
    refunded_at: datetime | None = None
    last_error: str | None = None

    @property
    def is_proof(self) -> bool:
        """Paid, told of by WeChat, and given back: nothing less proves the account."""
        return self.refunded_at is not None and self.noticed_at is not None


class ProofLink(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the phone pays a JSAPI proof: a page of the mini program. `path` is there for who opened it."""

    id: str
    expires_at: datetime
    path: str | None = None


class FieldFaultView(msgspec.Struct, frozen=True):
    """A field that WeChat sent back."""

    field: str
    name: str
    reason: str


class ApplymentStep(msgspec.Struct, frozen=True):
    """One move of an application."""

    at: datetime
    actor: str
    status: str
    faults: list[FieldFaultView]


class ApplymentView(msgspec.Struct, frozen=True, omit_defaults=True):
    """特约商户进件. `status`: none, or one of `ApplymentStatus`. `available`: the operator has an account as
    service provider. `in_use`: the shop's money goes to `sub_mchid` now.
    """

    available: bool
    status: str
    faults: list[FieldFaultView] = []
    history: list[ApplymentStep] = []
    business_code: str | None = None
    applyment_id: str | None = None
    sign_url: str | None = None
    sub_mchid: str | None = None
    in_use: bool = False
    moved_at: datetime | None = None


class PictureTaken(msgspec.Struct, frozen=True):
    """WeChat's number of an uploaded picture, for the form."""

    media_id: str


class PaymentState(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the launch wants to know of a shop's payments. `check`: `ok`, or the first fault's code."""

    account_set: bool
    applyment: ApplymentView
    mode: Literal["own", "provider"] | None = None
    mchid: str | None = None
    check: str | None = None
    checked_at: datetime | None = None
    findings: tuple[Finding, ...] = ()
    native: ProofView | None = None
    jsapi: ProofView | None = None

    @property
    def is_proven(self) -> bool:
        """A signed check without fault, and one fen paid, noticed and refunded."""
        return self.check == "ok" and self.native is not None and self.native.is_proof


class AccountView(msgspec.Struct, frozen=True, omit_defaults=True):
    """The account without its keys. `key_set` False: nothing is stored yet."""

    notify_url: str
    key_set: bool
    mchid: str | None = None
    serial_no: str | None = None
    public_key_id: str | None = None
    checked_at: datetime | None = None
    check_result: str | None = None
    provider_mchid: str | None = None
    certificate_set: bool = False
    findings: tuple[Finding, ...] = ()


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
