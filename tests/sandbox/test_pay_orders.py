"""Orders at WeChat Pay: placing, paying, asking, closing."""

import time
from typing import Any

import pytest

from tests.sandbox.merchant import Merchant

JSAPI = "/v3/pay/transactions/jsapi"


class TestPlacing:
    def test_gives_a_prepay_id_in_wechats_shape(self, merchant: Merchant) -> None:
        _, prepay_id = merchant.place()
        assert prepay_id[:2] == "wx"
        assert len(prepay_id) == 36

    def test_same_number_with_same_parameters_gives_a_fresh_prepay_id(self, merchant: Merchant) -> None:
        body, first = merchant.place()
        second = merchant.call("POST", JSAPI, body).json()["prepay_id"]
        assert second != first

    def test_same_number_with_another_amount_is_refused(self, merchant: Merchant) -> None:
        body, _ = merchant.place()
        answer = merchant.call("POST", JSAPI, body | {"amount": {"total": 1, "currency": "CNY"}})
        assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST")
        assert merchant.query(body["out_trade_no"])["amount"]["total"] == 1299

    def test_same_number_after_payment_is_refused(self, merchant: Merchant) -> None:
        body = merchant.paid_order()
        again = merchant.call("POST", JSAPI, body)
        changed = merchant.call("POST", JSAPI, body | {"description": "另一件"})
        assert (again.status_code, again.json()["code"]) == (400, "ORDER_PAID")
        assert (changed.status_code, changed.json()["code"]) == (403, "OUT_TRADE_NO_USED")

    def test_openid_of_the_other_app_is_refused(self, merchant: Merchant) -> None:
        foreign = merchant.openid("小明", merchant.service)
        answer = merchant.call("POST", JSAPI, merchant.order(foreign))
        assert answer.json()["code"] == "OPENID_MISMATCH"

    def test_foreign_appid_is_refused(self, merchant: Merchant) -> None:
        body = merchant.order(merchant.openid("小明"), appid="wx0000000000000000")
        answer = merchant.call("POST", JSAPI, body)
        assert (answer.status_code, answer.json()["code"]) == (400, "APPID_MCHID_NOT_MATCH")

    def test_the_service_account_places_with_its_own_openid(self, merchant: Merchant) -> None:
        openid = merchant.openid("小红", merchant.service)
        body = merchant.order(openid, appid=merchant.service)
        prepay_id = merchant.call("POST", JSAPI, body).json()["prepay_id"]
        params = merchant.pay_params(prepay_id, merchant.service)
        result = merchant.device(
            "pay", person="小红", appid=merchant.service, params=params, method="fingerprint"
        )
        assert result == {"errMsg": "requestPayment:ok"}
        assert merchant.query(body["out_trade_no"])["payer"] == {"openid": openid}

    @pytest.mark.parametrize(
        "change",
        [
            {"out_trade_no": "short"},
            {"out_trade_no": "has space 1"},
            {"out_trade_no": "x" * 33},
            {"description": "字" * 43},
            {"description": ""},
            {"amount": {"total": 0, "currency": "CNY"}},
            {"amount": {"total": -1, "currency": "CNY"}},
            {"amount": {"total": 1.5, "currency": "CNY"}},
            {"amount": {"total": "100", "currency": "CNY"}},
            {"amount": {"total": True, "currency": "CNY"}},
            {"amount": {"total": 100, "currency": "USD"}},
            {"amount": {}},
            {"attach": None},
            {"unknown_field": "x"},
            {"notify_url": "http://example.com/notify"},
            {"notify_url": "https://example.com/notify?a=1"},
            {"notify_url": "ftp://example.com/notify"},
            {"time_expire": "2026-11-24 12:00:00"},
            {"payer": {}},
            {"payer": {"openid": "nobody"}},
            {"scene_info": {"device_id": "1"}},
        ],
    )
    def test_bad_fields_are_refused(self, merchant: Merchant, change: dict[str, Any]) -> None:
        body = merchant.order(merchant.openid("小明")) | change
        answer = merchant.call("POST", JSAPI, body)
        assert (answer.status_code, answer.json()["code"]) == (400, "PARAM_ERROR")
        assert set(answer.json()["detail"]) == {"location", "value"}
        number = body["out_trade_no"]
        assert merchant.http.get("/_sandbox/journal").status_code == 200
        assert " " in number or merchant.query(number)["code"] == "ORDER_NOT_EXIST"

    def test_longest_allowed_description_is_127_bytes(self, merchant: Merchant) -> None:
        body, _ = merchant.place(description="字" * 42 + "x")
        assert merchant.query(body["out_trade_no"])["trade_state"] == "NOTPAY"

    @pytest.mark.parametrize("text", ["{", "[]", '"x"', '{"amount": NaN}', "\ud800"])
    def test_bodies_that_are_no_object_are_refused(self, merchant: Merchant, text: str) -> None:
        answer = merchant.call("POST", JSAPI, text.encode("utf-8", "replace").decode())
        assert (answer.status_code, answer.json()["code"]) == (400, "PARAM_ERROR")


