"""Cards and posters of goods: drawn once for what they show, drawn again when that changes.

WeChat fetches a card by its address, so that asking for one writes nothing: this process keeps it.
"""

import asyncio
import hashlib
from contextlib import suppress
from datetime import timedelta

import msgspec

from xiaopu.infra.cache import CachedAnswer, CacheKey, ResponseCache, etag_of
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.infra.storage import ObjectMissing, ObjectStore
from xiaopu.modules.campaigns import queries
from xiaopu.modules.campaigns.domain import CardFacts, Drawn, Medium, PosterFacts
from xiaopu.modules.campaigns.flows.make_code import CodeMaker, goods_target
from xiaopu.modules.campaigns.ports import Painter
from xiaopu.modules.campaigns.queries import ShownGoods
from xiaopu.modules.campaigns.schemas import CampaignCodeIn
from xiaopu.modules.campaigns.usecases.keep_code import keep_drawn

JPEG = "jpg"
# Another look makes other pictures of all goods.
_LOOK = "1"
_HINTS = {"weapp": "长按识别小程序码", "h5": "长按识别二维码"}
# Drawing takes 10 MB and 0.2 s of CPU each.
_AT_ONCE = 2
_KEPT = timedelta(days=1)


class Sharing:
    """One for the process: it bounds how many pictures are drawn at once."""

    def __init__(
        self,
        units: Units,
        store: ObjectStore,
        cache: ResponseCache,
        *,
        codes: CodeMaker,
        painter: Painter,
        neutral: bytes,
    ) -> None:
        self._units = units
        self._cache = cache
        self._store = store
        self._codes = codes
        self._painter = painter
        self._neutral = neutral
        self._drawing = asyncio.Semaphore(_AT_ONCE)

    async def card(self, scope: ShopScope, goods_id: str) -> bytes:
        """The share card of goods that are shown, as JPEG. Refuses `not_found`. Writes nothing."""
        goods_target(goods_id)
        goods = await self._units.read(scope, queries.shown_goods, goods_id, None, None)
        key = CacheKey(scope.shop_id, 0, f"card/{goods_id}", _digest(goods, ""), "")
        kept = self._cache.get(key)
        if kept is not None:
            return kept.body
        facts = await self._card(goods)
        async with self._drawing:
            drawn = await asyncio.to_thread(self._painter.card, facts)
        self._cache.put(key, CachedAnswer(drawn, etag_of(drawn), self._units.clock() + _KEPT))
        return drawn

    async def poster(self, scope: ShopScope, goods_id: str, code: str, campaign: str | None) -> str:
        """The poster's key. A sign that is no campaign's gives a poster without one. Refuses `not_found`, and
        what the code refuses.
        """
        target, kind = goods_target(goods_id), f"poster_{code}"
        goods = await self._units.read(scope, queries.shown_goods, goods_id, kind, campaign)
        medium = Medium.WEAPP_CODE if code == "weapp" else Medium.H5
        made = await self._codes.make(scope, goods.campaign_id, CampaignCodeIn(medium=medium, target=target))
        digest = _digest(goods, made.picture_url or "")
        key = await self._standing(goods, digest)
        if key is not None:
            return key
        printed = await self._store.read((made.picture_url or "").removeprefix("/media/"))
        facts = PosterFacts(await self._card(goods), goods.shop_name, printed, _HINTS[code])
        async with self._drawing:
            drawn = await asyncio.to_thread(self._painter.poster, facts)
        return await self._keep(scope, Drawn(goods_id, kind, goods.campaign_id or "", digest, ""), drawn)

    async def _standing(self, goods: ShownGoods, digest: str) -> str | None:
        if goods.drawn_digest != digest or goods.drawn is None:
            return None
        return goods.drawn if await self._store.exists(goods.drawn) else None

    async def _card(self, goods: ShownGoods) -> CardFacts:
        picture = self._neutral
        if goods.cover is not None:
            with suppress(ObjectMissing):
                picture = await self._store.read(goods.cover)
        return CardFacts(goods.name, goods.price_fen, goods.more, picture)

    async def _keep(self, scope: ShopScope, drawn: Drawn, content: bytes) -> str:
        key = await self._store.put(scope.shop_id, JPEG, content)
        try:
            left = await self._units.write(scope, keep_drawn, msgspec.structs.replace(drawn, picture=key))
        except BaseException:
            await self._store.delete(key)
            raise
        if left is not None and left != key:
            with suppress(OSError):
                await self._store.delete(left)
        return key


def _digest(goods: ShownGoods, code: str) -> str:
    shown = [_LOOK, goods.name, goods.price_fen, goods.more, goods.cover, goods.shop_name, code]
    return hashlib.sha256(msgspec.json.encode(shown)).hexdigest()
