"""The open platform: tickets, tokens, authorization, registration, and the way of a mini program to being
live.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from defusedxml import ElementTree

from tests.sandbox.conftest import Server
from tests.sandbox.merchant import Merchant
from tests.sandbox.receiver import Receiver

LEGAL = {
    "name": "杭州小铺有限公司",
    "code": "91330100MA27XXXX0A",
    "code_type": 1,
    "legal_persona_wechat": "xiaoming_01",
    "legal_persona_name": "王小明",
}


class Platform:
    """A third-party platform with its address, written for the tests."""

    def __init__(self, base: str, receiver: Receiver) -> None:
        self.http = httpx.Client(base_url=base, timeout=10, trust_env=False)
        self.receiver = receiver
        address = receiver.url.removesuffix("/push")
        body = {
            "name": "小铺平台",
            "auth_url": f"{address}/auth",
            "message_url": f"{address}/$APPID$/callback",
            "domains": "mall.example.com api.example.com",
        }
        self.own: dict[str, str] = self.http.post("/_sandbox/open/platforms", json=body).json()

    def events(self, count: int) -> list[dict[str, str]]:
        """The opened pushes as soon as there are this many: top-level texts, and `path`."""
        opened = []
        for push in self.receiver.wait(count):
            outer = ElementTree.fromstring(push.body)
            inner = ElementTree.fromstring(self._open(outer.findtext("Encrypt")))
            opened.append({child.tag: child.text or "" for child in inner} | {"path": push.path})
        return opened

    def _open(self, sealed: str) -> str:
        key = base64.b64decode(self.own["encoding_aes_key"] + "=")
        decryptor = Cipher(algorithms.AES256(key), modes.CBC(key[:16])).decryptor()
        plain = decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()
        plain = plain[: -plain[-1]]
        size = int.from_bytes(plain[16:20], "big")
        assert plain[20 + size :].decode() == self.own["appid"]
        return plain[20 : 20 + size].decode()

    def token(self) -> str:
        """The platform's token, by the ticket that was pushed."""
        ticket = next(one for one in self.events(1) if one["InfoType"] == "component_verify_ticket")
        body = {
            "component_appid": self.own["appid"],
            "component_appsecret": self.own["secret"],
            "component_verify_ticket": ticket["ComponentVerifyTicket"],
        }
        answer = self.http.post("/cgi-bin/component/api_component_token", json=body).json()
        return str(answer["component_access_token"])

    def call(self, path: str, body: Any = None, token: str = "", **query: str) -> dict[str, Any]:
        """A call with the platform's own token, or another."""
        parameters = {"access_token": token or self.token()} | query
        if body is None:
            answer: dict[str, Any] = self.http.get(path, params=parameters).json()
        else:
            answer = self.http.post(path, params=parameters, json=body).json()
        return answer

    def query_auth(self, code: str) -> dict[str, Any]:
        """Exchanges an authorization code."""
        body = {"component_appid": self.own["appid"], "authorization_code": code}
        return self.call("/cgi-bin/component/api_query_auth", body)

    def decide(self, appid: str, what: str, verdict: str, reason: str = "") -> httpx.Response:
        """Plays the reviewer."""
        body = {"what": what, "verdict": verdict, "reason": reason}
        return self.http.post(f"/_sandbox/open/weapps/{appid}/decide", json=body)


@pytest.fixture
def platform(server: Server, receiver: Receiver) -> Iterator[Platform]:
    own = Platform(server.base, receiver)
    yield own
    own.http.close()


