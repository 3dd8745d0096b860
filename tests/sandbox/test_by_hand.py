"""公众平台 by hand: registering, keys, profile, domains, verification, filing, release."""

import base64
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from tests.sandbox.conftest import Server
from tests.sandbox.merchant import Merchant
from tests.sandbox.owner import (
    CONTACT,
    FILING,
    MALL_PAGES,
    Owner,
    Refused,
    application,
    credit_code,
    id_number,
    package,
    stamp,
)

Own = Callable[..., Owner]
DAY = 86_400


def refused(owner: Owner, what: str, body: dict[str, Any] | None = None) -> tuple[str, int]:
    """How an act is refused: slug and errcode."""
    with pytest.raises(Refused) as told:
        owner.act(what, body)
    return told.value.reason, told.value.errcode


class TestRegistering:
    def try_it(self, server: Server, body: dict[str, Any]) -> str:
        answer = httpx.post(f"{server.base}/_sandbox/mp/register", json=body, trust_env=False)
        assert answer.status_code == 400, answer.text
        return str(answer.json()["extra"]["reason"])

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"email": "none"}, "email_invalid"),
            ({"subject": "party"}, "subject_invalid"),
            ({"licence_code": "91330100MA27XXXX0A"}, "licence_invalid"),
            ({"principal": " "}, "principal_missing"),
            ({"admin": {"name": "王", "wechat": "w", "phone": "123"}}, "phone_invalid"),
            ({"admin": {"name": "王", "wechat": "", "phone": "13800138000"}}, "admin_missing"),
            (
                {"admin": {"name": "王", "wechat": "w", "phone": "13800138000", "id_number": "1" * 18}},
                "id_number_invalid",
            ),
        ],
    )
    def test_faulty_applications(self, server: Server, change: dict[str, Any], reason: str) -> None:
        assert self.try_it(server, application(**change)) == reason

    def test_individuals_need_their_number(self, server: Server) -> None:
        admin = {"name": "王", "wechat": "w", "phone": "13800138000"}
        assert self.try_it(server, application("individual", admin=admin)) == "id_number_invalid"

    def test_an_address_serves_once(self, server: Server, own: Own) -> None:
        first = own(email="Once@example.com")
        assert self.try_it(server, application(email="once@example.com")) == "email_used"
        first.told("/_sandbox/mp/emails", {"email": "service@example.com"})
        assert self.try_it(server, application(email="service@example.com")) == "email_used"

    @pytest.mark.parametrize(("subject", "most"), [("sole_trader", 5), ("individual", 5)])
    def test_a_subject_has_few(self, server: Server, own: Own, subject: str, most: int) -> None:
        code = {"licence_code": credit_code("92330100")} if subject == "sole_trader" else {}
        admin = {"name": "王", "wechat": "w", "phone": "13800138000", "id_number": id_number()}
        for _ in range(most):
            own(subject, admin=admin, **code)
        assert self.try_it(server, application(subject, admin=admin, **code)) == "principal_limit"

    def test_it_starts_from_nothing(self, own: Own) -> None:
        view = own("sole_trader").view()
        known = ("subject", "verified", "filing", "trade_managed", "has_secret", "release", "experience")
        assert [view[name] for name in known] == ["sole_trader", False, 1024, False, False, None, None]
        assert (view["nickname"], view["categories"], view["mchids"]) == ("", [], [])


