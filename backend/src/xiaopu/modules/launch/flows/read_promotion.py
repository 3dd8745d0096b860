"""运营推广: a channel that brought somebody."""

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.campaigns.api import promotion_state
from xiaopu.modules.launch.domain.rules import finding
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Fact, Proof, StepTruth, Words


class PromotionReader:
    """Our own rows."""

    step = Step.PROMOTION

    def __init__(self, units: Units) -> None:
        self._units = units

    async def read(self, scope: ShopScope) -> StepTruth:
        state = await self._units.read(scope, promotion_state)
        brought = "是" if state.first_order_at else "还没有"
        facts = (
            Fact("campaigns", Words("推广渠道", "Channels"), str(state.campaigns), Proof.OWN),
            Fact("codes", Words("码和链接", "Codes and links"), str(state.codes), Proof.OWN),
            Fact("orders", Words("带来过订单", "Brought an order"), brought, Proof.OWN),
        )
        if state.first_visit_at is not None:
            return StepTruth(StepStatus.DONE, Proof.OWN, facts)
        status = StepStatus.DOING if state.campaigns else StepStatus.UNTOUCHED
        return StepTruth(status, facts=facts, findings=(finding("no_visit_yet"),))
