"""Who may do what over HTTP: every route asks, strangers find nothing, tokens end when they should."""

from typing import Any

import msgspec
import pytest
from litestar.handlers import HTTPRouteHandler

from tests.factories.malls import Buyer, Mall, Owner
from tests.wechat.keys import new_key, private_pem, public_pem
from xiaopu.infra.database.scopes import DirectoryScope, PlatformScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.members.tables import EMAIL_CODES
from xiaopu.modules.orders.tables import ORDERS
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.domain import EVERYBODY, PERMISSIONS, Role

pytestmark = pytest.mark.anyio

UNKNOWN = "z" * 20
FORGED = {
    "Wechatpay-Serial": "PUB_KEY_ID_0123456789",
    "Wechatpay-Signature": "AAAA",
    "Wechatpay-Timestamp": "1772424000",
    "Wechatpay-Nonce": "n",
}
# Routes that anybody may call, each looked at: what it shows or does for a stranger stands beside it.
PUBLIC = {
    "POST /api/console/v1/auth/sign-up": "makes an account that can do nothing until its mail is opened",
    "POST /api/console/v1/auth/verify": "the token of the mail is the credential",
    "POST /api/console/v1/auth/resend": "a mail to the address itself",
    "POST /api/console/v1/auth/login": "e-mail and password are the credential",
    "POST /api/console/v1/auth/forgot": "a mail to the address itself",
    "POST /api/console/v1/auth/reset": "the token of the mail is the credential",
    "GET /api/console/v1/advice/tables": "what the sources say of subjects and industries, of no shop",
    "POST /api/console/v1/advice": "an answer out of those tables; nothing is kept",
    "POST /api/storefront/v1/{slug}/touches": "counts a visit; a sign that is none is passed over",
    "GET /api/storefront/v1/{slug}/goods/{goods_id}/card.jpg": "a picture of what is for sale",
    "POST /api/storefront/v1/{slug}/goods/{goods_id}/poster": "the same with a code, for a member's phone",
    "POST /api/storefront/v1/{slug}/auth/weapp": "WeChat's code is the credential",
    "POST /api/storefront/v1/{slug}/auth/h5-wechat/start": "an address at WeChat",
    "POST /api/storefront/v1/{slug}/auth/h5-wechat": "WeChat's code and our state are the credential",
    "POST /api/storefront/v1/{slug}/auth/email-code": "a mail to the address itself",
    "POST /api/storefront/v1/{slug}/auth/email": "the six digits are the credential",
    "POST /api/storefront/v1/{slug}/beacon": "the token in the shop's own package is the credential",
    "GET /{file_name}": "WeChat asks for the file that proves a business domain",
    "POST /callbacks/wechat/pay/{shop_id}": "WeChat's signature is the credential",
    "GET /callbacks/wechat/push/{shop_id}": "WeChat's signature is the credential",
    "POST /callbacks/wechat/push/{shop_id}": "WeChat's signature is the credential",
    "POST /callbacks/wechat/component": "WeChat's signature is the credential",
    "POST /callbacks/wechat/component/{appid}": "WeChat's signature is the credential",
    "GET /callbacks/wechat/grant/{way}": "the merchant's session, looked at by the page itself",
}
# What visitors of a mall may look at.
SHOWN = (
    "/shop",
    "/home",
    "/categories",
    "/goods",
    "/goods/{goods_id}",
    "/goods/{goods_id}/reviews",
    "/live",
    "/search/hot",
    "/search/suggest",
    "/pages/{name}",
)
OPEN_PREFIXES = ("/docs", "/healthz", "/readyz", "/metrics", "/media/", "/console", "/s/", "/openapi")
SECURE = {"session", "staff", "shopper", "operator"}


def routes(mall: Mall) -> list[tuple[str, str, HTTPRouteHandler]]:
    """(method, path, handler) of everything that answers."""
    found = []
    for route in mall.app.routes:
        for handler in getattr(route, "route_handlers", []):
            path = route.path_format
            found += [(method, path, handler) for method in handler.http_methods if method != "OPTIONS"]
    return found