class TestKeys:
    def test_the_secret_is_made_and_made_anew(self, own: Own) -> None:
        owner = own()
        owner.secret = "0" * 32
        assert owner.token()["errcode"] == 40125
        owner.secret = str(owner.act("secret")["secret"])
        first = owner.token()["access_token"]
        assert "secret" not in owner.view()
        old, owner.secret = owner.secret, str(owner.act("secret")["secret"])
        query = {"access_token": first}
        assert owner.http.get("/wxaapi/newtmpl/getcategory", params=query).json()["errcode"] == 40001
        assert owner.token()["expires_in"] == 7200
        owner.secret = old
        assert owner.token()["errcode"] == 40125

    def test_other_addresses_get_40164(self, own: Own) -> None:
        owner = own()
        owner.secret = str(owner.act("secret")["secret"])
        assert owner.act("allow-lists", {"secret_ips": ["127.0.0.2"]}) == {
            "secret_ips": ["127.0.0.2"],
            "upload_ips": [],
        }
        refusal = owner.token()
        assert refusal["errcode"] == 40164
        assert refusal["errmsg"].startswith(
            "invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist, rid: "
        )
        door = httpx.HTTPTransport(local_address="127.0.0.2")
        with httpx.Client(base_url=owner.base, transport=door, trust_env=False) as elsewhere:
            assert owner.token(elsewhere)["expires_in"] == 7200
        query = {"grant_type": "client_credential", "appid": owner.appid, "secret": owner.secret}
        assert owner.http.get("/cgi-bin/token", params=query).json()["errcode"] == 40164
        assert refused(owner, "allow-lists", {"secret_ips": ["here"]}) == ("ip_invalid", 0)
        owner.act("allow-lists", {"secret_ips": []})
        assert "access_token" in owner.token()

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("/wxa/submit_audit", {}),
            ("/wxa/get_auditstatus", {"auditid": 1}),
            ("/wxa/modify_domain", {"action": "get"}),
            ("/wxa/commit", {}),
            ("/wxa/release", {}),
            ("/wxa/setnickname", {"nick_name": "山货"}),
            ("/cgi-bin/account/getaccountbasicinfo", None),
            ("/wxa/getversioninfo", {}),
        ],
    )
    def test_own_tokens_get_48001(self, own: Own, path: str, body: dict[str, Any] | None) -> None:
        assert own().api(path, body)["errcode"] == 48001


class TestProfile:
    def test_names(self, own: Own) -> None:
        owner = own()
        for name, errcode in (("x", 53010), ("微信好物", 53012), ("京东", 53013)):
            assert refused(owner, "name", {"nick_name": name}) == (f"errcode_{errcode}", errcode)
        told = owner.act("name", {"nick_name": "茅台小铺"})
        assert told == {"in_review": False, "wording": "名称含品牌词，请提交商标注册证"}
        assert owner.act("name", {"nick_name": "茅台小铺", "papers": ["商标注册证"]})["in_review"] is True
        assert refused(owner, "name", {"nick_name": "山货好物铺"})[1] == 91019
        assert owner.view()["waiting"] == ["name"]
        owner.decide("name", "reject", reason="无商标")
        owner.act("name", {"nick_name": "山货好物铺"})
        owner.act("name", {"nick_name": "山货好物店"})
        assert refused(owner, "name", {"nick_name": "山货好物屋"})[1] == 53301
        assert owner.view()["nickname"] == "山货好物店"
        assert refused(own("individual"), "name", {"nick_name": "山货商城"})[1] == 53012

    def test_introduction_and_avatar(self, own: Own) -> None:
        owner = own()
        assert refused(owner, "signature", {"signature": "abc"})[1] == 53204
        assert refused(owner, "signature", {"signature": "微信里的好店"})[1] == 53201
        for number in range(5):
            owner.act("signature", {"signature": f"山里的好东西{number}"})
        assert refused(owner, "signature", {"signature": "第六次修改简介"})[1] == 53200
        assert refused(owner, "avatar", {"picture": "no picture"}) == ("picture_invalid", 0)
        png = base64.b64encode(b"\x89PNG1").decode()
        address = owner.act("avatar", {"picture": png})["head_image"]
        assert owner.http.get(address).content == b"\x89PNG1"
        for _ in range(4):
            owner.act("avatar")
        assert refused(owner, "avatar")[1] == 53202

    def test_categories_and_their_papers(self, own: Own) -> None:
        owner = own()
        food = {"first": 616, "second": 617}
        assert refused(owner, "categories", food)[1] == 53311
        assert refused(owner, "categories", food | {"papers": ["营业执照"]})[1] == 53311
        assert owner.act("categories", food | {"papers": ["食品经营许可证"]}) == {"audit_status": 1}
        assert refused(owner, "categories", food | {"papers": ["食品经营许可证"]})[1] == 53304
        assert refused(owner, "categories", {"first": 1, "second": 2})[1] == 53303
        assert owner.api("/wxaapi/newtmpl/getcategory")["data"] == []
        owner.decide("category", "reject", reason="证照不清晰")
        view = owner.view()["categories"][0]
        assert (view["audit_status"], view["audit_reason"]) == (2, "证照不清晰")
        query = {"first": 616, "second": 617}
        owner.http.delete(f"/_sandbox/mp/{owner.appid}/categories", params=query).raise_for_status()
        owner.act("categories", food | {"papers": ["食品经营许可证"]})
        owner.decide("category")
        assert owner.api("/wxaapi/newtmpl/getcategory")["data"] == [{"id": 617, "name": "食品饮料"}]

    def test_an_individual_has_no_trade(self, own: Own) -> None:
        owner = own("individual")
        assert refused(owner, "categories", {"first": 616, "second": 618})[1] == 53302
        assert owner.act("categories", {"first": 710, "second": 711}) == {"audit_status": 3}

    def test_server_domains(self, own: Own) -> None:
        owner = own()
        for wrong in ("http://mall.example.com", "https://1.2.3.4", "https://mall.example.com/", "mall"):
            assert refused(owner, "server-domains", {"request": [wrong]}) == ("domain_invalid", 0)
        given = {"request": ["https://mall.example.com", "http://127.0.0.1:9"], "websocket": ["wss://a.cn"]}
        owner.act("server-domains", given)
        domains = owner.view()["domains"]
        assert domains["requestdomain"] == given["request"]
        assert domains["wsrequestdomain"] == given["websocket"]

    def test_members(self, own: Own) -> None:
        owner = own("individual")
        assert refused(owner, "members", {"wechat": "a_1", "roles": ["boss"]}) == ("member_invalid", 0)
        for number in range(15):
            owner.act("members", {"wechat": f"m_{number}", "roles": ["develop", "experience"]})
        assert refused(owner, "members", {"wechat": "m_16", "roles": ["develop"]}) == ("too_many_members", 0)
        owner.http.delete(f"/_sandbox/mp/{owner.appid}/members/m_0").raise_for_status()
        assert len(owner.view()["members"]) == 14


