"""The console's goods over HTTP: form, list, batch, stock."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.database import TestDatabase
from tests.modules.catalog.counter import client_of, console_app
from tests.modules.catalog.shelves import OTHER_SHOP, SHOP, Runner, open_units, plain, teapot
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.storage import LocalFolder
from xiaopu.modules.catalog.api import create_goods, ensure_category
from xiaopu.modules.inventory.http.console import CONSOLE_ROUTES

Desk = Callable[..., Any]


@pytest.fixture
def desk(database: TestDatabase, tmp_path: Path) -> Desk:
    @asynccontextmanager
    async def opened(scope: ShopScope = SHOP) -> AsyncIterator[tuple[AsyncClient, Any]]:
        units = open_units(database)
        store = LocalFolder(tmp_path / "media", clock=database.clock)
        app = console_app(units, store, CONSOLE_ROUTES, scope=scope)
        async with client_of(app) as client:
            yield client, units
        await units.close()

    return opened


BODY: dict[str, Any] = {
    "name": "秋山圆壶",
    "goods_no": "XP1001",
    "on_sale": True,
    "specs": [{"name": "颜色", "values": [{"value": "墨青"}, {"value": "赭石"}]}],
    "skus": [
        {"spec_values": ["墨青"], "price_fen": 19800, "stock": 10},
        {"spec_values": ["赭石"], "price_fen": 22800, "stock": 0},
    ],
}


class TestGoodsForm:
    def test_made_once_edited_and_read(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, _units):
                answers = await asyncio.gather(
                    *(client.post("/goods", json=BODY, headers={"Idempotency-Key": "k1"}) for _ in range(5))
                )
                assert [answer.status_code for answer in answers] == [201] * 5
                assert len({answer.json()["id"] for answer in answers}) == 1
                view = answers[0].json()
                assert (view["version"], [sku["stock"] for sku in view["skus"]]) == (1, [10, 0])
                body = {**BODY, "version": 1, "name": "改名"}
                changed = await client.put(f"/goods/{view['id']}", json=body)
                assert (changed.status_code, changed.json()["name"], changed.json()["version"]) == (
                    200,
                    "改名",
                    2,
                )
                stale = await client.put(f"/goods/{view['id']}", json=body)
                assert (stale.status_code, stale.json()["code"]) == (409, "goods_stale")
                missing = await client.post("/goods", json=BODY)
                assert (missing.status_code, missing.json()["code"]) == (422, "invalid_input")

        run(story())

    @pytest.mark.parametrize(
        "change",
        [
            {"shop_id": "b" * 20},
            {"price_fen": 1},
            {"skus": [{"spec_values": [], "price_fen": 0, "stock": 1}], "specs": []},
            {"skus": [{"spec_values": [], "price_fen": 1, "stock": -1}], "specs": []},
            {"skus": [{"spec_values": [], "price_fen": 1, "stock": 2**63}], "specs": []},
            {"name": "长" * 61},
            {"pictures": ["x"] * 10},
            {"pictures": ["../../etc/passwd"]},
        ],
    )
    def test_bad_input_is_422_and_makes_nothing(
        self, desk: Desk, run: Runner, change: dict[str, Any]
    ) -> None:
        async def story() -> None:
            async with desk() as (client, _units):
                answer = await client.post("/goods", json=BODY | change, headers={"Idempotency-Key": "k"})
                assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
                assert (await client.get("/goods/counts")).json() == {
                    "on_sale": 0,
                    "sold_out": 0,
                    "warehouse": 0,
                    "recycled": 0,
                }

        run(story())

    def test_another_shops_goods_are_404_in_every_route(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, units):
                foreign = await units.write(OTHER_SHOP, create_goods, teapot())
                path = f"/goods/{foreign}"
                change = {"changes": [{"sku_id": "s" * 20, "delta": 1}], "reason": "x"}
                answers = [
                    await client.get(path),
                    await client.put(path, json={**BODY, "version": 1}),
                    await client.post(f"{path}/stock", json=change),
                    await client.get(f"{path}/stock-journal"),
                ]
                assert [(one.status_code, one.json()["code"]) for one in answers] == [(404, "not_found")] * 4
                batch = await client.post("/goods/batch", json={"ids": [foreign], "action": "recycle"})
                assert batch.json()["done"] == 0
                assert [one["code"] for one in batch.json()["refused"]] == ["not_found"]

        run(story())


class TestGoodsList:
    def test_tabs_search_category_and_pages(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, units):
                tea = await units.write(SHOP, ensure_category, ("茶器", "茶壶"))
                for number in range(5):
                    form = plain(f"白瓷杯{number}", f"XP20{number}", category_id=tea if number < 2 else None)
                    await units.write(SHOP, create_goods, form)
                await units.write(SHOP, create_goods, teapot(on_sale=False))
                seen: list[str] = []
                cursor = ""
                while True:
                    page = (await client.get("/goods", params={"limit": 2, "cursor": cursor})).json()
                    seen += [row["id"] for row in page["items"]]
                    cursor = page.get("next_cursor", "")
                    if not cursor:
                        break
                assert (len(seen), sorted(seen, reverse=True)) == (5, seen)
                top = (await client.get("/categories", params={})).status_code
                assert top == 404
                inside = (await client.get("/goods", params={"category_id": tea})).json()["items"]
                assert sorted(row["name"] for row in inside) == ["白瓷杯0", "白瓷杯1"]
                assert {row["category_name"] for row in inside} == {"茶壶"}
                for q, count in (("xp201", 1), ("瓷杯", 5), ("%", 0), ("_", 0), ("\\", 0)):
                    assert len((await client.get("/goods", params={"q": q})).json()["items"]) == count
                stored = (await client.get("/goods", params={"tab": "warehouse"})).json()["items"]
                assert [(row["goods_no"], row["stock"]) for row in stored] == [("XP1001", 15)]

        run(story())

    @pytest.mark.parametrize("sort", ["sales", "price_asc", "price_desc", "new"])
    def test_every_sort_pages_through_ties(self, desk: Desk, run: Runner, sort: str) -> None:
        async def story() -> None:
            async with desk() as (client, units):
                for number in range(7):
                    await units.write(SHOP, create_goods, plain(number=f"N{number}"))
                seen: list[str] = []
                cursor = ""
                for _ in range(4):
                    params = {"limit": 2, "cursor": cursor, "sort": sort}
                    page = (await client.get("/goods", params=params)).json()
                    seen += [row["goods_no"] for row in page["items"]]
                    cursor = page.get("next_cursor", "")
                assert (sorted(seen), cursor) == ([f"N{number}" for number in range(7)], "")

        run(story())

    @pytest.mark.parametrize(
        "params",
        [
            {"sort": "price_fen; DROP TABLE goods"},
            {"sort": "1=1"},
            {"tab": "deleted"},
            {"limit": 101},
            {"limit": 0},
            {"cursor": "'"},
            {"order": "asc"},
            {"q": "x" * 61},
        ],
    )
    def test_odd_queries_are_422(self, desk: Desk, run: Runner, params: dict[str, Any]) -> None:
        async def story() -> None:
            async with desk() as (client, _units):
                answer = await client.get("/goods", params=params)
                assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")

        run(story())


class TestBatchAndStock:
    def test_the_life_of_goods_from_shelf_to_bin(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, units):
                first = await units.write(SHOP, create_goods, plain())
                second = await units.write(SHOP, create_goods, teapot())

                async def act(action: str, *ids: str) -> tuple[int, list[str]]:
                    answer = (await client.post("/goods/batch", json={"ids": ids, "action": action})).json()
                    return answer["done"], [one["code"] for one in answer["refused"]]

                assert await act("unlist", first, second, first) == (2, [])
                assert await act("list", first) == (1, [])
                assert await act("list", first, second) == (1, ["goods_status"])
                assert await act("delete", first) == (0, ["goods_status"])
                assert await act("recycle", first) == (1, [])
                assert (await client.get("/goods/counts")).json() == {
                    "on_sale": 1,
                    "sold_out": 0,
                    "warehouse": 0,
                    "recycled": 1,
                }
                assert await act("restore", first) == (1, [])
                assert await act("recycle", first) == (1, [])
                assert await act("delete", first) == (1, [])
                assert (await client.get(f"/goods/{first}")).status_code == 404
                await units.write(SHOP, create_goods, plain())
                too_many = {"ids": [f"{n:020d}" for n in range(201)], "action": "list"}
                assert (await client.post("/goods/batch", json=too_many)).status_code == 422

        run(story())

    def test_stock_changes_with_a_reason_and_shows_in_tabs_and_journal(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, units):
                goods_id = await units.write(SHOP, create_goods, teapot())
                view = (await client.get(f"/goods/{goods_id}")).json()
                first, second = (sku["id"] for sku in view["skus"])

                async def change(sku: str, delta: int) -> Any:
                    body = {"changes": [{"sku_id": sku, "delta": delta}], "reason": "盘点"}
                    return await client.post(f"/goods/{goods_id}/stock", json=body)

                database_answers = [await change(first, -10), await change(second, -5)]
                assert [answer.status_code for answer in database_answers] == [200, 200]
                refused = await change(second, -1)
                assert (refused.status_code, refused.json()["code"]) == (409, "stock_below_zero")
                assert (await client.get("/goods/counts")).json()["sold_out"] == 1
                sold_out = (await client.get("/goods", params={"tab": "sold_out"})).json()["items"]
                assert [row["id"] for row in sold_out] == [goods_id]
                rows = (await client.get(f"/goods/{goods_id}/stock-journal")).json()["items"]
                assert sorted((row["spec_text"], row["delta"], row["available_after"]) for row in rows) == [
                    ("墨青", -10, 0),
                    ("墨青", 10, 10),
                    ("赭石", -5, 0),
                    ("赭石", 5, 5),
                ]
                assert {row["actor"] for row in rows} == {SHOP.actor}

        run(story())
