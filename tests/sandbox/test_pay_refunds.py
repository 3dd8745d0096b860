"""Refunds: once per number, never more than paid, and every ending."""

import base64
import secrets
import time
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.sandbox.merchant import Merchant
from tests.sandbox.shop import Shop

REFUNDS = "/v3/refund/domestic/refunds"


def refund_body(order: dict[str, Any], fen: int, **changed: Any) -> dict[str, Any]:
    """A valid refund of part of an order."""
    amount = {"refund": fen, "total": order["amount"]["total"], "currency": "CNY"}
    body = {"out_trade_no": order["out_trade_no"], "out_refund_no": secrets.token_hex(8), "amount": amount}
    return body | changed


def ended(merchant: Merchant, out_refund_no: str) -> dict[str, Any]:
    """The refund as soon as it is no longer PROCESSING."""
    for _ in range(200):
        refund: dict[str, Any] = merchant.call("GET", f"{REFUNDS}/{out_refund_no}").json()
        if refund["status"] != "PROCESSING":
            return refund
        time.sleep(0.05)
    raise AssertionError("the refund did not end")


class TestRefunds:
    def test_refund_ends_well_and_gives_the_money_back(self, merchant: Merchant) -> None:
        order = merchant.paid_order("小红")
        body = refund_body(order, 299, reason="少发一件")
        answer = merchant.call("POST", REFUNDS, body)
        assert answer.status_code == 200
        assert answer.json()["status"] == "PROCESSING"
        assert answer.json()["amount"]["refund"] == 299
        refund = ended(merchant, body["out_refund_no"])
        assert refund["status"] == "SUCCESS"
        assert refund["refund_id"] == answer.json()["refund_id"]
        assert merchant.query(order["out_trade_no"])["trade_state"] == "REFUND"
        kinds = [
            line["kind"] for line in merchant.journal() if line.get("out_refund_no") == body["out_refund_no"]
        ]
        assert kinds[:2] == ["refund.created", "refund.succeeded"]

    def test_same_number_refunds_once(self, merchant: Merchant) -> None:
        order = merchant.paid_order()
        body = refund_body(order, 500)
        first = merchant.call("POST", REFUNDS, body).json()
        second = merchant.call("POST", REFUNDS, body).json()
        assert second["refund_id"] == first["refund_id"]
        created = [
            one for one in merchant.journal("refund.created") if one["out_trade_no"] == order["out_trade_no"]
        ]
        assert [line["amount_fen"] for line in created] == [500]

    def test_same_number_with_another_amount_is_refused(self, merchant: Merchant) -> None:
        order = merchant.paid_order()
        body = refund_body(order, 500)
        merchant.call("POST", REFUNDS, body)
        answer = merchant.call("POST", REFUNDS, refund_body(order, 501, out_refund_no=body["out_refund_no"]))
        assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST")

    def test_parts_may_reach_the_whole_and_no_more(self, merchant: Merchant) -> None:
        order = merchant.paid_order()
        assert merchant.call("POST", REFUNDS, refund_body(order, 600)).status_code == 200
        over = merchant.call("POST", REFUNDS, refund_body(order, 700))
        assert (over.status_code, over.json()["code"]) == (400, "INVALID_REQUEST")
        assert merchant.call("POST", REFUNDS, refund_body(order, 699)).status_code == 200
        fees = [
            merchant.call("GET", f"{REFUNDS}/{line['out_refund_no']}").json()["amount"]["refund_fee"]
            for line in merchant.journal("refund.created")
            if line["out_trade_no"] == order["out_trade_no"]
        ]
        assert sum(fees) == (1299 * 60 + 5000) // 10000

    @pytest.mark.parametrize(
        ("change", "status", "code"),
        [
            ({"amount": {"refund": 1, "total": 1298, "currency": "CNY"}}, 400, "INVALID_REQUEST"),
            ({"amount": {"refund": 0, "total": 1299, "currency": "CNY"}}, 400, "PARAM_ERROR"),
            ({"amount": {"refund": 1, "total": 1299}}, 400, "PARAM_ERROR"),
            ({"reason": "字" * 27}, 400, "PARAM_ERROR"),
            ({"out_refund_no": "有中文"}, 400, "PARAM_ERROR"),
            ({"transaction_id": "4200000000202611240000000000"}, 400, "PARAM_ERROR"),
            ({"out_trade_no": "unknown-order"}, 404, "RESOURCE_NOT_EXISTS"),
        ],
    )
    def test_bad_refunds_are_refused(
        self, merchant: Merchant, change: dict[str, Any], status: int, code: str
    ) -> None:
        order = merchant.paid_order()
        answer = merchant.call("POST", REFUNDS, refund_body(order, 1) | change)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert merchant.query(order["out_trade_no"])["trade_state"] == "SUCCESS"

    def test_unpaid_orders_have_nothing_to_refund(self, merchant: Merchant) -> None:
        order, _ = merchant.place()
        answer = merchant.call("POST", REFUNDS, refund_body(order, 1))
        assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST")

    def test_unknown_refund(self, merchant: Merchant) -> None:
        answer = merchant.call("GET", f"{REFUNDS}/unknown")
        assert (answer.status_code, answer.json()["code"]) == (404, "RESOURCE_NOT_EXISTS")

    def test_refund_notice_tells_the_end(self, merchant: Merchant, shop: Shop) -> None:
        order = merchant.paid_order()
        merchant.call("POST", REFUNDS, refund_body(order, 1299, notify_url=shop.url))
        notice = shop.wait(1)[0]
        merchant.verify(notice.headers, notice.body)
        envelope = notice.json()
        assert envelope["event_type"] == "REFUND.SUCCESS"
        plain = merchant.open_seal(envelope["resource"])
        assert b'"refund_status": "SUCCESS"' in plain
        assert order["out_trade_no"].encode() in plain


