"""The reviewer who reads, and the phone that opens what was uploaded."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from tests.sandbox.owner import MALL_PAGES, SHOWCASE_PAGES, Owner, package, stamp

Own = Callable[..., Owner]
ORDERS = "pages-order/list/index"


def mall(more: dict[str, bytes | str] | None = None, pages: tuple[str, ...] = MALL_PAGES) -> bytes:
    return package(pages, stamped=stamp(), more=more)


@pytest.fixture
def shop(own: Own) -> Owner:
    """A firm's mini program with all that a mall needs before its review."""
    owner = own()
    owner.dress()
    owner.act("trade-management")
    return owner


class TestReading:
    def test_nothing_to_say(self, shop: Owner) -> None:
        shop.upload(mall())
        shop.act("submit", {"order_path": ORDERS})
        assert shop.clauses() == []
        shop.decide("audit", "auto")
        assert shop.view()["audit"]["status"] == 0

    def test_test_words(self, shop: Owner) -> None:
        shop.upload(mall())
        shop.act("submit", {"order_path": ORDERS, "items": [{"title": "测试商品", "tag": "test"}]})
        assert shop.clauses() == ["test_words"]
        shop.act("withdraw")
        shop.upload(mall({"pages/home/index.json": '{"navigationBarTitleText": "Lorem ipsum"}'}))
        shop.act("submit", {"order_path": ORDERS})
        assert shop.clauses() == ["test_words"]
        shop.act("withdraw")
        shop.upload(mall({"pages/home/index.json": '{"navigationBarTitleText": "Latest"}'}))
        shop.act("submit", {"order_path": ORDERS})
        assert shop.clauses() == []

    def test_order_path(self, shop: Owner) -> None:
        shop.upload(mall())
        for path in ("", "pages/none"):
            shop.act("submit", {"order_path": path})
            assert shop.clauses() == ["order_path_missing"]
            shop.act("withdraw")
        shop.act("submit", {"order_path": f"/{ORDERS}?tab=all"})
        assert shop.clauses() == []

    def test_categories(self, own: Own) -> None:
        owner = own()
        owner.dress(first=700, second=702)
        owner.act("trade-management")
        owner.upload(mall())
        owner.act("submit", {"order_path": ORDERS})
        assert owner.clauses() == ["category_mismatch"]
        query = {"first": 700, "second": 702}
        owner.http.delete(f"/_sandbox/mp/{owner.appid}/categories", params=query).raise_for_status()
        assert owner.clauses() == ["no_category"]

    def test_trade_management(self, own: Own) -> None:
        owner = own()
        owner.dress()
        owner.upload(mall())
        owner.act("submit", {"order_path": ORDERS})
        assert owner.clauses() == ["trade_management"]

    @pytest.mark.parametrize(
        ("file", "content", "key"),
        [
            ("pages/home/index.js", "wx.chooseAddress({})", "Address"),
            ("pages/home/index.js", "e.index.setClipboardData({})", "Clipboard"),
            ("pages/home/index.wxml", '<button open-type="getPhoneNumber"/>', "PhoneNumber"),
            ("pages/home/index.js", 'Page({data:{p:"getPhoneNumber"}})', "PhoneNumber"),
            ("pages/home/index.wxml", '<input type="nickname"/>', "UserInfo"),
        ],
    )
    def test_privacy(self, shop: Owner, file: str, content: str, key: str) -> None:
        shop.upload(mall({file: content}))
        shop.act("submit", {"order_path": ORDERS})
        assert shop.clauses() == ["privacy_missing"]
        shop.act("privacy", {"contact_phone": "13800138000", "purposes": {key: "用于服务"}})
        assert shop.clauses() == []

    def test_libraries_and_comments_are_not_calls(self, shop: Owner) -> None:
        more: dict[str, bytes | str] = {"common/vendor.js": 'wx.getLocation({});"getPhoneNumber"'}
        shop.upload(mall(more | {"pages/home/index.wxml": '<!-- open-type="chooseAvatar" 购物车 -->'}))
        shop.act("submit", {"order_path": ORDERS})
        assert shop.clauses() == []

    def test_customer_service(self, shop: Owner) -> None:
        pages = tuple(page for page in MALL_PAGES if "service" not in page)
        shop.upload(mall(pages=pages))
        shop.act("submit", {"order_path": ORDERS})
        assert shop.clauses() == ["no_customer_service"]
        shop.act("withdraw")
        shop.upload(mall({"pages/home/index.wxml": '<button open-type="contact"/>'}, pages))
        shop.act("submit", {"order_path": ORDERS})
        assert shop.clauses() == []

    def test_reviews_are_declared(self, shop: Owner) -> None:
        shop.upload(mall({"pages/home/index.wxml": "<view>用户评价</view>"}))
        shop.act("submit", {"order_path": ORDERS})
        assert shop.clauses() == ["ugc_undeclared"]
        shop.act("withdraw")
        declared = {"scene": [3], "method": [1], "has_audit_team": 1, "audit_desc": "先审后发"}
        shop.act("submit", {"order_path": ORDERS, "ugc_declare": declared})
        assert shop.clauses() == []

    def test_an_individual_may_show_but_not_sell(self, own: Own) -> None:
        owner = own("individual")
        owner.dress(first=710, second=711)
        owner.upload(package(SHOWCASE_PAGES, stamped=stamp(profile="showcase")))
        owner.act("submit")
        assert owner.clauses() == []
        owner.act("withdraw")
        owner.upload(package((*SHOWCASE_PAGES, "pages/cart/index"), stamped=stamp(profile="showcase")))
        owner.act("submit")
        assert owner.clauses() == ["individual_sells"]
        owner.act("withdraw")
        bought: dict[str, bytes | str] = {"pages/works/index.wxml": "<button>立即购买</button>"}
        owner.upload(package(SHOWCASE_PAGES, stamped=stamp(profile="showcase"), more=bought))
        owner.act("submit")
        assert owner.clauses() == ["individual_sells"]
        owner.act("withdraw")
        titled: dict[str, bytes | str] = {"pages/works/index.json": '{"navigationBarTitleText": "购物车"}'}
        owner.upload(package(SHOWCASE_PAGES, stamped=stamp(profile="showcase"), more=titled))
        owner.act("submit")
        assert owner.clauses() == ["individual_sells"]
        owner.decide("audit", "auto")
        audit = owner.view()["audit"]
        assert audit["status"] == 1
        assert audit["reason"].startswith("1:服务类目未开放：<br>(1):个人主体未开放电商类目")

    def test_several_clauses_are_numbered(self, own: Own) -> None:
        owner = own()
        owner.dress()
        owner.upload(package(("pages/home/index", "pages/cart/index"), stamped=stamp()))
        owner.act("submit")
        owner.decide("audit", "auto")
        reason = owner.view()["audit"]["reason"]
        assert reason.split("<br>")[::2][:3] == [
            "1:交易类小程序：",
            "2:交易类小程序：",
            "3:小程序内容不符合规则：",
        ]
        assert reason.endswith("<br>")


