"""What goes in and out over HTTP."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from xiaopu.kernel.ids import MerchantId, ShopId
from xiaopu.modules.tenancy.domain import Licence, OfflinePayment, OrderRules, Role, Templates

Email = Annotated[str, msgspec.Meta(min_length=3, max_length=254)]
# Long enough for any pass phrase, short enough to hash.
Password = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
LinkToken = Annotated[str, msgspec.Meta(min_length=10, max_length=120)]
ShopName = Annotated[str, msgspec.Meta(min_length=1, max_length=30, pattern=r"\S")]


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Root of what clients send: unknown fields are refused."""


class SignUpIn(Input, frozen=True):
    email: Email
    password: Password


class LoginIn(Input, frozen=True):
    email: Email
    password: Password


class EmailIn(Input, frozen=True):
    email: Email


class VerifyIn(Input, frozen=True):
    token: LinkToken


class ResetIn(Input, frozen=True):
    token: LinkToken
    password: Password


class InvitationAcceptIn(Input, frozen=True):
    token: LinkToken


class ShopIn(Input, frozen=True):
    name: ShopName
    slug: Annotated[str, msgspec.Meta(max_length=32)] | None = None


class SettingsIn(Input, frozen=True):
    name: ShopName
    logo: Annotated[str, msgspec.Meta(max_length=120)] | None = None
    notice: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    service_phone: Annotated[str, msgspec.Meta(max_length=30)] | None = None
    service_hours: Annotated[str, msgspec.Meta(max_length=60)] | None = None
    return_address: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    licence: Licence = Licence()
    order_rules: OrderRules = OrderRules()
    offline_payment: Annotated[tuple[OfflinePayment, ...], msgspec.Meta(max_length=2)] = ()
    pickup_text: Annotated[str, msgspec.Meta(max_length=200)] | None = None


class ChannelIn(Input, frozen=True):
    """`secret` absent keeps the stored one."""

    appid: Annotated[str, msgspec.Meta(pattern=r"^wx[0-9a-zA-Z]{16}$")]
    secret: Annotated[str, msgspec.Meta(min_length=16, max_length=64)] | None = None
    push_token: Annotated[str, msgspec.Meta(min_length=3, max_length=32)] | None = None
    encoding_aes_key: Annotated[str, msgspec.Meta(min_length=43, max_length=43)] | None = None


class SignedUp(msgspec.Struct, frozen=True):
    email: str


class MerchantView(msgspec.Struct, frozen=True):
    id: MerchantId
    email: str
    verified: bool


class ShopBrief(msgspec.Struct, frozen=True):
    id: ShopId
    slug: str
    name: str
    role: str


class Me(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who is signed in, the shops that are theirs, and the token that writes must carry. `operator`: runs the
    platform.
    """

    merchant: MerchantView
    shops: list[ShopBrief]
    csrf_token: str
    operator: bool = False


class SettingsView(msgspec.Struct, frozen=True, omit_defaults=True):
    name: str
    slug: str
    licence: Licence
    order_rules: OrderRules
    logo: str | None = None
    logo_url: str | None = None
    licence_picture_url: str | None = None
    notice: str | None = None
    service_phone: str | None = None
    service_hours: str | None = None
    return_address: str | None = None
    offline_payment: tuple[OfflinePayment, ...] = ()
    pickup_text: str | None = None


class WeappChannelView(msgspec.Struct, frozen=True):
    """`granted`: reached through the operator's third-party platform, so that no secret is needed."""

    appid: str
    granted: bool
    secret_set: bool
    push_url: str
    push_token_set: bool
    templates: Templates


class H5ChannelView(msgspec.Struct, frozen=True):
    appid: str
    secret_set: bool


class ChannelsView(msgspec.Struct, frozen=True, omit_defaults=True):
    weapp: WeappChannelView | None = None
    h5_wechat: H5ChannelView | None = None


class InvitationIn(Input, frozen=True):
    """Nobody becomes an owner by mail: an owner makes them one afterwards."""

    email: Email
    role: Literal["manager", "service", "finance", "warehouse", "developer"]


class RoleIn(Input, frozen=True):
    role: Role


class StaffRow(msgspec.Struct, frozen=True):
    merchant_id: MerchantId
    email: str
    role: str


class InvitationRow(msgspec.Struct, frozen=True):
    """An invitation that nobody has accepted yet."""

    id: str
    email: str
    role: str
    created_at: datetime
    expires_at: datetime


class StaffView(msgspec.Struct, frozen=True):
    """Who works in the shop, and whom an open invitation asks to."""

    items: list[StaffRow]
    invitations: list[InvitationRow]


class AuditRow(msgspec.Struct, frozen=True, omit_defaults=True):
    at: datetime
    actor: str
    action: str
    object: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
