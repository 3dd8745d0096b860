"""What malls have fallen for, sent to ours: refused with a code, and nothing changed."""

from typing import Any

import pytest
from sqlalchemy import select

from tests.factories.malls import Buyer, Mall, Owner
from xiaopu.infra.database.scopes import PlatformScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.cart.tables import CART_LINES
from xiaopu.modules.inventory.tables import STOCK
from xiaopu.modules.members.tables import ADDRESSES, FAVOURITES, MEMBERS
from xiaopu.modules.orders.tables import ORDER_HISTORY, ORDERS
from xiaopu.modules.tenancy.tables import AUDIT_LOG, CHANNELS, MEMBERSHIPS, SHOPS

pytestmark = pytest.mark.anyio

TABLES = [
    CART_LINES,
    STOCK,
    ORDERS,
    ORDER_HISTORY,
    ADDRESSES,
    FAVOURITES,
    MEMBERS,
    SHOPS,
    CHANNELS,
    MEMBERSHIPS,
    AUDIT_LOG,
]
STATEMENTS = [select(table) for table in TABLES]
QUANTITIES = [
    b"-5",
    b"0",
    b"1.5",
    '"１２"'.encode(),
    b"true",
    b"null",
    b'"1e2"',
    b"1e2",
    b"1000000000",
    b"2147483648",
]
QUANTITIES += [b"9223372036854775808", b"NaN", b"Infinity", b"[]", b"{}", b'""', b"10000"]
# Every name under which a client has ever slipped an amount, an owner or a state into a body.
SMUGGLED = [
    "amount",
    "price",
    "total",
    "pay_amount",
    "price_fen",
    "payable_fen",
    "shop_id",
    "tenant_id",
    "owner_id",
]
SMUGGLED += ["member_id", "role", "status", "balance", "id", "merchant_id", "verified"]
ODD = [
    "'; DROP TABLE orders; --",
    "price_fen DESC",
    "../../etc/passwd",
    "\u0000",
    "%00",
    "(SELECT 1)",
    "[]",
    "１",
]


async def dump(mall: Mall) -> str:
    """Every row of the tables that a shopper or an owner can touch."""

    def look(read: ReadScope) -> list[list[str]]:
        return [sorted(repr(tuple(row)) for row in read.rows(one)) for one in STATEMENTS]

    return repr(await mall.house.units.read(PlatformScope(), look))


async def peopled(mall: Mall) -> tuple[Owner, Buyer, str]:
    """An owner, a buyer, and a SKU of which there are twenty."""
    owner = await mall.owner()
    goods = await owner.goods()
    return owner, await mall.buyer(owner), goods["skus"][0]["id"]


class TestQuantities:
    async def test_no_odd_number_goes_into_cart_quote_or_order(self, mall: Mall) -> None:
        _, buyer, sku = await peopled(mall)
        cart = await buyer.call("POST", "/cart/lines", {"sku_id": sku, "quantity": 2})
        line = cart.json()["lines"][0]["id"]
        before = await dump(mall)
        head = f'"sku_id":"{sku}","quantity":'.encode()
        order = f'"source":"now","address_id":"{buyer.address_id}","quote":"{"0" * 32}",'.encode()
        for number in QUANTITIES:
            attempts = [
                ("POST", "/cart/lines", b"{" + head + number + b"}"),
                ("PATCH", f"/cart/lines/{line}", b'{"quantity":' + number + b"}"),
                ("POST", "/cart/merge", b'{"lines":[{' + head + number + b"}]}"),
                ("POST", "/checkout/preview", b'{"source":"now",' + head + number + b"}"),
                ("POST", "/orders", b"{" + order + head + number + b"}"),
            ]
            for method, path, body in attempts:
                answer = await buyer.call(method, path, body)
                assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input"), (path, number)
        assert await dump(mall) == before

    async def test_the_last_of_two_equal_keys_does_not_win(self, mall: Mall) -> None:
        _, buyer, sku = await peopled(mall)
        body = f'{{"sku_id":"{sku}","quantity":1,"quantity":-5}}'.encode()
        assert (await buyer.call("POST", "/cart/lines", body)).status_code == 422

    async def test_the_maximum_twice_is_too_much(self, mall: Mall) -> None:
        owner = await mall.owner()
        goods = await owner.goods(stock=100_000)
        buyer = await mall.buyer(owner)
        wanted = {"sku_id": goods["skus"][0]["id"], "quantity": 9_999}
        assert (await buyer.call("POST", "/cart/lines", wanted)).status_code == 200
        again = await buyer.call("POST", "/cart/lines", wanted)
        assert (again.status_code, again.json()["code"]) == (422, "too_many_units")

    async def test_a_sum_beyond_the_cap_is_refused_before_it_can_overflow(self, mall: Mall) -> None:
        owner = await mall.owner()
        goods = await owner.goods(price_fen=99_999_999, stock=100_000)
        buyer = await mall.buyer(owner)
        wanted = {"source": "now", "sku_id": goods["skus"][0]["id"], "quantity": 9_999}
        answer = await buyer.call("POST", "/checkout/preview", wanted)
        assert (answer.status_code, answer.json()["fields"][0]["code"]) == (422, "total_too_large")


