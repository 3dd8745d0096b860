"""The search index follows the catalogue: a consumer of `GoodsChanged`."""

import asyncio

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import GoodsId
from xiaopu.modules.catalog.events import GoodsChanged
from xiaopu.modules.storefront import repository
from xiaopu.modules.storefront.domain.search import GoodsText, goods_terms
from xiaopu.modules.storefront.ports import Dictionary
from xiaopu.modules.storefront.usecases.bump_version import Told
from xiaopu.modules.storefront.usecases.store_terms import store_terms


class Indexing:
    """Reads the present text, cuts it in a thread, stores the terms in a unit of their own. Idempotent."""

    def __init__(self, units: Units, dictionary: Dictionary, told: Told) -> None:
        self._units = units
        self._dictionary = dictionary
        self._told = told

    async def run(self, scope: ShopScope, event: GoodsChanged) -> None:
        """Goods that are not on sale lose their terms."""
        for goods_id in event.goods_ids:
            await self._index(scope, goods_id)

    async def _index(self, scope: ShopScope, goods_id: GoodsId) -> None:
        row = await self._units.read(scope, lambda read: read.row(repository.GOODS_TEXT, wanted=goods_id))
        if row is None:
            return
        text = GoodsText(row.name, row.goods_no, row.keywords, row.brand, row.category, row.brief)
        terms: dict[str, int] = {}
        if row.status == "on_sale":
            dictionary = self._dictionary
            terms = await asyncio.to_thread(goods_terms, text, dictionary.cut, dictionary.spell)
        await self._units.write(scope, store_terms, goods_id, row.version, terms, told=self._told)