@pytest.fixture
def web() -> Iterator[tuple[str, dict[str, str]]]:
    """A web server: its origin, and its files by path."""
    files: dict[str, str] = {}

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = files.get(self.path)
            self.send_response(404 if content is None else 200)
            self.end_headers()
            self.wfile.write((content or "").encode())

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", files
    server.shutdown()
    server.server_close()


class TestBusinessDomains:
    def test_the_file_is_fetched(self, own: Own, web: tuple[str, dict[str, str]]) -> None:
        owner, (origin, files) = own(), web
        named = owner.http.get(f"/_sandbox/mp/{owner.appid}/business-file").json()
        assert refused(owner, "business-domains", {"domains": [origin]}) == ("file_not_found", 0)
        files[f"/{named['file_name']}"] = "something else"
        assert refused(owner, "business-domains", {"domains": [origin]}) == ("file_wrong", 0)
        assert owner.view()["webview_domains"] == []
        files[f"/{named['file_name']}"] = named["file_content"]
        owner.act("business-domains", {"domains": [origin]})
        assert owner.view()["webview_domains"] == [origin]

    def test_not_for_individuals(self, own: Own) -> None:
        assert refused(own("individual"), "business-domains", {"domains": []})[1] == 89231


class TestVerificationAndFiling:
    def test_verification_is_paid_sent_back_and_granted(self, own: Own) -> None:
        owner = own()
        assert refused(owner, "verification", {"contact": {"name": "", "phone": ""}})[0] == "contact_missing"
        assert refused(owner, "verification/pay") == ("nothing_to_pay", 0)
        asked = owner.act("verification", CONTACT)
        assert (asked["fee_fen"], asked["apply_status"]) == (30_000, 1)
        with pytest.raises(Refused) as early:
            owner.decide("verification")
        assert early.value.reason == "not_paid"
        assert refused(owner, "verification", CONTACT) == ("under_way", 0)
        assert owner.act("verification/pay")["apply_status"] == 2
        owner.decide("verification", "reject", reason="营业执照不清晰")
        state = owner.view()["verification"]
        assert (state["apply_status"], state["message"]) == (3, "营业执照不清晰")
        assert owner.view()["verified"] is False
        assert owner.act("verification", CONTACT)["apply_status"] == 2
        owner.decide("verification")
        assert owner.view()["verified"] is True
        assert refused(owner, "verification", CONTACT) == ("already_verified", 89300)
        assert own("sole_trader").act("verification", CONTACT)["fee_fen"] == 3_000

    def test_filing_is_refused_and_done(self, own: Own) -> None:
        owner = own()
        assert refused(owner, "filing", FILING) == ("filing_name", 0)
        owner.act("name", {"nick_name": "山货好物铺"})
        assert refused(owner, "filing", FILING | {"papers": []}) == ("filing_papers", 0)
        assert refused(owner, "filing", FILING | {"email": ""}) == ("filing_contact", 0)
        assert owner.act("filing", FILING) == {"status": 2}
        assert refused(owner, "filing", FILING)[1] == 86303
        wrong = [{"key_name": "小程序名称", "error": "与主体无关", "suggest": "改名"}]
        owner.decide("filing", "reject", fields=wrong)
        assert (owner.view()["filing"], owner.view()["filing_reasons"]) == (3, wrong)
        owner.act("filing", FILING)
        assert refused(owner, "filing/sms") == ("no_sms", 0)
        owner.decide("filing")
        with pytest.raises(Refused) as early:
            owner.decide("filing")
        assert early.value.reason == "sms_not_confirmed"
        assert owner.act("filing/sms") == {"sms_verify_status": 2}
        owner.decide("filing", "reject", reason="管局：负责人照片不合格")
        assert owner.view()["filing"] == 5
        owner.file()
        view = owner.view()
        assert (view["filing"], view["filing_number"][:5], view["filing_reasons"]) == (6, "浙ICP备", [])

    @pytest.mark.usefixtures("peace")
    def test_the_short_message_lasts_a_day(self, own: Own) -> None:
        owner = own()
        owner.act("name", {"nick_name": "山货好物铺"})
        owner.act("filing", FILING)
        owner.decide("filing")
        owner.http.post("/_sandbox/clock", json={"advance_seconds": DAY + 1})
        assert owner.view()["sms_verify_status"] == 3
        assert refused(owner, "filing/sms") == ("sms_expired", 0)
        with pytest.raises(Refused) as late:
            owner.decide("filing")
        assert late.value.reason == "sms_expired"
        owner.file()
        assert owner.view()["filing"] == 6

    def test_the_desk_sets_the_short_message(self, own: Own) -> None:
        owner = own()
        owner.act("name", {"nick_name": "山货好物铺"})
        owner.act("filing", FILING)
        owner.decide("filing")
        for status in (3, 1, 2):
            owner.told(f"/_sandbox/open/weapps/{owner.appid}/sms", {"status": status})
            assert owner.view()["sms_verify_status"] == status
        owner.decide("filing")
        assert owner.view()["filing"] == 6


