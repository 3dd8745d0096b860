"""Which shop is at an address, asked by every request of a shopper."""

from collections import OrderedDict

from xiaopu.infra.database.scopes import DirectoryScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.tenancy import queries

_MOST_SHOPS = 10_000


class Slugs:
    """One for the process. An address once given belongs to its shop for good, so what was found is kept;
    what was not found is asked again, for it may be given any moment.
    """

    def __init__(self, units: Units) -> None:
        self._units = units
        self._known: OrderedDict[str, ShopId] = OrderedDict()

    async def shop_at(self, slug: str) -> ShopId:
        """The shop at an address; refuses `not_found`."""
        known = self._known.get(slug)
        if known is not None:
            self._known.move_to_end(slug)
            return known
        found = await self._units.read(DirectoryScope(), queries.shop_by_slug, slug)
        self._known[slug] = found
        if len(self._known) > _MOST_SHOPS:
            self._known.popitem(last=False)
        return found