class TestPaying:
    def test_paid_order_shows_who_paid_what(self, merchant: Merchant) -> None:
        body = merchant.paid_order(attach="附加 数据")
        order = merchant.query(body["out_trade_no"])
        assert order["trade_state"] == "SUCCESS"
        assert order["trade_type"] == "JSAPI"
        assert order["attach"] == "附加 数据"
        assert order["payer"] == {"openid": merchant.openid("小明")}
        expected = {"total": 1299, "payer_total": 1299, "currency": "CNY", "payer_currency": "CNY"}
        assert order["amount"] == expected
        assert order["success_time"][-6:] == "+08:00"
        by_id = merchant.call(
            "GET", f"/v3/pay/transactions/id/{order['transaction_id']}?mchid={merchant.mchid}"
        )
        assert by_id.json() == order
        lines = [line for line in merchant.journal("payment") if line["out_trade_no"] == body["out_trade_no"]]
        assert [(line["amount_fen"], line["transaction_id"]) for line in lines] == [
            (1299, order["transaction_id"])
        ]

    def test_paying_twice_takes_the_money_once(self, merchant: Merchant) -> None:
        body, prepay_id = merchant.place()
        params = merchant.pay_params(prepay_id)
        before = balance(merchant, "小明")
        first = merchant.device(
            "pay", person="小明", appid=merchant.weapp, params=params, method="fingerprint"
        )
        second = merchant.device(
            "pay", person="小明", appid=merchant.weapp, params=params, method="fingerprint"
        )
        assert first == {"errMsg": "requestPayment:ok"}
        assert second == {"errMsg": "requestPayment:fail 该订单已支付", "reason": "该订单已支付"}
        assert before - balance(merchant, "小明") == 1299
        assert body["out_trade_no"] in merchant.journal("payment")[-1]["out_trade_no"]

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"paySign": "AAAA"}, "支付验证签名失败"),
            ({"nonceStr": "another"}, "支付验证签名失败"),
            ({"signType": "MD5"}, "signType 必须为 RSA"),
            ({"package": "prepay_id=wx00"}, "prepay_id 无效"),
        ],
    )
    def test_changed_parameters_are_refused(
        self, merchant: Merchant, change: dict[str, str], reason: str
    ) -> None:
        body, prepay_id = merchant.place()
        params = merchant.pay_params(prepay_id) | change
        result = merchant.device(
            "pay", person="小明", appid=merchant.weapp, params=params, method="fingerprint"
        )
        assert result["reason"] == reason
        assert merchant.query(body["out_trade_no"])["trade_state"] == "NOTPAY"

    def test_somebody_else_cannot_pay(self, merchant: Merchant) -> None:
        body, prepay_id = merchant.place("小明")
        params = merchant.pay_params(prepay_id)
        result = merchant.device(
            "pay", person="小红", appid=merchant.weapp, params=params, method="fingerprint"
        )
        assert result["reason"] == "下单账号与支付账号不一致，请核实后再支付"
        assert merchant.query(body["out_trade_no"])["trade_state"] == "NOTPAY"

    def test_wrong_password_and_thin_purse(self, merchant: Merchant) -> None:
        _, prepay_id = merchant.place("阿强", amount={"total": 99_999_999, "currency": "CNY"})
        params = merchant.pay_params(prepay_id)
        wrong = merchant.device("pay", person="阿强", appid=merchant.weapp, params=params, password="000000")
        poor = merchant.device("pay", person="阿强", appid=merchant.weapp, params=params, password="123456")
        assert wrong["reason"] == "支付密码错误，请重试"
        assert poor["reason"] == "余额不足，请更换支付方式"

    def test_cancelling_leaves_the_order_unpaid(self, merchant: Merchant) -> None:
        body, prepay_id = merchant.place()
        params = merchant.pay_params(prepay_id)
        result = merchant.device("pay-cancel", person="小明", appid=merchant.weapp, params=params)
        assert result == {"errMsg": "requestPayment:fail cancel"}
        assert merchant.query(body["out_trade_no"])["trade_state"] == "NOTPAY"

    def test_native_and_h5(self, merchant: Merchant) -> None:
        native = {name: value for name, value in merchant.order().items() if name != "payer"}
        code_url = merchant.call("POST", "/v3/pay/transactions/native", native).json()["code_url"]
        assert merchant.device("scan-native", person="小红", code_url=code_url, password="123456") == {
            "errMsg": "pay:ok"
        }
        assert merchant.query(native["out_trade_no"])["trade_type"] == "NATIVE"
        h5 = {name: value for name, value in merchant.order().items() if name != "payer"}
        scene = {"payer_client_ip": "127.0.0.1", "h5_info": {"type": "Wap"}}
        h5_url = merchant.call("POST", "/v3/pay/transactions/h5", h5 | {"scene_info": scene}).json()["h5_url"]
        token = h5_url.rpartition("package=")[2]
        assert merchant.device("pay-h5", person="小红", token=token, password="123456") == {
            "errMsg": "pay:ok"
        }
        assert merchant.query(h5["out_trade_no"])["trade_type"] == "MWEB"

    @pytest.mark.usefixtures("peace")
    def test_prepay_id_lasts_two_hours(self, merchant: Merchant) -> None:
        body, prepay_id = merchant.place()
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 7201})
        params = merchant.pay_params(prepay_id)
        result = merchant.device(
            "pay", person="小明", appid=merchant.weapp, params=params, method="fingerprint"
        )
        assert result["reason"] == "prepay_id 已过期，请重新下单"
        renewed = merchant.call("POST", JSAPI, body).json()["prepay_id"]
        params = merchant.pay_params(renewed)
        paid = merchant.device(
            "pay", person="小明", appid=merchant.weapp, params=params, method="fingerprint"
        )
        assert paid == {"errMsg": "requestPayment:ok"}

    @pytest.mark.usefixtures("peace")
    def test_time_expire_ends_paying_but_does_not_close(self, merchant: Merchant) -> None:
        soon = time.strftime("%Y-%m-%dT%H:%M:%S+08:00", time.gmtime(time.time() + 8 * 3600 + 120))
        body, prepay_id = merchant.place(time_expire=soon)
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 125})
        params = merchant.pay_params(prepay_id)
        result = merchant.device(
            "pay", person="小明", appid=merchant.weapp, params=params, method="fingerprint"
        )
        assert result["reason"] == "该订单已过期，请重新下单"
        assert merchant.query(body["out_trade_no"])["trade_state"] == "NOTPAY"


