"""Work that comes round: registrations about which WeChat has been silent for 24 hours."""

from datetime import timedelta

import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.platform import repository
from xiaopu.modules.platform.usecases.registrations import Move, move_registration

log = structlog.get_logger()

EVERY = timedelta(minutes=10)


class RegistrationClock:
    """Ends what nobody answered; WeChat's word counts all the same when it comes later."""

    def __init__(self, units: Units, vault: Vault) -> None:
        self._units = units
        self._vault = vault

    async def run(self) -> None:
        for shop_id, registration_id in await self._units.read(PlatformScope(), _overdue):
            move = Move(id=registration_id, action="expired")
            moved = await self._units.write(ShopScope(shop_id), move_registration, move, vault=self._vault)
            log.info("platform.registration_expired", registration_id=registration_id, moved=moved)


def _overdue(read: ReadScope) -> list[tuple[ShopId, str]]:
    rows = read.rows(repository.OVERDUE_ACROSS_SHOPS, now=read.now)
    return [(ShopId(row.shop_id), row.id) for row in rows]