@pytest.mark.usefixtures("peace")
class TestModes:
    def test_after_some_virtual_seconds(self, shop: Owner) -> None:
        mode = {"mode": "auto", "after_seconds": 3600}
        assert shop.told(f"/_sandbox/open/weapps/{shop.appid}/reviewer", mode) == mode
        shop.http.post("/_sandbox/clock", json={"mode": "manual"})
        shop.upload(mall())
        shop.act("submit", {"order_path": ORDERS})
        shop.http.post("/_sandbox/clock", json={"advance_seconds": 3599})
        self.tick(shop)
        assert shop.view()["audit"]["status"] == 2
        shop.http.post("/_sandbox/clock", json={"advance_seconds": 2})
        self.until(shop, 0)

    def test_the_general_setting(self, shop: Owner, own: Own) -> None:
        other = own()
        other.dress()
        shop.told("/_sandbox/open/reviewer", {"mode": "auto", "after_seconds": 0})
        shop.told(f"/_sandbox/open/weapps/{shop.appid}/reviewer", {"mode": "hand", "after_seconds": 0})
        try:
            for one in (shop, other):
                one.upload(mall())
                one.act("submit", {"order_path": ORDERS})
            self.until(other, 1)
            assert shop.view()["audit"]["status"] == 2
        finally:
            shop.told("/_sandbox/open/reviewer", {"mode": "hand", "after_seconds": 60})
        assert shop.http.get("/_sandbox/open/reviewer").json() == {"mode": "hand", "after_seconds": 60}

    def until(self, owner: Owner, status: int) -> None:
        """The ticker is asked to look until it has; each question wakes it."""
        for _ in range(200):
            self.tick(owner)
            if owner.view()["audit"]["status"] == status:
                return
        raise AssertionError(owner.view()["audit"])

    def tick(self, owner: Owner) -> None:
        owner.http.post("/_sandbox/clock", json={})


