"""Freight templates on both databases: one default, no name twice, none dropped that goods need."""

from typing import Any

import pytest
from sqlalchemy import bindparam, update
from sqlalchemy.exc import IntegrityError

from tests.factories.database import TestDatabase
from tests.modules.catalog.shelves import OTHER_SHOP, SHOP, Runner, open_units, plain
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.catalog.api import create_goods
from xiaopu.modules.shipping.api import (
    Freight,
    FreightHint,
    FreightLine,
    NoteUpload,
    freight_for,
    freight_hint,
    lay_free_template,
    note_upload,
    queue_upload,
    wechat_shipping_of,
)
from xiaopu.modules.shipping.errors import (
    TemplateInUse,
    TemplateIsDefault,
    TemplateNameTaken,
    TooManyTemplates,
)
from xiaopu.modules.shipping.events import FreightChanged
from xiaopu.modules.shipping.handlers import lay_first_template
from xiaopu.modules.shipping.schemas import FreightTemplateIn
from xiaopu.modules.shipping.tables import FREIGHT_TEMPLATES
from xiaopu.modules.shipping.usecases.change_templates import (
    add_template,
    change_template,
    drop_template,
    templates_of,
)
from xiaopu.modules.tenancy.events import ShopOpened

ALL_DEFAULT = (
    update(FREIGHT_TEMPLATES)
    .where(FREIGHT_TEMPLATES.c.shop_id == bindparam("shop"))
    .values(is_default=bindparam("on"))
)


def form(name: str = "普通快递", **changes: Any) -> FreightTemplateIn:
    fields: dict[str, Any] = {
        "name": name,
        "first_count": 1,
        "first_fen": 800,
        "next_count": 1,
        "next_fen": 200,
        "free_over_fen": 8800,
    }
    return FreightTemplateIn(**(fields | changes))


def names(read: ReadScope) -> list[tuple[str, bool]]:
    return [(one.name, one.is_default) for one in templates_of(read)]


class TestTemplates:
    def test_a_new_shop_sends_free(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database, (ShopOpened, lay_first_template))
            await units.write(SHOP, lambda uow: uow.publish(ShopOpened(SHOP.shop_id)))
            assert await units.read(SHOP, names) == [("全国包邮", True)]
            assert await units.read(SHOP, freight_hint, None) == FreightHint("包邮", free=True)
            assert await units.read(OTHER_SHOP, names) == []
            await units.close()

        run(story())

    def test_the_default_moves_and_is_never_lost(self, database: TestDatabase, run: Runner) -> None:
        heard: list[FreightChanged] = []

        async def story() -> None:
            units = open_units(database, (FreightChanged, lambda _uow, event: heard.append(event)))
            await units.write(SHOP, lay_free_template)
            usual = await units.write(SHOP, add_template, form(is_default=True))
            assert usual.is_default
            assert await units.read(SHOP, names) == [("普通快递", True), ("全国包邮", False)]
            kept = await units.write(SHOP, change_template, usual.id, form("快递", is_default=False))
            assert (kept.name, kept.is_default, kept.free_over_fen) == ("快递", True, 8800)
            with pytest.raises(TemplateIsDefault):
                await units.write(SHOP, drop_template, usual.id)
            [_, free] = await units.read(SHOP, templates_of)
            await units.write(SHOP, drop_template, free.id)
            assert await units.read(SHOP, names) == [("快递", True)]
            await units.close()

        run(story())
        assert len(heard) == 4

    def test_prices_an_order_by_its_templates(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            await units.write(SHOP, lay_free_template)
            usual = await units.write(SHOP, add_template, form())
            lines = [FreightLine(3, 6000, usual.id), FreightLine(1, 99, None)]
            assert await units.read(SHOP, freight_for, lines, "330106") == Freight(
                1200, "发往浙江省杭州市西湖区：3件¥12.00（首1件¥8.00，每续1件¥2.00）；1件包邮"
            )
            assert await units.read(SHOP, freight_for, lines, None) == Freight(
                1200, "3件¥12.00（首1件¥8.00，每续1件¥2.00）；1件包邮"
            )
            assert await units.read(SHOP, freight_hint, usual.id) == FreightHint(
                "运费¥8.00，满¥88.00包邮", free=False
            )
            # Another shop's template is no template: its goods could not name it, and it would not count.
            assert (await units.read(OTHER_SHOP, freight_for, lines, None)).amount_fen == 0
            await units.close()

        run(story())

    def test_refuses_names_taken_and_foreign_ids(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            await units.write(SHOP, lay_free_template)
            usual = await units.write(SHOP, add_template, form())
            with pytest.raises(TemplateNameTaken):
                await units.write(SHOP, add_template, form(" 普通快递 "))
            with pytest.raises(TemplateNameTaken):
                await units.write(SHOP, change_template, usual.id, form("全国包邮"))
            with pytest.raises(NotFound):
                await units.write(OTHER_SHOP, change_template, usual.id, form("偷改"))
            with pytest.raises(NotFound):
                await units.write(OTHER_SHOP, drop_template, usual.id)
            assert await units.read(SHOP, names) == [("全国包邮", True), ("普通快递", False)]
            await units.close()

        run(story())

    def test_is_kept_while_goods_name_it(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            await units.write(SHOP, lay_free_template)
            usual = await units.write(SHOP, add_template, form())
            await units.write(SHOP, create_goods, plain(freight_template_id=usual.id))
            with pytest.raises(TemplateInUse) as refused:
                await units.write(SHOP, drop_template, usual.id)
            assert refused.value.data == {"goods_count": 1}
            assert len(await units.read(SHOP, templates_of)) == 2
            await units.close()

        run(story())

    def test_at_most_fifty(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            for number in range(50):
                await units.write(SHOP, add_template, form(f"模板{number}"))
            with pytest.raises(TooManyTemplates):
                await units.write(SHOP, add_template, form("多出来的"))
            assert len(await units.read(SHOP, templates_of)) == 50
            await units.close()

        run(story())

    def test_two_defaults_are_refused_by_the_database_itself(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_units(database)
            await units.write(SHOP, add_template, form("第一个"))
            await units.write(SHOP, add_template, form("第二个"))
            with pytest.raises(IntegrityError):
                await units.write(SHOP, lambda uow: uow.run(ALL_DEFAULT, on=True))
            assert await units.read(SHOP, names) == [("第一个", True), ("第二个", False)]
            await units.close()

        run(story())


class TestUploads:
    def test_the_latest_word_counts_and_uploaded_is_final(self, database: TestDatabase, run: Runner) -> None:
        order, first, second = OrderId("o" * 20), "1" * 20, "2" * 20

        async def told(units: Any) -> list[tuple[str, str, str | None]]:
            found = await units.read(SHOP, wechat_shipping_of, order)
            return [(one.shipment_id, one.status, one.error) for one in found]

        async def story() -> None:
            units = open_units(database)
            await units.write(SHOP, queue_upload, first, order)
            await units.write(SHOP, queue_upload, second, order)
            await units.write(SHOP, note_upload, NoteUpload(first, order, "failed", "x" * 300))
            assert await told(units) == [(first, "failed", "x" * 200), (second, "queued", None)]
            await units.write(SHOP, note_upload, NoteUpload(first, order, "uploaded"))
            await units.write(SHOP, note_upload, NoteUpload(first, order, "failed", "late"))
            assert await told(units) == [(first, "uploaded", None), (second, "queued", None)]
            assert await units.read(OTHER_SHOP, wechat_shipping_of, order) == []
            await units.close()

        run(story())
