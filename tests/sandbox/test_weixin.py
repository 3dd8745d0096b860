"""api.weixin.qq.com: tokens, log-in, phone numbers, messages, codes, content checks."""

import hashlib
import hmac
import io
import time
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from tests.sandbox.merchant import Merchant

OpenFirm = Callable[..., Merchant]


def session(merchant: Merchant, person: str) -> dict[str, Any]:
    """wx.login and jscode2session."""
    code = merchant.device("login-code", person=person, appid=merchant.weapp)["code"]
    return exchange(merchant, code)


def exchange(merchant: Merchant, code: str, **changed: str) -> dict[str, Any]:
    """jscode2session."""
    app = merchant.firm["weapp"]
    query = {
        "appid": app["appid"],
        "secret": app["secret"],
        "js_code": code,
        "grant_type": "authorization_code",
    }
    answer: dict[str, Any] = merchant.http.get("/sns/jscode2session", params=query | changed).json()
    return answer


@pytest.mark.usefixtures("peace")
class TestTokens:
    def stable(self, merchant: Merchant, **more: Any) -> dict[str, Any]:
        app = merchant.firm["weapp"]
        body = {"grant_type": "client_credential", "appid": app["appid"], "secret": app["secret"]}
        answer: dict[str, Any] = merchant.http.post("/cgi-bin/stable_token", json=body | more).json()
        return answer

    def test_stable_token_stays_and_renews_in_its_last_five_minutes(self, open_firm: OpenFirm) -> None:
        merchant = open_firm()
        first = self.stable(merchant)
        assert first["expires_in"] == 7200
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 6000})
        second = self.stable(merchant)
        assert second["access_token"] == first["access_token"]
        assert 1195 <= second["expires_in"] <= 1200
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 1000})
        third = self.stable(merchant)
        assert third["access_token"] != first["access_token"]
        path = "/wxaapi/newtmpl/getcategory"
        old = merchant.http.get(path, params={"access_token": first["access_token"]}).json()
        assert old["errcode"] == 0
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 300})
        dead = merchant.http.get(path, params={"access_token": first["access_token"]}).json()
        assert dead["errcode"] == 42001

    def test_force_refresh_kills_the_old_token_and_is_limited(self, open_firm: OpenFirm) -> None:
        merchant = open_firm()
        first = self.stable(merchant)["access_token"]
        assert self.stable(merchant, force_refresh=True)["access_token"] != first
        answer = merchant.http.get("/wxaapi/newtmpl/getcategory", params={"access_token": first}).json()
        assert answer["errcode"] == 40001
        assert self.stable(merchant, force_refresh=True)["errcode"] == 45011

    @pytest.mark.parametrize(
        ("change", "errcode"),
        [
            ({"secret": "x"}, 40125),
            ({"appid": "wx0"}, 40013),
            ({"grant_type": "x"}, 40002),
            ({"appid": ""}, 41002),
        ],
    )
    def test_wrong_credentials(self, merchant: Merchant, change: dict[str, str], errcode: int) -> None:
        answer = self.stable(merchant, **change)
        assert answer["errcode"] == errcode
        assert ", rid: " in answer["errmsg"]

    def test_expired_early_by_fault(self, merchant: Merchant) -> None:
        body = {"kind": "token_expired_early", "times": 1, "match": {"appid": merchant.weapp}}
        merchant.http.post("/_sandbox/faults", json=body)
        assert merchant.api("/wxaapi/newtmpl/getcategory")["errcode"] == 42001
        assert merchant.api("/wxaapi/newtmpl/getcategory")["errcode"] == 0

    def test_missing_token_and_wrong_method(self, merchant: Merchant) -> None:
        assert merchant.http.get("/wxaapi/newtmpl/getcategory").json()["errcode"] == 41001
        assert merchant.api("/wxa/getwxacodeunlimit")["errcode"] == 43002
        assert merchant.api("/wxa/nothing")["errcode"] == 40066


