"""The product page and the shop's face, put together from neighbours."""

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import GoodsId
from xiaopu.modules.campaigns.api import shop_code_url
from xiaopu.modules.catalog.api import GoodsStatus, GoodsView, goods_view, media_url, thumbs_of
from xiaopu.modules.compliance.api import weapp_profile
from xiaopu.modules.shipping.api import freight_hint
from xiaopu.modules.storefront.schemas import (
    ChannelFace,
    ChannelFaces,
    FreightView,
    GoodsDetail,
    LicenceView,
    OrderRulesView,
    ParamView,
    Promise,
    SkuOffer,
    SpecValueView,
    SpecView,
    Storefront,
)
from xiaopu.modules.tenancy.api import Channel, OrderRules, order_rules, public_channels, shop_face

_SHOWN = frozenset({GoodsStatus.ON_SALE, GoodsStatus.WAREHOUSE})


def show_goods(read: ReadScope, goods_id: GoodsId) -> GoodsDetail:
    """Everything of the product page that is equal for all. Goods off the shelf are shown as `off_sale`,
    those in the recycle bin are `not_found`.
    """
    view = goods_view(read, goods_id, {})
    if view.status not in _SHOWN:
        raise NotFound
    thumbs = thumbs_of(read, [value.picture for spec in view.specs for value in spec.values if value.picture])
    hint = freight_hint(read, view.freight_template_id)
    prices = [sku.price_fen for sku in view.skus]
    return GoodsDetail(
        id=view.id,
        name=view.name,
        pictures=[one.url for one in view.pictures] or [media_url(None)],
        price_fen=min(prices),
        max_price_fen=max(prices),
        sold=view.sold,
        unit=view.unit,
        params=[ParamView(one.name, one.value) for one in view.params],
        detail_html=view.detail_html,
        specs=_specs(view, thumbs),
        skus=[SkuOffer(sku.id, sku.spec_values, sku.price_fen, sku.picture_url) for sku in view.skus],
        services=_promises(order_rules(read)),
        freight=FreightView(hint.text, hint.free),
        status="on_sale" if view.on_sale else "off_sale",
        brief=view.brief,
        market_price_fen=view.market_price_fen,
        brand=view.brand,
        limit_per_buyer=view.limit_per_buyer,
    )


def show_shop(read: ReadScope, bridge_url: str | None) -> Storefront:
    """The shop as its visitors know it."""
    slug, name, settings = shop_face(read)
    channels = public_channels(read)
    weapp, h5 = (channels.appids.get(kind) for kind in (Channel.WEAPP, Channel.H5_WECHAT))
    templates = channels.templates
    asked = (templates.order_paid, templates.order_shipped, templates.refund_done)
    licence = settings.licence
    return Storefront(
        shop_id=read.shop_id,
        slug=slug,
        name=name,
        channels=ChannelFaces(
            weapp=ChannelFace(weapp) if weapp else None, h5_wechat=ChannelFace(h5) if h5 else None
        ),
        subscribe_templates=[one for one in asked if one],
        licence=LicenceView(
            licence.subject_name,
            licence.credit_code,
            licence.icp_number,
            media_url(licence.picture) if licence.picture else None,
        ),
        order_rules=OrderRulesView(
            settings.order_rules.unpaid_minutes, settings.order_rules.auto_receive_days
        ),
        weapp_profile=weapp_profile(read),
        logo_url=media_url(settings.logo) if settings.logo else None,
        notice=settings.notice,
        service_phone=settings.service_phone,
        service_hours=settings.service_hours,
        offline_payment=settings.offline_payment,
        pickup_text=settings.pickup_text if settings.offline_payment else None,
        weapp_code_url=shop_code_url(read, weapp) if weapp else None,
        bridge_url=bridge_url,
    )


def _specs(view: GoodsView, thumbs: dict[str, str]) -> list[SpecView]:
    return [
        SpecView(
            spec.name,
            [SpecValueView(value.value, thumbs.get(value.picture or "")) for value in spec.values],
        )
        for spec in view.specs
    ]


def _promises(rules: OrderRules) -> list[Promise]:
    """Only what the house does by itself for every order."""
    return [
        Promise("wechat_pay", "微信支付", "由微信支付收款，款项原路退回"),
        Promise("refund", "售后保障", "付款后、订单完成前可以申请退款"),
        Promise(
            "auto_receive", f"{rules.auto_receive_days} 天自动确认", "发货后未确认收货的订单到期自动完成"
        ),
    ]
