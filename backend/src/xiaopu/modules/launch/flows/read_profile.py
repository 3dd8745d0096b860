"""The step 名称、头像、简介、类目: read back for a granted mini program, by signs for an own one."""

import asyncio

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.profile import own_profile_truth, profile_truth
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import StepTruth
from xiaopu.modules.launch.flows.profile import Profile
from xiaopu.modules.launch.flows.weapps import Weapps
from xiaopu.modules.launch.ports import ProfileDesk, SignDesk


class ProfileReader:
    """Three calls for a granted mini program, one for an own one."""

    step = Step.PROFILE

    def __init__(
        self, units: Units, weapps: Weapps, desks: tuple[ProfileDesk, SignDesk], profile: Profile
    ) -> None:
        self._units = units
        self._weapps = weapps
        self._desk, self._signs = desks
        self._profile = profile

    async def read(self, scope: ShopScope) -> StepTruth:
        keys = await self._weapps.keys(scope)
        if keys is None:
            return StepTruth(StepStatus.UNTOUCHED)
        if not keys.granted:
            declared = await self._units.read(scope, _declared)
            return own_profile_truth(await self._signs.categories(keys), declared)
        account, categories, wish = await asyncio.gather(
            self._desk.account(keys.appid),
            self._desk.categories(keys.appid),
            self._profile.wish(scope, keys.appid),
        )
        return profile_truth(account, categories, wish)


def _declared(read: ReadScope) -> frozenset[str]:
    return frozenset(row.task for row in read.rows(repository.DECLARED))