class TestTokensAndAuthorization:
    def test_ticket_token_preauth_and_consent_page(self, platform: Platform, merchant: Merchant) -> None:
        body = {"component_appid": platform.own["appid"]}
        pre = platform.call("/cgi-bin/component/api_create_preauthcode", body)
        query = {
            "component_appid": platform.own["appid"],
            "pre_auth_code": pre["pre_auth_code"],
            "redirect_uri": "http://127.0.0.1:5/back?x=1",
            "auth_type": "2",
        }
        page = platform.http.get("/cgi-bin/componentloginpage", params=query)
        assert (page.status_code, merchant.weapp in page.text) == (200, True)
        back = platform.http.get("/cgi-bin/componentloginpage", params=query | {"appid": merchant.weapp})
        code = re.search(r"auth_code=([^&]+)", back.headers["location"])
        assert code is not None
        pushed = platform.events(2)[1]
        assert (pushed["InfoType"], pushed["AuthorizerAppid"]) == ("authorized", merchant.weapp)
        info = platform.query_auth(httpx.URL(f"http://x/?{code[0]}").params["auth_code"])[
            "authorization_info"
        ]
        assert info["authorizer_appid"] == merchant.weapp
        again = platform.query_auth(httpx.URL(f"http://x/?{code[0]}").params["auth_code"])
        assert again["errcode"] == 61009
        refreshed = platform.call(
            "/cgi-bin/component/api_authorizer_token",
            body
            | {
                "authorizer_appid": merchant.weapp,
                "authorizer_refresh_token": info["authorizer_refresh_token"],
            },
        )
        basic = platform.call(
            "/cgi-bin/account/getaccountbasicinfo", token=refreshed["authorizer_access_token"]
        )
        assert basic["appid"] == merchant.weapp
        detail = platform.call(
            "/cgi-bin/component/api_get_authorizer_info", body | {"authorizer_appid": merchant.weapp}
        )
        assert detail["authorizer_info"]["verify_type_info"] == {"id": 0}
        login = merchant.device("login-code", person="小明", appid=merchant.weapp)["code"]
        session = platform.call(
            "/sns/component/jscode2session",
            appid=merchant.weapp,
            js_code=login,
            grant_type="authorization_code",
            component_appid=platform.own["appid"],
        )
        assert session["openid"] == merchant.openid("小明")

    def test_wrong_ticket_and_revocation(
        self, platform: Platform, open_firm: Callable[..., Merchant]
    ) -> None:
        own = platform.own
        body = {
            "component_appid": own["appid"],
            "component_appsecret": own["secret"],
            "component_verify_ticket": "x",
        }
        assert (
            platform.http.post("/cgi-bin/component/api_component_token", json=body).json()["errcode"] == 61006
        )
        weapp = open_firm().weapp
        names = {"component_appid": own["appid"], "appid": weapp}
        code = platform.http.post("/_sandbox/open/consent", json=names).json()["auth_code"]
        token = platform.query_auth(code)["authorization_info"]["authorizer_access_token"]
        assert platform.http.post("/_sandbox/open/revoke", json=names).json() == {"revoked": True}
        assert platform.call("/cgi-bin/account/getaccountbasicinfo", token=token)["errcode"] == 40001
        assert platform.events(3)[2]["InfoType"] == "unauthorized"

    def test_own_tokens_may_not_do_what_platforms_do(self, platform: Platform, merchant: Merchant) -> None:
        assert merchant.api("/wxa/submit_audit", {})["errcode"] == 48001
        assert merchant.api("/cgi-bin/component/api_create_preauthcode", {})["errcode"] == 48001
        assert platform.call("/wxa/release", {})["errcode"] == 61014

    @pytest.mark.usefixtures("peace")
    def test_tickets_come_every_ten_minutes(self, platform: Platform) -> None:
        first = platform.events(1)[0]["ComponentVerifyTicket"]
        platform.http.post("/_sandbox/clock", json={"advance_seconds": 601})
        assert platform.events(2)[1]["ComponentVerifyTicket"] != first


class TestRegistration:
    def register(self, platform: Platform, **changed: Any) -> int:
        body = LEGAL | changed
        return int(platform.call("/cgi-bin/component/fastregisterweapp", body, action="create")["errcode"])

    def newest(self, platform: Platform) -> int:
        known = platform.http.get("/_sandbox/open/registrations").json()
        return int(next(one["registration_id"] for one in known if one["component"] == platform.own["appid"]))

    @pytest.mark.parametrize(
        ("change", "errcode"),
        [
            ({"code": "123"}, 89255),
            ({"code_type": 4}, 89248),
            ({"legal_persona_name": ""}, 89253),
            ({"legal_persona_wechat": "王 小明"}, 86004),
        ],
    )
    def test_faulty_requests(self, platform: Platform, change: dict[str, Any], errcode: int) -> None:
        assert self.register(platform, **change) == errcode

    @pytest.mark.parametrize(
        "status", [-1, 100001, 100002, 100003, 101, 102, 103, 104, 105, 1000, 1001, 1004, 1008]
    )
    def test_every_bad_end_is_pushed(self, platform: Platform, status: int) -> None:
        assert self.register(platform) == 0
        assert self.register(platform) == 89249
        answer = platform.http.post(
            f"/_sandbox/open/registrations/{self.newest(platform)}", json={"status": status}
        )
        assert answer.json() == {"status": status, "appid": ""}
        event = platform.events(2)[1]
        assert (event["InfoType"], event["status"]) == ("notify_third_fasteregister", str(status))
        assert "appid" not in event

    @pytest.mark.usefixtures("peace")
    def test_no_answer_for_a_day(self, platform: Platform) -> None:
        self.register(platform)
        platform.http.post("/_sandbox/clock", json={"advance_seconds": 86_401})
        events = [one for one in platform.events(3) if one["InfoType"] == "notify_third_fasteregister"]
        assert [one["status"] for one in events] == ["100001"]


