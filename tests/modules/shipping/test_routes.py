"""Shipping, subscriptions and the overview over HTTP."""

from tests.factories.database import TestDatabase
from tests.factories.doors import PUBLIC_URL, shopping, working
from tests.factories.people import lay_member
from tests.modules.catalog.shelves import SHOP, Runner, open_units
from xiaopu.modules.insight.http.console import CONSOLE_ROUTES as INSIGHT_ROUTES
from xiaopu.modules.notices.http.storefront import STOREFRONT_ROUTES as NOTICE_ROUTES
from xiaopu.modules.shipping.http.console import CONSOLE_ROUTES
from xiaopu.modules.tenancy.domain import ShopSettings
from xiaopu.modules.tenancy.repository import ADD_SHOP

FORM = {"name": "普通快递", "first_count": 1, "first_fen": 800, "next_count": 1, "next_fen": 200}


class TestShippingRoutes:
    def test_templates_are_made_changed_and_dropped(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            async with working(units, CONSOLE_ROUTES) as staff:
                made = await staff.post("/freight-templates", json=FORM)
                assert (made.status_code, made.json()["is_default"]) == (201, True)
                second = (await staff.post("/freight-templates", json=FORM | {"name": "大件"})).json()
                path = f"/freight-templates/{second['id']}"
                changed = await staff.put(path, json=FORM | {"name": "大件", "free_over_fen": 9900})
                assert changed.json() == {
                    **FORM,
                    "id": second["id"],
                    "name": "大件",
                    "free_over_fen": 9900,
                    "is_default": False,
                }
                assert (await staff.delete(path)).status_code == 204
                assert (await staff.get("/freight-templates")).json() == {"items": [made.json()]}
                assert (await staff.delete(path)).status_code == 404
            await units.close()

        run(story())

    def test_odd_forms_are_422(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            odd: list[dict[str, object]] = [
                {"first_fen": -1},
                {"first_fen": 0.5},
                {"first_fen": 10_000_001},
                {"next_count": 0},
                {"first_count": "１"},
                {"name": " "},
                {"name": "字" * 21},
                {"free_over_fen": 0},
                {"shop_id": "x"},
                {"id": "x"},
            ]
            async with working(units, CONSOLE_ROUTES) as staff:
                for change in odd:
                    answer = await staff.post("/freight-templates", json=FORM | change)
                    assert (change, answer.status_code) == (change, 422)
                assert (await staff.get("/freight-templates")).json() == {"items": []}
            await units.close()

        run(story())

    def test_carriers_are_listed_and_recognised(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            async with working(units, CONSOLE_ROUTES) as staff:
                listed = (await staff.get("/carriers")).json()["items"]
                assert listed[0] == {"code": "SF", "name": "顺丰速运"}
                found = await staff.get("/carriers/recognise", params={"tracking_no": "yt2812345678901"})
                assert found.json() == {"items": [{"code": "YTO", "name": "圆通速递"}]}
                assert (await staff.get("/carriers/recognise")).status_code == 422
                long = await staff.get("/carriers/recognise", params={"tracking_no": "1" * 61})
                assert long.status_code == 422
            await units.close()

        run(story())


class TestOtherRoutes:
    def test_subscriptions_and_overview_answer(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            member = await units.write(SHOP, lay_member)
            await units.write(
                SHOP,
                lambda uow: uow.run(
                    ADD_SHOP, slug="qingshan", name="青山", settings=ShopSettings(), created_at=uow.now
                ),
            )
            async with (
                shopping(units, NOTICE_ROUTES, member) as buyer,
                working(units, INSIGHT_ROUTES) as staff,
            ):
                said = await buyer.post("/subscriptions", json={"results": {"T1": "accept"}})
                assert said.status_code == 204
                assert (
                    await buyer.post("/subscriptions", json={"results": {"T1": "yes"}})
                ).status_code == 422
                seen = (await staff.get("/overview")).json()
                assert seen["storefront_url"] == f"{PUBLIC_URL}/s/qingshan/"
                assert seen["today"] == {"orders": 0, "paid_orders": 0, "paid_fen": 0, "offline_fen": 0}
                assert [len(seen["week"]), seen["week"][-1]["date"]] == [7, "2026-03-02"]
            await units.close()

        run(story())
