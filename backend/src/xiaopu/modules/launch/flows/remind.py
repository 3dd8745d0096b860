"""Reminders: every hour the house looks for whom it waits."""

from datetime import timedelta

from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.usecases.remind import CASE_AGAIN, STEP_AGAIN, remind_of_case, remind_of_step

REMIND_EVERY = timedelta(hours=1)


class Reminders:
    """Across shops, each reminder in a unit of its shop. A round takes 100 steps and 100 questions; the
    next one takes the rest.
    """

    def __init__(self, units: Units) -> None:
        self._units = units

    async def run(self) -> None:
        """For the schedule."""
        now = self._units.clock()
        day, days = now - STEP_AGAIN, now - CASE_AGAIN
        steps = await self._units.read(
            PlatformScope(),
            lambda read: read.rows(repository.AWAITED_ACROSS_SHOPS, since_before=day, reminded_before=day),
        )
        for row in steps:
            scope = ShopScope(ShopId(row.shop_id))
            await self._units.write(scope, remind_of_step, Step(row.step), row.since)
        cases = await self._units.read(
            PlatformScope(),
            lambda read: read.rows(
                repository.OPEN_CASES_ACROSS_SHOPS, still_open=True, opened_before=days, reminded_before=days
            ),
        )
        for row in cases:
            await self._units.write(ShopScope(ShopId(row.shop_id)), remind_of_case, row.id)