class TestPaying:
    def link(self, owner: Owner, merchant: Merchant) -> None:
        owner.act("merchants", {"mchid": merchant.mchid})

    def test_before_and_after_verification(self, own: Own, merchant: Merchant) -> None:
        owner = own()
        order = merchant.order(merchant.openid("小明", owner.appid), appid=owner.appid)
        place = "/v3/pay/transactions/jsapi"
        assert merchant.call("POST", place, order).json()["code"] == "APPID_MCHID_NOT_MATCH"
        assert refused(owner, "merchants", {"mchid": merchant.mchid}) == ("not_verified", 0)
        bound = merchant.http.post(f"/_sandbox/merchants/{merchant.mchid}/bind", json={"appid": owner.appid})
        assert (bound.status_code, bound.json()["extra"]["reason"]) == (400, "not_verified")
        owner.verify()
        self.link(owner, merchant)
        assert owner.view()["mchids"] == [merchant.mchid]
        assert merchant.call("POST", place, order).status_code == 200

    @pytest.mark.usefixtures("peace")
    def test_no_paying_long_after_the_yearly_review(self, own: Own, merchant: Merchant) -> None:
        owner = own()
        owner.verify()
        self.link(owner, merchant)
        order = merchant.order(merchant.openid("小明", owner.appid), appid=owner.appid)
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 426 * DAY})
        answer = merchant.call("POST", "/v3/pay/transactions/jsapi", order)
        assert (answer.status_code, answer.json()["code"]) == (403, "NO_AUTH")
        owner.verify()
        assert merchant.call("POST", "/v3/pay/transactions/jsapi", order).status_code == 200

    def test_an_individual_never(self, own: Own, merchant: Merchant) -> None:
        owner = own("individual")
        owner.verify()
        assert refused(owner, "merchants", {"mchid": merchant.mchid}) == ("individual_cannot_pay", 0)
        assert refused(owner, "trade-management") == ("individual_cannot_sell", 0)

    def test_phone_numbers_are_not_for_individuals(self, own: Own) -> None:
        owner = own("individual")
        assert owner.api("/wxa/business/getuserphonenumber", {"code": "x"})["errcode"] == 48001
        tapped = owner.told("/_sandbox/device/phone-code", {"person": "小明", "appid": owner.appid})
        assert tapped == {"errMsg": "getPhoneNumber:fail no permission"}

    def test_shipping_management_is_opened_first(self, own: Own) -> None:
        owner = own()
        asked = {"appid": owner.appid}
        assert owner.api("/wxa/sec/order/is_trade_managed", asked)["is_trade_managed"] is False
        for call in ("upload_shipping_info", "get_order", "get_order_list", "notify_confirm_receive"):
            assert owner.api(f"/wxa/sec/order/{call}", {"x": 1})["errcode"] == 48001, call
        owner.act("trade-management")
        assert owner.api("/wxa/sec/order/is_trade_managed", asked)["is_trade_managed"] is True
        unknown = owner.api("/wxa/sec/order/get_order", {"transaction_id": "x"})
        assert unknown["errcode"] == 10060001


