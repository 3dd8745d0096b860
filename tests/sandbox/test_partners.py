"""Service-provider mode: sub-merchants, their orders and refunds, and taking them in."""

import base64
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.sandbox.merchant import Merchant
from tests.sandbox.shop import Shop

PARTNER = "/v3/pay/partner/transactions"


def sub_merchant(merchant: Merchant, sub_appid: str = "") -> str:
    """A sub-merchant of this provider."""
    body = {"name": "分店", "sub_appid": sub_appid}
    answer = merchant.http.post(f"/_sandbox/merchants/{merchant.mchid}/sub-merchants", json=body)
    return str(answer.json()["sub_mchid"])


def order(merchant: Merchant, sub_mchid: str, **changed: Any) -> dict[str, Any]:
    """A valid order of a sub-merchant, to be paid under the provider's app."""
    body: dict[str, Any] = {
        "sp_appid": merchant.weapp,
        "sp_mchid": merchant.mchid,
        "sub_mchid": sub_mchid,
        "description": "分店商品",
        "out_trade_no": secrets.token_hex(10),
        "notify_url": "http://127.0.0.1:9/notify",
        "amount": {"total": 500, "currency": "CNY"},
        "payer": {"sp_openid": merchant.openid("小明")},
    }
    return body | changed


class TestPartnerOrders:
    def test_order_query_notice_refund_close(self, merchant: Merchant, shop: Shop) -> None:
        sub = sub_merchant(merchant)
        body = order(merchant, sub, notify_url=shop.url)
        prepay_id = merchant.call("POST", f"{PARTNER}/jsapi", body).json()["prepay_id"]
        params = merchant.pay_params(prepay_id)
        paid = merchant.device("pay", person="小明", appid=merchant.weapp, params=params, password="123456")
        assert paid == {"errMsg": "requestPayment:ok"}
        query = f"?sp_mchid={merchant.mchid}&sub_mchid={sub}"
        number = body["out_trade_no"]
        shown = merchant.call("GET", f"{PARTNER}/out-trade-no/{number}{query}").json()
        assert (shown["trade_state"], shown["sub_mchid"]) == ("SUCCESS", sub)
        assert shown["payer"] == {"sp_openid": merchant.openid("小明")}
        assert merchant.query(number)["code"] == "ORDER_NOT_EXIST"
        shop.wait(1)
        close = {"sp_mchid": merchant.mchid, "sub_mchid": sub}
        path = f"{PARTNER}/out-trade-no/{number}/close"
        assert merchant.call("POST", path, close).json()["code"] == "ORDER_PAID"
        refund = {
            "out_trade_no": number,
            "out_refund_no": number,
            "amount": {"refund": 500, "total": 500, "currency": "CNY"},
        }
        without = merchant.call("POST", "/v3/refund/domestic/refunds", refund)
        assert without.status_code == 404
        assert (
            merchant.call("POST", "/v3/refund/domestic/refunds", refund | {"sub_mchid": sub}).status_code
            == 200
        )
        asked = merchant.call("GET", f"/v3/refund/domestic/refunds/{number}?sub_mchid={sub}")
        assert asked.json()["out_refund_no"] == number

    def test_sub_merchants_own_app(self, open_firm: Callable[..., Merchant], merchant: Merchant) -> None:
        shop = open_firm()
        sub = sub_merchant(merchant, shop.weapp)
        openid = shop.openid("小红")
        body = order(merchant, sub, sub_appid=shop.weapp, payer={"sub_openid": openid})
        prepay_id = merchant.call("POST", f"{PARTNER}/jsapi", body).json()["prepay_id"]
        params = merchant.pay_params(prepay_id, shop.weapp)
        paid = merchant.device("pay", person="小红", appid=shop.weapp, params=params, password="123456")
        assert paid == {"errMsg": "requestPayment:ok"}
        query = f"?sp_mchid={merchant.mchid}&sub_mchid={sub}"
        shown = merchant.call("GET", f"{PARTNER}/out-trade-no/{body['out_trade_no']}{query}").json()
        assert shown["payer"] == {"sub_openid": openid}

    def test_strangers_are_refused(self, open_firm: Callable[..., Merchant], merchant: Merchant) -> None:
        foreign = sub_merchant(open_firm())
        answer = merchant.call("POST", f"{PARTNER}/jsapi", order(merchant, foreign))
        assert (answer.status_code, answer.json()["code"]) == (400, "MCH_NOT_EXISTS")
        own = sub_merchant(merchant)
        body = order(merchant, own, payer={"sub_openid": "x"})
        assert merchant.call("POST", f"{PARTNER}/jsapi", body).json()["code"] == "PARAM_ERROR"


