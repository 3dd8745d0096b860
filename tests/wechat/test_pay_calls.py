"""Every call of Pay v3 against a desk that verifies it."""

import base64
from datetime import UTC, datetime

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.wechat.clock import TestClock
from tests.wechat.keys import MCHID, MERCHANT_SERIAL, PUBLIC_KEY_ID, MerchantKit, PlatformKit
from tests.wechat.pay_desk import PayDesk
from xiaopu.wechat.errors import (
    BadConfiguration,
    FrequencyLimited,
    Refused,
    SignatureMismatch,
    SignatureStale,
    SystemBusy,
    UnreadableAnswer,
)
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.refunds import AbnormalRoute, BankCard, RefundAmount, RefundOrder, RefundStatus
from xiaopu.wechat.pay.signing import cashier_message
from xiaopu.wechat.pay.transactions import (
    Amount,
    Detail,
    GoodsLine,
    H5Info,
    H5Prepay,
    JsapiPrepay,
    NativePrepay,
    Payer,
    SceneInfo,
    SettleInfo,
    TradeState,
)
from xiaopu.wechat.transport import Transport
from xiaopu.wechat.wire import Secret

pytestmark = pytest.mark.anyio

APPID = "wx2421b1c4370ec43b"
OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"


def jsapi(number: str = "A|b*c-1_2", **more: object) -> JsapiPrepay:
    order = JsapiPrepay(
        appid=APPID,
        mchid=MCHID,
        description="珠峰冰川矿泉水 4L",
        out_trade_no=number,
        notify_url="https://mall.test/callbacks/wechat/pay",
        amount=Amount(total=1299),
        payer=Payer(openid=OPENID),
    )
    return msgspec.structs.replace(order, **more)


def refund(number: str = "R1", fen: int = 1299, paid: str = "A|b*c-1_2") -> RefundOrder:
    return RefundOrder(out_refund_no=number, out_trade_no=paid, amount=RefundAmount(refund=fen, total=1299))


class TestPrepay:
    async def test_jsapi_sends_only_what_is_set(self, pay: PayClient, pay_desk: PayDesk) -> None:
        assert await pay.transactions.prepay_jsapi(jsapi()) == "wxA|b*c-1_2"
        assert msgspec.json.decode(pay_desk.requests[0].content) == {
            "appid": APPID,
            "mchid": MCHID,
            "description": "珠峰冰川矿泉水 4L",
            "out_trade_no": "A|b*c-1_2",
            "notify_url": "https://mall.test/callbacks/wechat/pay",
            "amount": {"total": 1299, "currency": "CNY"},
            "payer": {"openid": OPENID},
        }
        assert pay_desk.requests[0].headers["Wechatpay-Serial"] == PUBLIC_KEY_ID

    async def test_jsapi_with_everything(self, pay: PayClient, pay_desk: PayDesk) -> None:
        goods = [GoodsLine(merchant_goods_id="S1", quantity=2, unit_price=650)]
        order = jsapi(
            "everything",
            time_expire=datetime(2026, 3, 2, 5, 0, tzinfo=UTC),
            attach="附加",
            goods_tag="TAG",
            support_fapiao=False,
            limit_pay=["no_credit"],
            detail=Detail(goods_detail=goods, cost_price=1300),
            scene_info=SceneInfo(payer_client_ip="203.0.113.9"),
            settle_info=SettleInfo(profit_sharing=True),
        )
        await pay.transactions.prepay_jsapi(order)
        sent = msgspec.json.decode(pay_desk.requests[0].content)
        assert sent["time_expire"] == "2026-03-02T13:00:00+08:00"
        assert sent["support_fapiao"] is False
        assert sent["detail"] == {
            "goods_detail": [{"merchant_goods_id": "S1", "quantity": 2, "unit_price": 650}],
            "cost_price": 1300,
        }

    async def test_h5_and_native(self, pay: PayClient) -> None:
        fields = {
            "appid": APPID,
            "mchid": MCHID,
            "description": "x",
            "notify_url": "https://m.test/n",
            "amount": Amount(total=1),
        }
        scene = SceneInfo(payer_client_ip="203.0.113.9", h5_info=H5Info(type="Wap"))
        h5 = msgspec.convert(fields | {"out_trade_no": "h5number", "scene_info": scene}, H5Prepay)
        native = msgspec.convert(fields | {"out_trade_no": "native1"}, NativePrepay)
        assert await pay.transactions.prepay_h5(h5) == "https://wx.test/h5?prepay_id=wxh5number"
        assert await pay.transactions.prepay_native(native) == "weixin://wxpay/bizpayurl?pr=native1"

    async def test_a_refusal_carries_code_cause_and_mend(self, pay: PayClient) -> None:
        await pay.transactions.prepay_jsapi(jsapi())
        with pytest.raises(Refused) as refused:
            await pay.transactions.prepay_jsapi(jsapi(amount=Amount(total=1)))
        error = refused.value
        assert (error.code, error.http_status, error.request_id) == ("INVALID_REQUEST", 400, "08AB-268435461")
        assert error.endpoint == "POST /v3/pay/transactions/jsapi"
        assert error.advice.mend_zh == "核对订单状态；同一单号重试必须参数完全一致"
        assert error.advice.mend_en.startswith("Check the state")

    async def test_a_wrong_key_is_refused_by_the_desk(
        self, transport: Transport, merchant: MerchantKit, platform: PlatformKit, clock: TestClock
    ) -> None:
        credentials = msgspec.structs.replace(merchant.credentials(platform), serial_no="AAAAAAAAAAAA")
        stranger = PayClient(credentials, transport, clock=clock, nonces=clock.nonce)
        with pytest.raises(Refused) as refused:
            await stranger.transactions.prepay_jsapi(jsapi())
        assert (refused.value.code, refused.value.http_status) == ("SIGN_ERROR", 401)


