"""Pictures behind links: fetched in the background, each link once, guarded against addresses that are not
public.
"""

import asyncio
from collections import OrderedDict
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.infra.outbound import FetchFailed, FetchRefused, LinkUnresolvable
from xiaopu.infra.pictures import PictureRefused
from xiaopu.modules.catalog.events import PicturesWanted
from xiaopu.modules.catalog.flows.keep_picture import MOST_UPLOAD_BYTES, MediaLibrary
from xiaopu.modules.catalog.ports import Fetcher
from xiaopu.modules.catalog.repository import imports
from xiaopu.modules.catalog.usecases.settle_picture import PictureFound, PictureMissing, settle_picture

_AT_ONCE = 4
# Links that may heal are told as missing at once, and tried one more time.
_SECOND_TRY = timedelta(minutes=10)
# A host that gave no answer is not asked again for a while: a thousand dead links must not hold up the
# worker.
_DEAD_FOR = timedelta(minutes=2)
_MOST_DEAD = 1000


class PictureFetching:
    """The consumer of `PicturesWanted`."""

    def __init__(self, units: Units, library: MediaLibrary, fetcher: Fetcher) -> None:
        self._units = units
        self._library = library
        self._fetcher = fetcher
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._dead: OrderedDict[str, datetime] = OrderedDict()

    async def run(self, scope: ShopScope, event: PicturesWanted) -> None:
        """Fetch, keep and hang; links that have their picture already are left alone."""
        rows = await self._units.read(
            scope, lambda read: read.rows(imports.LINKS, wanted=sorted(event.digests))
        )
        open_links = [(row.digest, row.url) for row in rows if row.state != "done"]
        healing = await asyncio.gather(*(self._settle(scope, digest, url) for digest, url in open_links))
        again = tuple(digest for (digest, _), heals in zip(open_links, healing, strict=True) if heals)
        if again and not event.second:
            later = PicturesWanted(again, second=True)
            at = self._units.clock() + _SECOND_TRY
            await self._units.write(scope, lambda uow: uow.emit(later, run_at=at))

    async def _settle(self, scope: ShopScope, digest: str, url: str) -> bool:
        """Bring one link to its end; whether another try later makes sense."""
        async with self._slots:
            try:
                media = await self._library.keep(scope, await self._fetched(url))
            except FetchRefused as refusal:
                await self._units.write(scope, settle_picture, PictureMissing(digest, refusal.code))
                return refusal.may_heal
            except PictureRefused as refusal:
                await self._units.write(scope, settle_picture, PictureMissing(digest, refusal.code))
                return False
            await self._units.write(scope, settle_picture, PictureFound(digest, media.id))
            return False

    async def _fetched(self, url: str) -> bytes:
        host = _host_of(url)
        until = self._dead.get(host)
        if until is not None and self._units.clock() < until:
            raise FetchFailed
        try:
            return await self._fetcher.fetch(url, max_bytes=MOST_UPLOAD_BYTES, accept=("image/",))
        except (FetchFailed, LinkUnresolvable):
            self._dead[host] = self._units.clock() + _DEAD_FOR
            while len(self._dead) > _MOST_DEAD:
                self._dead.popitem(last=False)
            raise


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