class TestApplyment:
    def sealed(self, merchant: Merchant, text: str) -> str:
        public = next(iter(merchant.wechat_keys.values()))
        oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)  # noqa: S303 WeChat's scheme
        return base64.b64encode(public.encrypt(text.encode(), oaep)).decode()

    def body(self, merchant: Merchant) -> dict[str, Any]:
        names = ("contact_name", "mobile_phone", "contact_email")
        contact = {name: self.sealed(merchant, name) for name in names} | {"contact_type": "LEGAL"}
        bank = {name: self.sealed(merchant, name) for name in ("account_name", "account_number")}
        return {
            "business_code": secrets.token_hex(8),
            "contact_info": contact,
            "subject_info": {"subject_type": "SUBJECT_TYPE_ENTERPRISE"},
            "business_info": {"merchant_shortname": "分店", "service_phone": "13800138000"},
            "settlement_info": {"settlement_id": "719"},
            "bank_account_info": bank | {"account_bank": "工商银行"},
        }

    def test_refused_then_finished(self, merchant: Merchant) -> None:
        serial = str(merchant.firm["merchant"]["wechatpay_public_key_id"])
        path, body = "/v3/applyment4sub/applyment/", self.body(merchant)
        submitted = merchant.call("POST", path, body, **{"Wechatpay-Serial": serial})
        applyment_id = submitted.json()["applyment_id"]
        desk = f"/_sandbox/applyments/{applyment_id % 1_000_000_000_000}"
        merchant.http.post(desk, json={"state": "REJECTED", "reason": "营业执照不清晰"})
        by_code = f"/v3/applyment4sub/applyment/business_code/{body['business_code']}"
        refused = merchant.call("GET", by_code).json()
        assert refused["audit_detail"][0]["reject_reason"] == "营业执照不清晰"
        again = merchant.call("POST", path, body, **{"Wechatpay-Serial": serial})
        assert again.json()["applyment_id"] == applyment_id
        sub = merchant.http.post(desk, json={"state": "FINISHED"}).json()["sub_mchid"]
        by_id = f"/v3/applyment4sub/applyment/applyment_id/{applyment_id}"
        done = merchant.call("GET", by_id).json()
        assert (done["applyment_state"], done["sub_mchid"]) == ("APPLYMENT_STATE_FINISHED", sub)
        account = merchant.call("GET", f"/v3/apply4sub/sub_merchants/{sub}/settlement").json()
        assert account["account_bank"] == "工商银行"

    @pytest.mark.parametrize(
        "change",
        [
            {"contact_info": {}},
            {"subject_info": {"subject_type": "X"}},
            {"extra": 1},
            {"business_code": "有"},
        ],
    )
    def test_faulty_forms(self, merchant: Merchant, change: dict[str, Any]) -> None:
        serial = str(merchant.firm["merchant"]["wechatpay_public_key_id"])
        path = "/v3/applyment4sub/applyment/"
        answer = merchant.call("POST", path, self.body(merchant) | change, **{"Wechatpay-Serial": serial})
        assert (answer.status_code, answer.json()["code"]) == (400, "PARAM_ERROR")

    def test_plain_sensitive_fields_are_refused(self, merchant: Merchant) -> None:
        serial = str(merchant.firm["merchant"]["wechatpay_public_key_id"])
        body = self.body(merchant)
        body["contact_info"]["contact_name"] = "张三"
        answer = merchant.call("POST", "/v3/applyment4sub/applyment/", body, **{"Wechatpay-Serial": serial})
        assert answer.status_code == 400