class TestCashier:
    async def test_params_are_signed_for_the_page(
        self, pay: PayClient, merchant: MerchantKit, clock: TestClock
    ) -> None:
        params = pay.request_payment_params(APPID, "wx201")
        timestamp = int(clock.now.timestamp())
        wire = msgspec.json.decode(msgspec.json.encode(params))
        assert wire == {
            "timeStamp": str(timestamp),
            "nonceStr": params.nonce_str,
            "package": "prepay_id=wx201",
            "signType": "RSA",
            "paySign": params.pay_sign,
        }
        message = cashier_message(
            APPID, timestamp=timestamp, nonce=params.nonce_str, package="prepay_id=wx201"
        )
        lines = message.decode().split("\n")
        assert lines == [APPID, str(timestamp), params.nonce_str, "prepay_id=wx201", ""]
        merchant.key.public_key().verify(
            base64.b64decode(params.pay_sign), message, padding.PKCS1v15(), hashes.SHA256()
        )


class TestQuery:
    async def test_unpaid_has_no_number(self, pay: PayClient) -> None:
        await pay.transactions.prepay_jsapi(jsapi())
        found = await pay.transactions.by_out_trade_no("A|b*c-1_2")
        assert (found.trade_state, found.transaction_id, found.success_time) == (
            TradeState.NOTPAY,
            None,
            None,
        )

    async def test_paid_by_both_numbers(self, pay: PayClient, pay_desk: PayDesk) -> None:
        await pay.transactions.prepay_jsapi(jsapi(attach="x"))
        pay_desk.pay("A|b*c-1_2")
        found = await pay.transactions.by_out_trade_no("A|b*c-1_2")
        assert found.trade_state is TradeState.SUCCESS
        assert found.amount is not None
        assert (found.amount.total, found.amount.payer_total) == (1299, 1299)
        assert found.success_time == datetime(2026, 3, 2, 4, 5, 6, tzinfo=UTC)
        assert found.payer is not None
        assert found.payer.openid == OPENID
        assert await pay.transactions.by_transaction_id(str(found.transaction_id)) == found

    async def test_paid_without_amount_is_unreadable(self, pay: PayClient, pay_desk: PayDesk) -> None:
        content = {"out_trade_no": "x", "trade_state": "SUCCESS", "transaction_id": "4200"}
        pay_desk.queued.append(pay_desk.signed(200, content))
        with pytest.raises(UnreadableAnswer):
            await pay.transactions.by_out_trade_no("x")

    async def test_an_unknown_number(self, pay: PayClient) -> None:
        with pytest.raises(Refused) as refused:
            await pay.transactions.by_out_trade_no("nothing")
        assert refused.value.means("ORDER_NOT_EXIST")

    @pytest.mark.parametrize("number", ["", ".", ".."])
    async def test_a_number_cannot_leave_its_path(self, pay: PayClient, number: str) -> None:
        with pytest.raises(BadConfiguration):
            await pay.transactions.by_out_trade_no(number)

    async def test_slashes_are_encoded(self, pay: PayClient, pay_desk: PayDesk) -> None:
        with pytest.raises(Refused):
            await pay.transactions.by_out_trade_no("../../certificates?x=")
        path = pay_desk.requests[0].url.raw_path.decode()
        assert path == f"/v3/pay/transactions/out-trade-no/..%2F..%2Fcertificates%3Fx%3D?mchid={MCHID}"


