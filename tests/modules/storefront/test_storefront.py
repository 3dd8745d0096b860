"""The storefront over HTTP: lists, product page, cache and its version, live stock, pages."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.database import TestDatabase
from tests.modules.catalog.counter import client_of, console_app
from tests.modules.catalog.shelves import (
    OTHER_SHOP,
    SHOP,
    Runner,
    add_picture,
    look,
    open_units,
    plain,
    teapot,
)
from xiaopu.infra.cache import ResponseCache
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.infra.storage import LocalFolder
from xiaopu.kernel.ids import GoodsId, MerchantId, SkuId
from xiaopu.modules.catalog.api import (
    BatchIn,
    Origin,
    batch_goods,
    category_tree,
    count_sales,
    create_goods,
    edit_goods,
    ensure_category,
)
from xiaopu.modules.catalog.domain.goods import GoodsAction, Spec, SpecValue
from xiaopu.modules.inventory.api import StockLine, reserve_stock
from xiaopu.modules.members.api import Visitor
from xiaopu.modules.storefront.contributions import STOREFRONT_ROUTES, Answers, Versions, published
from xiaopu.modules.storefront.domain.search import Sort
from xiaopu.modules.storefront.queries import goods_list, live
from xiaopu.modules.storefront.usecases.show_goods import show_goods
from xiaopu.modules.tenancy.api import OpenShop, open_shop

Window = Callable[..., Any]


class Settings:
    """What the storefront reads of the settings."""

    class wechat:  # noqa: N801 (the name of the settings' own section)
        bridge_url = None


@pytest.fixture
def window(database: TestDatabase, tmp_path: Path) -> Window:
    @asynccontextmanager
    async def opened(scope: ShopScope = SHOP) -> AsyncIterator[tuple[AsyncClient, Units]]:
        versions = Versions()
        units = open_units(database, *published(versions))
        cache = ResponseCache(1_000_000, clock=database.clock)
        app = console_app(
            units,
            LocalFolder(tmp_path, clock=database.clock),
            STOREFRONT_ROUTES,
            scope=scope,
            answers=Answers(units, cache, versions),
            visitor=Visitor(scope, None),
            shopper=None,
            settings=Settings(),
        )
        await units.write(SHOP, open_shop, OpenShop(MerchantId("m" * 20), "小铺生活", "life-shop"))
        async with client_of(app) as client:
            yield client, units
        await units.close()

    return opened


async def make(
    units: Units, name: str, price: int, *, sold: int = 0, picture: bool = True, **changes: Any
) -> GoodsId:
    pictures = ("p1",) if picture else ()
    form = plain(name, name, pictures=pictures, **changes)
    [sku] = form.skus
    form = plain(
        name, name, pictures=pictures, **changes, skus=(type(sku)(spec_values=(), price_fen=price, stock=3),)
    )
    return await units.write(SHOP, create_goods, form, Origin("test", sold=sold))


async def names(client: AsyncClient, **params: Any) -> list[str]:
    answer = await client.get("/goods", params=params)
    assert answer.status_code == 200
    return [card["name"] for card in answer.json()["items"]]


class TestGoodsList:
    def test_sorts_pages_and_filters(self, window: Window, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            async with window() as (client, units):
                await units.write(SHOP, add_picture)
                tea = await units.write(SHOP, ensure_category, ("茶器", "茶壶", "紫砂"))
                top = await units.write(SHOP, ensure_category, ("茶器",))
                await make(units, "甲", 300, sold=5, category_id=tea)
                database.clock.move(seconds=1)
                await make(units, "乙", 100, sold=9)
                database.clock.move(seconds=1)
                await make(units, "丙", 200, sold=7, category_id=top)
                await make(units, "无图", 50, picture=False, category_id=top)
                await make(units, "仓库", 10, on_sale=False)
                assert await names(client) == ["丙", "乙", "甲"]
                assert await names(client, sort="sales") == ["乙", "丙", "甲"]
                assert await names(client, sort="new") == ["丙", "乙", "甲"]
                assert await names(client, sort="price_asc") == ["乙", "丙", "甲"]
                assert await names(client, sort="price_desc") == ["甲", "丙", "乙"]
                assert await names(client, category=top, sort="price_asc") == ["无图", "丙", "甲"]
                assert await names(client, category=tea) == ["甲"]
                assert await names(client, category="x" * 20) == []
                for sort in ("default", "sales", "new", "price_asc", "price_desc"):
                    seen: list[str] = []
                    cursor = ""
                    for _ in range(3):
                        page = (
                            await client.get("/goods", params={"sort": sort, "limit": 1, "cursor": cursor})
                        ).json()
                        seen += [card["name"] for card in page["items"]]
                        cursor = page.get("next_cursor", "")
                    assert (seen, cursor) == (await names(client, sort=sort), "")

        run(story())

    def test_a_card_says_what_a_list_shows(self, window: Window, run: Runner) -> None:
        async def story() -> None:
            async with window() as (client, units):
                await units.write(SHOP, add_picture)
                goods_id = await make(
                    units, "甲", 300, sold=5, brief="好", market_price_fen=400, limit_per_buyer=2
                )
                [card] = (await client.get("/goods")).json()["items"]
                assert card == {
                    "id": goods_id,
                    "name": "甲",
                    "brief": "好",
                    "cover_url": "/media/p1-m",
                    "price_fen": 300,
                    "market_price_fen": 400,
                    "sold": 5,
                    "tags": ["限购2件"],
                }

        run(story())

    @pytest.mark.parametrize(
        "params",
        [
            {"sort": "sold desc; --"},
            {"order": "1"},
            {"limit": 101},
            {"cursor": "AAAA"},
            {"cursor": "W10"},
            {"q": "x" * 61},
            {"category": "c" * 61},
        ],
    )
    def test_odd_queries_are_422(self, window: Window, run: Runner, params: dict[str, Any]) -> None:
        async def story() -> None:
            async with window() as (client, _units):
                answer = await client.get("/goods", params=params)
                assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")

        run(story())


class TestGoodsPage:
    def test_shows_the_matrix_the_pictures_and_the_freight(self, window: Window, run: Runner) -> None:
        async def story() -> None:
            async with window() as (client, units):
                await units.write(SHOP, add_picture)
                specs = (Spec("颜色", (SpecValue("墨青", "p1"), SpecValue("赭石"))),)
                goods_id = await units.write(
                    SHOP, create_goods, teapot(specs=specs, pictures=("p1",), detail_html="<p>好</p>")
                )
                page = (await client.get(f"/goods/{goods_id}")).json()
                assert (page["price_fen"], page["max_price_fen"], page["status"]) == (19800, 22800, "on_sale")
                assert page["specs"] == [
                    {
                        "name": "颜色",
                        "values": [{"value": "墨青", "picture_url": "/media/p1-t"}, {"value": "赭石"}],
                    }
                ]
                assert [sku["spec_values"] for sku in page["skus"]] == [["墨青"], ["赭石"]]
                assert (page["pictures"], page["detail_html"]) == (["/media/p1"], "<p>好</p>")
                assert "stock" not in page["skus"][0]
                assert isinstance(page["freight"]["free"], bool)
                await units.write(SHOP, batch_goods, BatchIn(ids=(goods_id,), action=GoodsAction.UNLIST))
                assert (await client.get(f"/goods/{goods_id}")).json()["status"] == "off_sale"
                await units.write(SHOP, batch_goods, BatchIn(ids=(goods_id,), action=GoodsAction.RECYCLE))
                assert (await client.get(f"/goods/{goods_id}")).status_code == 404

        run(story())

    def test_another_shops_goods_and_odd_ids_are_404(self, window: Window, run: Runner) -> None:
        async def story() -> None:
            async with window() as (client, units):
                foreign = await units.write(OTHER_SHOP, create_goods, teapot())
                for goods_id in (foreign, "x" * 20, "1", "' OR 1=1"):
                    answer = await client.get(f"/goods/{goods_id}")
                    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

        run(story())


class TestCache:
    def test_an_answer_is_packed_once_and_has_one_etag_in_both_forms(
        self, window: Window, run: Runner
    ) -> None:
        async def story() -> None:
            async with window() as (client, units):
                await units.write(SHOP, add_picture)
                for number in range(12):
                    await make(units, f"茶壶{number}", 300)
                packed = await client.get("/goods", headers={"Accept-Encoding": "gzip"})
                plain = await client.get("/goods", headers={"Accept-Encoding": "identity"})
                assert packed.headers["content-encoding"] == "gzip"
                assert "content-encoding" not in plain.headers
                assert int(packed.headers["content-length"]) < len(plain.content) // 2
                assert (packed.content, packed.headers["etag"]) == (plain.content, plain.headers["etag"])
                assert {one.headers["vary"] for one in (packed, plain)} == {"Accept-Encoding"}

        run(story())

    def test_an_answer_is_kept_until_the_face_changes_and_304_when_known(
        self, window: Window, run: Runner
    ) -> None:
        async def story() -> None:
            async with window() as (client, units):
                await units.write(SHOP, add_picture)
                goods_id = await make(units, "甲", 300)
                first = await client.get("/goods")
                known = {"If-None-Match": first.headers["etag"]}
                again = await client.get("/goods", headers=known)
                assert (again.status_code, again.content) == (304, b"")
                view = await units.read(SHOP, look, goods_id)

                def sell(uow: UnitOfWork) -> None:
                    reserve_stock(uow, [StockLine(view.skus[0].id, 1)], reason="x")
                    count_sales(uow, goods_id, 7)

                await units.write(SHOP, sell)
                assert (await client.get("/goods", headers=known)).status_code == 304
                await units.write(SHOP, edit_goods, goods_id, plain("改", "甲", version=1, pictures=("p1",)))
                changed = await client.get("/goods", headers=known)
                assert changed.status_code == 200
                assert [(card["name"], card["sold"]) for card in changed.json()["items"]] == [("改", 7)]

        run(story())

    def test_another_process_shows_the_new_face_within_a_second(
        self, window: Window, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            async with window() as (client, units):
                await units.write(SHOP, add_picture)
                goods_id = await make(units, "甲", 300)
                assert await names(client) == ["甲"]
                other = open_units(database, *published(Versions()))
                await other.write(SHOP, edit_goods, goods_id, plain("改", "甲", version=1, pictures=("p1",)))
                database.clock.move(seconds=1.1)
                assert await names(client) == ["改"]
                await other.close()

        run(story())


class TestLive:
    def test_stock_is_told_as_it_is_and_only_of_this_shop(self, window: Window, run: Runner) -> None:
        async def story() -> None:
            async with window() as (client, units):
                goods_id = await units.write(SHOP, create_goods, teapot())
                foreign = await units.write(OTHER_SHOP, create_goods, teapot())
                first, second = (await units.read(SHOP, look, goods_id)).skus
                await units.write(SHOP, reserve_stock, [StockLine(SkuId(first.id), 4)], reason="x")
                answer = await client.get("/live", params={"ids": f"{goods_id},{foreign},nobody"})
                assert answer.headers["cache-control"] == "no-store"
                assert answer.json() == {
                    "goods": {goods_id: {"available": 11, "skus": {first.id: 6, second.id: 5}}},
                    "favourites": [],
                }
                many = ",".join(f"{number:020d}" for number in range(51))
                assert (await client.get("/live", params={"ids": many})).status_code == 422

        run(story())


class TestFace:
    def test_the_shop_its_home_tree_words_and_pages(self, window: Window, run: Runner) -> None:
        async def story() -> None:
            async with window() as (client, units):
                tea = await units.write(SHOP, ensure_category, ("茶器",))
                await make(units, "甲", 300, picture=False, sold=3, category_id=tea)
                shop = (await client.get("/shop")).json()
                assert (shop["name"], shop["slug"], shop["shop_id"]) == (
                    "小铺生活",
                    "life-shop",
                    SHOP.shop_id,
                )
                assert shop["order_rules"] == {"unpaid_minutes": 30, "auto_receive_days": 10}
                assert (await client.get("/home")).json() == {"banners": [], "icons": []}
                tree = (await client.get("/categories")).json()
                assert tree == {"items": [{"id": tea, "name": "茶器", "children": []}]}
                assert (await client.get("/search/hot")).json() == {"words": ["茶器"]}
                for name, title in (
                    ("agreement", "用户服务协议"),
                    ("privacy", "隐私政策"),
                    ("after-sale", "售后说明"),
                    ("about", "关于我们"),
                ):
                    page = (await client.get(f"/pages/{name}")).json()
                    assert page["title"] == title
                    assert "小铺生活" in page["html"]
                    assert "{" not in page["html"]
                assert (await client.get("/pages/other")).status_code == 404

        run(story())


class Counted:
    """A read scope that counts its statements."""

    def __init__(self, read: ReadScope) -> None:
        self._read = read
        self.statements = 0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._read, name)
        if name in {"row", "rows", "value"}:
            self.statements += 1
        return found


class TestStatementCounts:
    def test_a_list_is_one_statement_and_a_product_page_a_handful(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_units(database)
            await units.write(SHOP, open_shop, OpenShop(MerchantId("m" * 20), "小铺", "life-shop"))
            goods_id = await units.write(SHOP, create_goods, teapot())

            def statements(
                query: Callable[..., Any], *args: Any, **kwargs: Any
            ) -> Callable[[ReadScope], int]:
                def counted(read: ReadScope) -> int:
                    scope: Any = Counted(read)
                    query(scope, *args, **kwargs)
                    return int(scope.statements)

                return counted

            plain_list = {"category": None, "cursor": None, "limit": 20}
            counts = [
                await units.read(SHOP, statements(goods_list, Sort.SALES, words=None, **plain_list)),
                await units.read(SHOP, statements(goods_list, Sort.DEFAULT, words="茶壶", **plain_list)),
                await units.read(SHOP, statements(live, [goods_id], None)),
                await units.read(SHOP, statements(category_tree)),
            ]
            assert counts == [1, 1, 1, 1]
            # Goods with details, SKUs, freight, the shop's rules.
            assert await units.read(SHOP, statements(show_goods, goods_id)) == 4
            await units.close()

        run(story())
