"""Importing a sheet: kept as a file, read in a thread, done in chunks of their own units, resumed after a
crash.
"""

import asyncio
from collections.abc import Sequence

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.infra.storage import ObjectStore
from xiaopu.modules.catalog import queries
from xiaopu.modules.catalog.domain.sheet import Group
from xiaopu.modules.catalog.errors import ImportNotReady
from xiaopu.modules.catalog.events import ImportQueued
from xiaopu.modules.catalog.flows.read_sheet import faults_file, read_sheet
from xiaopu.modules.catalog.ports import Progress
from xiaopu.modules.catalog.repository import imports
from xiaopu.modules.catalog.schemas import ImportView
from xiaopu.modules.catalog.usecases.import_goods import Chunk, import_chunk

# About 20 ms of writing on SQLite; a goods is never cut in two.
_ROWS_A_CHUNK = 40
# A job hands the rest to a new one long before its lease ends.
_CHUNKS_A_JOB = 50
_LONGEST_NAME = 120


class Importer:
    """Imports of all shops. `run` is the consumer of `ImportQueued`."""

    def __init__(self, units: Units, store: ObjectStore) -> None:
        self._units = units
        self._store = store

    async def queue(self, scope: ShopScope, file_name: str, content: bytes, *, dry_run: bool) -> ImportView:
        """Keep the file and leave the work to the worker. Refuses `sheet_refused` before anything is kept."""
        import_id, _ = await self._begin(scope, file_name, content, dry_run=dry_run, emit=True)
        return await self._units.read(scope, queries.import_view, import_id)

    async def run(self, scope: ShopScope, event: ImportQueued) -> None:
        """Go on from `event.group`; harmless when run twice, since each chunk is claimed by its number."""
        file_key, status, dry_run = await self._units.read(scope, queries.import_file_of, event.import_id)
        if status == "done":
            return
        groups = await asyncio.to_thread(read_sheet, await self._store.read(file_key))
        at = event.group
        for _ in range(_CHUNKS_A_JOB):
            chunk = next_chunk(event.import_id, groups, at, dry_run=dry_run)
            if not await self._units.write(scope, import_chunk, chunk):
                at = await self._standing(scope, event.import_id, at)
                if at >= len(groups):
                    return
                continue
            if chunk.last:
                return
            at += len(chunk.groups)
        rest = ImportQueued(event.import_id, at)
        await self._units.write(scope, lambda uow: uow.emit(rest))

    async def run_now(
        self, scope: ShopScope, file_name: str, content: bytes, *, dry_run: bool, progress: Progress
    ) -> ImportView:
        """For the command line: the same import in this process, chunk by chunk; pictures are left to the
        worker.
        """
        import_id, groups = await self._begin(scope, file_name, content, dry_run=dry_run, emit=False)
        total = sum(len(group.lines) for group in groups)
        at = done = 0
        progress(0, total)
        while at < len(groups):
            chunk = next_chunk(import_id, groups, at, dry_run=dry_run)
            await self._units.write(scope, import_chunk, chunk)
            at += len(chunk.groups)
            done += sum(len(group.lines) for group in chunk.groups)
            progress(done, total)
        return await self._units.read(scope, queries.import_view, import_id)

    async def faults_csv(self, scope: ShopScope, import_id: str) -> bytes:
        """The rows at fault as a file to mend and import again. Refuses `import_not_ready` while rows are
        open.
        """
        file_key, status, _ = await self._units.read(scope, queries.import_file_of, import_id)
        if status != "done":
            raise ImportNotReady
        reasons = await self._units.read(scope, queries.import_reasons, import_id)
        content = await self._store.read(file_key)
        return await asyncio.to_thread(_with_reasons, content, reasons)

    async def _standing(self, scope: ShopScope, import_id: str, at: int) -> int:
        """Where another worker has brought the import."""
        row = await self._units.read(scope, lambda read: read.row(imports.FIND, wanted=import_id))
        return at if row is None else int(row.next_group)

    async def _begin(
        self, scope: ShopScope, file_name: str, content: bytes, *, dry_run: bool, emit: bool
    ) -> tuple[str, list[Group]]:
        groups = await asyncio.to_thread(read_sheet, content)
        file_key = await self._store.put(scope.shop_id, "sheet", content)
        total = sum(len(group.lines) for group in groups)

        def add(uow: UnitOfWork) -> str:
            import_id = uow.new_id()
            uow.run(
                imports.ADD,
                id=import_id,
                file_name=file_name[-_LONGEST_NAME:],
                file_key=file_key,
                dry_run=dry_run,
                rows_total=total,
                created_at=uow.now,
            )
            if emit:
                uow.emit(ImportQueued(import_id))
            return import_id

        return await self._units.write(scope, add), groups


def next_chunk(import_id: str, groups: Sequence[Group], at: int, *, dry_run: bool) -> Chunk:
    """Whole groups from number `at` on, of about 40 rows together, at least one."""
    taken: list[Group] = []
    rows = 0
    for group in groups[at:]:
        if taken and rows + len(group.lines) > _ROWS_A_CHUNK:
            break
        taken.append(group)
        rows += len(group.lines)
    return Chunk(import_id, at, tuple(taken), last=at + len(taken) >= len(groups), dry_run=dry_run)


def _with_reasons(content: bytes, reasons: dict[int, str]) -> bytes:
    """Rows that share a goods with a row at fault were left out too, and are handed back with it."""
    told = dict(reasons)
    for group in read_sheet(content):
        if group.goods is None:
            for line in group.lines:
                told.setdefault(line, "同一商品的其他行有误，整件商品没有导入")
    return faults_file(content, told)


async def import_file(
    units: Units,
    store: ObjectStore,
    scope: ShopScope,
    file: tuple[str, bytes],
    *,
    dry_run: bool,
    progress: Progress,
) -> ImportView:
    """`xiaopu catalog import`: (name, content) into the shop of `scope`. Refuses `sheet_refused`."""
    name, content = file
    return await Importer(units, store).run_now(scope, name, content, dry_run=dry_run, progress=progress)