class TestClose:
    async def test_close_is_verified_though_empty(self, pay: PayClient, pay_desk: PayDesk) -> None:
        await pay.transactions.prepay_jsapi(jsapi())
        await pay.transactions.close("A|b*c-1_2")
        await pay.transactions.close("A|b*c-1_2")
        assert pay_desk.transactions["A|b*c-1_2"]["state"] == "CLOSED"

    async def test_an_unsigned_204_is_not_believed(self, pay: PayClient, pay_desk: PayDesk) -> None:
        stale = pay_desk.platform.signed_headers(b"", datetime(2026, 3, 2, 3, 0, tzinfo=UTC))
        pay_desk.queued.append(httpx.Response(204, headers=stale))
        with pytest.raises(SignatureStale):
            await pay.transactions.close("A|b*c-1_2")

    async def test_paid_meanwhile(self, pay: PayClient, pay_desk: PayDesk) -> None:
        await pay.transactions.prepay_jsapi(jsapi())
        pay_desk.pay("A|b*c-1_2")
        with pytest.raises(Refused) as refused:
            await pay.transactions.close("A|b*c-1_2")
        assert refused.value.code == "ORDERPAID"
        assert refused.value.means("ORDER_PAID")


class TestRefunds:
    @pytest.fixture
    async def paid(self, pay: PayClient, pay_desk: PayDesk) -> PayClient:
        await pay.transactions.prepay_jsapi(jsapi())
        pay_desk.pay("A|b*c-1_2")
        return pay

    async def test_apply_and_query(self, paid: PayClient, pay_desk: PayDesk) -> None:
        applied = await paid.refunds.apply(refund("R@1", fen=300))
        assert (applied.status, applied.amount.refund, applied.amount.total) == (
            RefundStatus.PROCESSING,
            300,
            1299,
        )
        pay_desk.refunds["R@1"]["status"] = "SUCCESS"
        assert (await paid.refunds.by_out_refund_no("R@1")).status is RefundStatus.SUCCESS

    async def test_names_one_payment(self) -> None:
        with pytest.raises(ValueError, match="either"):
            RefundOrder(out_refund_no="R1", amount=RefundAmount(refund=1, total=1))

    async def test_abnormal_to_a_card_is_sealed(self, paid: PayClient, pay_desk: PayDesk) -> None:
        await paid.refunds.apply(refund())
        card = BankCard(
            bank_type="CMB_DEBIT", bank_account=Secret("6225880112345678"), real_name=Secret("张三")
        )
        told = await paid.refunds.apply_abnormal(
            "50000R1", "R1", route=AbnormalRoute.USER_BANK_CARD, card=card
        )
        assert told.status is RefundStatus.PROCESSING
        assert pay_desk.refunds["R1"]["card"] == ["6225880112345678", "张三"]
        sent = b"".join(request.content for request in pay_desk.requests)
        assert b"6225880112345678" not in sent

    async def test_abnormal_back_to_the_merchant_needs_no_card(self, paid: PayClient) -> None:
        await paid.refunds.apply(refund())
        told = await paid.refunds.apply_abnormal("50000R1", "R1", route=AbnormalRoute.MERCHANT_BANK_CARD)
        assert told.out_refund_no == "R1"
        with pytest.raises(ValueError, match="card"):
            await paid.refunds.apply_abnormal("50000R1", "R1", route=AbnormalRoute.USER_BANK_CARD)


