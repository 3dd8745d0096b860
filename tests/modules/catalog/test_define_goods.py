"""Making and editing goods: the matrix, ids that stay, optimistic locking, clean text."""

from typing import Any

import msgspec
import pytest

from tests.factories.database import TestDatabase
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
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.ids import SkuId
from xiaopu.modules.catalog.api import GoodsIn, SkuIn, create_goods, edit_goods, sellable_skus
from xiaopu.modules.catalog.domain.goods import Spec, SpecValue
from xiaopu.modules.catalog.errors import GoodsNoTaken, GoodsStale
from xiaopu.modules.catalog.events import GoodsChanged
from xiaopu.modules.catalog.usecases.clean_detail import clean_detail


class TestCreateGoods:
    def test_stores_the_form_the_skus_and_their_stock(self, database: TestDatabase, run: Runner) -> None:
        heard: list[GoodsChanged] = []

        async def story() -> None:
            units = open_units(database, (GoodsChanged, lambda _uow, event: heard.append(event)))
            await units.write(SHOP, add_picture)
            goods_id = await units.write(
                SHOP,
                create_goods,
                teapot(name=" 秋山  圆壶 ", pictures=("p1",), detail_html="<p>好<script>x</script></p>"),
            )
            view = await units.read(SHOP, look, goods_id)
            assert (view.name, view.goods_no, view.version, view.status, view.sold) == (
                "秋山 圆壶", "XP1001", 1, "on_sale", 0,
            )  # fmt: skip
            assert view.detail_html == "<p>好</p>"
            assert [one.url for one in view.pictures] == ["/media/p1"]
            assert [(sku.spec_values, sku.price_fen, sku.stock) for sku in view.skus] == [
                (("墨青",), 19800, 10),
                (("赭石",), 22800, 5),
            ]
            assert heard == [GoodsChanged((goods_id,))]
            await units.close()

        run(story())

    def test_refuses_a_number_twice_in_a_shop_and_not_in_two(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_units(database)
            await units.write(SHOP, create_goods, teapot())
            with pytest.raises(GoodsNoTaken):
                await units.write(SHOP, create_goods, plain(number="XP1001"))
            await units.write(OTHER_SHOP, create_goods, teapot())
            await units.close()

        run(story())

    @pytest.mark.parametrize(
        ("change", "path"),
        [
            ({"skus": (SkuIn(spec_values=("红",), price_fen=1, stock=0),)}, "skus.0.spec_values"),
            ({"skus": (SkuIn(spec_values=(), price_fen=1, stock=0),)}, "skus.0.spec_values"),
            ({"skus": (SkuIn(spec_values=("墨青",), price_fen=1, stock=0),) * 2}, "skus.1.spec_values"),
            ({"specs": (Spec("颜色", (SpecValue("墨青"),)),) * 2}, "specs"),
            ({"specs": (Spec("颜色", (SpecValue("墨青"), SpecValue("墨青"))),)}, "specs.0.values"),
            ({"category_id": "c" * 20}, "category_id"),
            ({"pictures": ("nobody",)}, "pictures"),
            ({"name": "\u200b\u0007"}, "name"),
        ],
    )
    def test_refuses_what_does_not_fit(
        self, database: TestDatabase, run: Runner, change: dict[str, Any], path: str
    ) -> None:
        async def story() -> None:
            units = open_units(database)
            with pytest.raises(InvalidInput) as refusal:
                await units.write(SHOP, create_goods, teapot(**change))
            assert [field["path"] for field in refusal.value.data["fields"]] == [path]
            await units.write(SHOP, create_goods, teapot())
            await units.close()

        run(story())

    @pytest.mark.parametrize("price", ["0", "-1", "100000001", "1.5", '"１２"', "true", "null", "1e30"])
    def test_a_price_is_one_fen_to_a_million_yuan(self, price: str) -> None:
        body = f'{{"name":"壶","on_sale":true,"skus":[{{"spec_values":[],"stock":1,"price_fen":{price}}}]}}'
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(body, type=GoodsIn)

    def test_an_unknown_field_is_refused(self) -> None:
        with pytest.raises(msgspec.ValidationError, match="unknown field"):
            msgspec.json.decode('{"shop_id":"x","name":"壶","on_sale":true}', type=GoodsIn)


class TestEditGoods:
    def test_skus_with_the_same_values_keep_their_ids_and_dropped_ones_are_retired(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_units(database)
            goods_id = await units.write(SHOP, create_goods, teapot())
            before = {sku.spec_values: sku.id for sku in (await units.read(SHOP, look, goods_id)).skus}
            changed = teapot(
                version=1,
                specs=(Spec("颜色", (SpecValue("墨青"), SpecValue("月白"))),),
                skus=(
                    SkuIn(spec_values=("月白",), price_fen=100, stock=3),
                    SkuIn(spec_values=("墨青",), price_fen=200, stock=999),
                ),
            )
            await units.write(SHOP, edit_goods, goods_id, changed)
            view = await units.read(SHOP, look, goods_id)
            assert [(sku.spec_values, sku.price_fen, sku.stock) for sku in view.skus] == [
                (("月白",), 100, 3),
                (("墨青",), 200, 10),
            ]
            assert view.skus[1].id == before[("墨青",)]
            assert view.version == 2
            gone = before[("赭石",)]
            known = await units.read(SHOP, sellable_skus, [gone, view.skus[1].id, SkuId("z" * 20)])
            assert known[gone].goods_status == "retired"
            assert (known[view.skus[1].id].goods_status, known[view.skus[1].id].price_fen) == ("on_sale", 200)
            assert len(known) == 2
            await units.write(SHOP, edit_goods, goods_id, teapot(version=2))
            again = {sku.spec_values: sku.id for sku in (await units.read(SHOP, look, goods_id)).skus}
            assert again == before
            await units.close()

        run(story())

    def test_a_renamed_value_keeps_its_sku_by_id(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            goods_id = await units.write(SHOP, create_goods, teapot())
            first, second = (await units.read(SHOP, look, goods_id)).skus
            swapped = teapot(
                version=1,
                skus=(
                    SkuIn(id=first.id, spec_values=("赭石",), price_fen=1, stock=0),
                    SkuIn(id=second.id, spec_values=("墨青",), price_fen=2, stock=0),
                ),
            )
            await units.write(SHOP, edit_goods, goods_id, swapped)
            view = await units.read(SHOP, look, goods_id)
            assert [(sku.id, sku.spec_values) for sku in view.skus] == [
                (first.id, ("赭石",)),
                (second.id, ("墨青",)),
            ]
            await units.close()

        run(story())

    def test_stock_moves_by_the_difference_to_what_the_form_showed(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_units(database)
            goods_id = await units.write(SHOP, create_goods, plain())
            form = plain(version=1, skus=(SkuIn(spec_values=(), price_fen=1990, stock=60, stock_was=48),))
            await units.write(SHOP, edit_goods, goods_id, form)
            [sku] = (await units.read(SHOP, look, goods_id)).skus
            assert sku.stock == 62
            await units.close()

        run(story())

    def test_who_saves_second_is_told_and_nothing_changes(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            goods_id = await units.write(SHOP, create_goods, teapot())
            await units.write(SHOP, edit_goods, goods_id, teapot(version=1, name="先保存"))
            with pytest.raises(GoodsStale) as refusal:
                await units.write(SHOP, edit_goods, goods_id, teapot(version=1, name="后保存"))
            assert refusal.value.data == {"version": 2}
            assert (await units.read(SHOP, look, goods_id)).name == "先保存"
            await units.close()

        run(story())

    def test_another_shops_goods_and_skus_are_not_there(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            goods_id = await units.write(SHOP, create_goods, teapot())
            [sku, _] = (await units.read(SHOP, look, goods_id)).skus
            with pytest.raises(NotFound):
                await units.write(OTHER_SHOP, edit_goods, goods_id, teapot(version=1))
            with pytest.raises(NotFound):
                await units.read(OTHER_SHOP, look, goods_id)
            assert await units.read(OTHER_SHOP, sellable_skus, [sku.id]) == {}
            mine = await units.write(OTHER_SHOP, create_goods, plain())
            stolen = plain(version=1, skus=(SkuIn(id=sku.id, spec_values=(), price_fen=1, stock=0),))
            with pytest.raises(InvalidInput):
                await units.write(OTHER_SHOP, edit_goods, mine, stolen)
            await units.close()

        run(story())

    def test_a_number_that_another_goods_has_is_refused(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            await units.write(SHOP, create_goods, teapot())
            goods_id = await units.write(SHOP, create_goods, plain())
            with pytest.raises(GoodsNoTaken):
                await units.write(SHOP, edit_goods, goods_id, plain(number="XP1001", version=1))
            await units.close()

        run(story())


class TestCleanDetail:
    @pytest.mark.parametrize(
        ("dirty", "clean"),
        [
            ("<script>alert(1)</script>好", "好"),
            ('<img src="x" onerror="alert(1)">', '<img src="x">'),
            ('<a href="javascript:alert(1)">点</a>', '<a rel="noopener noreferrer nofollow">点</a>'),
            ("<svg onload=alert(1)>", ""),
            (
                '<p style="color:red;position:fixed;background:url(http://x)">a</p>',
                '<p style="color:red">a</p>',
            ),
            ("<iframe src=//x></iframe><form><input></form>b", "b"),
            ("<!--[if IE]><script>1</script><![endif]-->c", "c"),
            ("{{7*7}} ${x}", "{{7*7}} ${x}"),
        ],
    )
    def test_only_harmless_text_is_left(self, dirty: str, clean: str) -> None:
        assert clean_detail(dirty) == clean
        assert clean_detail(clean) == clean
