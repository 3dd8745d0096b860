"""Imports end to end: counts, updates that never double, dry runs, crashes, pictures."""

import asyncio
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, func, select

import xiaopu.entrypoints
from tests.factories.database import TestDatabase
from tests.modules.catalog.sheets import Shelf, Workshop, picture_bytes, row, sheet
from tests.modules.catalog.shelves import SHOP, Runner, look
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.outbound import PublicFetcher
from xiaopu.kernel.ids import GoodsId
from xiaopu.modules.catalog.api import category_tree, edit_goods, import_file
from xiaopu.modules.catalog.domain.goods import MOST_STOCK
from xiaopu.modules.catalog.errors import ImportNotReady, SheetRefused
from xiaopu.modules.catalog.flows.read_sheet import read_sheet
from xiaopu.modules.catalog.flows.run_import import next_chunk
from xiaopu.modules.catalog.repository import goods
from xiaopu.modules.catalog.schemas import GoodsIn, ImportView, SkuIn
from xiaopu.modules.catalog.tables import CATEGORIES, GOODS, SKUS
from xiaopu.modules.catalog.usecases.import_goods import import_chunk
from xiaopu.modules.inventory.api import StockLine, reserve_stock

DEMO = Path(xiaopu.entrypoints.__file__).parent / "demo_data"
TALLIES = [
    select(func.count()).select_from(table).where(table.c.shop_id == bindparam("shop"))
    for table in (GOODS, SKUS, CATEGORIES)
]


def tally(read: ReadScope) -> tuple[int, ...]:
    """Goods, SKUs, categories."""
    return tuple(read.value(statement) for statement in TALLIES)


def id_of(read: ReadScope, number: str) -> GoodsId:
    [found] = read.rows(goods.BY_NUMBERS, wanted=[number])
    return GoodsId(found.id)


def counts(view: ImportView) -> tuple[int, int, int, int, int]:
    return view.rows_done, view.goods_created, view.goods_updated, view.rows_skipped, view.rows_failed


