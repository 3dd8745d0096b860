"""The watch over open submissions: WeChat's pushes may be lost, so it is asked too."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Row

from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import Refusal
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.releases import repository
from xiaopu.modules.releases.flows.review_code import Reviewing

log = structlog.get_logger()

EVERY = timedelta(minutes=10)


class ReviewWatch:
    """Every ten minutes; a shop whose WeChat is broken only delays itself."""

    def __init__(self, units: Units, reviewing: Reviewing) -> None:
        self._units = units
        self._reviewing = reviewing

    async def run(self) -> None:
        after = ""
        while rows := await self._units.read(PlatformScope(), _watched, after):
            for row in rows:
                try:
                    await self._reviewing.check(ShopScope(ShopId(row.shop_id)), row.id)
                except Refusal as refusal:
                    log.warning("releases.watch", review_id=row.id, code=refusal.code)
            after = rows[-1].id


def _watched(read: ReadScope, after: str) -> Sequence[Row[Any]]:
    return read.rows(repository.WATCHED_ACROSS_SHOPS, after_id=after)
