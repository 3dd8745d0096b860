"""Industry templates: filled once, cleared of what nobody touched, and no proof of a shop."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.factories.stage import Stage
from xiaopu.infra.storage import LocalFolder
from xiaopu.modules.catalog.api import (
    GoodsIn,
    MediaLibrary,
    SkuIn,
    Spec,
    SpecValue,
    edit_goods,
    ensure_category,
    goods_skus,
)
from xiaopu.modules.catalog.tables import CATEGORIES, GOODS, MEDIA
from xiaopu.modules.decoration.api import HomeIn, change_home, home
from xiaopu.modules.launch.adapters.scene_painter import PillowScenes
from xiaopu.modules.launch.domain.templates import TEMPLATE, TEMPLATES, TemplateKey
from xiaopu.modules.launch.errors import TemplateFilled
from xiaopu.modules.launch.flows.fill_template import Templates
from xiaopu.modules.launch.flows.read_store import StoreReader
from xiaopu.modules.launch.tables import LAUNCH_TEMPLATE_ITEMS
from xiaopu.modules.launch.usecases.templates import clear_template, templates_view

pytestmark = pytest.mark.anyio

HOME = TEMPLATE[TemplateKey.HOME]


class NoSigns:
    """The shop has no account: WeChat is not asked."""

    async def trade_managed(self, _keys: Any) -> bool:
        raise AssertionError("nobody to ask")

    async def is_released(self, _keys: Any) -> bool:
        raise AssertionError("nobody to ask")

    async def categories(self, _keys: Any) -> Any:
        raise AssertionError("nobody to ask")


@pytest.fixture
def templates(stage: Stage, tmp_path: Path) -> Templates:
    store = LocalFolder(tmp_path / "objects", clock=stage.clock)
    return Templates(stage.units, MediaLibrary(stage.units, store), PillowScenes())


async def on_sale(stage: Stage) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in await stage.rows(GOODS) if row["status"] == "on_sale"}


async def findings(stage: Stage) -> set[str]:
    reader = StoreReader(stage.units, stage.vault, NoSigns())
    return {one.code for one in (await reader.read(stage.scope)).findings}


async def changed(stage: Stage, name: str) -> None:
    row = (await on_sale(stage))[name]
    form = GoodsIn(
        name=f"我的{name}",
        on_sale=True,
        version=row["version"],
        category_id=row["category_id"],
        specs=(Spec("规格", (SpecValue("一只"),)),),
        skus=(SkuIn(spec_values=("一只",), price_fen=100, stock=1),),
    )
    await stage.units.write(stage.scope, edit_goods, row["id"], form)


class TestFill:
    @pytest.mark.parametrize("key", list(TemplateKey))
    async def test_makes_goods_with_pictures_categories_and_a_home_page(
        self, stage: Stage, templates: Templates, key: TemplateKey
    ) -> None:
        await templates.fill(stage.scope, key)
        goods = await on_sale(stage)
        assert set(goods) == {one.name for one in TEMPLATE[key].goods}
        assert all(row["has_picture"] and row["category_id"] for row in goods.values())
        assert {row["name"] for row in await stage.rows(CATEGORIES)} == set(TEMPLATE[key].categories)
        page = await stage.units.read(stage.scope, home)
        assert (len(page.banners), [icon.label for icon in page.icons]) == (1, list(TEMPLATE[key].categories))

    async def test_twice_and_two_at_once_is_once(self, stage: Stage, templates: Templates) -> None:
        await asyncio.gather(*(templates.fill(stage.scope, HOME.key) for _ in range(3)))
        before = await stage.dump(GOODS, CATEGORIES, LAUNCH_TEMPLATE_ITEMS, MEDIA)
        await templates.fill(stage.scope, HOME.key)
        assert await stage.dump(GOODS, CATEGORIES, LAUNCH_TEMPLATE_ITEMS, MEDIA) == before
        assert len(before[0]) == len(HOME.goods)

    async def test_another_one_waits_until_this_one_is_cleared(
        self, stage: Stage, templates: Templates
    ) -> None:
        await templates.fill(stage.scope, HOME.key)
        with pytest.raises(TemplateFilled):
            await templates.fill(stage.scope, TemplateKey.FOOD)
        await stage.units.write(stage.scope, clear_template)
        await templates.fill(stage.scope, TemplateKey.FOOD)
        assert set(await on_sale(stage)) == {one.name for one in TEMPLATE[TemplateKey.FOOD].goods}

    def test_every_template_has_three_goods_and_fits_the_forms(self) -> None:
        for one in TEMPLATES:
            assert len(one.goods) >= 3
            assert all(len(name) <= 8 for name in one.categories)


class TestClear:
    async def test_takes_away_all_that_nobody_touched(
        self, stage: Stage, neighbour: Stage, templates: Templates
    ) -> None:
        await neighbour.goods((100, 1), name="邻居的碗")
        await templates.fill(stage.scope, HOME.key)
        cleared = await stage.units.write(stage.scope, clear_template)
        assert (cleared.goods, cleared.categories, cleared.home, cleared.kept) == (3, 3, True, [])
        assert set(await on_sale(stage)) == {"邻居的碗"}
        assert await stage.rows(CATEGORIES) == []
        assert await stage.rows(LAUNCH_TEMPLATE_ITEMS) == []
        assert (await stage.units.read(stage.scope, home)).banners == []

    async def test_keeps_what_was_changed_or_ordered_and_says_so(
        self, stage: Stage, templates: Templates
    ) -> None:
        await templates.fill(stage.scope, HOME.key)
        bowl, cloth, box = (one.name for one in HOME.goods)
        await changed(stage, bowl)
        ordered = (await on_sale(stage))[cloth]
        sku = await stage.units.read(stage.scope, _first_sku, ordered["id"])
        await stage.order(await stage.shopper(), sku)
        await stage.units.write(stage.scope, change_home, HomeIn(notice="我的店"))
        cleared = await stage.units.write(stage.scope, clear_template)
        assert set(await on_sale(stage)) == {f"我的{bowl}", cloth}
        assert (cleared.goods, cleared.categories, cleared.home) == (1, 1, False)
        assert set(cleared.kept) == {f"我的{bowl}", cloth, "首页", "餐具", "布艺"}
        assert box not in await on_sale(stage)

    async def test_a_category_that_the_shop_had_is_the_shops(
        self, stage: Stage, templates: Templates
    ) -> None:
        await stage.units.write(stage.scope, _own_category)
        await templates.fill(stage.scope, HOME.key)
        await stage.units.write(stage.scope, clear_template)
        assert [row["name"] for row in await stage.rows(CATEGORIES)] == ["餐具"]


class TestStore:
    async def test_samples_keep_the_step_from_being_done(self, stage: Stage, templates: Templates) -> None:
        assert "template_goods" not in await findings(stage)
        await templates.fill(stage.scope, HOME.key)
        assert "template_goods" in await findings(stage)
        for one in HOME.goods:
            await changed(stage, one.name)
        assert "template_goods" not in await findings(stage)
        assert (await stage.units.read(stage.scope, templates_view)).left == 0


def _first_sku(read: Any, goods_id: Any) -> Any:
    return goods_skus(read, goods_id)[0][0]


def _own_category(uow: Any) -> None:
    ensure_category(uow, ("餐具",))