class TestLogin:
    def test_one_person_has_two_openids_and_one_unionid(self, merchant: Merchant) -> None:
        inside = session(merchant, "小明")
        query = {"person": "小明", "appid": merchant.service}
        outside = merchant.http.get("/_sandbox/device/identity", params=query).json()
        assert inside["unionid"] == outside["unionid"]
        assert inside["openid"] != outside["openid"]
        assert len(inside["openid"]) == 28
        assert inside["openid"][0] == "o"

    def test_unionids_of_two_firms_differ(self, open_firm: OpenFirm, merchant: Merchant) -> None:
        other = open_firm()
        assert session(merchant, "小明")["unionid"] != session(other, "小明")["unionid"]

    @pytest.mark.usefixtures("peace")
    def test_a_code_works_once_and_for_five_minutes(self, merchant: Merchant) -> None:
        code = merchant.device("login-code", person="小明", appid=merchant.weapp)["code"]
        assert "errcode" not in exchange(merchant, code)
        assert exchange(merchant, code)["errcode"] == 40163
        late = merchant.device("login-code", person="小明", appid=merchant.weapp)["code"]
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 301})
        assert exchange(merchant, late)["errcode"] == 40029

    def test_wrong_codes_and_secrets(self, merchant: Merchant) -> None:
        assert exchange(merchant, "nonsense")["errcode"] == 40029
        assert exchange(merchant, "x", secret="0" * 32)["errcode"] == 40125

    def test_check_session(self, merchant: Merchant) -> None:
        known = session(merchant, "小红")
        signature = hmac.new(known["session_key"].encode(), b"", hashlib.sha256).hexdigest()
        query = {"openid": known["openid"], "sig_method": "hmac_sha256"}
        assert merchant.api("/wxa/checksession", signature=signature, **query)["errcode"] == 0
        assert merchant.api("/wxa/checksession", signature="0" * 64, **query)["errcode"] == 87009

    def test_phone_number(self, merchant: Merchant) -> None:
        code = merchant.device("phone-code", person="小明", appid=merchant.weapp)["code"]
        answer = merchant.api("/wxa/business/getuserphonenumber", {"code": code})
        assert answer["phone_info"]["purePhoneNumber"] == "13800138001"
        assert answer["phone_info"]["watermark"]["appid"] == merchant.weapp
        assert merchant.api("/wxa/business/getuserphonenumber", {"code": code})["errcode"] == 40163


class TestOAuth:
    def authorize(self, merchant: Merchant, **changed: str) -> Any:
        query = {
            "appid": merchant.service,
            "redirect_uri": "http://127.0.0.1:5/back?shop=1",
            "response_type": "code",
            "scope": "snsapi_userinfo",
            "state": "状态 1",
            "person": "小红",
        }
        return merchant.http.get("/connect/oauth2/authorize", params=query | changed)

    def token(self, merchant: Merchant, code: str) -> dict[str, Any]:
        app = merchant.firm["service_account"]
        query = {
            "appid": app["appid"],
            "secret": app["secret"],
            "code": code,
            "grant_type": "authorization_code",
        }
        answer: dict[str, Any] = merchant.http.get("/sns/oauth2/access_token", params=query).json()
        return answer

    def test_goes_back_with_code_and_state(self, merchant: Merchant) -> None:
        location = self.authorize(merchant).headers["location"]
        assert location.startswith("http://127.0.0.1:5/back?shop=1&code=")
        assert location.endswith("&state=%E7%8A%B6%E6%80%81+1")

    def test_userinfo_gives_nickname_and_unionid(self, merchant: Merchant) -> None:
        code = self.authorize(merchant).headers["location"].partition("code=")[2].partition("&")[0]
        token = self.token(merchant, code)
        assert token["openid"] == merchant.openid("小红", merchant.service)
        query = {"access_token": token["access_token"], "openid": token["openid"]}
        info = merchant.http.get("/sns/userinfo", params=query).json()
        assert (info["nickname"], info["unionid"]) == ("小红", token["unionid"])
        assert self.token(merchant, code)["errcode"] == 40163

    def test_base_scope_gives_no_unionid(self, merchant: Merchant) -> None:
        location = self.authorize(merchant, scope="snsapi_base").headers["location"]
        token = self.token(merchant, location.partition("code=")[2].partition("&")[0])
        assert "unionid" not in token
        query = {"access_token": token["access_token"], "openid": token["openid"]}
        assert merchant.http.get("/sns/userinfo", params=query).json()["errcode"] == 48001

    def test_strangers_choose_first(self, merchant: Merchant) -> None:
        answer = self.authorize(merchant, person="")
        assert answer.status_code == 200
        assert "小明" in answer.text

    @pytest.mark.parametrize(
        "change",
        [
            {"redirect_uri": "https://evil.example/"},
            {"scope": "x"},
            {"appid": "wx0"},
            {"response_type": "token"},
        ],
    )
    def test_wrong_parameters_show_a_page(self, merchant: Merchant, change: dict[str, str]) -> None:
        answer = self.authorize(merchant, **change)
        assert answer.status_code == 200
        assert "location" not in answer.headers


