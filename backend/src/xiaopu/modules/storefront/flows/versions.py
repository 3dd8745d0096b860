"""Which version of a shop's face is the present one, without a query for each visitor."""

from collections import OrderedDict
from datetime import datetime, timedelta

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.storefront import repository

# How long another process may show the old face; this process knows at once.
_FRESH_FOR = timedelta(seconds=1)
_MOST_SHOPS = 10_000


class Versions:
    """One for the process. `told` is called by this process's own commits."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[int, datetime | None]] = OrderedDict()

    def told(self, shop_id: str, version: int) -> None:
        """A commit here made `version`; late news never takes a version back."""
        known = self._known.get(shop_id, (0, None))[0]
        self._keep(shop_id, max(version, known), None)

    async def current(self, units: Units, shop: ShopScope) -> int:
        """The version, at most a second old; 0 for a shop that was never changed."""
        now = units.clock()
        known = self._known.get(shop.shop_id)
        if known is not None and known[1] is not None and now - known[1] < _FRESH_FOR:
            return known[0]
        stored = await units.read(shop, lambda read: read.value(repository.VERSION))
        # News may have come while the read waited.
        version = max(int(stored or 0), self._known.get(shop.shop_id, (0, None))[0])
        self._keep(shop.shop_id, version, now)
        return version

    def _keep(self, shop_id: str, version: int, at: datetime | None) -> None:
        self._known[shop_id] = (version, at)
        self._known.move_to_end(shop_id)
        while len(self._known) > _MOST_SHOPS:
            self._known.popitem(last=False)
