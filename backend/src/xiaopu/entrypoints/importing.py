"""`xiaopu catalog import`: a sheet into a shop, from the command line, with a progress bar."""

import asyncio
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from xiaopu.entrypoints.serving import settings_of
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.database.scopes import DirectoryScope, ShopScope
from xiaopu.infra.settings import Settings
from xiaopu.kernel.errors import Refusal
from xiaopu.modules.catalog.flows.run_import import Importer
from xiaopu.modules.catalog.schemas import ImportView
from xiaopu.modules.tenancy.api import find_shop

console = Console(highlight=False)


def import_into_shop(home: Path | None, slug: str, file: Path, *, dry_run: bool, faults: Path | None) -> int:
    """0 when every row went in, 1 when some are at fault, 2 when the file or the shop is refused."""
    settings = settings_of(home)
    try:
        done, fault_file = asyncio.run(_import(settings, slug, file.name, file.read_bytes(), dry_run=dry_run))
    except Refusal as refusal:
        console.print(f"[red]{refusal.detail_zh}[/red] ({refusal.code})")
        return 2
    _tell(done, dry_run=dry_run)
    if done.rows_failed and faults is not None:
        faults.write_bytes(fault_file)
        console.print(f"有问题的行写到 {faults}：改好后可以直接再导入这个文件")
    return 1 if done.rows_failed else 0


async def _import(
    settings: Settings, slug: str, name: str, content: bytes, *, dry_run: bool
) -> tuple[ImportView, bytes]:
    house = House(settings)
    try:
        shop_id = await house.units.read(DirectoryScope(), find_shop, slug)
        scope = ShopScope(shop_id, "command")
        importer = Importer(house.units, house.storage)
        with _bar() as bar:
            task = bar.add_task("试导入" if dry_run else "导入", total=None)

            def progress(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            done = await importer.run_now(scope, name, content, dry_run=dry_run, progress=progress)
        fault_file = await importer.faults_csv(scope, done.id) if done.rows_failed else b""
        return done, fault_file
    finally:
        await house.close()


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
    )


def _tell(done: ImportView, *, dry_run: bool) -> None:
    title = "试导入结果（没有写入）" if dry_run else "导入结果"
    table = Table(title=title)
    for heading in ("行数", "新增商品", "更新商品", "跳过行", "失败行", "图片待取"):
        table.add_column(heading, justify="right")
    figures = (
        done.rows_total,
        done.goods_created,
        done.goods_updated,
        done.rows_skipped,
        done.rows_failed,
        done.pictures_total,
    )
    table.add_row(*(str(figure) for figure in figures))
    console.print(table)
    for fault in done.faults:
        console.print(f"  第 {fault.row} 行 {fault.column}: {fault.message}（{fault.value}）", style="yellow")
