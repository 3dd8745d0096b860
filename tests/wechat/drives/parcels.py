"""How every call of order shipping management is driven."""

from datetime import timedelta
from typing import Any

from tests.wechat.drives.stage import Drive, Stage, now
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.miniprogram.shipping import (
    CombinedShippingInfo,
    DeliveryMode,
    LogisticsType,
    Parcel,
    Payer,
    PaymentKey,
    PaymentState,
    ShippingFilter,
    ShippingInfo,
    SubShipping,
    TradeMaterial,
    TradeType,
    by_wechat,
)

ABSENT = by_wechat("4200000000000000000000000000")


async def paid_key(stage: Stage) -> PaymentKey:
    return by_wechat(str((await stage.paid()).transaction_id))


def info(stage: Stage, key: PaymentKey) -> ShippingInfo:
    return ShippingInfo(
        order_key=key,
        logistics_type=LogisticsType.EXPRESS,
        delivery_mode=DeliveryMode.UNIFIED,
        shipping_list=[Parcel(item_desc="矿泉水*1", tracking_no="YT1234567890", express_company="YTO")],
        upload_time=now(),
        payer=Payer(openid=stage.openid),
    )


async def upload(stage: Stage) -> PaymentKey:
    key = await paid_key(stage)
    await stage.mall.shipping.upload(info(stage, key))
    return key


async def upload_again(stage: Stage) -> None:
    key = await upload(stage)
    await stage.mall.shipping.upload(info(stage, key))


async def upload_combined(stage: Stage) -> None:
    part = SubShipping(
        order_key=ABSENT,
        logistics_type=LogisticsType.EXPRESS,
        delivery_mode=DeliveryMode.UNIFIED,
        shipping_list=[Parcel(item_desc="水", tracking_no="YT1", express_company="YTO")],
    )
    whole = CombinedShippingInfo(
        order_key=ABSENT, sub_orders=[part], upload_time=now(), payer=Payer(openid=stage.openid)
    )
    await stage.mall.shipping.upload_combined(whole)


async def get_order(stage: Stage) -> None:
    assert (await stage.mall.shipping.order(await paid_key(stage))).order_state is PaymentState.TO_SHIP


async def list_orders(stage: Stage) -> None:
    key = await upload(stage)
    page = await stage.mall.shipping.orders(ShippingFilter(order_state=PaymentState.SHIPPED, page_size=50))
    assert key.transaction_id in {order.transaction_id for order in page.order_list}


async def remind(stage: Stage) -> None:
    await stage.mall.shipping.remind_receive(await upload(stage), now() + timedelta(days=3))


async def remind_too_early(stage: Stage) -> None:
    await stage.mall.shipping.remind_receive(await paid_key(stage), now())


async def is_managed(stage: Stage) -> None:
    assert await stage.mall.shipping.is_managed(stage.mall.appid) is True


async def is_confirmed(stage: Stage) -> None:
    assert await stage.mall.shipping.is_confirmed(stage.mall.appid) is True


async def report(stage: Stage) -> None:
    paid = await stage.paid()
    await stage.mall.shipping.report_presale(str(paid.transaction_id), now() + timedelta(days=30))
    await stage.mall.shipping.report_test(paid.out_trade_no)


async def trade_type_of(stage: Stage, shop: MiniProgramClient) -> None:
    material = TradeMaterial(type=1, media_id=await stage.media(shop))
    await shop.shipping.change_trade_type(TradeType.GOODS, [material], "卖实物商品")


async def trade_type(stage: Stage) -> None:
    await trade_type_of(stage, stage.another_mall())


async def trade_type_twice(stage: Stage) -> None:
    shop = stage.another_mall()
    await trade_type_of(stage, shop)
    await trade_type_of(stage, shop)


def own(name: str, happy: Any, refused: Any, code: int) -> Drive:
    return Drive(endpoint=f"miniprogram.shipping.{name}", happy=happy, refused=refused, code=str(code))


PARCELS = [
    own("UPLOAD", upload, upload_again, 10060023),
    own("UPLOAD_COMBINED", upload_combined, upload_combined, 10060001),
    own("GET_ORDER", get_order, lambda stage: stage.mall.shipping.order(ABSENT), 10060001),
    own(
        "LIST_ORDERS",
        list_orders,
        lambda stage: stage.mall.shipping.orders(ShippingFilter(page_size=101)),
        10060014,
    ),
    own("CONFIRM_RECEIVE", remind, remind_too_early, 10060028),
    own(
        "JUMP_PATH",
        lambda stage: stage.mall.shipping.set_jump_path("pages/order/detail"),
        lambda stage: stage.mall.shipping.set_jump_path(""),
        40097,
    ),
    own(
        "IS_MANAGED",
        is_managed,
        lambda stage: stage.mall.shipping.is_managed("wx0000000000000000"),
        40013,
    ),
    own(
        "IS_CONFIRMED",
        is_confirmed,
        lambda stage: stage.mall.shipping.is_confirmed("wx0000000000000000"),
        40013,
    ),
    own("SPECIAL", report, lambda stage: stage.mall.shipping.report_test("made-up"), 268546002),
    own("TRADE_TYPE", trade_type, trade_type_twice, 268486048),
]
