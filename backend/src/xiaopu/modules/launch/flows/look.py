"""Looking at steps: the truth is read outside of a unit and recorded in one."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

import structlog

from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import Refusal
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import CARDS, Step
from xiaopu.modules.launch.ports import StepReader
from xiaopu.modules.launch.usecases.record_truth import record_truth

log = structlog.get_logger()

EVERY = timedelta(minutes=2)
# A waiting step is looked at again by itself; WeChat's own pushes come sooner.
AGAIN_AFTER = timedelta(minutes=10)


class Looking:
    """Readers by step. A reader that finds WeChat silent leaves its step as it was."""

    def __init__(self, units: Units, readers: Sequence[StepReader]) -> None:
        self._units = units
        self._readers: Mapping[Step, StepReader] = {reader.step: reader for reader in readers}

    async def look(self, scope: ShopScope, step: Step) -> StepStatus:
        """Read and record one step. Raises `DeskBusy` when WeChat is silent."""
        truth = await self._readers[step].read(scope)
        return await self._units.write(scope, record_truth, step, truth)

    async def look_at_all(self, scope: ShopScope) -> None:
        """Every step, each on its own: one that fails holds up no other."""
        await asyncio.gather(*(self._look_quietly(scope, card.step) for card in CARDS))

    async def look_at_waiting(self) -> None:
        """For the schedule: steps of all shops that wait and were not looked at lately."""
        before = self._units.clock() - AGAIN_AFTER
        rows = await self._units.read(
            PlatformScope(), lambda read: read.rows(repository.WAITING_ACROSS_SHOPS, looked_before=before)
        )
        for row in rows:
            await self._look_quietly(ShopScope(ShopId(row.shop_id)), Step(row.step))

    async def _look_quietly(self, scope: ShopScope, step: Step) -> None:
        if step not in self._readers:
            return
        try:
            await self.look(scope, step)
        except Refusal as refusal:
            log.info("launch.not_looked", step=step, code=refusal.code)
