"""Answers that are equal for every visitor: from memory while the shop's face is the same, else read,
encoded and kept.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec

import msgspec

from xiaopu.infra.cache import CachedAnswer, CacheKey, ResponseCache, etag_of, packed
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.storefront.flows.versions import Versions

P = ParamSpec("P")

# Sales figures in lists move without a new version; they are at most this old.
_KEPT_FOR = timedelta(minutes=5)
_LOCALE = "zh-CN"


class Answers:
    """One for the process."""

    def __init__(self, units: Units, cache: ResponseCache, versions: Versions) -> None:
        self._units = units
        self._cache = cache
        self._versions = versions

    async def of(
        self,
        shop: ShopScope,
        place: tuple[str, Mapping[str, Any]],
        query: Callable[Concatenate[ReadScope, P], Any],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> CachedAnswer:
        """The encoded result of `query`, which must depend on nothing but the shop and `place`: (route,
        known parameters).
        """
        version = await self._versions.current(self._units, shop)
        path, params = place
        known = msgspec.json.encode(params, order="sorted").decode()
        key = CacheKey(shop.shop_id, version, path, known, _LOCALE)
        answer = self._cache.get(key)
        if answer is None:
            body = msgspec.json.encode(await self._units.read(shop, query, *args, **kwargs))
            answer = CachedAnswer(body, etag_of(body), self._units.clock() + _KEPT_FOR, packed(body))
            self._cache.put(key, answer)
        return answer