class TestTrouble:
    async def test_system_error_is_repeated_with_the_same_body(
        self, pay: PayClient, pay_desk: PayDesk, clock: TestClock
    ) -> None:
        fault = {"code": "SYSTEM_ERROR", "message": "busy"}
        pay_desk.queued += [httpx.Response(500, json=fault), httpx.Response(500, json=fault)]
        await pay.transactions.prepay_jsapi(jsapi())
        assert len({request.content for request in pay_desk.requests}) == 1
        assert len({request.headers["Authorization"] for request in pay_desk.requests}) == 3
        assert clock.slept == [0.25, 0.75]

    async def test_system_error_ends_after_three(self, pay: PayClient, pay_desk: PayDesk) -> None:
        pay_desk.queued += [httpx.Response(500, json={"code": "SYSTEM_ERROR", "message": "x"})] * 3
        with pytest.raises(SystemBusy):
            await pay.transactions.prepay_jsapi(jsapi())
        assert len(pay_desk.requests) == 3

    async def test_frequency_is_not_repeated(self, pay: PayClient, pay_desk: PayDesk) -> None:
        body = {"code": "FREQUENCY_LIMITED", "message": "频率超限"}
        pay_desk.queued.append(httpx.Response(429, json=body, headers={"Retry-After": "7"}))
        with pytest.raises(FrequencyLimited) as limited:
            await pay.transactions.prepay_jsapi(jsapi())
        assert (limited.value.retry_after_s, len(pay_desk.requests)) == (7, 1)

    async def test_429_without_a_body(self, pay: PayClient, pay_desk: PayDesk) -> None:
        pay_desk.queued.append(httpx.Response(429, text="slow down"))
        with pytest.raises(FrequencyLimited) as limited:
            await pay.transactions.prepay_jsapi(jsapi())
        assert limited.value.retry_after_s == 1

    async def test_a_gateway_page_is_unreadable(self, pay: PayClient, pay_desk: PayDesk) -> None:
        pay_desk.queued.append(httpx.Response(502, html="<h1>Bad Gateway</h1>"))
        with pytest.raises(UnreadableAnswer) as unreadable:
            await pay.transactions.prepay_jsapi(jsapi())
        assert (unreadable.value.status, unreadable.value.safe_to_retry) == (502, True)

    async def test_a_changed_answer_is_not_believed(self, pay: PayClient, pay_desk: PayDesk) -> None:
        pay_desk.mangle = lambda answer: httpx.Response(
            answer.status_code,
            headers=answer.headers.multi_items(),
            content=answer.content.replace(b"wx", b"wy"),
        )
        with pytest.raises(SignatureMismatch):
            await pay.transactions.prepay_jsapi(jsapi())

    async def test_the_desk_knows_the_merchant(self, pay: PayClient, pay_desk: PayDesk) -> None:
        await pay.transactions.prepay_jsapi(jsapi())
        authorization = pay_desk.requests[0].headers["Authorization"]
        assert f'mchid="{MCHID}"' in authorization
        assert f'serial_no="{MERCHANT_SERIAL}"' in authorization
