"""Telling WeChat's shipping desk what was shipped: it holds the money of mini-program payments until it
knows.
"""

import msgspec
import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.notices.domain import Desk, Parcel
from xiaopu.modules.notices.errors import DeskRefused
from xiaopu.modules.notices.flows.addressing import addressee
from xiaopu.modules.notices.ports import ShippingDesk
from xiaopu.modules.orders.api import my_order, order_facts
from xiaopu.modules.orders.events import OrderShipped
from xiaopu.modules.payments.api import payments_of
from xiaopu.modules.shipping.api import NoteUpload, drop_upload, note_upload
from xiaopu.modules.tenancy.api import Channel

log = structlog.get_logger()


class _Report(msgspec.Struct, frozen=True):
    desk: Desk
    parcel: Parcel


class ShippingReports:
    """Consumer of `OrderShipped`. What WeChat said stands in shipping's `wechat_shipping`, one row a
    shipment; a refusal is noted there and raised, so that the outbox tries again.
    """

    def __init__(self, units: Units, vault: Vault, desk: ShippingDesk) -> None:
        self._units = units
        self._vault = vault
        self._desk = desk

    async def upload(self, scope: ShopScope, event: OrderShipped) -> None:
        """An order that was not paid in the mini program, or a shop without one, has nothing to report."""
        report = await self._units.read(scope, self._compose, event)
        if report is None:
            await self._units.write(scope, drop_upload, event.shipment_id)
            return
        try:
            await self._desk.report(report.desk, report.parcel)
        except DeskRefused as refused:
            note = NoteUpload(event.shipment_id, event.order_id, "failed", str(refused))
            await self._units.write(scope, note_upload, note)
            raise
        await self._units.write(scope, note_upload, NoteUpload(event.shipment_id, event.order_id, "uploaded"))
        log.info("notices.shipping_uploaded", order_id=event.order_id)

    def _compose(self, read: ReadScope, event: OrderShipped) -> _Report | None:
        to = addressee(read, event.member_id, vault=self._vault)
        paid = [
            payment.transaction_id
            for payment in payments_of(read, "order", event.order_id)
            if payment.status == "paid" and payment.channel == Channel.WEAPP
        ]
        order = order_facts(read, event.order_id)
        parcel = next((one for one in order.parcels if one.id == event.shipment_id), None)
        if to is None or not paid or paid[0] is None or parcel is None:
            return None
        recipient = my_order(read, event.order_id, order.member_id, vault=self._vault).address
        return _Report(
            to.desk,
            Parcel(
                transaction_id=paid[0],
                openid=to.openid,
                carrier_code=parcel.carrier_code,
                carrier_name=parcel.carrier_name,
                tracking_no=parcel.tracking_no,
                goods=order.subject,
                phone=recipient.phone,
                at=read.now,
            ),
        )
