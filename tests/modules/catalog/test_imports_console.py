"""Imports over HTTP: upload, progress, the fault file, the template."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.database import TestDatabase
from tests.modules.catalog.counter import client_of, console_app
from tests.modules.catalog.sheets import Workshop, row, sheet, workbook
from tests.modules.catalog.shelves import OTHER_SHOP, SHOP, Runner
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.modules.catalog.flows.read_sheet import read_sheet
from xiaopu.modules.catalog.http.console import CONSOLE_ROUTES

Desk = Callable[..., Any]


@pytest.fixture
def desk(database: TestDatabase, tmp_path: Path) -> Desk:
    @asynccontextmanager
    async def opened(scope: ShopScope = SHOP) -> AsyncIterator[tuple[AsyncClient, Workshop]]:
        shop = Workshop(database, tmp_path)
        app = console_app(shop.units, shop.store, CONSOLE_ROUTES, scope=scope, importer=shop.importer)
        async with client_of(app) as client:
            yield client, shop
        await shop.units.close()

    return opened


async def upload(client: AsyncClient, content: bytes, name: str = "a.csv", **fields: str) -> Any:
    return await client.post("/imports", files={"file": (name, content)}, data=fields)


class TestImports:
    def test_from_upload_to_the_fault_file(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, shop):
                answer = await upload(client, sheet(row("A"), row("B", sku_price_yuan="x")), dry_run="false")
                assert answer.status_code == 202
                view = answer.json()
                assert (view["status"], view["rows_total"], view["rows_done"]) == ("queued", 2, 0)
                early = await client.get(f"/imports/{view['id']}/faults.csv")
                assert (early.status_code, early.json()["code"]) == (409, "import_not_ready")
                await shop.work()
                done = (await client.get(f"/imports/{view['id']}")).json()
                assert (done["status"], done["goods_created"], done["rows_failed"]) == ("done", 1, 1)
                assert done["faults"] == [
                    {
                        "row": 3,
                        "column": "sku_price_yuan",
                        "code": "not_a_price",
                        "message": "看不懂这个价格，请填数字，如 1299.00",
                        "value": "x",
                    }
                ]
                faults = await client.get(f"/imports/{view['id']}/faults.csv")
                assert faults.headers["content-type"] == "text/csv; charset=utf-8"
                assert "看不懂这个价格" in faults.text
                listed = (await client.get("/imports")).json()["items"]
                assert [(one["id"], one["faults"]) for one in listed] == [(view["id"], [])]

        run(story())

    def test_a_dry_run_of_a_workbook(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, shop):
                cells = {"goods_no": "A", "name": "杯", "sku_price_yuan": 9.9, "sku_stock": 3}
                view = (await upload(client, workbook(cells), "a.xlsx", dry_run="true")).json()
                await shop.work()
                done = (await client.get(f"/imports/{view['id']}")).json()
                assert (done["dry_run"], done["goods_created"], done["status"]) == (True, 1, "done")

        run(story())

    @pytest.mark.parametrize(
        ("content", "fields", "code"),
        [
            (b"", {}, "sheet_refused"),
            (b"a,b\n1,2\n", {}, "sheet_refused"),
            (b"PK\x03\x04", {}, "sheet_refused"),
            (sheet(row()), {"dry_run": "maybe"}, "invalid_input"),
        ],
    )
    def test_what_is_no_sheet_is_422_and_leaves_nothing(
        self, desk: Desk, run: Runner, *, content: bytes, fields: dict[str, str], code: str
    ) -> None:
        async def story() -> None:
            async with desk() as (client, _shop):
                answer = await upload(client, content, **fields)
                assert (answer.status_code, answer.json()["code"]) == (422, code)
                assert (await client.get("/imports")).json() == {"items": []}

        run(story())

    def test_another_shops_import_is_404(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, _shop):
                mine = (await upload(client, sheet(row()))).json()["id"]
            async with desk(OTHER_SHOP) as (client, _shop):
                for path in (f"/imports/{mine}", f"/imports/{mine}/faults.csv", "/imports/nobody"):
                    answer = await client.get(path)
                    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

        run(story())

    def test_the_template_imports_without_a_fault(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, _shop):
                answer = await client.get("/imports/template.csv")
                assert [group.faults for group in read_sheet(answer.content)] == [(), ()]

        run(story())