def asks(handler: HTTPRouteHandler) -> set[str]:
    """The credentials that a handler asks for by parameter name."""
    return SECURE & set(handler.parsed_fn_signature.parameters)


def takes_body(handler: HTTPRouteHandler) -> bool:
    """Or a query field without a default."""
    return bool({"data", "tracking_no", "since"} & set(handler.parsed_fn_signature.parameters))


def is_shown(method: str, path: str) -> bool:
    mall = "/api/storefront/v1/{slug}"
    known = {*(mall + one for one in SHOWN), "/api/storefront/v1/regions", "/", "/start.css"}
    return method == "GET" and (path in known or path.startswith(OPEN_PREFIXES))


class TestEveryRoute:
    async def test_asks_for_a_credential_or_stands_on_the_public_list(self, mall: Mall) -> None:
        open_routes = [
            f"{method} {path}"
            for method, path, handler in routes(mall)
            if not asks(handler) and not is_shown(method, path) and method != "HEAD"
        ]
        assert sorted(set(open_routes) - set(PUBLIC)) == []

    async def test_of_the_console_names_a_permission_that_some_role_has(self, mall: Mall) -> None:
        granted = set().union(*PERMISSIONS.values())
        kept_by_owner = {f"{what}.write" for what in ("channels", "staff", "jobs", "subject")}
        kept_by_owner |= {"staff.read", "audit.read", "launch.consent"} | EVERYBODY
        for method, path, handler in routes(mall):
            if path.startswith("/api/console/v1/shops/{shop_id}"):
                permission = handler.opt.get("permission", "")
                assert permission in granted | kept_by_owner, (method, path, permission)
                assert "staff" in handler.parsed_fn_signature.parameters, (method, path)

    async def test_answers_a_stranger_with_401(self, mall: Mall) -> None:
        owner = await mall.owner()
        stranger = mall.client()
        for method, path, handler in routes(mall):
            if not asks(handler):
                continue
            url = path.replace("{slug}", owner.slug).replace("{shop_id}", owner.shop_id)
            for name, field in handler.parsed_fn_signature.parameters.items():
                url = url.replace(f"{{{name}}}", "1" if field.annotation is int else UNKNOWN)
            answer = await stranger.request(method, url, json={}, headers={"Idempotency-Key": "k"})
            # A body at fault may be told before the credential is: it has no effect either way.
            told = {"not_signed_in"} | ({"invalid_input"} if takes_body(handler) else set())
            assert answer.status_code in (401, 422), (method, path)
            assert answer.json()["code"] in told, (method, path)

    async def test_that_only_looks_has_no_hand_to_write_with(self, mall: Mall) -> None:
        """A GET is never protected by a CSRF token: none may ask for what only writes need."""
        for method, path, handler in routes(mall):
            if method == "GET":
                assert "ticket" not in handler.parsed_fn_signature.parameters, path
                assert "data" not in handler.parsed_fn_signature.parameters, path


class TestCsrf:
    async def test_a_write_without_the_sessions_own_token_is_refused(self, mall: Mall) -> None:
        owner, other = await mall.owner(), await mall.owner()
        for token in ("", "xc_wrong", other.csrf, owner.csrf + "x", owner.csrf.upper()):
            answer = await owner.shop("PUT", "/settings", {"name": "新名"}, X_CSRF_Token=token)
            assert (answer.status_code, answer.json()["code"]) == (403, "csrf_missing"), token
        assert (await owner.shop("GET", "/settings")).json()["name"] == "茶器小店"

    async def test_the_cookie_is_for_this_site_alone(self, mall: Mall) -> None:
        from_mail = await mall.http.post("/api/console/v1/auth/verify", json={"token": "xl_" + "0" * 43})
        assert "set-cookie" not in from_mail.headers
        owner = await mall.owner()
        out = await owner.account("POST", "/auth/logout")
        assert out.status_code == 204
        assert (await owner.account("GET", "/me")).status_code == 401


