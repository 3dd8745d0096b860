"""The step 微信认证: the account's own mark and the application, or the sign of an order for an own AppID."""

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import StepTruth
from xiaopu.modules.launch.domain.verification import own_verification_truth, verification_truth
from xiaopu.modules.launch.flows.verification import Verification
from xiaopu.modules.launch.flows.weapps import Weapps
from xiaopu.modules.launch.ports import PaySign, ProfileDesk, VerificationDesk


class VerificationReader:
    """One call, two while an application is open."""

    step = Step.VERIFICATION

    def __init__(
        self,
        units: Units,
        weapps: Weapps,
        desks: tuple[VerificationDesk, ProfileDesk, PaySign],
        verification: Verification,
    ) -> None:
        self._units = units
        self._weapps = weapps
        _, self._profile, self._pay = desks
        self._verification = verification

    async def read(self, scope: ShopScope) -> StepTruth:
        keys = await self._weapps.keys(scope)
        if keys is None:
            return StepTruth(StepStatus.UNTOUCHED)
        if not keys.granted:
            return own_verification_truth(orders=await self._pay.can_order(scope))
        account = await self._profile.account(keys.appid)
        application = None if account.verified else await self._verification.application(scope, keys.appid)
        return verification_truth(
            application,
            verified=account.verified,
            review_until=account.review_until,
            now=self._units.clock(),
        )
