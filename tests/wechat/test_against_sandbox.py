"""The clients against the running sandbox, which somebody else wrote from the same facts: over HTTP only."""

from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest

from tests.wechat.sandbox_process import Sandbox
from tests.wechat.sandbox_shop import (
    Shopper,
    fresh_number,
    keys,
    mall,
    next_notice,
    now,
    receiver,
    sandbox,
    shopper,
    till,
    wire,
)
from xiaopu.wechat.errors import Refused
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.miniprogram.codes import LinkTarget, UnlimitedCode
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.miniprogram.messages import NewTemplate, SubscribeMessage
from xiaopu.wechat.miniprogram.operations import MediaKind
from xiaopu.wechat.miniprogram.security import Scene, Suggestion, TextCheck
from xiaopu.wechat.miniprogram.shipping import (
    DeliveryMode,
    LogisticsType,
    Parcel,
    Payer,
    PaymentState,
    ShippingFilter,
    ShippingInfo,
    by_merchant,
    by_wechat,
)
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.credentials import MerchantCredentials
from xiaopu.wechat.pay.refunds import RefundAmount, RefundOrder, RefundStatus
from xiaopu.wechat.pay.transactions import (
    H5Info,
    H5Prepay,
    NativePrepay,
    SceneInfo,
    TradeState,
)
from xiaopu.wechat.pay.transactions import Payer as PayPayer
from xiaopu.wechat.tokens import MemoryTokenStore
from xiaopu.wechat.transport import Transport

__all__ = ["keys", "mall", "receiver", "sandbox", "shopper", "till", "wire"]

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


class TestPaying:
    async def test_jsapi_from_prepay_to_notice(
        self, shopper: Shopper, till: PayClient, receiver: Any
    ) -> None:
        number = fresh_number()
        paid = await shopper.pays(number)
        assert paid.trade_state is TradeState.SUCCESS
        assert paid.amount is not None
        assert (paid.amount.total, paid.mchid, paid.appid) == (1299, till.mchid, shopper.sandbox.appid)
        told = (await next_notice(till, receiver[1], "TRANSACTION.SUCCESS", number)).transaction()
        assert (told.out_trade_no, told.transaction_id) == (number, paid.transaction_id)
        assert await till.transactions.by_transaction_id(str(paid.transaction_id)) == paid

    async def test_same_number_same_parameters_only(self, shopper: Shopper, till: PayClient) -> None:
        number = fresh_number()
        await till.transactions.prepay_jsapi(shopper.order(number))
        await till.transactions.prepay_jsapi(shopper.order(number))
        with pytest.raises(Refused) as refused:
            await till.transactions.prepay_jsapi(shopper.order(number, 1))
        assert refused.value.means("INVALID_REQUEST")

    async def test_close_then_pay_no_more(self, shopper: Shopper, till: PayClient) -> None:
        number = fresh_number()
        await till.transactions.prepay_jsapi(shopper.order(number))
        await till.transactions.close(number)
        await till.transactions.close(number)
        assert (await till.transactions.by_out_trade_no(number)).trade_state is TradeState.CLOSED
        with pytest.raises(Refused) as refused:
            await till.transactions.prepay_jsapi(shopper.order(number))
        assert refused.value.means("ORDER_CLOSED")

    async def test_close_after_payment_is_refused(self, shopper: Shopper, till: PayClient) -> None:
        number = fresh_number()
        await shopper.pays(number)
        with pytest.raises(Refused) as refused:
            await till.transactions.close(number)
        assert refused.value.means("ORDER_PAID")

    async def test_an_unknown_number(self, till: PayClient) -> None:
        with pytest.raises(Refused) as refused:
            await till.transactions.by_out_trade_no(fresh_number())
        assert refused.value.means("ORDER_NOT_EXIST")
        assert refused.value.http_status == 404

    async def test_h5_and_native(self, shopper: Shopper, till: PayClient) -> None:
        shared = shopper.order("x")
        scene = SceneInfo(payer_client_ip="203.0.113.9", h5_info=H5Info(type="Wap"))
        fields = {
            name: getattr(shared, name) for name in ("appid", "mchid", "description", "notify_url", "amount")
        }
        h5_url = await till.transactions.prepay_h5(
            H5Prepay(out_trade_no=fresh_number(), scene_info=scene, **fields)
        )
        code_url = await till.transactions.prepay_native(NativePrepay(out_trade_no=fresh_number(), **fields))
        assert httpx.URL(h5_url).scheme in ("http", "https")
        assert code_url.startswith("weixin://")

    async def test_an_amount_of_nothing(self, shopper: Shopper, till: PayClient) -> None:
        with pytest.raises(Refused) as refused:
            await till.transactions.prepay_jsapi(shopper.order(fresh_number(), 0))
        assert refused.value.means("PARAM_ERROR")

    async def test_the_openid_of_another_app(
        self, shopper: Shopper, till: PayClient, sandbox: Sandbox
    ) -> None:
        order = msgspec.structs.replace(
            shopper.order(fresh_number()), payer=PayPayer(openid="oNobodyKnowsThisOpenid00001")
        )
        with pytest.raises(Refused):
            await till.transactions.prepay_jsapi(order)

    async def test_a_strangers_key(self, keys: MerchantCredentials, wire: Transport, merchant: Any) -> None:
        stranger = PayClient(msgspec.structs.replace(keys, private_key_pem=merchant.pem()), wire, clock=now)
        with pytest.raises(Refused) as refused:
            await stranger.transactions.by_out_trade_no(fresh_number())
        assert (refused.value.code, refused.value.http_status) == ("SIGN_ERROR", 401)

    async def test_certificates_can_be_asked_for(self, till: PayClient) -> None:
        fetched = await till.certificates.refresh()
        assert [certificate.serial_no for certificate in till.keys.certificates()] == [
            certificate.serial_no for certificate in fetched
        ]


