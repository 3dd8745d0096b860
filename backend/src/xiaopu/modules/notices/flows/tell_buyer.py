"""Subscribe messages to buyers: what happened to the order, if they asked to be told."""

from datetime import datetime

import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.notices.domain import Desk, Occasion, OrderFactsToTell, SubscribeMessage
from xiaopu.modules.notices.flows.addressing import addressee
from xiaopu.modules.notices.ports import MessageDesk
from xiaopu.modules.orders.api import OrderFacts, order_facts
from xiaopu.modules.orders.events import OrderPaid, OrderShipped, RefundDone
from xiaopu.modules.tenancy.api import shop_face

log = structlog.get_logger()

ORDER_PAGE = "pages-order/detail/index?id={order_id}"
_STATES = {
    Occasion.ORDER_PAID: ("已付款", "商家会尽快发货，点击查看订单"),
    Occasion.ORDER_SHIPPED: ("已发货", "包裹已经出发，点击查看物流"),
    Occasion.REFUND_DONE: ("退款成功", "款项已原路退回"),
}


class BuyerMessages:
    """Consumers of orders' events. A missing template, channel or openid is passed over in silence."""

    def __init__(self, units: Units, vault: Vault, desk: MessageDesk) -> None:
        self._units = units
        self._vault = vault
        self._desk = desk

    async def order_paid(self, scope: ShopScope, event: OrderPaid) -> None:
        await self._tell(scope, Occasion.ORDER_PAID, event.order_id, event.member_id)

    async def order_shipped(self, scope: ShopScope, event: OrderShipped) -> None:
        await self._tell(scope, Occasion.ORDER_SHIPPED, event.order_id, event.member_id)

    async def refund_done(self, scope: ShopScope, event: RefundDone) -> None:
        await self._tell(
            scope, Occasion.REFUND_DONE, event.order_id, event.member_id, refunded_fen=event.amount_fen
        )

    async def _tell(
        self,
        scope: ShopScope,
        occasion: Occasion,
        order_id: OrderId,
        member_id: MemberId,
        *,
        refunded_fen: int | None = None,
    ) -> None:
        def compose(read: ReadScope) -> tuple[Desk, SubscribeMessage] | None:
            to = addressee(read, member_id, vault=self._vault)
            template_id = getattr(to.templates, occasion) if to else None
            if to is None or not template_id:
                return None
            order = order_facts(read, order_id)
            facts = _facts(occasion, order, shop_face(read)[1], refunded_fen, now=read.now)
            page = ORDER_PAGE.format(order_id=order_id)
            return to.desk, SubscribeMessage(to.openid, template_id, page, facts)

        composed = await self._units.read(scope, compose)
        if composed is None:
            return
        sent = await self._desk.send(*composed)
        log.info("notices.message", occasion=occasion, order_id=order_id, sent=sent)


def _facts(
    occasion: Occasion, order: OrderFacts, shop_name: str, refunded_fen: int | None, *, now: datetime
) -> OrderFactsToTell:
    state, tip = _STATES[occasion]
    parcel = order.parcels[-1] if order.parcels else None
    at = {
        Occasion.ORDER_PAID: order.paid_at,
        Occasion.ORDER_SHIPPED: parcel.shipped_at if parcel else None,
    }.get(occasion)
    return OrderFactsToTell(
        shop=shop_name,
        order_no=order.order_no,
        goods=order.subject,
        count=order.item_count,
        amount_fen=order.payable_fen if refunded_fen is None else refunded_fen,
        at=at or now,
        state=state,
        tip=tip,
        reason=tip,
        carrier=parcel.carrier_name if parcel else "",
        tracking_no=parcel.tracking_no if parcel else "",
    )
