"""Who may call WeChat Pay, and with which key it answers."""

import json
import time
from collections.abc import Callable

import pytest

from tests.sandbox.merchant import Merchant

OpenFirm = Callable[..., Merchant]

PATH = "/v3/pay/transactions/out-trade-no/unknown1"


def ask(merchant: Merchant, authorization: str, **headers: str) -> tuple[int, dict[str, object]]:
    """GET of an unknown order with this Authorization."""
    sent = {"Accept": "application/json", "Authorization": authorization} | headers
    answer = merchant.http.get(f"{PATH}?mchid={merchant.mchid}", headers=sent)
    return answer.status_code, answer.json()


class TestAuthorization:
    def target(self, merchant: Merchant) -> str:
        return f"{PATH}?mchid={merchant.mchid}"

    def test_a_good_signature_gets_through(self, merchant: Merchant) -> None:
        status, body = ask(merchant, merchant.authorization("GET", self.target(merchant), ""))
        assert (status, body["code"]) == (404, "ORDER_NOT_EXIST")

    def test_a_wrong_signature_is_told_what_was_signed(self, merchant: Merchant) -> None:
        status, body = ask(merchant, merchant.authorization("GET", self.target(merchant) + "&x=1", ""))
        assert (status, body["code"]) == (401, "SIGN_ERROR")
        detail = body["detail"]
        assert isinstance(detail, dict)
        assert detail["detail"] == {"issue": "sign not match"}
        assert detail["sign_information"]["url"] == self.target(merchant)

    @pytest.mark.parametrize(
        "changed",
        [
            {"mchid": "1600000000"},
            {"serial_no": "00" * 20},
            {"timestamp": "301-ago"},
            {"timestamp": "301-ahead"},
            {"timestamp": "abc"},
            {"signature": "AAAA"},
            {"signature": "***"},
        ],
    )
    def test_every_wrong_part_is_refused(self, merchant: Merchant, changed: dict[str, str]) -> None:
        shifts = {"301-ago": -301, "301-ahead": 302}
        stamp = changed.get("timestamp", "")
        if stamp in shifts:
            changed = {"timestamp": str(int(time.time()) + shifts[stamp])}
        status, body = ask(merchant, merchant.authorization("GET", self.target(merchant), "", **changed))
        assert (status, body["code"]) == (401, "SIGN_ERROR")

    @pytest.mark.parametrize(
        "header", ["", "Bearer x", "WECHATPAY2-SHA256-RSA2048 mchid=1", 'WECHATPAY2-SHA256-RSA2048 mchid="1"']
    )
    def test_malformed_headers_are_refused(self, merchant: Merchant, header: str) -> None:
        status, body = ask(merchant, header)
        assert (status, body["code"]) == (401, "SIGN_ERROR")

    def test_parts_may_come_in_any_order(self, merchant: Merchant) -> None:
        scheme, _, rest = merchant.authorization("GET", self.target(merchant), "").partition(" ")
        shuffled = f"{scheme} {','.join(reversed(rest.split(',')))}"
        assert ask(merchant, shuffled)[0] == 404

    def test_body_of_another_merchant_is_refused(self, open_firm: OpenFirm, merchant: Merchant) -> None:
        other = open_firm()
        answer = merchant.call("POST", "/v3/pay/transactions/jsapi", other.order(other.openid("小明")))
        assert (answer.status_code, answer.json()["code"]) == (400, "PARAM_ERROR")

    def test_accept_is_required(self, merchant: Merchant) -> None:
        authorization = merchant.authorization("GET", self.target(merchant), "")
        status, body = ask(merchant, authorization, Accept="text/html")
        assert (status, body["code"]) == (400, "PARAM_ERROR")

    def test_unknown_paths_and_methods(self, merchant: Merchant) -> None:
        assert merchant.call("GET", "/v3/nothing").status_code == 404
        assert merchant.call("GET", "/v3/pay/transactions/jsapi").status_code == 405


class TestKeys:
    def test_public_key_mode_has_no_certificates(self, merchant: Merchant) -> None:
        answer = merchant.call("GET", "/v3/certificates")
        assert (answer.status_code, answer.json()["code"]) == (404, "RESOURCE_NOT_EXISTS")

    def test_certificate_mode_signs_with_the_listed_certificate(self, open_firm: OpenFirm) -> None:
        merchant = open_firm(signing_mode="certificate")
        serials = merchant.fetch_certificates()
        assert len(serials) == 1
        answer = merchant.call("GET", "/v3/certificates")
        assert answer.headers["Wechatpay-Serial"] == serials[0]

    def test_the_request_chooses_the_key_of_the_answer(self, open_firm: OpenFirm) -> None:
        merchant = open_firm(signing_mode="mixed")
        serial = merchant.fetch_certificates()[0]
        public = merchant.firm["merchant"]["wechatpay_public_key_id"]
        for wanted in (serial, public):
            answer = merchant.call("GET", f"{PATH}?mchid={merchant.mchid}", **{"Wechatpay-Serial": wanted})
            assert answer.headers["Wechatpay-Serial"] == wanted
        wrong = merchant.call("GET", f"{PATH}?mchid={merchant.mchid}", **{"Wechatpay-Serial": "00AA"})
        assert wrong.status_code == 400

    def test_mode_can_be_switched(self, open_firm: OpenFirm) -> None:
        merchant = open_firm()
        answer = merchant.http.post(
            f"/_sandbox/merchants/{merchant.mchid}/signing-mode", json={"signing_mode": "certificate"}
        )
        assert answer.status_code == 200
        assert len(merchant.fetch_certificates()) == 1


@pytest.mark.usefixtures("peace")
class TestFaults:
    def test_system_error_then_success(self, merchant: Merchant) -> None:
        merchant.fault("system_error_then_success")
        body = merchant.order(merchant.openid("小明"))
        first = merchant.call("POST", "/v3/pay/transactions/jsapi", body)
        assert (first.status_code, first.json()["code"]) == (500, "SYSTEM_ERROR")
        assert merchant.query(body["out_trade_no"])["code"] == "ORDER_NOT_EXIST"
        assert merchant.call("POST", "/v3/pay/transactions/jsapi", body).status_code == 200

    def test_system_error_after_the_call_took_effect(self, merchant: Merchant) -> None:
        merchant.fault("system_error_then_success", effect="done")
        body = merchant.order(merchant.openid("小明"))
        assert merchant.call("POST", "/v3/pay/transactions/jsapi", body).status_code == 500
        assert merchant.query(body["out_trade_no"])["trade_state"] == "NOTPAY"

    def test_frequency_limit(self, merchant: Merchant) -> None:
        merchant.fault("frequency_limited", times=2)
        answers = [merchant.call("GET", f"{PATH}?mchid={merchant.mchid}").status_code for _ in range(3)]
        assert answers == [429, 429, 404]

    def test_slow(self, merchant: Merchant) -> None:
        merchant.fault("slow", seconds=0.4)
        began = time.monotonic()
        merchant.call("GET", f"{PATH}?mchid={merchant.mchid}")
        assert time.monotonic() - began >= 0.4

    def test_a_fault_of_one_merchant_leaves_the_others_alone(
        self, open_firm: OpenFirm, merchant: Merchant
    ) -> None:
        merchant.fault("frequency_limited", times=None)
        other = open_firm()
        assert other.call("GET", f"{PATH}?mchid={other.mchid}").status_code == 404
        listed = json.loads(merchant.http.get("/_sandbox/faults").text)
        assert [fault["used"] for fault in listed] == [0]