class TestSmuggling:
    async def test_no_body_of_a_shopper_takes_an_amount_an_owner_or_a_state(self, mall: Mall) -> None:
        _, buyer, sku = await peopled(mall)
        order = await buyer.order(sku)
        address = {"name": "李", "phone": "13800138000", "region_code": "330106", "detail": "1 号"}
        wanted = {"source": "now", "sku_id": sku, "quantity": 1}
        bodies: list[tuple[str, str, dict[str, Any]]] = [
            ("POST", "/cart/lines", {"sku_id": sku, "quantity": 1}),
            ("POST", "/cart/check-all", {"checked": True}),
            ("POST", "/checkout/preview", wanted),
            ("POST", "/orders", wanted | {"address_id": buyer.address_id, "quote": "0" * 32}),
            ("POST", f"/orders/{order['id']}/pay", {"channel": "weapp"}),
            ("POST", f"/orders/{order['id']}/cancel", {"reason": "x"}),
            ("POST", "/addresses", address),
            ("PUT", f"/addresses/{buyer.address_id}", address),
            ("PATCH", "/me", {"nickname": "小"}),
            ("POST", "/auth/weapp", {"code": "c"}),
            ("POST", "/auth/email-code", {"email": "a@mail.example"}),
            ("POST", "/auth/email", {"email": "a@mail.example", "code": "000000"}),
        ]
        before = await dump(mall)
        for method, path, body in bodies:
            for name in SMUGGLED:
                answer = await buyer.call(method, path, body | {name: 1})
                assert answer.status_code == 422, (path, name, answer.text)
                assert answer.json()["fields"][0]["code"] == "unknown_field", (path, name)
        assert await dump(mall) == before

    async def test_no_body_of_an_owner_takes_an_owner_or_a_shop(self, mall: Mall) -> None:
        owner, buyer, sku = await peopled(mall)
        order = await buyer.order(sku)
        bodies: list[tuple[str, str, dict[str, Any]]] = [
            ("PUT", "/settings", {"name": "店"}),
            ("PUT", "/channels/weapp", {"appid": "wx0123456789abcdef"}),
            ("PUT", "/channels/weapp/templates", {"order_paid": "t"}),
            ("POST", f"/orders/{order['id']}/note", {"flag": 1}),
            ("POST", f"/orders/{order['id']}/close", {"reason": "x"}),
            ("POST", f"/orders/{order['id']}/ship", {"carrier_code": "SF", "tracking_no": "SF1234567890123"}),
        ]
        before = await dump(mall)
        for method, path, body in bodies:
            for name in set(SMUGGLED) - set(body):
                assert (await owner.shop(method, path, body | {name: 1})).status_code == 422, (path, name)
        for name in SMUGGLED:
            assert (await owner.account("POST", "/shops", {"name": "店", name: 1})).status_code == 422
        assert await dump(mall) == before


