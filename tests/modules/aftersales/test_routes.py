"""After-sales over HTTP: one key, one case; amounts are the server's."""

from tests.factories.database import TestDatabase
from tests.factories.doors import shopping, working
from tests.factories.orders import PRICE_FEN, Counter, open_mall, refunds, tell_refund
from tests.modules.catalog.shelves import SHOP, Runner
from xiaopu.modules.aftersales.api import count_requested
from xiaopu.modules.aftersales.http.console import CONSOLE_ROUTES
from xiaopu.modules.aftersales.http.storefront import STOREFRONT_ROUTES

KEY = {"Idempotency-Key": "ask-1"}


class TestAftersaleRoutes:
    def test_from_the_ask_to_the_money(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.paid(member)
            path, body = f"/orders/{order}/aftersales", {"reason": "拍错了", "note": " 换 一个 "}
            async with (
                shopping(units, STOREFRONT_ROUTES, member) as buyer,
                working(units, CONSOLE_ROUTES) as staff,
            ):
                assert (await buyer.post(path, json=body)).json()["code"] == "invalid_input"
                asked = await buyer.post(path, json=body, headers=KEY)
                again = await buyer.post(path, json=body, headers=KEY)
                assert (asked.status_code, again.json()) == (201, asked.json())
                brief = asked.json()
                assert {name: brief[name] for name in ("order_id", "status", "amount_fen", "note")} == {
                    "order_id": order,
                    "status": "requested",
                    "amount_fen": 2 * PRICE_FEN,
                    "note": "换 一个",
                }
                reused = await buyer.post(path, json=body | {"reason": "别的"}, headers=KEY)
                assert reused.json()["code"] == "idempotency_key_reused"
                twice = await buyer.post(path, json=body, headers={"Idempotency-Key": "ask-2"})
                assert (twice.status_code, twice.json()["code"]) == (409, "aftersale_open")
                [row] = (await staff.get("/aftersales")).json()["items"]
                assert (row["id"], row["payable_fen"], row["lines"][0]["quantity"]) == (brief["id"], 3980, 2)
                agreed = await staff.post(f"/aftersales/{brief['id']}/agree")
                assert agreed.json()["status"] == "refunding"
                late = await buyer.post(f"/aftersales/{brief['id']}/cancel")
                assert (late.status_code, late.json()["data"]) == (409, {"status": "refunding"})
                [refund] = await units.read(SHOP, refunds, order)
                await units.write(SHOP, tell_refund, refund.id)
                newest = await buyer.post(path, json=body, headers=KEY)
                assert newest.json()["status"] == "refunded"
                assert (await staff.get("/aftersales", params={"tab": "requested"})).json() == {"items": []}
            await units.close()

        run(story())

    def test_amounts_and_strangers_are_refused(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member, other = await counter.member(), await counter.member("小红")
            order = await counter.paid(member)
            path = f"/orders/{order}/aftersales"
            async with shopping(units, STOREFRONT_ROUTES, member) as buyer:
                for odd in ({"amount_fen": 1}, {"order_id": order}, {"shop_id": "x"}, {"status": "refunded"}):
                    answer = await buyer.post(path, json={"reason": "x", **odd}, headers=KEY)
                    assert answer.status_code == 422
                for reason in ("", "  ", "字" * 101):
                    assert (await buyer.post(path, json={"reason": reason}, headers=KEY)).status_code == 422
            async with shopping(units, STOREFRONT_ROUTES, other) as stranger:
                assert (await stranger.post(path, json={"reason": "x"}, headers=KEY)).status_code == 404
            async with working(units, CONSOLE_ROUTES) as staff:
                assert (await staff.post(f"/aftersales/{'z' * 20}/agree")).status_code == 404
                assert (await staff.get("/aftersales", params={"tab": "x"})).status_code == 422
                assert (await staff.get("/aftersales", params={"sort": "id"})).status_code == 422
            assert await units.read(SHOP, count_requested) == 0
            assert await units.read(SHOP, refunds, order) == []
            await units.close()

        run(story())