class TestDemoSheet:
    def test_every_fault_of_the_shipped_sheet_is_found_and_the_rest_comes_in(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        told = json.loads((DEMO / "catalogue_faults.json").read_text(encoding="utf-8"))
        content = (DEMO / "catalogue.csv").read_bytes()

        async def story() -> None:
            shop = Workshop(database, tmp_path)
            view = await shop.bring(content)
            failed = told["rows"] - told["skus_without_fault"]
            assert (view.status, counts(view)) == (
                "done",
                (told["rows"], told["goods_without_fault"], 0, 0, failed),
            )
            assert [(fault.row, fault.column, fault.code) for fault in view.faults] == [
                (one["row"], one["column"], one["kind"]) for one in told["faults"]
            ]
            made = await shop.units.read(SHOP, tally)
            assert made[:2] == (told["goods_without_fault"], told["skus_without_fault"])
            assert view.pictures_missing == view.pictures_total
            assert view.pictures_done == 0
            again = await shop.bring(content)
            assert counts(again) == (told["rows"], 0, 0, told["skus_without_fault"], failed)
            assert await shop.units.read(SHOP, tally) == made
            await shop.units.close()

        run(story())

    def test_the_fault_file_hands_rows_back_with_reasons_and_without_formulas(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        async def story() -> None:
            shop = Workshop(database, tmp_path)
            content = sheet(
                row("=1+1", sku_price_yuan="面议"),
                row("B", name="", specs="颜色:红"),
                row("B", specs="颜色:蓝"),
            )
            view = await shop.bring(content)
            text = (await shop.importer.faults_csv(SHOP, view.id)).decode("utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(text)))
            assert [(one["goods_no"], one["原因"]) for one in rows] == [
                ("'=1+1", "sku_price_yuan：看不懂这个价格，请填数字，如 1299.00"),
                ("B", "name：这一格不能空着"),
                ("B", "同一商品的其他行有误，整件商品没有导入"),
            ]
            await shop.units.close()

        run(story())


class TestImport:
    def test_a_dry_run_counts_and_changes_nothing(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        async def story() -> None:
            shelf = Shelf()
            shop = Workshop(database, tmp_path, shelf)
            await shop.bring(sheet(row("A"), row("B")))
            before = await shop.units.read(SHOP, tally)
            content = sheet(
                row("A"), row("B", name="新名"), row("C", category="新/类"), row("D", sku_stock="x")
            )
            view = await shop.bring(content, dry_run=True)
            assert (view.status, view.dry_run, counts(view)) == ("done", True, (4, 1, 1, 1, 1))
            assert await shop.units.read(SHOP, tally) == before
            b = await shop.units.read(SHOP, id_of, "B")
            assert (await shop.units.read(SHOP, look, b)).name == "马克杯"
            assert shelf.asked == []
            await shop.units.close()

        run(story())

    def test_a_second_import_updates_in_place_and_moves_only_counts_that_changed(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        async def story() -> None:
            shop = Workshop(database, tmp_path)
            await shop.bring(sheet(row(specs="颜色:红"), row(specs="颜色:蓝", sku_stock="20")))
            goods_id = await shop.units.read(SHOP, id_of, "A1")
            before = await shop.units.read(SHOP, look, goods_id)
            red, blue = before.skus
            await shop.units.write(SHOP, reserve_stock, [StockLine(red.id, 3)], reason="订单")
            await shop.units.write(SHOP, reserve_stock, [StockLine(blue.id, 3)], reason="订单")
            view = await shop.bring(
                sheet(row(specs="颜色:红", sku_price_yuan="45"), row(specs="颜色:蓝", sku_stock="50"))
            )
            assert counts(view) == (2, 0, 1, 0, 0)
            after = await shop.units.read(SHOP, look, goods_id)
            assert [(sku.id, sku.price_fen, sku.stock) for sku in after.skus] == [
                (red.id, 4500, 7),
                (blue.id, 3990, 50),
            ]
            await shop.units.close()

        run(story())

    def test_what_a_sheet_cannot_say_is_kept(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        async def story() -> None:
            shop = Workshop(database, tmp_path)
            await shop.bring(sheet(row()))
            goods_id = await shop.units.read(SHOP, id_of, "A1")
            form = GoodsIn(
                name="手改",
                goods_no="A1",
                on_sale=False,
                version=1,
                weight_g=300,
                limit_per_buyer=2,
                skus=(SkuIn(spec_values=(), price_fen=1, stock=0, sku_code="S-1", cost_fen=5),),
            )
            await shop.units.write(SHOP, edit_goods, goods_id, form)
            view = await shop.bring(sheet(row(name="表里的新名")))
            assert counts(view) == (1, 0, 1, 0, 0)
            after = await shop.units.read(SHOP, look, goods_id)
            assert (after.name, after.weight_g, after.limit_per_buyer, after.status) == (
                "表里的新名",
                300,
                2,
                "warehouse",
            )
            assert [(sku.sku_code, sku.cost_fen, sku.price_fen, sku.stock) for sku in after.skus] == [
                ("S-1", 5, 3990, 10)
            ]
            await shop.units.close()

        run(story())

    def test_categories_are_made_on_the_way_once(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        async def story() -> None:
            shop = Workshop(database, tmp_path)
            await shop.bring(
                sheet(
                    row("A", category="居家/床品"), row("B", category="居家／床品"), row("C", category="居家")
                )
            )
            [home] = await shop.units.read(SHOP, category_tree)
            assert (home.name, [child.name for child in home.children]) == ("居家", ["床品"])
            await shop.units.close()

        run(story())

    def test_a_crash_between_chunks_resumes_and_two_workers_do_it_once(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        content = sheet(*(row(f"N{number}") for number in range(130)))

        async def story() -> None:
            shop = Workshop(database, tmp_path)
            queued = await shop.importer.queue(SHOP, "a.csv", content, dry_run=False)
            chunk = next_chunk(queued.id, read_sheet(content), 0, dry_run=False)
            assert await shop.units.write(SHOP, import_chunk, chunk)
            assert (await shop.look(queued.id)).rows_done == 40
            with pytest.raises(ImportNotReady):
                await shop.importer.faults_csv(SHOP, queued.id)
            assert not await shop.units.write(SHOP, import_chunk, chunk)
            await asyncio.gather(shop.work(), shop.work())
            view = await shop.look(queued.id)
            assert (view.status, counts(view)) == ("done", (130, 130, 0, 0, 0))
            assert (await shop.units.read(SHOP, tally))[0] == 130
            await shop.units.close()

        run(story())

    def test_the_command_line_shows_progress_and_refuses_what_is_no_sheet(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        async def story() -> None:
            shop = Workshop(database, tmp_path)
            content = sheet(*(row(f"N{number}") for number in range(50)))
            steps: list[tuple[int, int]] = []

            async def bring(data: bytes) -> ImportView:
                def note(done: int, total: int) -> None:
                    steps.append((done, total))

                file = ("a.csv", data)
                return await import_file(shop.units, shop.store, SHOP, file, dry_run=False, progress=note)

            assert counts(await bring(content)) == (50, 50, 0, 0, 0)
            assert steps == [(0, 50), (40, 50), (50, 50)]
            with pytest.raises(SheetRefused):
                await bring(b"\x00\x01")
            await shop.units.close()

        run(story())

    def test_a_count_beyond_the_most_is_a_fault_and_no_crash(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        async def story() -> None:
            shop = Workshop(database, tmp_path)
            view = await shop.bring(
                sheet(row("A", sku_stock=str(MOST_STOCK + 1)), row("B", sku_stock=str(MOST_STOCK)))
            )
            assert counts(view) == (2, 1, 0, 0, 1)
            await shop.units.close()

        run(story())


class TestPictures:
    def test_each_link_is_fetched_once_and_hung_in_the_order_of_the_sheet(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        first, second, gone = "https://a.example/1.png", "https://a.example/2.png", "https://b.example/x.png"
        shelf = Shelf({first: picture_bytes(10), second: picture_bytes(200)})

        async def story() -> None:
            shop = Workshop(database, tmp_path, shelf)
            view = await shop.bring(
                sheet(
                    row("A", image_urls=f"{second}|{gone}｜{first}"),
                    row("B", image_urls=first),
                    row("C", image_urls=gone),
                )
            )
            assert (view.pictures_total, view.pictures_done, view.pictures_missing) == (3, 2, 1)
            assert sorted(shelf.asked) == [first, second, gone]

            async def pictures(number: str) -> list[str]:
                goods_id = await shop.units.read(SHOP, id_of, number)
                return [one.media_id for one in (await shop.units.read(SHOP, look, goods_id)).pictures]

            a, b, c = [await pictures(number) for number in ("A", "B", "C")]
            assert (len(a), b, c) == (2, [a[1]], [])
            shelf.pictures[gone] = picture_bytes(90)
            database.clock.move(minutes=11)
            await shop.work()
            later = await shop.look(view.id)
            assert (later.pictures_done, later.pictures_missing) == (3, 0)
            assert [len(await pictures(number)) for number in ("A", "B", "C")] == [3, 1, 1]
            assert shelf.asked.count(first) == 1
            await shop.units.close()

        run(story())

    def test_a_file_that_is_no_picture_is_missing_and_the_goods_is_there(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        shelf = Shelf({"https://a.example/1.png": b"<html>"})

        async def story() -> None:
            shop = Workshop(database, tmp_path, shelf)
            view = await shop.bring(sheet(row("A", image_urls="https://a.example/1.png")))
            assert (view.goods_created, view.pictures_missing) == (1, 1)
            await shop.units.close()

        run(story())

    def test_pictures_chosen_by_hand_are_not_replaced(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        link = "https://a.example/1.png"
        shelf = Shelf({link: picture_bytes()})

        async def story() -> None:
            shop = Workshop(database, tmp_path, shelf)
            await shop.bring(sheet(row("A", image_urls=link)))
            goods_id = await shop.units.read(SHOP, id_of, "A")
            view = await shop.units.read(SHOP, look, goods_id)
            form = GoodsIn(
                name=view.name,
                goods_no="A",
                on_sale=True,
                version=view.version,
                skus=(SkuIn(spec_values=(), price_fen=1, stock=0),),
            )
            await shop.units.write(SHOP, edit_goods, goods_id, form)
            await shop.bring(sheet(row("A", image_urls=link)))
            assert (await shop.units.read(SHOP, look, goods_id)).pictures == []
            await shop.units.close()

        run(story())

    def test_a_dead_host_is_asked_once_in_a_while(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        shelf = Shelf()
        rows: list[Any] = [row(f"N{n}", image_urls=f"https://dead.example/{n}.png") for n in range(30)]

        async def story() -> None:
            shop = Workshop(database, tmp_path, shelf)
            view = await shop.bring(sheet(*rows))
            assert view.pictures_missing == 30
            # The first four go out together; the rest is spared.
            assert len(shelf.asked) <= 8
            await shop.units.close()

        run(story())


class TestGuardedLinks:
    def test_links_into_this_machine_are_reported_and_nobody_is_asked(
        self, database: TestDatabase, run: Runner, tmp_path: Path
    ) -> None:
        async def story() -> None:
            knocks: list[str] = []

            async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                knocks.append("knock")
                writer.close()

            server = await asyncio.start_server(answer, "127.0.0.1", 0)
            port = server.sockets[0].getsockname()[1]
            links = [
                f"http://127.0.0.1:{port}/a.png",
                f"http://2130706433:{port}/a.png",
                "http://127.0.0.1/a.png",
                "http://[::1]/a.png",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "ftp://127.0.0.1/a.png",
                "没有网址",
            ]
            shop = Workshop(database, tmp_path, PublicFetcher(total_s=2))
            view = await shop.bring(sheet(row("A", image_urls="|".join(links))))
            assert (view.goods_created, view.pictures_total, view.pictures_missing) == (1, 8, 8)
            assert knocks == []
            server.close()
            await server.wait_closed()
            await shop.units.close()

        run(story())
