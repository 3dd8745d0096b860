"""The clock's work: unpaid orders close, shipped ones are received. Questions over state, so a restart loses
nothing.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Row

from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import Refusal
from xiaopu.kernel.ids import OrderId, ShopId
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.states import OrderStatus, PayWay
from xiaopu.modules.orders.flows.close_order import CloseOrder
from xiaopu.modules.orders.usecases.receive_order import receive_order
from xiaopu.modules.payments.errors import GatewayUnavailable

log = structlog.get_logger()

EVERY = timedelta(seconds=10)
UNPAID = "超时未付款"
NOT_ACCEPTED = "商家超时未接单"


class OrderClock:
    """Two sweeps. Each order is a unit of its own: one that cannot be closed holds up nobody."""

    def __init__(self, units: Units, closing: CloseOrder) -> None:
        self._units = units
        self._closing = closing

    async def close_unpaid(self) -> None:
        """Orders past their deadline, and those left half closed by a crash or by WeChat's silence.

        A shop whose WeChat does not answer is left alone for the rest of the round.
        """
        silent: set[str] = set()
        after = ""
        while rows := await self._units.read(PlatformScope(), _unclosed, after):
            for row in rows:
                if row.shop_id not in silent and not await self._close(row):
                    silent.add(row.shop_id)
            after = rows[-1].id

    async def _close(self, row: Row[Any]) -> bool:
        """False when WeChat is silent."""
        scope, order_id = ShopScope(ShopId(row.shop_id)), OrderId(row.id)
        try:
            if row.status == OrderStatus.CLOSING:
                await self._closing.go_on(scope, order_id)
            else:
                reason = UNPAID if row.pay_by == PayWay.WECHAT else NOT_ACCEPTED
                await self._closing.close(scope, order_id, reason)
        except Refusal as refusal:
            log.info("orders.not_closed", order_id=order_id, code=refusal.code)
            return not isinstance(refusal, GatewayUnavailable)
        return True

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


def _unclosed(read: ReadScope, after: str) -> Sequence[Row[Any]]:
    return read.rows(repository.UNCLOSED_ACROSS_SHOPS, now=read.now, after_id=after)