class TestBooks:
    async def test_no_bill_for_a_day_without_trade(self, till: PayClient) -> None:
        with pytest.raises(Refused) as refused:
            await till.bills.trade((now() - timedelta(days=2)).date())
        assert refused.value.means("NO_STATEMENT_EXIST")

    async def test_no_complaints_yet(self, till: PayClient) -> None:
        today = now().date()
        assert (await till.complaints.find(today, today)).total_count == 0


class TestRefunding:
    async def test_in_two_parts(self, shopper: Shopper, till: PayClient, receiver: Any) -> None:
        number, refund_number = fresh_number(), fresh_number()
        paid = await shopper.pays(number)
        order = RefundOrder(
            out_refund_no=refund_number,
            transaction_id=paid.transaction_id,
            reason="商品已售完",
            notify_url=shopper.notify_url,
            amount=RefundAmount(refund=299, total=1299),
        )
        applied = await till.refunds.apply(order)
        assert (applied.amount.refund, applied.amount.total) == (299, 1299)
        assert (await till.refunds.apply(order)).refund_id == applied.refund_id
        told = (await next_notice(till, receiver[1], "REFUND.SUCCESS", refund_number)).refund()
        assert (told.refund_status, told.amount.refund) == (RefundStatus.SUCCESS, 299)
        found = await till.refunds.by_out_refund_no(refund_number)
        assert found.status is RefundStatus.SUCCESS
        assert (await till.transactions.by_out_trade_no(number)).trade_state is TradeState.REFUND

    async def test_more_than_was_paid(self, shopper: Shopper, till: PayClient) -> None:
        number = fresh_number()
        await shopper.pays(number)
        order = RefundOrder(
            out_refund_no=fresh_number(), out_trade_no=number, amount=RefundAmount(refund=1300, total=1299)
        )
        with pytest.raises(Refused):
            await till.refunds.apply(order)

    async def test_an_unknown_refund(self, till: PayClient) -> None:
        with pytest.raises(Refused) as refused:
            await till.refunds.by_out_refund_no(fresh_number())
        assert refused.value.means("RESOURCE_NOT_EXISTS")