class TestRoles:
    @pytest.mark.parametrize("role", [Role.SERVICE, Role.FINANCE, Role.WAREHOUSE])
    async def test_staff_does_what_the_role_allows_and_no_more(self, mall: Mall, role: Role) -> None:
        owner, worker = await mall.owner(), await mall.owner()
        await employ(mall, owner, worker, role)
        granted = PERMISSIONS[role]
        for method, path, handler in routes(mall):
            shop = "/api/console/v1/shops/{shop_id}"
            if method != "GET" or not path.startswith(shop) or path.count("{") > 1:
                continue
            days = {"since": "2026-01-01", "until": "2026-01-31"} if "/report" in path else None
            answer = await worker.http.get(path.replace("{shop_id}", owner.shop_id), params=days)
            allowed = handler.opt["permission"] in granted
            assert (answer.status_code != 403) is allowed, (path, answer.status_code)
        assert (await worker.http.get(f"/api/console/v1/shops/{worker.shop_id}/channels")).status_code == 200


class TestForeignIds:
    async def test_look_like_ids_that_never_were(self, mall: Mall) -> None:
        owner, rival = await mall.owner(), await mall.owner()
        buyer, other = await mall.buyer(owner), await mall.buyer(owner)
        goods = await owner.goods()
        order = await other.order(goods["skus"][0]["id"])
        cart = await other.call("POST", "/cart/lines", {"sku_id": goods["skus"][0]["id"], "quantity": 1})
        line = cart.json()["lines"][0]["id"]
        await self.same(buyer, "GET", "/orders/{}", order["id"])
        await self.same(buyer, "POST", "/orders/{}/cancel", order["id"], {"reason": "x"})
        await self.same(buyer, "POST", "/orders/{}/confirm", order["id"])
        await self.same(buyer, "POST", "/orders/{}/pay/check", order["id"])
        await self.same(buyer, "POST", "/orders/{}/buy-again", order["id"])
        await self.same(buyer, "DELETE", "/addresses/{}", other.address_id)
        await self.same(buyer, "PATCH", "/cart/lines/{}", line, {"quantity": 9})
        await self.same(buyer, "DELETE", "/cart/lines/{}", line)
        for method, path, body in (
            ("GET", "/orders/{}", None),
            ("POST", "/orders/{}/close", {"reason": "x"}),
            ("POST", "/orders/{}/note", {"flag": 1}),
            ("POST", "/orders/{}/ship", {"carrier_code": "SF", "tracking_no": "SF1234567890123"}),
        ):
            await self.same(rival, method, path, order["id"], body)
        kept = (await other.call("GET", f"/orders/{order['id']}")).json()
        assert (kept["status"], len(kept["timeline"])) == ("pending", 1)
        assert (await other.call("GET", "/cart")).json()["lines"][0]["quantity"] == 1

    async def same(self, who: Buyer | Owner, method: str, *asked: Any) -> None:
        """A foreign id and one that never was get the very same answer."""
        path, foreign, body = (*asked, None)[:3]
        call = who.call if isinstance(who, Buyer) else who.shop
        answers = [await call(method, path.format(one), body) for one in (foreign, UNKNOWN)]
        assert [answer.status_code for answer in answers] == [404, 404], (method, path)
        assert answers[0].content == answers[1].content, (method, path)

    async def test_another_shop_in_the_path_is_not_found(self, mall: Mall) -> None:
        owner, rival = await mall.owner(), await mall.owner()
        for shop_id in (rival.shop_id, UNKNOWN, "x", "../" + rival.shop_id):
            answer = await owner.http.get(f"/api/console/v1/shops/{shop_id}/settings")
            assert answer.status_code == 404, shop_id

    async def test_a_tenant_in_a_header_is_ignored(self, mall: Mall) -> None:
        owner, rival = await mall.owner(), await mall.owner()
        headers = {"X-Shop-Id": rival.shop_id, "tenant-id": rival.shop_id, "X-Tenant-Id": ""}
        answer = await owner.http.get(f"/api/console/v1/shops/{owner.shop_id}/settings", headers=headers)
        assert answer.json()["slug"] == owner.slug


