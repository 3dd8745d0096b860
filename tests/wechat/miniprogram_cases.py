"""One case for every call that takes a mini program's token.

What must be sent, what comes back, what we make of it.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import httpx
import msgspec

from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.miniprogram.codes import EnvVersion, LimitedCode, LineColor, LinkTarget, UnlimitedCode
from xiaopu.wechat.miniprogram.express import Waybill, WaybillGoods, WaybillStatus
from xiaopu.wechat.miniprogram.login import RiskQuery, RiskScene
from xiaopu.wechat.miniprogram.messages import NewTemplate, ServiceLink, ServicePage, SubscribeMessage
from xiaopu.wechat.miniprogram.operations import MediaKind
from xiaopu.wechat.miniprogram.security import MediaCheck, MediaType, Scene, Suggestion, TextCheck
from xiaopu.wechat.miniprogram.shipping import (
    CombinedShippingInfo,
    Contact,
    DeliveryMode,
    LogisticsType,
    PaidBetween,
    Parcel,
    Payer,
    PaymentState,
    ShippingFilter,
    ShippingInfo,
    SubShipping,
    TradeMaterial,
    TradeType,
    by_merchant,
    by_wechat,
)

OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"
JPEG = b"\xff\xd8\xff\xe0 picture"
SHIPPED_AT = datetime(2026, 3, 2, 4, 5, 6, 120000, tzinfo=UTC)
DAY = date(2026, 3, 1)

Call = Callable[[MiniProgramClient], Awaitable[Any]]


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """``sent`` is the exact query or body; ``check`` gives what the answer must be equal to true for."""

    path: str
    call: Call
    sent: Any
    method: str = "POST"
    result: Any = None
    check: Callable[[Any], bool] = lambda answer: answer is None


def picture() -> httpx.Response:
    return httpx.Response(200, headers={"Content-Type": "image/jpeg"}, content=JPEG)


def parcel() -> Parcel:
    return Parcel(
        item_desc="微信红包抱枕*1个",
        tracking_no="SF1234567890",
        express_company="SF",
        contact=Contact(receiver_contact="189****1234"),
    )


PARCEL = {
    "item_desc": "微信红包抱枕*1个",
    "tracking_no": "SF1234567890",
    "express_company": "SF",
    "contact": {"receiver_contact": "189****1234"},
}
UPLOAD_TIME = "2026-03-02T12:05:06.120+08:00"
ORDER = {
    "transaction_id": "4200001",
    "merchant_id": "1900000109",
    "merchant_trade_no": "A1",
    "paid_amount": 1299,
    "openid": OPENID,
    "order_state": 2,
    "in_complaint": False,
    "shipping": {"delivery_mode": 1, "finish_shipping_count": 1, "shipping_list": [{"tracking_no": "SF1"}]},
}
GOODS = {"detail_list": [{"goods_name": "抱枕", "goods_img_url": "https://m.test/1.webp"}]}


def goods() -> list[WaybillGoods]:
    return [WaybillGoods(goods_name="抱枕", goods_img_url="https://m.test/1.webp")]


def visits(name: str, call: Call) -> Case:
    return Case(
        path=f"/datacube/getweanalysisappid{name}",
        call=call,
        sent={"begin_date": "20260301", "end_date": "20260301"},
        result={"list": [{"ref_date": "20260301", "visit_pv": 3, "stay_time_uv": 8.5}]},
        check=lambda answer: (answer[0].visit_pv, answer[0].stay_time_uv) == (3, 8.5),
    )


CASES = [
    Case(
        path="/wxa/business/getuserphonenumber",
        call=lambda shop: shop.login.phone_number("c0de", openid=OPENID),
        sent={"code": "c0de", "openid": OPENID},
        result={
            "phone_info": {
                "phoneNumber": "+8613800138000",
                "purePhoneNumber": "13800138000",
                "countryCode": 86,
                "watermark": {"timestamp": 1637744274, "appid": "wx2421b1c4370ec43b"},
            }
        },
        check=lambda answer: (answer.pure_phone_number, answer.country_code) == ("13800138000", "86"),
    ),
    Case(
        path="/wxa/getuserriskrank",
        call=lambda shop: shop.login.risk_rank(
            RiskQuery(appid=shop.appid, openid=OPENID, scene=RiskScene.MARKETING, client_ip="203.0.113.9")
        ),
        sent={"appid": "wx2421b1c4370ec43b", "openid": OPENID, "scene": 1, "client_ip": "203.0.113.9"},
        result={"risk_rank": 4, "unoin_id": 123456},
        check=lambda answer: (answer.risk_rank, answer.unoin_id) == (4, 123456),
    ),
    Case(
        method="GET",
        path="/wxa/getpaidunionid",
        call=lambda shop: shop.login.paid_unionid(OPENID, transaction_id="4200001"),
        sent={"openid": OPENID, "transaction_id": "4200001"},
        result={"unionid": "u1"},
        check=lambda answer: answer == "u1",
    ),
    Case(
        path="/wxa/getwxacodeunlimit",
        call=lambda shop: shop.codes.unlimited(
            UnlimitedCode(scene="p=1&s=2", page="pages/product/index", check_path=False, width=430)
        ),
        sent={"scene": "p=1&s=2", "page": "pages/product/index", "check_path": False, "width": 430},
        result=picture(),
        check=lambda answer: (answer.content, answer.content_type) == (JPEG, "image/jpeg"),
    ),
    Case(
        path="/wxa/getwxacode",
        call=lambda shop: shop.codes.limited(
            LimitedCode(path="pages/a?b=1", line_color=LineColor(r=1, g=2, b=3), env_version=EnvVersion.TRIAL)
        ),
        sent={"path": "pages/a?b=1", "line_color": {"r": 1, "g": 2, "b": 3}, "env_version": "trial"},
        result=picture(),
        check=lambda answer: answer.content == JPEG,
    ),
    Case(
        path="/cgi-bin/wxaapp/createwxaqrcode",
        call=lambda shop: shop.codes.square("pages/a", width=280),
        sent={"path": "pages/a", "width": 280},
        result=picture(),
        check=lambda answer: answer.content == JPEG,
    ),
    Case(
        path="/wxa/generate_urllink",
        call=lambda shop: shop.codes.url_link(LinkTarget(path="pages/a", query="b=1"), 30),
        sent={"path": "pages/a", "query": "b=1", "expire_type": 1, "expire_interval": 30},
        result={"url_link": "https://wxaurl.test/x"},
        check=lambda answer: answer == "https://wxaurl.test/x",
    ),
    Case(
        path="/wxa/generatescheme",
        call=lambda shop: shop.codes.scheme(LinkTarget(path="pages/a"), SHIPPED_AT),
        sent={"jump_wxa": {"path": "pages/a"}, "expire_type": 0, "expire_time": 1772424306},
        result={"openlink": "weixin://dl/business/?t=1"},
        check=lambda answer: answer == "weixin://dl/business/?t=1",
    ),
    Case(
        path="/wxa/genwxashortlink",
        call=lambda shop: shop.codes.short_link("pages/a?b=1", title="抱枕", permanent=False),
        sent={"page_url": "pages/a?b=1", "page_title": "抱枕", "is_permanent": False},
        result={"link": "#小程序://x"},
        check=lambda answer: answer == "#小程序://x",
    ),
    Case(
        path="/cgi-bin/message/subscribe/send",
        call=lambda shop: shop.messages.send_subscribe(
            SubscribeMessage(touser=OPENID, template_id="T1", data={"thing1": "抱枕"}, page="pages/a?b=1")
        ),
        sent={
            "touser": OPENID,
            "template_id": "T1",
            "data": {"thing1": {"value": "抱枕"}},
            "page": "pages/a?b=1",
            "miniprogram_state": "formal",
            "lang": "zh_CN",
        },
    ),
    Case(
        method="GET",
        path="/wxaapi/newtmpl/getcategory",
        call=lambda shop: shop.messages.template_categories(),
        sent={},
        result={"data": [{"id": 616, "name": "商家自营"}]},
        check=lambda answer: [(c.id, c.name) for c in answer] == [(616, "商家自营")],
    ),
    Case(
        method="GET",
        path="/wxaapi/newtmpl/getpubtemplatetitles",
        call=lambda shop: shop.messages.public_titles([616, 617], limit=10),
        sent={"ids": "616,617", "start": "0", "limit": "10"},
        result={"count": 1, "data": [{"tid": 99, "title": "付款成功", "type": 2, "categoryId": 616}]},
        check=lambda answer: (answer.count, answer.data[0].category_id) == (1, 616),
    ),
    Case(
        method="GET",
        path="/wxaapi/newtmpl/getpubtemplatekeywords",
        call=lambda shop: shop.messages.public_keywords("99"),
        sent={"tid": "99"},
        result={"data": [{"kid": 1, "name": "物品名称", "example": "名称", "rule": "thing"}]},
        check=lambda answer: (answer[0].kid, answer[0].rule) == (1, "thing"),
    ),
    Case(
        path="/wxaapi/newtmpl/addtemplate",
        call=lambda shop: shop.messages.add_template(
            NewTemplate(tid="99", kid_list=[3, 5], scene_desc="发货通知")
        ),
        sent={"tid": "99", "kidList": [3, 5], "sceneDesc": "发货通知"},
        result={"priTmplId": "T1"},
        check=lambda answer: answer == "T1",
    ),
    Case(
        method="GET",
        path="/wxaapi/newtmpl/gettemplate",
        call=lambda shop: shop.messages.templates(),
        sent={},
        result={
            "data": [
                {
                    "priTmplId": "T1",
                    "title": "发货",
                    "content": "{{thing1.DATA}}",
                    "type": 2,
                    "keywordEnumValueList": [{"keywordCode": "enum1", "enumValueList": ["是", "否"]}],
                }
            ]
        },
        check=lambda answer: (answer[0].template_id, answer[0].enum_values[0].values) == ("T1", ("是", "否")),
    ),
    Case(
        path="/wxaapi/newtmpl/deltemplate",
        call=lambda shop: shop.messages.delete_template("T1"),
        sent={"priTmplId": "T1"},
    ),
    Case(
        path="/cgi-bin/message/custom/send",
        call=lambda shop: shop.messages.send_text(OPENID, "您好"),
        sent={"touser": OPENID, "msgtype": "text", "text": {"content": "您好"}},
    ),
    Case(
        path="/cgi-bin/message/custom/send",
        call=lambda shop: shop.messages.send_image(OPENID, "M1"),
        sent={"touser": OPENID, "msgtype": "image", "image": {"media_id": "M1"}},
    ),
    Case(
        path="/cgi-bin/message/custom/send",
        call=lambda shop: shop.messages.send_link(
            OPENID,
            ServiceLink(title="t", description="d", url="https://m.test", thumb_url="https://m.test/1"),
        ),
        sent={
            "touser": OPENID,
            "msgtype": "link",
            "link": {
                "title": "t",
                "description": "d",
                "url": "https://m.test",
                "thumb_url": "https://m.test/1",
            },
        },
    ),
    Case(
        path="/cgi-bin/message/custom/send",
        call=lambda shop: shop.messages.send_page(
            OPENID, ServicePage(title="t", appid=shop.appid, pagepath="pages/a", thumb_media_id="M1")
        ),
        sent={
            "touser": OPENID,
            "msgtype": "miniprogrampage",
            "miniprogrampage": {
                "title": "t",
                "appid": "wx2421b1c4370ec43b",
                "pagepath": "pages/a",
                "thumb_media_id": "M1",
            },
        },
    ),
    Case(
        path="/cgi-bin/message/custom/business/typing",
        call=lambda shop: shop.messages.typing(OPENID, on=True),
        sent={"touser": OPENID, "command": "Typing"},
    ),
    Case(
        path="/wxa/msg_sec_check",
        call=lambda shop: shop.security.check_text(
            TextCheck(content="好评", scene=Scene.COMMENT, openid=OPENID)
        ),
        sent={"content": "好评", "scene": 2, "openid": OPENID, "version": 2},
        result={
            "result": {"suggest": "risky", "label": 20006},
            "trace_id": "t1",
            "detail": [
                {"strategy": "content_model", "errcode": 0, "suggest": "risky", "label": 20006, "prob": 90}
            ],
        },
        check=lambda answer: (answer.result.suggest, answer.detail[0].prob) == (Suggestion.RISKY, 90),
    ),
    Case(
        path="/wxa/media_check_async",
        call=lambda shop: shop.security.check_media(
            MediaCheck(
                media_url="https://m.test/1.jpg",
                media_type=MediaType.PICTURE,
                scene=Scene.COMMENT,
                openid=OPENID,
            )
        ),
        sent={
            "media_url": "https://m.test/1.jpg",
            "media_type": 2,
            "scene": 2,
            "openid": OPENID,
            "version": 2,
        },
        result={"trace_id": "t1"},
        check=lambda answer: answer == "t1",
    ),
    Case(
        path="/wxa/sec/order/upload_shipping_info",
        call=lambda shop: shop.shipping.upload(
            ShippingInfo(
                order_key=by_merchant("1900000109", "A1"),
                logistics_type=LogisticsType.EXPRESS,
                delivery_mode=DeliveryMode.UNIFIED,
                shipping_list=[parcel()],
                upload_time=SHIPPED_AT,
                payer=Payer(openid=OPENID),
            )
        ),
        sent={
            "order_key": {"order_number_type": 1, "mchid": "1900000109", "out_trade_no": "A1"},
            "logistics_type": 1,
            "delivery_mode": 1,
            "shipping_list": [PARCEL],
            "upload_time": UPLOAD_TIME,
            "payer": {"openid": OPENID},
        },
    ),
    Case(
        path="/wxa/sec/order/upload_combined_shipping_info",
        call=lambda shop: shop.shipping.upload_combined(
            CombinedShippingInfo(
                order_key=by_wechat("4200001"),
                sub_orders=[
                    SubShipping(
                        order_key=by_wechat("4200002"),
                        logistics_type=LogisticsType.EXPRESS,
                        delivery_mode=DeliveryMode.SPLIT,
                        is_all_delivered=True,
                        shipping_list=[parcel()],
                    )
                ],
                upload_time=SHIPPED_AT,
                payer=Payer(openid=OPENID),
            )
        ),
        sent={
            "order_key": {"order_number_type": 2, "transaction_id": "4200001"},
            "sub_orders": [
                {
                    "order_key": {"order_number_type": 2, "transaction_id": "4200002"},
                    "logistics_type": 1,
                    "delivery_mode": 2,
                    "is_all_delivered": True,
                    "shipping_list": [PARCEL],
                }
            ],
            "upload_time": UPLOAD_TIME,
            "payer": {"openid": OPENID},
        },
    ),
    Case(
        path="/wxa/sec/order/get_order",
        call=lambda shop: shop.shipping.order(by_wechat("4200001")),
        sent={"transaction_id": "4200001"},
        result={"order": ORDER},
        check=lambda answer: (
            (answer.order_state, answer.paid_amount, answer.shipping.finish_shipping_count)
            == (PaymentState.SHIPPED, 1299, 1)
        ),
    ),
    Case(
        path="/wxa/sec/order/get_order_list",
        call=lambda shop: shop.shipping.orders(
            ShippingFilter(
                pay_time_range=PaidBetween(begin_time=1), order_state=PaymentState.TO_SHIP, page_size=5
            )
        ),
        sent={"pay_time_range": {"begin_time": 1}, "order_state": 1, "page_size": 5},
        result={"order_list": [ORDER], "has_more": True, "last_index": "abc"},
        check=lambda answer: (len(answer.order_list), answer.has_more, answer.last_index) == (1, True, "abc"),
    ),
    Case(
        path="/wxa/sec/order/notify_confirm_receive",
        call=lambda shop: shop.shipping.remind_receive(by_merchant("1900000109", "A1"), SHIPPED_AT),
        sent={"merchant_id": "1900000109", "merchant_trade_no": "A1", "received_time": 1772424306},
    ),
    Case(
        path="/wxa/sec/order/set_msg_jump_path",
        call=lambda shop: shop.shipping.set_jump_path("pages/order/detail"),
        sent={"path": "pages/order/detail"},
    ),
    Case(
        path="/wxa/sec/order/is_trade_managed",
        call=lambda shop: shop.shipping.is_managed(shop.appid),
        sent={"appid": "wx2421b1c4370ec43b"},
        result={"is_trade_managed": True},
        check=lambda answer: answer is True,
    ),
    Case(
        path="/wxa/sec/order/is_trade_management_confirmation_completed",
        call=lambda shop: shop.shipping.is_confirmed(shop.appid),
        sent={"appid": "wx2421b1c4370ec43b"},
        result={"completed": 0},
        check=lambda answer: answer is False,
    ),
    Case(
        path="/wxa/sec/order/opspecialorder",
        call=lambda shop: shop.shipping.report_presale("A1", SHIPPED_AT),
        sent={"order_id": "A1", "type": 1, "delay_to": 1772424306},
    ),
    Case(
        path="/wxa/sec/order/opspecialorder",
        call=lambda shop: shop.shipping.report_test("A1"),
        sent={"order_id": "A1", "type": 2},
    ),
    Case(
        path="/wxa/sec/order/setwxatradetypecgi",
        call=lambda shop: shop.shipping.change_trade_type(
            TradeType.GOODS, [TradeMaterial(type=1, media_id="M1")], "实物电商"
        ),
        sent={"trade_type": 2, "material_list": [{"type": 1, "media_id": "M1"}], "reason": "实物电商"},
    ),
    Case(
        path="/cgi-bin/express/delivery/open_msg/get_delivery_list",
        call=lambda shop: shop.express.carriers(),
        sent={},
        result={"delivery_list": [{"delivery_id": "SF", "delivery_name": "顺丰速运"}], "count": 1},
        check=lambda answer: (answer[0].delivery_id, answer[0].delivery_name) == ("SF", "顺丰速运"),
    ),
    Case(
        path="/cgi-bin/express/delivery/open_msg/trace_waybill",
        call=lambda shop: shop.express.trace(
            Waybill(
                openid=OPENID,
                receiver_phone="13800138000",
                waybill_id="SF1",
                trans_id="4200001",
                goods=goods(),
                order_detail_path="pages/order",
                delivery_id="SF",
            )
        ),
        sent={
            "openid": OPENID,
            "receiver_phone": "13800138000",
            "waybill_id": "SF1",
            "trans_id": "4200001",
            "goods_info": GOODS,
            "order_detail_path": "pages/order",
            "delivery_id": "SF",
        },
        result={"waybill_token": "w1"},
        check=lambda answer: answer == "w1",
    ),
    Case(
        path="/cgi-bin/express/delivery/open_msg/query_trace",
        call=lambda shop: shop.express.query("w1", openid=OPENID),
        sent={"waybill_token": "w1", "openid": OPENID},
        result={
            "waybill_info": {"status": 4, "waybill_id": "SF1"},
            "delivery_info": {"delivery_id": "SF", "delivery_name": "顺丰速运"},
        },
        check=lambda answer: answer.waybill_info.status is WaybillStatus.SIGNED,
    ),
    Case(
        path="/cgi-bin/express/delivery/open_msg/update_waybill_goods",
        call=lambda shop: shop.express.update_goods("w1", goods()),
        sent={"waybill_token": "w1", "goods_info": GOODS},
    ),
    visits("dailyvisittrend", lambda shop: shop.datacube.daily_visits(DAY)),
    visits("weeklyvisittrend", lambda shop: shop.datacube.weekly_visits(DAY, DAY)),
    visits("monthlyvisittrend", lambda shop: shop.datacube.monthly_visits(DAY, DAY)),
    Case(
        path="/datacube/getweanalysisappiddailyretaininfo",
        call=lambda shop: shop.datacube.daily_retain(DAY),
        sent={"begin_date": "20260301", "end_date": "20260301"},
        result={"ref_date": "20260301", "visit_uv": [{"key": 0, "value": 5}]},
        check=lambda answer: (answer.visit_uv[0].key, answer.visit_uv[0].value) == (0, 5),
    ),
    Case(
        path="/datacube/getweanalysisappiddailysummarytrend",
        call=lambda shop: shop.datacube.daily_summary(DAY),
        sent={"begin_date": "20260301", "end_date": "20260301"},
        result={"list": [{"ref_date": "20260301", "visit_total": 9}]},
        check=lambda answer: answer[0].visit_total == 9,
    ),
    Case(
        path="/datacube/getweanalysisappidvisitpage",
        call=lambda shop: shop.datacube.visit_pages(DAY),
        sent={"begin_date": "20260301", "end_date": "20260301"},
        result={"list": [{"page_path": "pages/a", "page_visit_pv": 2}]},
        check=lambda answer: (answer[0].page_path, answer[0].page_visit_pv) == ("pages/a", 2),
    ),
    Case(
        path="/datacube/getweanalysisappiduserportrait",
        call=lambda shop: shop.datacube.user_portrait(DAY, DAY),
        sent={"begin_date": "20260301", "end_date": "20260301"},
        result={"ref_date": "20260301", "visit_uv": {"ages": [{"id": 3, "name": "25-29", "value": 2}]}},
        check=lambda answer: (answer.visit_uv.ages[0].value, answer.visit_uv_new.city) == (2, ()),
    ),
    Case(
        path="/datacube/getweanalysisappidvisitdistribution",
        call=lambda shop: shop.datacube.visit_distribution(DAY),
        sent={"begin_date": "20260301", "end_date": "20260301"},
        result={"list": [{"index": "access_depth_info", "item_list": [{"key": 1, "value": 2}]}]},
        check=lambda answer: (answer[0].index, answer[0].item_list[0].value) == ("access_depth_info", 2),
    ),
    Case(
        method="GET",
        path="/cgi-bin/media/get",
        call=lambda shop: shop.operations.media("M1"),
        sent={"media_id": "M1"},
        result=picture(),
        check=lambda answer: answer.content == JPEG,
    ),
    Case(
        path="/cgi-bin/media/upload",
        call=lambda shop: shop.operations.upload_media(MediaKind.IMAGE, "a.jpg", JPEG, "image/jpeg"),
        sent={"type": "image"},
        result={"type": "image", "media_id": "M1", "created_at": 1772424306},
        check=lambda answer: answer.media_id == "M1",
    ),
    Case(
        path="/cgi-bin/clear_quota",
        call=lambda shop: shop.operations.clear_quota(shop.appid),
        sent={"appid": "wx2421b1c4370ec43b"},
    ),
    Case(
        path="/cgi-bin/openapi/quota/get",
        call=lambda shop: shop.operations.quota("/wxa/getwxacode"),
        sent={"cgi_path": "/wxa/getwxacode"},
        result={"quota": {"daily_limit": 100, "used": 1, "remain": 99}},
        check=lambda answer: (answer.daily_limit, answer.used, answer.remain) == (100, 1, 99),
    ),
    Case(
        path="/cgi-bin/openapi/rid/get",
        call=lambda shop: shop.operations.rid("66c4a3f1-1a2b3c4d-5e6f7a8b"),
        sent={"rid": "66c4a3f1-1a2b3c4d-5e6f7a8b"},
        result={"request": {"invoke_time": 1, "cost_in_ms": 2, "request_url": "access_token=canary"}},
        check=lambda answer: answer.cost_in_ms == 2 and "canary" not in repr(answer),
    ),
    Case(
        method="GET",
        path="/cgi-bin/getcallbackip",
        call=lambda shop: shop.operations.push_addresses(),
        sent={},
        result={"ip_list": ["101.226.103.0/25"]},
        check=lambda answer: answer == ("101.226.103.0/25",),
    ),
]
