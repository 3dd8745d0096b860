"""Message push: the address check, both modes and both formats, and the events behind them."""

import base64
import json
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from defusedxml import ElementTree

from tests.sandbox.merchant import Merchant
from tests.sandbox.receiver import Receiver
from wxsandbox.pushes import cipher

KEY43 = "A" * 43


def unsealed(key43: str, sealed: str) -> tuple[str, str]:
    """Message and appid inside an Encrypt field, opened with code of the test's own."""
    key = base64.b64decode(key43 + "=")
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(key[:16])).decryptor()
    plain = decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()
    plain = plain[: -plain[-1]]
    size = int.from_bytes(plain[16:20], "big")
    return plain[20 : 20 + size].decode(), plain[20 + size :].decode()


class TestVectors:
    def test_signature_of_the_published_sample(self) -> None:
        assert (
            cipher.signature("AAAAA", "1714036504", "1514711492")
            == "f464b24fc39322e44b38aa78f5edd27bd1441696"
        )

    def test_seal_of_the_published_reply(self) -> None:
        sealed = cipher.seal(KEY43, "wxba5fad812f8e6fb9", '{"demo_resp":"good luck"}', "707722b803182950")
        expected = "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=="
        assert sealed == expected
        signature = cipher.signature("AAAAA", "1713424427", "415670741", sealed)
        assert signature == "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"


class TestPushes:
    def switch_on(self, merchant: Merchant, receiver: Receiver, mode: str, form: str) -> httpx.Response:
        receiver.token = merchant.firm["weapp"]["push_token"]
        body = {"url": receiver.url, "mode": mode, "format": form}
        return merchant.http.post(f"/_sandbox/apps/{merchant.weapp}/push", json=body)

    def subscribe(self, merchant: Merchant) -> str:
        template = str(merchant.firm["subscribe_templates"][0]["template_id"])
        merchant.device("subscribe", person="小明", appid=merchant.weapp, results={template: "accept"})
        return template

    def test_an_address_that_does_not_echo_is_refused(self, merchant: Merchant, receiver: Receiver) -> None:
        receiver.echoes = False
        assert self.switch_on(merchant, receiver, "safe", "json").status_code == 400

    def test_plain_json(self, merchant: Merchant, receiver: Receiver) -> None:
        assert self.switch_on(merchant, receiver, "plain", "json").status_code == 200
        template = self.subscribe(merchant)
        push = receiver.wait(1)[0]
        query = push.query
        assert query["signature"] == cipher.signature(receiver.token, query["timestamp"], query["nonce"])
        event = json.loads(push.body)
        assert event["Event"] == "subscribe_msg_popup_event"
        assert event["FromUserName"] == merchant.openid("小明")
        assert event["SubscribeMsgPopupEvent"]["List"][0]["TemplateId"] == template

    def test_safe_json(self, merchant: Merchant, receiver: Receiver) -> None:
        self.switch_on(merchant, receiver, "safe", "json")
        self.subscribe(merchant)
        push = receiver.wait(1)[0]
        sealed, query = json.loads(push.body)["Encrypt"], push.query
        wanted = cipher.signature(receiver.token, query["timestamp"], query["nonce"], sealed)
        assert (query["msg_signature"], query["encrypt_type"]) == (wanted, "aes")
        text, appid = unsealed(merchant.firm["weapp"]["encoding_aes_key"], sealed)
        assert appid == merchant.weapp
        assert json.loads(text)["Event"] == "subscribe_msg_popup_event"

    def test_safe_xml(self, merchant: Merchant, receiver: Receiver) -> None:
        self.switch_on(merchant, receiver, "safe", "xml")
        self.subscribe(merchant)
        outer = ElementTree.fromstring(receiver.wait(1)[0].body)
        text, _ = unsealed(merchant.firm["weapp"]["encoding_aes_key"], outer.findtext("Encrypt"))
        inner = ElementTree.fromstring(text)
        assert inner.findtext("Event") == "subscribe_msg_popup_event"
        assert inner.findtext("SubscribeMsgPopupEvent/List/SubscribeStatusString") == "accept"

    @pytest.mark.usefixtures("peace")
    def test_three_tries(self, merchant: Merchant, receiver: Receiver) -> None:
        self.switch_on(merchant, receiver, "plain", "json")
        receiver.statuses = [500] * 5
        self.subscribe(merchant)
        for count in (1, 2, 3):
            receiver.wait(count)
            merchant.http.post("/_sandbox/clock", json={"advance_seconds": 6})
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 60})
        known = merchant.http.get("/_sandbox/pushes", params={"owner": merchant.weapp}).json()
        assert len(receiver.received) == 3
        assert (known[0]["tries"], known[0]["state"]) == (3, "given_up")

    @pytest.mark.usefixtures("peace")
    def test_shipping_events(self, merchant: Merchant, receiver: Receiver) -> None:
        self.switch_on(merchant, receiver, "plain", "json")
        order = merchant.paid_order()
        late = merchant.paid_order()
        paid = merchant.query(order["out_trade_no"])
        body: dict[str, Any] = {
            "order_key": {"order_number_type": 2, "transaction_id": paid["transaction_id"]},
            "logistics_type": 1,
            "delivery_mode": 1,
            "shipping_list": [{"tracking_no": "1", "express_company": "YTO", "item_desc": "x"}],
            "upload_time": "2026-11-24T15:00:00.120+08:00",
            "payer": paid["payer"],
        }
        assert merchant.api("/wxa/sec/order/upload_shipping_info", body)["errcode"] == 0
        merchant.device("confirm-receipt", person="小明", transaction_id=paid["transaction_id"])
        events = [json.loads(push.body) for push in receiver.wait(2)]
        assert [event["Event"] for event in events] == ["trade_manage_order_settlement"] * 2
        assert sorted(event.get("confirm_receive_method", 0) for event in events) == [0, 1]
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 2 * 86400 + 5})
        numbers: set[str] = set()
        for count in range(3, 40):
            event = json.loads(receiver.wait(count)[count - 1].body)
            assert event["Event"] == "trade_manage_remind_shipping"
            numbers.add(event["merchant_trade_no"])
            if late["out_trade_no"] in numbers:
                break
        assert late["out_trade_no"] in numbers
