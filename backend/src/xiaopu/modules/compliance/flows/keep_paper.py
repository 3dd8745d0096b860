"""Pictures of papers: written anew, sealed, stored, then one row. No public address leads to them."""

import asyncio
from contextlib import suppress

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.infra.pictures import document_picture
from xiaopu.infra.storage import ObjectStore
from xiaopu.modules.compliance.schemas import PaperIn, SubjectPaper
from xiaopu.modules.compliance.usecases.papers import (
    add_paper,
    drop_paper,
    look_at_paper,
    paper,
    refuse_paper,
)

MOST_UPLOAD_BYTES = 10 * 1024 * 1024
# No picture's extension: the public route for pictures serves `.webp` alone.
EXTENSION = "sealed"


class PaperKeeper:
    """Keeps and shows papers. One for the process: it bounds how many pictures are decoded at once."""

    def __init__(self, units: Units, store: ObjectStore, vault: Vault) -> None:
        self._units = units
        self._store = store
        self._vault = vault
        self._decoding = asyncio.Semaphore(1)

    async def keep(self, scope: ShopScope, content: bytes, wanted: PaperIn) -> SubjectPaper:
        """Refuses what `document_picture` and `refuse_paper` refuse; nothing is left behind then."""
        await self._units.read(scope, refuse_paper, wanted)
        async with self._decoding:
            picture = await asyncio.to_thread(document_picture, content, max_bytes=MOST_UPLOAD_BYTES)
            sealed = await asyncio.to_thread(self._vault.seal_bytes, picture.content, _context(scope))
        key = await self._store.put(scope.shop_id, EXTENSION, sealed)
        try:
            paper_id = await self._units.write(scope, add_paper, wanted, key, len(picture.content))
        except BaseException:
            with suppress(OSError):
                await self._store.delete(key)
            raise
        return await self._units.read(scope, paper, paper_id)

    async def show(self, scope: ShopScope, paper_id: str) -> bytes:
        """The picture, a JPEG. Who looked is in the audit log before it is opened. Refuses `not_found`."""
        key = await self._units.write(scope, look_at_paper, paper_id)
        sealed = await self._store.read(key)
        return await asyncio.to_thread(self._vault.open_bytes, sealed, _context(scope))

    async def drop(self, scope: ShopScope, paper_id: str) -> None:
        """Row first, file after: a crash between leaves a sealed file that nothing names."""
        key = await self._units.write(scope, drop_paper, paper_id)
        with suppress(OSError):
            await self._store.delete(key)


def _context(scope: ShopScope) -> str:
    """A file that is carried to another shop does not open there."""
    return f"papers.file:{scope.shop_id}"