class TestMessages:
    def data(self) -> dict[str, dict[str, str]]:
        return {
            "character_string1": {"value": "20261124001"},
            "thing2": {"value": "山核桃仁"},
            "amount3": {"value": "¥49.90"},
            "time4": {"value": "2026年11月24日 15:01"},
        }

    def send(self, merchant: Merchant, **changed: Any) -> dict[str, Any]:
        template = merchant.firm["subscribe_templates"][0]["template_id"]
        body = {"touser": merchant.openid("小红"), "template_id": template, "data": self.data()}
        return merchant.api("/cgi-bin/message/subscribe/send", body | changed)

    def test_one_grant_one_message(self, merchant: Merchant) -> None:
        assert self.send(merchant)["errcode"] == 43101
        template = merchant.firm["subscribe_templates"][0]["template_id"]
        merchant.device("subscribe", person="小红", appid=merchant.weapp, results={template: "accept"})
        assert self.send(merchant, page="pages/order?no=1")["errcode"] == 0
        assert self.send(merchant)["errcode"] == 43101
        messages = merchant.http.get("/_sandbox/device/messages", params={"person": "小红"}).json()
        last = [message for message in messages if message["appid"] == merchant.weapp][-1]
        assert (last["title"], last["page"], last["lines"][1]) == (
            "订单支付成功",
            "pages/order?no=1",
            ["商品名称", "山核桃仁"],
        )

    def test_reject_gives_no_grant(self, merchant: Merchant) -> None:
        template = merchant.firm["subscribe_templates"][1]["template_id"]
        result = merchant.device(
            "subscribe", person="小红", appid=merchant.weapp, results={template: "reject"}
        )
        assert result[template] == "reject"
        assert self.send(merchant, template_id=template, data={})["errcode"] == 47003

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("thing2", "字" * 21),
            ("amount3", "四十九"),
            ("time4", "明天"),
            ("character_string1", "中文"),
            ("thing2", "a\nb"),
        ],
    )
    def test_values_must_fit_their_kind(self, merchant: Merchant, key: str, value: str) -> None:
        answer = self.send(merchant, data=self.data() | {key: {"value": value}})
        assert answer["errcode"] == 47003
        assert key in answer["errmsg"]

    def test_wrong_receiver_and_template(self, merchant: Merchant) -> None:
        assert self.send(merchant, touser=merchant.openid("小红", merchant.service))["errcode"] == 40003
        assert self.send(merchant, template_id="x")["errcode"] == 40037


@pytest.mark.usefixtures("peace")
class TestAnalysis:
    def test_counts_who_came(self, open_firm: OpenFirm) -> None:
        merchant = open_firm()
        for person in ("小明", "小红", "小明"):
            merchant.device("login-code", person=person, appid=merchant.weapp)
        day = time.strftime("%Y%m%d", time.gmtime(time.time() + 8 * 3600))
        span = {"begin_date": day, "end_date": day}
        path = "/datacube/getweanalysisappiddailyvisittrend"
        assert merchant.api(path, span)["errcode"] == 61501
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 86_400})
        entry = merchant.api(path, span)["list"][0]
        assert (entry["session_cnt"], entry["visit_uv"], entry["visit_uv_new"]) == (3, 2, 2)


class TestCodesAndChecks:
    def test_unlimited_code_is_a_picture(self, merchant: Merchant) -> None:
        query = {"access_token": merchant.token()}
        answer = merchant.http.post(
            "/wxa/getwxacodeunlimit", params=query, json={"scene": "p=1&s=2", "width": 300}
        )
        assert answer.headers["content-type"] == "image/jpeg"
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert picture.size == (300, 300)

    @pytest.mark.parametrize(
        ("body", "errcode"),
        [
            ({"scene": "x" * 33}, 40169),
            ({"scene": "中"}, 40169),
            ({"scene": "a", "page": "/p"}, 41030),
            ({"scene": "a", "width": 9}, 40097),
        ],
    )
    def test_bad_codes(self, merchant: Merchant, body: dict[str, Any], errcode: int) -> None:
        assert merchant.api("/wxa/getwxacodeunlimit", body)["errcode"] == errcode

    @pytest.mark.parametrize(
        ("words", "suggest"), [("很好吃", "pass"), ("来看博彩", "risky"), ("高仿也行", "review")]
    )
    def test_text_check(self, merchant: Merchant, words: str, suggest: str) -> None:
        openid = session(merchant, "小明")["openid"]
        answer = merchant.api(
            "/wxa/msg_sec_check", {"content": words, "version": 2, "scene": 2, "openid": openid}
        )
        assert answer["result"]["suggest"] == suggest
        foreign = {
            "content": words,
            "version": 2,
            "scene": 2,
            "openid": merchant.openid("小明", merchant.service),
        }
        assert merchant.api("/wxa/msg_sec_check", foreign)["errcode"] == 43104