class TestQueries:
    async def test_odd_sorts_limits_cursors_and_words_are_refused_or_find_nothing(self, mall: Mall) -> None:
        owner, buyer, _ = await peopled(mall)
        for odd in ODD:
            for path in ("/orders?tab=", "/orders?limit=", "/orders?cursor=", "/orders?nothing="):
                answer = await buyer.http.get(
                    f"/api/storefront/v1/{buyer.slug}{path.split('?')[0]}",
                    params={path.split("?")[1].rstrip("="): odd},
                    headers={"Authorization": f"Bearer {buyer.token}"},
                )
                assert answer.status_code == 422, (path, odd, answer.text)
            for path, name in (("/orders", "q"), ("/members", "q")):
                url = f"/api/console/v1/shops/{owner.shop_id}{path}"
                answer = await owner.http.get(url, params={name: odd})
                assert answer.status_code in (200, 422), (path, odd, answer.text)
                if answer.status_code == 200:
                    assert answer.json()["items"] == []

    @pytest.mark.parametrize("limit", ["0", "-1", "101", "1000000", "1.5", "9223372036854775808"])
    async def test_pages_are_bounded(self, mall: Mall, limit: str) -> None:
        owner = await mall.owner()
        for path in ("/orders", "/members", "/payments", "/audit", "/jobs"):
            assert (await owner.shop("GET", f"{path}?limit={limit}")).status_code == 422, path

    async def test_days_at_the_ends_of_time_are_refused(self, mall: Mall) -> None:
        owner = await mall.owner()
        for day in ("0001-01-01", "9999-12-31", "2026-02-30", "yesterday"):
            for name in ("from", "to"):
                answer = await owner.shop("GET", f"/orders?{name}={day}")
                assert answer.status_code == 422, (name, day, answer.text)

    async def test_cursors_of_other_shapes_are_refused(self, mall: Mall) -> None:
        owner = await mall.owner()
        for cursor in ("WzFd", "W10", "bnVsbA", "WyJcdTAwMDAiXQ", "é", "x" * 401, "WyJhIiwiYiJd"):
            for path in ("/orders", "/members", "/payments", "/audit", "/jobs"):
                answer = await owner.shop("GET", f"{path}?cursor={cursor}")
                assert answer.status_code == 422, (path, cursor, answer.text)


class TestOddText:
    async def test_a_nul_character_is_refused_or_dropped_and_never_breaks(self, mall: Mall) -> None:
        owner, buyer, sku = await peopled(mall)
        order = await buyer.order(sku)
        nul = "a\u0000b"
        mine: list[tuple[str, str, dict[str, Any]]] = [
            ("POST", f"/orders/{order['id']}/cancel", {"reason": nul}),
            ("PATCH", "/me", {"nickname": nul}),
            ("POST", "/auth/email-code", {"email": f"{nul}@mail.example"}),
            ("POST", "/addresses/parse", {"text": nul}),
            ("POST", "/auth/h5-wechat", {"code": nul, "state": nul}),
        ]
        for method, path, body in mine:
            assert (await buyer.call(method, path, body)).status_code < 500, path
        theirs: list[tuple[str, str, dict[str, Any]]] = [
            ("PUT", "/settings", {"name": nul, "notice": nul, "service_phone": nul}),
            ("PUT", "/channels/weapp", {"appid": "wx0123456789abcdef", "push_token": nul}),
            ("PUT", "/channels/weapp/templates", {"order_paid": nul}),
            ("POST", f"/orders/{order['id']}/note", {"flag": 1, "text": nul}),
            ("POST", f"/orders/{order['id']}/close", {"reason": nul}),
        ]
        for method, path, body in theirs:
            assert (await owner.shop(method, path, body)).status_code < 500, path
        for path in ("/orders/%00", "/favourites/%00", "/addresses/%00", "/cart/lines/%00"):
            assert (await buyer.call("DELETE", path)).status_code in (204, 404, 405, 422), path

    async def test_a_long_reason_is_refused_and_a_good_one_kept(self, mall: Mall) -> None:
        _, buyer, sku = await peopled(mall)
        order = await buyer.order(sku)
        before = await dump(mall)
        for length in (61, 100, 101):
            answer = await buyer.call("POST", f"/orders/{order['id']}/cancel", {"reason": "长" * length})
            assert answer.status_code == 422, (length, answer.text)
        assert await dump(mall) == before
        kept = await buyer.call("POST", f"/orders/{order['id']}/cancel", {"reason": "长" * 60})
        assert (kept.status_code, kept.json()["closed_reason"]) == (200, "长" * 60)

    async def test_a_favourite_has_the_shape_of_an_id(self, mall: Mall) -> None:
        _, buyer, _ = await peopled(mall)
        before = await dump(mall)
        for odd in ("x", "x" * 21, "é" * 20, "A" * 20, "%00" * 20):
            answer = await buyer.call("PUT", f"/favourites/{odd}")
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), odd
        assert await dump(mall) == before

    async def test_bodies_that_are_no_json_are_refused(self, mall: Mall) -> None:
        _, buyer, sku = await peopled(mall)
        for body in (b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"<xml/>", b"[" * 5000, b'{"a":' * 5000):
            answer = await buyer.call("POST", "/cart/lines", body)
            assert answer.status_code == 422, (body[:20], answer.text)
        huge = b'{"sku_id":"' + b"x" * (2 * 1024 * 1024) + b'","quantity":1}'
        assert (await buyer.call("POST", "/cart/lines", huge)).status_code == 413
        assert len(sku) == 20