class TestTokens:
    async def test_of_another_shop_are_none_here(self, mall: Mall) -> None:
        owner, rival = await mall.owner(), await mall.owner()
        buyer = await mall.buyer(owner)
        buyer.slug = rival.slug
        for path in ("/me", "/orders", "/cart"):
            answer = await buyer.call("GET", path)
            assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")

    async def test_end_with_log_out_within_one_request(self, mall: Mall) -> None:
        owner = await mall.owner()
        buyer, other = await mall.buyer(owner), await mall.buyer(owner)
        assert (await buyer.call("POST", "/auth/logout")).status_code == 204
        assert (await buyer.call("GET", "/me")).status_code == 401
        assert (await other.call("GET", "/me")).status_code == 200

    @pytest.mark.parametrize("odd", ["", "x", "xm_" + "0" * 43, "null", "x" * 5000, "' OR 1=1 --"])
    async def test_made_up_ones_open_nothing(self, mall: Mall, odd: str) -> None:
        owner = await mall.owner()
        buyer = await mall.buyer(owner)
        for header in (f"Bearer {odd}", odd, f"bearer {buyer.token}", f"Basic {buyer.token}"):
            answer = await buyer.call("GET", "/me", Authorization=header)
            assert answer.status_code == 401, header[:40]


class TestCodes:
    async def test_never_stand_in_an_answer_and_tell_nobody_who_is_known(self, mall: Mall) -> None:
        owner = await mall.owner()
        await mall.enter(owner, "known@mail.example")
        buyer = Buyer(mall.http, owner.slug)
        answers = [
            await buyer.call("POST", "/auth/email-code", {"email": f"{name}@mail.example"})
            for name in ("known", "unknown")
        ]
        assert [(answer.status_code, answer.content) for answer in answers] == [(202, b"{}")] * 2
        assert set(answers[0].headers) == set(answers[1].headers)

    async def test_bombing_one_mailbox_is_throttled_in_every_spelling(self, mall: Mall) -> None:
        owner = await mall.owner()
        buyer = Buyer(mall.http, owner.slug)
        spellings = [
            "a@mail.example",
            "A@MAIL.example",
            " a@mail.example ",
            "ａ@mail.example",
            "a@mail.ｅxample",
        ]
        statuses = [
            (await buyer.call("POST", "/auth/email-code", {"email": spelling})).status_code
            for spelling in spellings * 3
        ]
        assert statuses.count(202) <= 3

        def count(read: Any) -> int:
            return len(read.rows(EMAIL_CODES.select()))

        assert await mall.house.units.read(PlatformScope(), count) == statuses.count(202)

    async def test_wrong_ones_are_counted_and_refused_alike(self, mall: Mall) -> None:
        owner = await mall.owner()
        buyer = Buyer(mall.http, owner.slug)
        await buyer.call("POST", "/auth/email-code", {"email": "a@mail.example"})
        bodies = [
            {"email": "a@mail.example", "code": "000000"},
            {"email": "b@mail.example", "code": "000000"},
        ]
        answers = [await buyer.call("POST", "/auth/email", body) for body in bodies]
        assert [answer.status_code for answer in answers] == [401, 401]
        assert answers[0].content == answers[1].content


