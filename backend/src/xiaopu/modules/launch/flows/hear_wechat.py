"""WeChat says that something moved: its step is looked at at once."""

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.events import LookAsked
from xiaopu.modules.launch.flows.look import Looking
from xiaopu.modules.platform.events import (
    CategoryAudited,
    FilingMoved,
    GrantGiven,
    GrantRevoked,
    NameAudited,
    ProcedureMoved,
    RegistrationMoved,
    VerificationMoved,
)


class WechatNews:
    """Consumers of the outbox. The push itself proves nothing here: the look reads the truth, so that a
    repeated or late push changes nothing. Raises `DeskBusy`, and the outbox comes again.
    """

    def __init__(self, looking: Looking) -> None:
        self._looking = looking

    async def account(self, scope: ShopScope, _event: GrantGiven | GrantRevoked | RegistrationMoved) -> None:
        await self._looking.look(scope, Step.ACCOUNT)

    async def asked(self, scope: ShopScope, event: LookAsked) -> None:
        await self._looking.look(scope, Step(event.step))

    async def profile(self, scope: ShopScope, _event: NameAudited | CategoryAudited) -> None:
        await self._looking.look(scope, Step.PROFILE)

    async def verification(self, scope: ShopScope, _event: VerificationMoved) -> None:
        await self._looking.look(scope, Step.VERIFICATION)

    async def filing(self, scope: ShopScope, _event: FilingMoved) -> None:
        await self._looking.look(scope, Step.FILING)

    async def both(self, scope: ShopScope, _event: ProcedureMoved) -> None:
        await self._looking.look(scope, Step.VERIFICATION)
        await self._looking.look(scope, Step.FILING)
