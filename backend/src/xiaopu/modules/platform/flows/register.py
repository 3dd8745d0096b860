"""Mode C: a company's or sole trader's mini program, registered by the operator."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.platform import queries
from xiaopu.modules.platform.errors import (
    PlatformNotReady,
    PlatformNotSet,
    PlatformRefused,
    PlatformUnavailable,
)
from xiaopu.modules.platform.ports import PlatformDesk
from xiaopu.modules.platform.schemas import RegistrationIn, RegistrationView
from xiaopu.modules.platform.usecases.registrations import (
    Move,
    facts_of,
    move_registration,
    open_registration,
)


class RegistrationFlows:
    """Hands registrations in. What becomes of them comes as pushes."""

    def __init__(self, units: Units, vault: Vault, desk: PlatformDesk) -> None:
        self._units = units
        self._vault = vault
        self._desk = desk

    async def begin_registration(self, scope: ShopScope, wanted: RegistrationIn) -> RegistrationView:
        """The registration after WeChat was asked: `waiting` for the legal person, or `refused` with its
        cause. An answer that was lost counts as `waiting`: the push, or the end of the 24 hours, tells.

        Refuses `registration_not_for_individuals`, `invalid_input`, `platform_not_set`, `platform_not_ready`,
        `registration_running`, `registration_done`.
        """
        facts = facts_of(wanted)
        if not self._desk.is_set:
            raise PlatformNotSet
        made = await self._units.write(scope, open_registration, wanted.kind, facts, vault=self._vault)
        move = Move(id=made, action="sent")
        try:
            await self._desk.register(facts)
        except PlatformRefused as refused:
            move = Move(id=made, action="refused", code=str(refused.data["wechat_code"]))
        except PlatformUnavailable as silent:
            if not silent.data.get("sent"):
                move = Move(id=made, action="refused", code="unreachable")
        except PlatformNotReady:
            move = Move(id=made, action="refused", code="unreachable")
            await self._units.write(scope, move_registration, move, vault=self._vault)
            raise
        await self._units.write(scope, move_registration, move, vault=self._vault)
        return await self._units.read(scope, queries.registration, made)
