"""What shoppers get over HTTP."""

import msgspec

from xiaopu.modules.catalog.api import CategoryNode
from xiaopu.modules.compliance.api import WeappProfile
from xiaopu.modules.tenancy.api import OfflinePayment


class ChannelFace(msgspec.Struct, frozen=True):
    appid: str


class ChannelFaces(msgspec.Struct, frozen=True, omit_defaults=True):
    weapp: ChannelFace | None = None
    h5_wechat: ChannelFace | None = None


class LicenceView(msgspec.Struct, frozen=True, omit_defaults=True):
    """What 电子商务法 Art. 15 asks a shop to show."""

    subject_name: str | None = None
    credit_code: str | None = None
    icp_number: str | None = None
    picture_url: str | None = None


class OrderRulesView(msgspec.Struct, frozen=True):
    unpaid_minutes: int
    auto_receive_days: int


class Storefront(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A shop as its visitors know it. `bridge_url` is set where the sandbox plays WeChat; in a `showcase` the
    mini program has no cart, orders or payment. `offline_payment`: what a browser's checkout may offer.
    """

    shop_id: str
    slug: str
    name: str
    channels: ChannelFaces
    subscribe_templates: list[str]
    licence: LicenceView
    order_rules: OrderRulesView
    weapp_profile: WeappProfile
    logo_url: str | None = None
    notice: str | None = None
    service_phone: str | None = None
    service_hours: str | None = None
    offline_payment: tuple[OfflinePayment, ...] = ()
    pickup_text: str | None = None
    weapp_code_url: str | None = None
    bridge_url: str | None = None


class HomeBanner(msgspec.Struct, frozen=True, omit_defaults=True):
    picture_url: str
    link: str | None = None


class HomeIcon(msgspec.Struct, frozen=True, omit_defaults=True):
    picture_url: str
    label: str
    link: str | None = None


class HomePage(msgspec.Struct, frozen=True, omit_defaults=True):
    banners: list[HomeBanner]
    icons: list[HomeIcon]
    notice: str | None = None


class CategoryItems(msgspec.Struct, frozen=True):
    items: list[CategoryNode]


class GoodsCard(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A goods in a list; prices in fen, `price_fen` is the lowest of its SKUs."""

    id: str
    name: str
    cover_url: str
    price_fen: int
    sold: int
    tags: list[str]
    brief: str | None = None
    market_price_fen: int | None = None


class ParamView(msgspec.Struct, frozen=True):
    name: str
    value: str


class SpecValueView(msgspec.Struct, frozen=True, omit_defaults=True):
    value: str
    picture_url: str | None = None


class SpecView(msgspec.Struct, frozen=True):
    name: str
    values: list[SpecValueView]


class SkuOffer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Values in the order of the specifications; stock is in `/live`."""

    id: str
    spec_values: tuple[str, ...]
    price_fen: int
    picture_url: str | None = None


class Promise(msgspec.Struct, frozen=True):
    """What the shop stands for: 保障."""

    code: str
    title: str
    text: str


class FreightView(msgspec.Struct, frozen=True):
    text: str
    free: bool


class GoodsDetail(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    id: str
    name: str
    pictures: list[str]
    price_fen: int
    max_price_fen: int
    sold: int
    unit: str
    params: list[ParamView]
    detail_html: str
    specs: list[SpecView]
    skus: list[SkuOffer]
    services: list[Promise]
    freight: FreightView
    status: str
    brief: str | None = None
    market_price_fen: int | None = None
    brand: str | None = None
    limit_per_buyer: int | None = None


class LiveGoods(msgspec.Struct, frozen=True):
    available: int
    skus: dict[str, int]


class Live(msgspec.Struct, frozen=True):
    """What changes by the minute or by the person: never cached."""

    goods: dict[str, LiveGoods]
    favourites: list[str]


class Words(msgspec.Struct, frozen=True):
    words: list[str]


class PageText(msgspec.Struct, frozen=True):
    title: str
    html: str