class TestToLive:
    def registered(self, platform: Platform) -> tuple[str, str]:
        """A registered mini program: appid and the token to act for it."""
        platform.call("/cgi-bin/component/fastregisterweapp", LEGAL, action="create")
        known = platform.http.get("/_sandbox/open/registrations").json()
        number = next(one["registration_id"] for one in known if one["component"] == platform.own["appid"])
        appid = platform.http.post(f"/_sandbox/open/registrations/{number}", json={"status": 0}).json()[
            "appid"
        ]
        event = platform.events(2)[1]
        assert (event["status"], event["appid"]) == ("0", appid)
        info = platform.query_auth(event["auth_code"])["authorization_info"]
        return appid, info["authorizer_access_token"]

    def dressed(self, platform: Platform, token: str) -> None:
        """Name, introduction, picture, category, domain, code."""
        call = platform.call
        assert call("/wxa/setnickname", {"nick_name": "小铺好物"}, token)["errcode"] == 0
        assert call("/cgi-bin/account/modifysignature", {"signature": "好吃的山货"}, token)["errcode"] == 0
        query = {"access_token": token, "type": "image"}
        files = {"media": ("a.png", b"\x89PNG1", "image/png")}
        media = platform.http.post("/cgi-bin/media/upload", params=query, files=files).json()["media_id"]
        picture = {"head_img_media_id": media, "x1": 0, "y1": 0, "x2": 1, "y2": 1}
        assert call("/cgi-bin/account/modifyheadimage", picture, token)["errcode"] == 0
        categories = {"categories": [{"first": 616, "second": 618}]}
        assert call("/cgi-bin/wxopen/addcategory", categories, token)["errcode"] == 0
        domains = {"action": "set", "requestdomain": ["https://mall.example.com"]}
        assert call("/wxa/modify_domain", domains, token)["requestdomain"] == ["https://mall.example.com"]
        draft = platform.http.post(
            f"/_sandbox/open/platforms/{platform.own['appid']}/drafts", json={"user_version": "1.0.0"}
        ).json()
        assert call("/wxa/addtotemplate", draft)["errcode"] == 0
        template = call("/wxa/gettemplatelist")["template_list"][0]["template_id"]
        commit = {"template_id": template, "ext_json": "{}", "user_version": "1.0.0", "user_desc": "首版"}
        assert call("/wxa/commit", commit, token)["errcode"] == 0

    def test_the_whole_way(self, platform: Platform, merchant: Merchant) -> None:
        appid, token = self.registered(platform)
        call = platform.call
        assert call("/wxa/submit_audit", {}, token)["errcode"] == 85086
        self.dressed(platform, token)
        assert call("/wxa/get_page", token=token)["page_list"] == ["pages/index/index"]
        audit = call("/wxa/submit_audit", {}, token)["auditid"]
        assert call("/wxa/submit_audit", {}, token)["errcode"] == 85009
        assert call("/wxa/release", {}, token)["errcode"] == 85020
        platform.decide(appid, "audit", "reject", "1:小程序内容不符合规则：<br>请完善<br>")
        failed = platform.events(3)[2]
        assert (failed["Event"], failed["path"]) == ("weapp_audit_fail", f"/{appid}/callback")
        assert call("/wxa/get_auditstatus", {"auditid": audit}, token)["status"] == 1
        call("/wxa/submit_audit", {}, token)
        assert platform.decide(appid, "audit", "accept").status_code == 200
        assert platform.events(4)[3]["Event"] == "weapp_audit_success"
        assert call("/wxa/release", {}, token)["errcode"] == 86369
        self.filed(platform, appid, token)
        assert call("/wxa/release", {}, token)["errcode"] == 0
        assert call("/wxa/release", {}, token)["errcode"] == 85052
        versions = call("/wxa/getversioninfo", {}, token)
        assert versions["release_info"]["release_version"] == "1.0.0"
        bind = f"/_sandbox/merchants/{merchant.mchid}/bind"
        assert merchant.http.post(bind, json={"appid": appid}).status_code == 400
        self.verified(platform, appid, token)
        assert merchant.http.post(bind, json={"appid": appid}).status_code == 200
        order = merchant.order(merchant.openid("小明", appid), appid=appid)
        assert merchant.call("POST", "/v3/pay/transactions/jsapi", order).status_code == 200

    def filed(self, platform: Platform, appid: str, token: str) -> None:
        """The ICP filing: refused once by the platform, then filed."""
        face = platform.call("/wxa/icp/create_icp_verifytask", {}, token)["task_id"]
        group = {"base_info": {"name": "x"}, "principal_info": {"name": "王小明", "verify_task_id": face}}
        hints = platform.call("/wxa/icp/apply_icp_filing", {"icp_subject": group}, token)["hints"]
        assert {hint["err_field"] for hint in hints} == {
            "icp_applets.base_info",
            "icp_applets.principal_info",
        }
        body = {"icp_subject": group, "icp_applets": group}
        for verdicts in (["reject"], ["accept", "accept"]):
            assert platform.call("/wxa/icp/apply_icp_filing", body, token)["errcode"] == 0
            for verdict in verdicts:
                platform.decide(appid, "filing", verdict, "照片不清晰" if verdict == "reject" else "")
        assert platform.call("/wxa/icp/get_icp_entrance_info", token=token)["info"]["status"] == 6

    def verified(self, platform: Platform, appid: str, token: str) -> None:
        """WeChat verification."""
        data = {"customer_type": 1, "contact_info": {"name": "王小明", "email": "a@b.cn"}}
        task = platform.call("/wxa/sec/wxaauth", {"auth_data": data}, token)["taskid"]
        platform.decide(appid, "verification", "accept")
        state = platform.call("/wxa/sec/queryauth", {"taskid": task}, token)
        assert (state["task_status"], state["apply_status"]) == (9, 4)

    def test_names_domains_testers_and_privacy(self, platform: Platform) -> None:
        appid, token = self.registered(platform)
        call = platform.call
        for name, errcode in (("微信好物", 53012), ("京东", 53013), ("x", 53010)):
            assert (
                call("/cgi-bin/wxverify/checkwxverifynickname", {"nick_name": name}, token)["errcode"]
                == errcode
            )
        audit = call("/wxa/setnickname", {"nick_name": "茅台小铺", "license": "m"}, token)["audit_id"]
        assert call("/wxa/setnickname", {"nick_name": "另一个名字"}, token)["errcode"] == 91019
        platform.decide(appid, "name", "reject", "无商标")
        assert call("/wxa/api_wxa_querynickname", {"audit_id": audit}, token)["audit_stat"] == 2
        foreign = {"action": "add", "requestdomain": ["https://evil.example"]}
        assert call("/wxa/modify_domain", foreign, token)["errcode"] == 85018
        userstr = call("/wxa/bind_tester", {"wechatid": "abc_1"}, token)["userstr"]
        assert call("/wxa/bind_tester", {"wechatid": "abc_1"}, token)["errcode"] == 85004
        assert call("/wxa/memberauth", {"action": "get_experiencer"}, token)["members"] == [
            {"userstr": userstr}
        ]
        owner = {"contact_email": "a@b.cn", "notice_method": "弹窗"}
        purposes = [{"privacy_key": "PhoneNumber", "privacy_text": "用于联系收货人"}]
        settings = {"privacy_ver": 2, "owner_setting": owner, "setting_list": purposes}
        path = "/cgi-bin/component/setprivacysetting"
        assert call(path, settings, token)["errcode"] == 0
        assert call(path, settings | {"owner_setting": {"notice_method": "弹窗"}}, token)["errcode"] == 40097
        kept = call("/cgi-bin/component/getprivacysetting", {"privacy_ver": 2}, token)
        assert json.dumps(kept["owner_setting"]) == json.dumps(owner)
