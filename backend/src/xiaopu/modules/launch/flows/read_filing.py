"""The step ICP 备案: WeChat's own answer, or the sign of a released version for an own AppID."""

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.modules.launch.domain.filing import filing_truth, own_filing_truth
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import StepTruth
from xiaopu.modules.launch.flows.filing import Filing
from xiaopu.modules.launch.flows.weapps import Weapps
from xiaopu.modules.launch.ports import FilingDesk, SignDesk


class FilingReader:
    """One call."""

    step = Step.FILING

    def __init__(self, weapps: Weapps, desks: tuple[FilingDesk, SignDesk], filing: Filing) -> None:
        self._weapps = weapps
        self._desk, self._signs = desks
        self._filing = filing

    async def read(self, scope: ShopScope) -> StepTruth:
        keys = await self._weapps.keys(scope)
        if keys is None:
            return StepTruth(StepStatus.UNTOUCHED)
        state = await self._filing.state(scope)
        if not keys.granted:
            return own_filing_truth(released=await self._signs.is_released(keys), number=state.number)
        entrance = await self._desk.entrance(keys.appid)
        return filing_truth(entrance, begun=state.form is not None, number=state.number)