class TestMiniProgram:
    async def test_a_code_works_once(self, sandbox: Sandbox, mall: MiniProgramClient) -> None:
        code = sandbox.login_code("小红")
        session = await mall.login.code_to_session(code)
        assert await mall.login.check_session(session.openid, session.session_key) is True
        with pytest.raises(Refused) as refused:
            await mall.login.code_to_session(code)
        assert refused.value.means("40163", "40029")

    async def test_two_people_are_two(self, sandbox: Sandbox, mall: MiniProgramClient) -> None:
        people = [
            await mall.login.code_to_session(sandbox.login_code(name)) for name in ("小明", "小红", "阿强")
        ]
        assert len({person.openid for person in people}) == 3

    async def test_the_token_is_stable(self, mall: MiniProgramClient) -> None:
        first = await mall.tokens.current()
        assert await mall.tokens.current() == first
        assert await mall.tokens.renew(first) != first

    async def test_a_wrong_secret(self, sandbox: Sandbox, wire: Transport) -> None:
        credentials = AppCredentials(appid=sandbox.appid, secret="0" * 32)
        stranger = MiniProgramClient(credentials, wire, MemoryTokenStore(), clock=now)
        with pytest.raises(Refused) as refused:
            await stranger.tokens.current()
        assert refused.value.means("40125", "40001")

    async def test_a_mini_program_code(self, mall: MiniProgramClient) -> None:
        picture = await mall.codes.unlimited(
            UnlimitedCode(scene="p=1", page="pages/index/index", check_path=False)
        )
        assert picture.content_type.startswith("image/")
        assert len(picture.content) > 200

    async def test_links(self, mall: MiniProgramClient) -> None:
        target = LinkTarget(path="pages/index/index", query="a=1")
        link = await mall.codes.url_link(target, 30)
        scheme = await mall.codes.scheme(target, now() + timedelta(days=3))
        short = await mall.codes.short_link("pages/index/index?a=1", title="抱枕")
        assert [text.partition("://")[0] for text in (link, scheme, short)] == ["https", "weixin", "#小程序"]
        with pytest.raises(Refused) as refused:
            await mall.codes.url_link(target, now() + timedelta(days=60))
        assert refused.value.code == "85401"

    async def test_templates(self, sandbox: Sandbox, mall: MiniProgramClient) -> None:
        categories = await mall.messages.template_categories()
        titles = await mall.messages.public_titles([category.id for category in categories])
        keywords = await mall.messages.public_keywords(str(titles.data[0].tid))
        known = {template["template_id"] for template in sandbox.shop["subscribe_templates"]}
        assert known <= {template.template_id for template in await mall.messages.templates()}
        wanted = [keyword.kid for keyword in keywords[:2]]
        added = await mall.messages.add_template(
            NewTemplate(tid=str(titles.data[0].tid), kid_list=wanted, scene_desc="合同测试")
        )
        assert added in {template.template_id for template in await mall.messages.templates()}
        await mall.messages.delete_template(added)
        assert added not in {template.template_id for template in await mall.messages.templates()}

    async def test_media_up_and_down(self, mall: MiniProgramClient) -> None:
        picture = (await mall.codes.unlimited(UnlimitedCode(scene="a=1", check_path=False))).content
        media = await mall.operations.upload_media(MediaKind.IMAGE, "a.jpg", picture, "image/jpeg")
        assert (await mall.operations.media(media.media_id)).content == picture

    async def test_a_message_without_a_grant_is_43101(
        self, sandbox: Sandbox, mall: MiniProgramClient, shopper: Shopper
    ) -> None:
        template = sandbox.shop["subscribe_templates"][0]
        data = {"character_string1": "T1", "thing2": "水", "amount3": "¥12.99", "time4": "2026年3月2日 12:05"}
        message = SubscribeMessage(touser=shopper.openid, template_id=template["template_id"], data=data)
        with pytest.raises(Refused) as refused:
            await mall.messages.send_subscribe(message)
        assert refused.value.code == "43101"

    async def test_text_check(self, mall: MiniProgramClient, shopper: Shopper) -> None:
        verdict = await mall.security.check_text(
            TextCheck(content="很好用，物流也快", scene=Scene.COMMENT, openid=shopper.openid)
        )
        assert (verdict.result.suggest, verdict.result.label) == (Suggestion.PASS, 100)


