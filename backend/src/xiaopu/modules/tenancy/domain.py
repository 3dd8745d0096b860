"""Words and rules of tenancy: roles, permissions, slugs, shop settings, channels. Pure."""

import re
from enum import StrEnum
from typing import Annotated

import msgspec

SESSION_DAYS = 14
VERIFY_HOURS = 24
RESET_MINUTES = 30
INVITATION_DAYS = 7

_SLUG = re.compile(r"[a-z][a-z0-9-]{2,30}[a-z0-9]")
# Slugs stand in addresses beside our own paths.
RESERVED_SLUGS = frozenset(
    {"admin", "api", "assets", "console", "docs", "media", "platform", "static", "verify", "www"}
)


class Role(StrEnum):
    OWNER = "owner"
    MANAGER = "manager"
    SERVICE = "service"
    FINANCE = "finance"
    WAREHOUSE = "warehouse"
    # Somebody who writes the shop's mini program, often of another firm: code and nothing else.
    DEVELOPER = "developer"


_READING = frozenset({"overview.read", "goods.read", "orders.read", "members.read", "reviews.read"})
PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.OWNER: frozenset({"*"}),
    Role.MANAGER: _READING
    | {"goods.write", "orders.write", "orders.ship", "aftersales.answer", "reviews.write", "decoration.write"}
    | {
        "settings.read",
        "settings.write",
        "payments.read",
        "freight.write",
        "media.write",
        "channels.read",
        "jobs.read",
        "subject.read",
        "launch.read",
        "launch.write",
        "code.read",
        "code.write",
        "code.release",
        "campaigns.read",
        "campaigns.write",
    },
    Role.SERVICE: _READING | {"orders.write", "aftersales.answer", "reviews.write"},
    Role.FINANCE: _READING | {"payments.read", "aftersales.answer", "campaigns.read"},
    Role.DEVELOPER: frozenset({"code.read", "code.write"}),
    Role.WAREHOUSE: frozenset({"overview.read", "goods.read", "orders.read", "orders.ship"}),
}


# Of whoever works in the shop, whatever the role: to go.
EVERYBODY = frozenset({"staff.leave"})


def allows(role: Role, permission: str) -> bool:
    """Whether `role` may do `permission`; an empty permission is never allowed."""
    granted = PERMISSIONS[role] | EVERYBODY
    return bool(permission) and ("*" in granted or permission in granted)


def is_slug(text: str) -> bool:
    """4 to 32 of a-z, 0-9 and hyphen, beginning with a letter, not one of our own paths."""
    return _SLUG.fullmatch(text) is not None and text not in RESERVED_SLUGS


class Channel(StrEnum):
    """Where a shopper is; each has its own AppID and so its own openids."""

    WEAPP = "weapp"
    H5_WECHAT = "h5_wechat"
    H5_BROWSER = "h5_browser"


class Licence(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What 电子商务法 Art. 15 asks a shop to show."""

    subject_name: Annotated[str, msgspec.Meta(max_length=60)] | None = None
    credit_code: Annotated[str, msgspec.Meta(max_length=18)] | None = None
    icp_number: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    picture: Annotated[str, msgspec.Meta(max_length=120)] | None = None


class OrderRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Timeouts that the shop may set."""

    unpaid_minutes: Annotated[int, msgspec.Meta(ge=5, le=1440)] = 30
    auto_receive_days: Annotated[int, msgspec.Meta(ge=1, le=30)] = 10
    # How long an order that is paid offline waits for the shop to accept it.
    offline_days: Annotated[int, msgspec.Meta(ge=1, le=30)] = 7


class OfflinePayment(StrEnum):
    """How a shopper may pay without WeChat: in the shop, or to whoever brings the parcel."""

    IN_STORE = "in_store"
    ON_DELIVERY = "on_delivery"


class ShopSettings(msgspec.Struct, frozen=True, omit_defaults=True):
    """Version 1 of what a shop says of itself. `logo` is a media key."""

    logo: str | None = None
    notice: str | None = None
    service_phone: str | None = None
    service_hours: str | None = None
    # Whole, as it goes on a parcel: name, phone, address.
    return_address: str | None = None
    licence: Licence = Licence()
    order_rules: OrderRules = OrderRules()
    # Offered outside the mini program only.
    offline_payment: tuple[OfflinePayment, ...] = ()
    # Where and when goods are picked up and paid.
    pickup_text: str | None = None


class Templates(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Subscribe-message template ids of the mini program, by occasion."""

    order_paid: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    order_shipped: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    refund_done: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    pay_reminder: Annotated[str, msgspec.Meta(max_length=64)] | None = None


class ChannelKeys(msgspec.Struct, frozen=True):
    """A channel with its secrets open, for adapters; never serialised. `repr` shows the AppID alone.

    `granted`: reached through the operator's third-party platform, with or without a secret.
    """

    appid: str
    secret: str | None
    push_token: str | None
    encoding_aes_key: str | None
    templates: Templates
    granted: bool = False

    @property
    def reachable(self) -> bool:
        """Whether there is any way to call WeChat in its name."""
        return self.granted or bool(self.secret)

    def __repr__(self) -> str:
        return f"ChannelKeys({self.appid})"


class CheckResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """A check against WeChat, in words a merchant can act on. `egress_ips`: addresses to copy into WeChat's
    allow-list.
    """

    ok: bool
    code: str | None = None
    cause: str | None = None
    mend: str | None = None
    egress_ips: tuple[str, ...] = ()
