"""Closing an unpaid order: say so, make WeChat forget its payments, then close. Never the other way round."""

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.orders.errors import OrderPaid
from xiaopu.modules.orders.flows.pay_order import KIND
from xiaopu.modules.orders.usecases.close_order import begin_close, finish_close
from xiaopu.modules.payments.api import PaymentFlows


class CloseOrder:
    """Closes by the buyer's wish, by staff, or by the clock."""

    def __init__(self, units: Units, payments: PaymentFlows) -> None:
        self._units = units
        self._payments = payments

    async def close(
        self, scope: ShopScope, order_id: OrderId, reason: str, *, of: MemberId | None = None
    ) -> None:
        """Refuses `order_paid` when the payer was faster. WeChat's silence leaves the order `closing`; the
        sweep goes on.
        """
        await self._units.write(scope, begin_close, order_id, reason, of=of)
        if not await self.go_on(scope, order_id):
            raise OrderPaid

    async def go_on(self, scope: ShopScope, order_id: OrderId) -> bool:
        """From `closing` onward: False when it turned out to be paid."""
        if not await self._payments.close_all(scope, KIND, order_id):
            return False
        await self._units.write(scope, finish_close, order_id)
        return True
