"""The clock's work: unpaid orders close, shipped ones are received. Questions over state, so a restart loses
nothing.
"""

from datetime import timedelta

import structlog

from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import Refusal
from xiaopu.kernel.ids import OrderId, ShopId
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.states import OrderStatus
from xiaopu.modules.orders.flows.close_order import CloseOrder
from xiaopu.modules.orders.usecases.receive_order import receive_order

log = structlog.get_logger()

EVERY = timedelta(seconds=10)
UNPAID = "超时未付款"


class OrderClock:
    """Two sweeps. Each order is a unit of its own: one that cannot be closed holds up nobody."""

    def __init__(self, units: Units, closing: CloseOrder) -> None:
        self._units = units
        self._closing = closing

    async def close_unpaid(self) -> None:
        """Orders past their deadline, and those left half closed by a crash or by WeChat's silence."""
        now = self._units.clock()
        due = await self._units.read(
            PlatformScope(), lambda read: read.rows(repository.DUE_TO_CLOSE_ACROSS_SHOPS, now=now)
        )
        left = await self._units.read(
            PlatformScope(), lambda read: read.rows(repository.LEFT_CLOSING_ACROSS_SHOPS)
        )
        seen = {(row.shop_id, row.id): row.status for row in (*due, *left)}
        for (shop_id, order_id), status in seen.items():
            scope, order = ShopScope(ShopId(shop_id)), OrderId(order_id)
            try:
                if status == OrderStatus.CLOSING:
                    await self._closing.go_on(scope, order)
                else:
                    await self._closing.close(scope, order, UNPAID)
            except Refusal as refusal:
                log.info("orders.not_closed", order_id=order_id, code=refusal.code)

    async def receive_shipped(self) -> None:
        """Shipped orders whose days of waiting are over."""
        now = self._units.clock()
        due = await self._units.read(
            PlatformScope(), lambda read: read.rows(repository.DUE_TO_RECEIVE_ACROSS_SHOPS, now=now)
        )
        for row in due:
            try:
                await self._units.write(ShopScope(ShopId(row.shop_id)), receive_order, OrderId(row.id))
            except Refusal as refusal:
                log.info("orders.not_received", order_id=row.id, code=refusal.code)
