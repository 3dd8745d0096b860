"""`PaySign` from what payments have already tried: a check or a proof is a real order call with the AppID."""

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.payments.api import payment_state


class TriedPayments:
    """Asks nobody: the buttons of 支付配置 make the calls."""

    def __init__(self, units: Units) -> None:
        self._units = units

    async def can_order(self, scope: ShopScope) -> bool | None:
        """True after a check without fault or one paid fen; None before anything was tried."""
        state = await self._units.read(scope, payment_state)
        paid = any(proof is not None and proof.paid_at is not None for proof in (state.native, state.jsapi))
        if paid or state.check == "ok":
            return True
        return None if state.check is None else False
