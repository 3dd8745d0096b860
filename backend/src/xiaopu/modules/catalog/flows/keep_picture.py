"""Pictures into the media library: written anew in a thread, stored, then one row."""

import asyncio
from contextlib import suppress

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.infra.pictures import EXTENSION, PictureSet, picture_set
from xiaopu.infra.storage import ObjectStore
from xiaopu.modules.catalog.domain.pictures import media_url
from xiaopu.modules.catalog.repository import media
from xiaopu.modules.catalog.schemas import Media

MOST_UPLOAD_BYTES = 10 * 1024 * 1024
# Decoding takes four bytes a pixel: more at once would not fit the smallest machine.
_AT_ONCE = 2


class MediaLibrary:
    """Keeps pictures of uploads and of links. One for the process: it bounds how many are decoded at once."""

    def __init__(self, units: Units, store: ObjectStore) -> None:
        self._units = units
        self._store = store
        self._decoding = asyncio.Semaphore(_AT_ONCE)

    async def keep(self, scope: ShopScope, content: bytes) -> Media:
        """Re-encode, store three sizes, add a row. Refuses what `picture_set` refuses; nothing is left
        behind then.
        """
        async with self._decoding:
            pictures = await asyncio.to_thread(picture_set, content, max_bytes=MOST_UPLOAD_BYTES)
        keys: list[str] = []
        try:
            for variant in (pictures.large, pictures.medium, pictures.thumb):
                key = await self._store.put(scope.shop_id, EXTENSION, variant.content)
                keys.append(key)
            await self._units.write(scope, _add_row, keys, pictures)
        except BaseException:
            for key in keys:
                with suppress(OSError):
                    await self._store.delete(key)
            raise
        large, _, thumb = keys
        return Media(
            id=large,
            url=media_url(large),
            thumb_url=media_url(thumb),
            width=pictures.large.width,
            height=pictures.large.height,
            bytes=len(pictures.large.content),
        )


def _add_row(uow: UnitOfWork, keys: list[str], pictures: PictureSet) -> None:
    large, medium, thumb = keys
    uow.run(
        media.ADD,
        id=large,
        medium=medium,
        thumb=thumb,
        width=pictures.large.width,
        height=pictures.large.height,
        bytes=len(pictures.large.content),
        created_at=uow.now,
    )
