"""An independent witness: the PyPI package wechatpayv3, unmodified but for the address of its gateway."""

import json
import secrets
import time
from collections.abc import Callable
from typing import Any

import pytest
from wechatpayv3 import WeChatPay, WeChatPayType

from tests.sandbox.conftest import Server
from tests.sandbox.merchant import Merchant
from tests.sandbox.shop import Shop


class Gateway(WeChatPay):  # type: ignore[misc]  # the package ships no types
    """wechatpayv3 keeps the address of WeChat in a private attribute; nothing else is touched."""

    def at(self, base: str) -> "Gateway":
        self._core._gate_way = base
        return self


def public_key_client(merchant: Merchant) -> Gateway:
    """In public-key mode the package fetches nothing when it is built."""
    firm = merchant.firm["merchant"]
    client = Gateway(
        wechatpay_type=WeChatPayType.JSAPI,
        mchid=merchant.mchid,
        private_key=firm["private_key_pem"],
        cert_serial_no=firm["serial_no"],
        apiv3_key=firm["apiv3_key"],
        appid=merchant.weapp,
        notify_url="http://127.0.0.1:9/notify",
        public_key=firm["wechatpay_public_key_pem"],
        public_key_id=firm["wechatpay_public_key_id"],
    )
    return client.at(merchant.base)


class TestWechatpayv3:
    def test_place_query_close_refund(self, merchant: Merchant) -> None:
        client = public_key_client(merchant)
        number = secrets.token_hex(10)
        status, text = client.pay(
            description="独立实现",
            out_trade_no=number,
            amount={"total": 4990},
            payer={"openid": merchant.openid("小明")},
        )
        assert status == 200, text
        prepay_id = json.loads(text)["prepay_id"]
        stamp, nonce = str(int(time.time())), secrets.token_hex(16)
        package = f"prepay_id={prepay_id}"
        signature = client.sign([merchant.weapp, stamp, nonce, package])
        params = {
            "timeStamp": stamp,
            "nonceStr": nonce,
            "package": package,
            "signType": "RSA",
            "paySign": signature,
        }
        paid = merchant.device("pay", person="小明", appid=merchant.weapp, params=params, password="123456")
        assert paid == {"errMsg": "requestPayment:ok"}
        status, text = client.query(out_trade_no=number)
        assert (status, json.loads(text)["trade_state"]) == (200, "SUCCESS")
        status, text = client.close(number)
        assert (status, json.loads(text)["code"]) == (400, "ORDER_PAID")
        status, text = client.refund(
            out_refund_no=number,
            amount={"refund": 4990, "total": 4990, "currency": "CNY"},
            out_trade_no=number,
        )
        assert (status, json.loads(text)["status"]) == (200, "PROCESSING")
        status, text = client.query_refund(number)
        assert status == 200

    def test_native_and_close(self, merchant: Merchant) -> None:
        client = public_key_client(merchant)
        number = secrets.token_hex(10)
        status, text = client.pay(
            description="扫码", out_trade_no=number, amount={"total": 1}, pay_type=WeChatPayType.NATIVE
        )
        assert status == 200, text
        assert json.loads(text)["code_url"].startswith("weixin://wxpay/bizpayurl?pr=")
        assert client.close(number)[0] == 204

    @pytest.mark.parametrize("mode", ["public_key", "certificate"])
    def test_accepts_our_notices(self, open_firm: Callable[..., Merchant], shop: Shop, mode: str) -> None:
        merchant = open_firm(signing_mode=mode)
        if mode == "certificate":
            merchant.fetch_certificates()
        client = public_key_client(merchant)
        order = merchant.paid_order(notify_url=shop.url)
        notice = shop.wait(1)[0]
        result: Any = client.callback(notice.headers, notice.body)
        assert result["resource"]["out_trade_no"] == order["out_trade_no"]
        assert result["event_type"] == "TRANSACTION.SUCCESS"

    def test_refuses_our_forgeries(self, merchant: Merchant, shop: Shop, server: Server) -> None:
        client = public_key_client(merchant)
        merchant.fault("notice_forged")
        shop.statuses = [401]
        merchant.paid_order(notify_url=shop.url)
        assert client.callback(shop.wait(2)[0].headers, shop.received[0].body) is None
