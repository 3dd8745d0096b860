"""The cart over HTTP: what a client may send, and what it gets for anything else."""

import pytest

from tests.factories.database import TestDatabase
from tests.factories.doors import shopping
from tests.factories.orders import Counter, open_mall
from tests.modules.catalog.shelves import SHOP, Runner
from xiaopu.modules.cart.api import count_lines
from xiaopu.modules.cart.http.storefront import STOREFRONT_ROUTES

ODD = (
    "-5",
    "0",
    "1.5",
    '"１２"',
    "true",
    "null",
    '"1e2"',
    "1000000000",
    "2147483648",
    "9223372036854775808",
    "1e400",
    "NaN",
    '"abc"',
    "[1]",
    '"5"',
)


class TestCartRoutes:
    def test_a_cart_from_empty_to_empty(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            async with shopping(units, STOREFRONT_ROUTES, member) as client:
                empty = {"lines": [], "checked_count": 0, "checked_fen": 0}
                assert (await client.get("/cart")).json() == empty
                body = {"sku_id": counter.sku_id, "quantity": 2}
                cart = (await client.post("/cart/lines", json=body)).json()
                [line] = cart["lines"]
                assert (cart["checked_count"], cart["checked_fen"]) == (2, 3980)
                assert {name: line[name] for name in ("quantity", "available", "checked", "state")} == {
                    "quantity": 2,
                    "available": 50,
                    "checked": True,
                    "state": "ok",
                }
                path = f"/cart/lines/{line['id']}"
                assert (await client.patch(path, json={"quantity": 5})).json()["checked_fen"] == 9950
                off = (await client.post("/cart/check-all", json={"checked": False})).json()
                assert (off["checked_count"], off["lines"][0]["checked"]) == (0, False)
                merged = await client.post("/cart/merge", json={"lines": [body | {"quantity": 9}]})
                assert merged.json()["lines"][0]["quantity"] == 9
                assert (await client.delete(path)).json() == empty
                assert (await client.delete(path)).json()["code"] == "not_found"
            await units.close()

        run(story())

    def test_every_odd_quantity_is_422_and_has_no_effect(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            headers = {"Content-Type": "application/json"}
            async with shopping(units, STOREFRONT_ROUTES, member) as client:
                for quantity in ODD:
                    line = f'{{"sku_id":"{counter.sku_id}","quantity":{quantity}}}'
                    for path, body in (("/cart/lines", line), ("/cart/merge", f'{{"lines":[{line}]}}')):
                        answer = await client.post(path, content=body, headers=headers)
                        assert (quantity, answer.status_code) == (quantity, 422)
                        assert answer.json()["code"] == "invalid_input"
                merge = {"lines": [{"sku_id": counter.sku_id, "quantity": "5"}]}
                [fault] = (await client.post("/cart/merge", json=merge)).json()["fields"]
                assert (fault["path"], fault["code"]) == ("lines[0].quantity", "invalid")
                for name in ("price_fen", "amount", "total", "shop_id", "member_id"):
                    more = {"sku_id": counter.sku_id, "quantity": 1, name: 1}
                    assert (await client.post("/cart/lines", json=more)).status_code == 422
                assert (await client.get("/cart", params={"member_id": "x"})).status_code == 422
            assert await units.read(SHOP, count_lines, member) == 0
            await units.close()

        run(story())

    def test_the_caps_are_stated(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units, 50_000)
            member = await counter.member()
            async with shopping(units, STOREFRONT_ROUTES, member) as client:
                body = {"sku_id": counter.sku_id, "quantity": 9999}
                assert (await client.post("/cart/lines", json=body)).status_code == 200
                full = await client.post("/cart/lines", json=body)
                assert (full.status_code, full.json()["code"]) == (422, "too_many_units")
                assert full.json()["data"] == {"most": 9999}
                assert full.json()["detail"] == "一种商品最多买 9999 件"
                lines = [{"sku_id": counter.sku_id, "quantity": 1}] * 101
                assert (await client.post("/cart/merge", json={"lines": lines})).status_code == 422
            await units.close()

        run(story())

    @pytest.mark.parametrize("path", ["/cart", "/cart/lines", "/cart/merge"])
    def test_nobody_gets_a_cart_without_a_token(self, path: str) -> None:
        """The routes name `shopper`: without that dependency the application does not even answer."""
        handlers = [route for route in STOREFRONT_ROUTES if path in route.paths]
        assert [("shopper" in route.parsed_fn_signature.parameters) for route in handlers] == [True]