class TestNotices:
    @pytest.mark.parametrize(
        "tricks",
        [
            {},
            {"Host": "localhost"},
            {"Host": "127.0.0.1"},
            {"X-Forwarded-Host": "localhost", "X-Forwarded-For": "127.0.0.1"},
            {"X-Forwarded-For": "", "Forwarded": "for=127.0.0.1"},
            {"Wechatpay-Signature": ""},
            {"Wechatpay-Serial": ""},
            {"Wechatpay-Timestamp": ""},
            {"Wechatpay-Nonce": ""},
            {"Wechatpay-Signature": "WECHATPAY/SIGNTEST/AAAA"},
        ],
    )
    async def test_without_proof_are_refused_and_have_no_effect(
        self, mall: Mall, tricks: dict[str, str]
    ) -> None:
        owner, order = await payable(mall)
        headers = FORGED | tricks
        body = msgspec.json.encode({"id": "n-1", "event_type": "TRANSACTION.SUCCESS", "resource": {}})
        await self.refused(mall, owner, list(headers.items()), body)
        assert await statuses(mall) == [(order["id"], "pending")]

    async def test_with_missing_or_doubled_headers_are_refused(self, mall: Mall) -> None:
        owner, order = await payable(mall)
        for name, value in FORGED.items():
            rest = [(key, value) for key, value in FORGED.items() if key != name]
            await self.refused(mall, owner, rest, b"{}")
            await self.refused(mall, owner, [*FORGED.items(), (name, value)], b"{}")
        await self.refused(mall, owner, [], b"{}")
        assert await statuses(mall) == [(order["id"], "pending")]

    async def test_in_xml_are_refused_unread(self, mall: Mall) -> None:
        owner, order = await payable(mall)
        xml = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><r>&x;</r></xml>'
        for kind in ("application/xml", "text/xml", "application/json"):
            headers = [*FORGED.items(), ("Content-Type", kind)]
            await self.refused(mall, owner, headers, xml)
        assert await statuses(mall) == [(order["id"], "pending")]

    async def test_for_a_shop_without_an_account_or_none_at_all_are_refused(self, mall: Mall) -> None:
        owner = await mall.owner()
        for shop_id in (owner.shop_id, UNKNOWN, "x", "%00"):
            answer = await mall.http.post(f"/callbacks/wechat/pay/{shop_id}", content=b"{}", headers=FORGED)
            assert answer.status_code in (401, 404)
            assert answer.json()["code"] == "FAIL"

    async def refused(self, mall: Mall, owner: Owner, headers: list[tuple[str, str]], body: bytes) -> None:
        answer = await mall.http.post(f"/callbacks/wechat/pay/{owner.shop_id}", content=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "FAIL"), (headers, answer.text)


async def payable(mall: Mall) -> tuple[Owner, Any]:
    """A shop with a merchant account whose keys are real in form, and an order that waits for money."""
    owner = await mall.owner()
    answer = await owner.shop("PUT", "/channels/payment", merchant_account())
    assert answer.status_code == 200, answer.text
    goods = await owner.goods()
    buyer = await mall.buyer(owner)
    return owner, await buyer.order(goods["skus"][0]["id"])


def merchant_account() -> dict[str, str]:
    """Numbers and fresh keys of a merchant."""
    merchant, platform = new_key(), new_key()
    return {
        "mchid": "1900000001",
        "serial_no": "AB" * 20,
        "private_key_pem": private_pem(merchant),
        "apiv3_key": "k" * 32,
        "public_key_id": "PUB_KEY_ID_0123456789",
        "public_key_pem": public_pem(platform),
    }


async def employ(mall: Mall, owner: Owner, worker: Owner, role: Role) -> None:
    """The worker's account gets a role in the owner's shop."""
    me = (await worker.account("GET", "/me")).json()["merchant"]["id"]

    def write(uow: UnitOfWork) -> None:
        uow.run(
            repository.ADD_MEMBERSHIP,
            merchant_id=me,
            new_shop=owner.shop_id,
            role=role,
            created_at=uow.now,
        )

    await mall.house.units.write(DirectoryScope(), write)


async def statuses(mall: Mall) -> list[tuple[str, str]]:
    def look(read: Any) -> list[tuple[str, str]]:
        return [(row.id, row.status) for row in read.rows(ORDERS.select())]

    return await mall.house.units.read(PlatformScope(), look)
