"""Sheets of the 13 columns, and a workshop that imports them with a fetcher of the test's own."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from PIL import Image

from tests.factories.database import TestDatabase
from tests.modules.catalog.shelves import SHOP, open_units
from xiaopu.infra.database.scopes import PlatformScope
from xiaopu.infra.database.units import Wakeup
from xiaopu.infra.outbound import LinkUnresolvable
from xiaopu.infra.outbox import Subscriptions, due_shops
from xiaopu.infra.storage import LocalFolder
from xiaopu.infra.worker import Worker
from xiaopu.modules.catalog import queries
from xiaopu.modules.catalog.contributions import consumers
from xiaopu.modules.catalog.domain.sheet import COLUMNS
from xiaopu.modules.catalog.flows.fetch_pictures import PictureFetching
from xiaopu.modules.catalog.flows.keep_picture import MediaLibrary
from xiaopu.modules.catalog.flows.run_import import Importer
from xiaopu.modules.catalog.ports import Fetcher
from xiaopu.modules.catalog.schemas import ImportView


def row(number: str = "A1", **cells: str) -> dict[str, str]:
    return {"goods_no": number, "name": "马克杯", "sku_price_yuan": "39.90", "sku_stock": "10"} | cells


def sheet(*rows: Mapping[str, str], encoding: str = "utf-8-sig") -> bytes:
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode(encoding)


def workbook(*rows: Mapping[str, Any]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, COLUMNS)
    for number, one in enumerate(rows, 1):
        page.write_row(number, 0, [one.get(name, "") for name in COLUMNS])
    book.close()
    return target.getvalue()


def picture_bytes(shade: int = 120) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 40), (shade, 60, 40)).save(target, "PNG")
    return target.getvalue()


class Shelf:
    """A fetcher: what lies at which link; anything else is a host that nobody knows."""

    def __init__(self, pictures: Mapping[str, bytes] | None = None) -> None:
        self.pictures = dict(pictures or {})
        self.asked: list[str] = []

    async def fetch(self, url: str, *, max_bytes: int, accept: Sequence[str] = ("image/",)) -> bytes:
        self.asked.append(url)
        if url not in self.pictures:
            raise LinkUnresolvable
        return self.pictures[url]


class Workshop:
    """Units, store, importer and worker over one test database."""

    def __init__(self, database: TestDatabase, folder: Path, shelf: Fetcher | None = None) -> None:
        self.shelf = shelf or Shelf()
        subscriptions = Subscriptions()
        self.units = open_units(database, subscriptions=subscriptions)
        self.store = LocalFolder(folder / "files", clock=database.clock)
        self.importer = Importer(self.units, self.store)
        pictures = PictureFetching(self.units, MediaLibrary(self.units, self.store), self.shelf)
        for name, event, consumer in consumers(self.importer, pictures):
            subscriptions.add(name, event, consumer)
        self._worker = Worker(self.units, subscriptions, (), Wakeup())

    async def work(self) -> None:
        """Until nothing is due."""
        while await self.units.read(PlatformScope(), due_shops):
            await self._worker.round()

    async def bring(self, content: bytes, *, dry_run: bool = False) -> ImportView:
        """Queue, let the worker do it, look."""
        queued = await self.importer.queue(SHOP, "sheet.csv", content, dry_run=dry_run)
        assert queued.status == "queued"
        await self.work()
        return await self.look(queued.id)

    async def look(self, import_id: str) -> ImportView:
        return await self.units.read(SHOP, queries.import_view, import_id)
