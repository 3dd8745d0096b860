"""What neighbours may ask of tenancy."""

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import NotAllowed, NotFound, NotSignedIn
from xiaopu.kernel.ids import MerchantId, ShopId
from xiaopu.modules.tenancy import queries, repository
from xiaopu.modules.tenancy.domain import (
    Channel,
    ChannelKeys,
    CheckResult,
    OfflinePayment,
    OrderRules,
    Role,
    ShopSettings,
    Templates,
    allows,
)
from xiaopu.modules.tenancy.queries import owner_addresses
from xiaopu.modules.tenancy.schemas import ShopBrief
from xiaopu.modules.tenancy.usecases.open_shop import OpenShop, open_shop
from xiaopu.modules.tenancy.usecases.sessions import session_of
from xiaopu.modules.tenancy.usecases.set_channel import (
    channel_keys,
    grant_channel,
    release_channel,
    set_channel,
    set_templates,
    ungrant_channel,
)
from xiaopu.modules.tenancy.usecases.set_weapp_selling import set_weapp_selling
from xiaopu.modules.tenancy.usecases.write_audit import write_audit


class Staff(msgspec.Struct, frozen=True):
    """A merchant at work in one shop, with the permission that the route asks for already proven."""

    scope: ShopScope
    merchant_id: MerchantId
    role: Role

    def require(self, permission: str) -> None:
        """For a second permission inside a route; refuses `not_allowed`."""
        if not allows(self.role, permission):
            raise NotAllowed


class Operator(msgspec.Struct, frozen=True):
    """A person who runs the platform: reads across shops, and acts for one only with its consent."""

    merchant_id: MerchantId

    @property
    def reading(self) -> PlatformScope:
        return PlatformScope(self._actor)

    def acting(self, shop_id: ShopId) -> ShopScope:
        """In the shop's own log it stands who acted."""
        return ShopScope(shop_id, self._actor)

    @property
    def _actor(self) -> str:
        return f"operator:{self.merchant_id}"


SESSION_COOKIE = "xp_console"


def merchant_of(read: ReadScope, cookie: str | None) -> MerchantId:
    """Who is signed in with this cookie, for pages that WeChat leads a merchant back to; refuses
    `not_signed_in`. A directory look-up.
    """
    if not cookie or len(cookie) > 200:
        raise NotSignedIn
    return session_of(read, cookie).merchant_id


def merchant_may(read: ReadScope, merchant_id: MerchantId, shop_id: ShopId, permission: str) -> bool:
    """Whether the merchant works in the shop and is allowed this there. A directory look-up."""
    role = read.value(repository.ROLE_OF, wanted=merchant_id, wanted_shop=shop_id)
    return role is not None and allows(Role(role), permission)


class PublicChannels(msgspec.Struct, frozen=True, omit_defaults=True):
    """AppIDs by channel and the templates to ask for; no secrets."""

    appids: dict[str, str]
    templates: Templates = Templates()


def order_rules(read: ReadScope) -> OrderRules:
    """The shop's timeouts."""
    return shop_settings(read).order_rules


def shop_settings(read: ReadScope) -> ShopSettings:
    """What the scope's shop says of itself."""
    row = read.row(repository.SHOP)
    return row.settings if row is not None else ShopSettings()


def shop_face(read: ReadScope) -> tuple[str, str, ShopSettings]:
    """(slug, name, settings) of the scope's shop; refuses `not_found`."""
    row = read.row(repository.SHOP)
    if row is None:
        raise NotFound
    return row.slug, row.name, row.settings


def public_channels(read: ReadScope) -> PublicChannels:
    """Which channels the shop has."""
    rows = read.rows(repository.CHANNELS_OF)
    weapp = next((row for row in rows if row.kind == Channel.WEAPP), None)
    return PublicChannels({row.kind: row.appid for row in rows}, weapp.templates if weapp else Templates())


class WeappChannel(msgspec.Struct, frozen=True):
    """The shop's mini program, its secrets unopened."""

    appid: str
    secret_set: bool
    granted: bool


def weapp_channel(read: ReadScope) -> WeappChannel | None:
    """None before the shop has a mini program."""
    row = read.row(repository.CHANNEL, wanted_kind=Channel.WEAPP)
    return None if row is None else WeappChannel(row.appid, row.secret_sealed is not None, row.granted)


def channel_secrets(read: ReadScope, channel: Channel, *, vault: Vault) -> ChannelKeys:
    """A channel with its secrets open, for adapters only; refuses `channel_not_set`."""
    return channel_keys(read, channel, vault=vault)


def beacon_token(vault: Vault, shop_id: ShopId) -> str:
    """What this shop's mini program is stamped with, so that a beacon from a phone is known as its own: 32
    hex digits. Whoever unpacks the program can read it; it opens nothing and speaks for this shop alone.
    """
    return vault.index.opaque(shop_id, "launch.beacon").hex()[:32]


def weapp_selling(read: ReadScope) -> bool:
    """Whether the shop's mini program may have cart, orders and payment."""
    return bool(read.value(repository.WEAPP_SELLING))


def find_shop(read: ReadScope, slug: str) -> ShopId:
    """The shop at an address; refuses `not_found`."""
    return queries.shop_by_slug(read, slug)


__all__ = [
    "SESSION_COOKIE",
    "Channel",
    "ChannelKeys",
    "CheckResult",
    "OfflinePayment",
    "OpenShop",
    "Operator",
    "OrderRules",
    "PublicChannels",
    "Role",
    "ShopBrief",
    "ShopSettings",
    "Staff",
    "Templates",
    "WeappChannel",
    "beacon_token",
    "channel_secrets",
    "find_shop",
    "grant_channel",
    "merchant_may",
    "merchant_of",
    "open_shop",
    "order_rules",
    "owner_addresses",
    "public_channels",
    "release_channel",
    "set_channel",
    "set_templates",
    "set_weapp_selling",
    "shop_face",
    "shop_settings",
    "ungrant_channel",
    "weapp_channel",
    "weapp_selling",
    "write_audit",
]