class TestClosing:
    def test_closing_is_repeatable_and_final(self, merchant: Merchant) -> None:
        body, prepay_id = merchant.place()
        path = f"/v3/pay/transactions/out-trade-no/{body['out_trade_no']}/close"
        for _ in range(2):
            answer = merchant.call("POST", path, {"mchid": merchant.mchid})
            assert (answer.status_code, answer.content) == (204, b"")
            assert "Wechatpay-Signature" in answer.headers
        assert merchant.query(body["out_trade_no"])["trade_state"] == "CLOSED"
        params = merchant.pay_params(prepay_id)
        result = merchant.device(
            "pay", person="小明", appid=merchant.weapp, params=params, method="fingerprint"
        )
        assert result["reason"] == "该订单已关闭"
        assert merchant.call("POST", JSAPI, body).json()["code"] == "ORDER_CLOSED"
        assert (
            len(
                [
                    line
                    for line in merchant.journal("trade.closed")
                    if line["out_trade_no"] == body["out_trade_no"]
                ]
            )
            == 1
        )

    def test_a_paid_order_cannot_be_closed(self, merchant: Merchant) -> None:
        body = merchant.paid_order()
        path = f"/v3/pay/transactions/out-trade-no/{body['out_trade_no']}/close"
        answer = merchant.call("POST", path, {"mchid": merchant.mchid})
        assert (answer.status_code, answer.json()["code"]) == (400, "ORDER_PAID")
        assert merchant.query(body["out_trade_no"])["trade_state"] == "SUCCESS"

    def test_unknown_orders(self, merchant: Merchant) -> None:
        query = merchant.call("GET", f"/v3/pay/transactions/out-trade-no/nothing1?mchid={merchant.mchid}")
        close = merchant.call(
            "POST", "/v3/pay/transactions/out-trade-no/nothing1/close", {"mchid": merchant.mchid}
        )
        assert (query.status_code, query.json()["code"]) == (404, "ORDER_NOT_EXIST")
        assert (close.status_code, close.json()["code"]) == (404, "ORDER_NOT_EXIST")


def balance(merchant: Merchant, person: str) -> int:
    """What the person has, in fen."""
    people = merchant.http.get("/_sandbox/persons").json()
    return int(next(one["balance_fen"] for one in people if one["name"] == person))
