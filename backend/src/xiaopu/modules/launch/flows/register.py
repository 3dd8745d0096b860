"""平台代注册 from the subject's own facts: nothing is typed twice, and nothing personal leaves the server."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.modules.compliance.api import SubjectFacts, SubjectType, subject_of
from xiaopu.modules.launch.domain.modes import Mode
from xiaopu.modules.launch.errors import SubjectIncomplete
from xiaopu.modules.launch.usecases.choose_mode import choose_mode
from xiaopu.modules.platform.api import RegistrationFlows, RegistrationIn, RegistrationView, SubjectKind

_KINDS = {
    SubjectType.COMPANY: SubjectKind.COMPANY,
    SubjectType.SOLE_TRADER: SubjectKind.SOLE_TRADER,
    SubjectType.INDIVIDUAL: SubjectKind.INDIVIDUAL,
}


class Registering:
    """Hands the registration in; what becomes of it comes as a push, and the step is looked at then."""

    def __init__(self, units: Units, vault: Vault, registrations: RegistrationFlows) -> None:
        self._units = units
        self._vault = vault
        self._registrations = registrations

    async def hand_in(self, scope: ShopScope, legal_persona_wechat: str) -> RegistrationView:
        """Refuses `subject_incomplete`, and what platform refuses (`platform_not_set`,
        `registration_not_for_individuals`, `registration_running` …).
        """
        facts = await self._units.read(scope, self._facts)
        wanted = RegistrationIn(
            kind=_KINDS[facts.type],
            code=facts.credit_code or "",
            legal_persona_name=facts.legal_name or facts.name,
            legal_persona_wechat=legal_persona_wechat,
            name=facts.name,
        )
        view = await self._registrations.begin_registration(scope, wanted)
        await self._units.write(scope, _created)
        return view

    def _facts(self, read: ReadScope) -> SubjectFacts:
        facts = subject_of(read, vault=self._vault)
        if facts is None or facts.missing:
            raise SubjectIncomplete(missing=list(facts.missing) if facts else ["type"])
        return facts


def _created(uow: UnitOfWork) -> None:
    choose_mode(uow, Mode.CREATED)
