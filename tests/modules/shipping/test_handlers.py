"""What shipping answers when the catalogue speaks of goods, on both databases."""

import pytest

from tests.factories.stage import Stage
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.ids import GoodsId
from xiaopu.modules.catalog.api import GoodsIn, SkuIn, create_goods
from xiaopu.modules.catalog.tables import GOODS
from xiaopu.modules.shipping.schemas import FreightTemplateIn
from xiaopu.modules.shipping.usecases.change_templates import add_template

pytestmark = pytest.mark.anyio

FORM = FreightTemplateIn(name="同城", first_count=1, first_fen=600, next_count=1, next_fen=100)


def goods_with(template_id: str) -> GoodsIn:
    skus = (SkuIn(spec_values=(), price_fen=1990, stock=1),)
    return GoodsIn(name="圆壶", on_sale=True, freight_template_id=template_id, skus=skus)


class TestRefuseLostTemplates:
    async def test_goods_take_a_template_of_their_shop(self, stage: Stage) -> None:
        def make(uow: UnitOfWork) -> GoodsId:
            return create_goods(uow, goods_with(add_template(uow, FORM).id))

        goods_id = await stage.units.write(stage.scope, make)
        assert [row["id"] for row in await stage.rows(GOODS)] == [goods_id]

    async def test_refuses_another_shops_and_an_unknown_one_alike(
        self, stage: Stage, neighbour: Stage
    ) -> None:
        theirs = (await neighbour.units.write(neighbour.scope, add_template, FORM)).id
        for template_id in (theirs, "z" * 20):
            with pytest.raises(InvalidInput) as refused:
                await stage.units.write(stage.scope, create_goods, goods_with(template_id))
            assert refused.value.data["fields"][0]["path"] == "freight_template_id"
        assert await stage.tally(GOODS) == 0