class Mall:
    """A mall's door for beacons."""

    def __init__(self) -> None:
        self.received: list[tuple[str, dict[str, Any]]] = []
        self.status = 204
        mall_door = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                mall_door.received.append((self.path, json.loads(body)))
                self.send_response(mall_door.status)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def door() -> Iterator[Mall]:
    made = Mall()
    yield made
    made.close()


class TestPhone:
    def test_the_trial_version_sends_the_beacon_once_its_domain_is_listed(
        self, shop: Owner, door: Mall
    ) -> None:
        assert (shop.open()["opened"], shop.open()["reason"]) == (False, "no_version")
        stamped = stamp(api_base=door.origin, appid=shop.appid, version="1.0.3")
        shop.upload(package(MALL_PAGES, stamped=stamped))
        blocked = shop.open()
        assert (blocked["reason"], blocked["sent"]) == ("domain_not_listed", False)
        assert blocked["errMsg"] == "request:fail url not in domain list"
        assert door.received == []
        shop.act("server-domains", {"request": [door.origin]})
        opened = shop.open()
        assert (opened["domain_ok"], opened["sent"], opened["status"]) == (True, True, 204)
        assert (opened["page"], opened["profile"]) == ("pages/home/index", "mall")
        body = {"beacon": "b" * 32, "env_version": "trial", "version": "1.0.3", "appid": shop.appid}
        assert door.received == [("/api/storefront/v1/shanhuo/beacon", body | {"domain_ok": True})]
        door.status = 422
        assert shop.open()["status"] == 422

    def test_the_live_version(self, shop: Owner, door: Mall) -> None:
        shop.upload(package(MALL_PAGES, stamped=stamp(api_base=door.origin)))
        shop.act("server-domains", {"request": [door.origin]})
        shop.act("submit", {"order_path": ORDERS})
        shop.decide("audit")
        shop.file()
        assert shop.open("release")["reason"] == "no_version"
        shop.act("release")
        assert shop.open("release")["status"] == 204
        assert door.received[0][1]["env_version"] == "release"

    def test_without_a_stamp_or_a_mall(self, shop: Owner) -> None:
        shop.upload(package())
        assert shop.open()["reason"] == "no_stamp"
        shop.upload(package(stamped=stamp(api_base="http://127.0.0.1:9")))
        shop.act("server-domains", {"request": ["http://127.0.0.1:9"]})
        gone = shop.open()
        assert (gone["reason"], gone["sent"], gone["status"]) == ("unreachable", True, 0)

    def test_strangers_and_odd_versions(self, shop: Owner) -> None:
        body = {"appid": shop.appid, "env_version": "trial", "person": "无此人"}
        assert shop.http.post("/_sandbox/device/open", json=body).status_code == 404
        odd = httpx.post(
            f"{shop.base}/_sandbox/device/open",
            json=body | {"env_version": "develop", "person": "小明"},
            trust_env=False,
        )
        assert odd.status_code == 400