@pytest.mark.usefixtures("peace")
class TestRefundFaults:
    def test_not_enough_then_success_under_the_same_number(self, merchant: Merchant) -> None:
        order = merchant.paid_order()
        merchant.fault("not_enough")
        body = refund_body(order, 100)
        first = merchant.call("POST", REFUNDS, body)
        assert (first.status_code, first.json()["code"]) == (403, "NOT_ENOUGH")
        assert merchant.call("POST", REFUNDS, body).status_code == 200

    def test_abnormal_refund_goes_to_a_card(self, merchant: Merchant) -> None:
        order = merchant.paid_order()
        merchant.fault("refund_abnormal")
        body = refund_body(order, 1299)
        refund_id = merchant.call("POST", REFUNDS, body).json()["refund_id"]
        assert ended(merchant, body["out_refund_no"])["status"] == "ABNORMAL"
        serial, public = next(iter(merchant.wechat_keys.items()))
        oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)  # noqa: S303 WeChat's scheme
        sealed = base64.b64encode(public.encrypt(b"6222000011112222", oaep)).decode()
        path = f"{REFUNDS}/{refund_id}/apply-abnormal-refund"
        card = {"out_refund_no": body["out_refund_no"], "type": "USER_BANK_CARD", "bank_type": "CMB_DEBIT"}
        plain = merchant.call("POST", path, card | {"bank_account": "6222", "real_name": "张三"})
        assert plain.status_code == 400
        answer = merchant.call(
            "POST", path, card | {"bank_account": sealed, "real_name": sealed}, **{"Wechatpay-Serial": serial}
        )
        assert answer.json()["status"] == "PROCESSING"
        assert ended(merchant, body["out_refund_no"])["status"] == "SUCCESS"

    def test_closed_refund_can_be_tried_again_under_its_number(self, merchant: Merchant) -> None:
        order = merchant.paid_order()
        merchant.fault("refund_closed")
        body = refund_body(order, 1299)
        merchant.call("POST", REFUNDS, body)
        assert ended(merchant, body["out_refund_no"])["status"] == "CLOSED"
        merchant.call("POST", REFUNDS, body)
        assert ended(merchant, body["out_refund_no"])["status"] == "SUCCESS"