class TestShipping:
    async def test_from_payment_to_shipped(self, mall: MiniProgramClient, shopper: Shopper) -> None:
        paid = await shopper.pays(fresh_number())
        key = by_wechat(str(paid.transaction_id))
        assert (await mall.shipping.order(key)).order_state is PaymentState.TO_SHIP
        info = ShippingInfo(
            order_key=key,
            logistics_type=LogisticsType.EXPRESS,
            delivery_mode=DeliveryMode.UNIFIED,
            shipping_list=[Parcel(item_desc="矿泉水*1", tracking_no="YT1234567890", express_company="YTO")],
            upload_time=now(),
            payer=Payer(openid=shopper.openid),
        )
        await mall.shipping.upload(info)
        shipped = await mall.shipping.order(key)
        assert shipped.order_state is PaymentState.SHIPPED
        assert shipped.shipping is not None
        assert shipped.shipping.shipping_list[0].tracking_no == "YT1234567890"

    async def test_remind_once_and_list(self, mall: MiniProgramClient, shopper: Shopper) -> None:
        paid = await shopper.pays(fresh_number())
        key = by_wechat(str(paid.transaction_id))
        with pytest.raises(Refused) as early:
            await mall.shipping.remind_receive(key, now())
        assert early.value.code == "10060028"
        info = ShippingInfo(
            order_key=key,
            logistics_type=LogisticsType.EXPRESS,
            delivery_mode=DeliveryMode.UNIFIED,
            shipping_list=[Parcel(item_desc="矿泉水*1", tracking_no="YT1", express_company="YTO")],
            upload_time=now(),
            payer=Payer(openid=shopper.openid),
        )
        await mall.shipping.upload(info)
        await mall.shipping.remind_receive(key, now() + timedelta(seconds=2))
        with pytest.raises(Refused) as twice:
            await mall.shipping.remind_receive(key, now() + timedelta(seconds=2))
        assert twice.value.code == "10060030"
        shipped = await mall.shipping.orders(ShippingFilter(order_state=PaymentState.SHIPPED, page_size=50))
        assert paid.transaction_id in {order.transaction_id for order in shipped.order_list}

    async def test_somebody_elses_payment(
        self, mall: MiniProgramClient, shopper: Shopper, sandbox: Sandbox
    ) -> None:
        paid = await shopper.pays(fresh_number())
        other = await mall.login.code_to_session(sandbox.login_code("阿强"))
        info = ShippingInfo(
            order_key=by_merchant(shopper.till.mchid, paid.out_trade_no),
            logistics_type=LogisticsType.EXPRESS,
            delivery_mode=DeliveryMode.UNIFIED,
            shipping_list=[Parcel(item_desc="矿泉水*1", tracking_no="YT1", express_company="YTO")],
            upload_time=now(),
            payer=Payer(openid=other.openid),
        )
        with pytest.raises(Refused) as refused:
            await mall.shipping.upload(info)
        assert refused.value.code == "10060031"

    async def test_a_payment_that_does_not_exist(self, mall: MiniProgramClient) -> None:
        with pytest.raises(Refused) as refused:
            await mall.shipping.order(by_wechat("4200000000000000000000000000"))
        assert refused.value.code == "10060001"

    async def test_carriers(self, mall: MiniProgramClient) -> None:
        carriers = {carrier.delivery_id: carrier.delivery_name for carrier in await mall.express.carriers()}
        assert "顺丰" in carriers["SF"]

    async def test_shipping_management_is_open(self, mall: MiniProgramClient) -> None:
        assert await mall.shipping.is_managed(mall.appid) is True