class TestRelease:
    def test_the_way_by_hand(self, own: Own) -> None:
        owner = own()
        code = {"scene": "a", "page": "pages/home/index"}
        assert owner.api("/wxa/generate_urllink", {})["errcode"] == 85079
        assert owner.api("/wxa/getwxacodeunlimit", code)["errcode"] == 41030
        assert "picture" in owner.api("/wxa/getwxacodeunlimit", code | {"check_path": False})
        assert refused(owner, "submit")[1] == 85086
        assert owner.upload(package(MALL_PAGES, stamped=stamp()))["errCode"] == 0
        assert refused(owner, "submit")[1] == 86002
        owner.act("name", {"nick_name": "山货好物铺"})
        owner.act("avatar")
        owner.act("signature", {"signature": "山里的好东西"})
        assert refused(owner, "submit")[1] == 85008
        owner.act("categories", {"first": 616, "second": 618})
        assert refused(owner, "release")[1] == 85019
        owner.act("submit", {"order_path": "pages-order/list/index"})
        assert refused(owner, "submit")[1] == 85009
        assert refused(owner, "release")[1] == 85020
        owner.decide("audit", "reject", reason="1:服务类目不符<br>")
        assert owner.view()["audit"]["reason"] == "1:服务类目不符<br>"
        owner.act("submit", {"order_path": "pages-order/list/index"})
        owner.decide("audit")
        assert refused(owner, "release")[1] == 86369
        owner.file()
        released = owner.act("release")["release"]
        assert (released["user_version"], released["source"], released["pages"]) == (
            "1.0.3",
            "ci",
            list(MALL_PAGES),
        )
        assert refused(owner, "release")[1] == 85052
        assert owner.api("/wxa/generate_urllink", {})["url_link"].startswith("https://wxaurl.cn/")
        assert "picture" in owner.api("/wxa/getwxacodeunlimit", code)
        assert owner.api("/wxa/getwxacodeunlimit", code | {"page": "pages/none"})["errcode"] == 41030

    def test_withdraw_and_roll_back(self, own: Own) -> None:
        owner = own()
        owner.dress()
        owner.file()
        owner.upload(package())
        owner.act("submit")
        owner.act("withdraw")
        assert refused(owner, "withdraw")[1] == 87012
        assert refused(owner, "rollback", {})[1] == 87011
        for version in ("1.0.3", "1.0.4"):
            owner.upload(package(), version=version)
            owner.act("submit")
            owner.decide("audit")
            owner.act("release")
        assert owner.view()["release"]["user_version"] == "1.0.4"
        assert owner.act("rollback", {})["release"]["user_version"] == "1.0.3"
        owner.act("visit", {"open": False})
        assert owner.open("release")["reason"] == "closed"

    def test_an_individual_gets_no_links(self, own: Own) -> None:
        owner = own("individual")
        assert owner.api("/wxa/generate_urllink", {})["errcode"] == 40002
        assert owner.api("/wxa/generatescheme", {"jump_wxa": {}})["errcode"] == 40002

    def test_private_interfaces_are_granted_first(self, own: Own) -> None:
        owner = own()
        owner.dress()
        app = '{"pages": ["pages/a/index"], "requiredPrivateInfos": ["chooseAddress"]}'
        owner.upload(package(("pages/a/index",), more={"app.json": app}))
        assert refused(owner, "submit")[1] == 61040
        owner.act("interfaces", {"api_name": "chooseAddress", "content": "填写收货地址"})
        owner.decide("interface")
        assert owner.act("submit")["auditid"] == owner.view()["audit"]["auditid"]

    def test_provisioned_mini_programs_are_complete(self, merchant: Merchant) -> None:
        view = merchant.http.get(f"/_sandbox/mp/{merchant.weapp}").json()
        known = ("subject", "verified", "filing", "trade_managed", "has_secret", "visitable")
        assert [view[name] for name in known] == ["company", True, 6, True, True, True]
        assert view["release"]["user_version"] == "1.0.0"
        assert merchant.http.get("/_sandbox/mp/wxnone").status_code == 404

    def test_a_new_appid_keeps_unionids_alone(self, own: Own) -> None:
        before, after = own("individual"), own("sole_trader")

        def known(owner: Owner) -> dict[str, str]:
            query = {"person": "小红", "appid": owner.appid}
            given: dict[str, str] = owner.http.get("/_sandbox/device/identity", params=query).json()
            return given

        first, second = known(before), known(after)
        assert first["unionid"] != second["unionid"]
        after.act("open-account", {"other": before.appid})
        joined = known(after)
        assert (joined["unionid"], joined["openid"]) == (first["unionid"], second["openid"])


class TestPages:
    def test_every_state_has_its_page(self, own: Own) -> None:
        owner = own()
        page = {"appid": owner.appid}
        assert "未命名小程序" in owner.http.get("/mp", params=page).text
        owner.dress()
        owner.act("verification", CONTACT)
        owner.act("filing", FILING)
        assert "支付认证费" in owner.http.get("/mp", params=page).text
        owner.decide("filing")
        assert "完成短信核验" in owner.http.get("/mp", params=page).text
        owner.upload(package(MALL_PAGES, stamped=stamp()))
        owner.act("submit")
        owner.decide("audit", "auto")
        shown = owner.http.get("/mp", params=page).text
        assert "未设置订单中心页 path" in shown
        assert "审核不通过" in shown
        assert owner.appid in owner.http.get("/open").text
        assert owner.http.get("/mp", params={"appid": "wxnone"}).status_code == 404

    def test_the_phone_lists_versions(self, own: Own) -> None:
        owner = own()
        owner.upload(package(MALL_PAGES, stamped=stamp()), version="7.7.7")
        owner.http.cookies.set("wxsandbox_person", "%E5%B0%8F%E6%98%8E")
        assert "体验版 7.7.7" in owner.http.get("/phone").text
