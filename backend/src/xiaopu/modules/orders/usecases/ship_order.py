"""Shipping: paid → shipped, with the parcel's number."""

from datetime import timedelta

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.states import AFTERSALE_OPEN, OrderAction
from xiaopu.modules.orders.errors import AftersaleOpen, OrderState
from xiaopu.modules.orders.events import OrderShipped
from xiaopu.modules.orders.repository import order_row
from xiaopu.modules.orders.usecases.move_order import moved
from xiaopu.modules.shipping.api import parcel, queue_upload
from xiaopu.modules.tenancy.api import order_rules, write_audit


class ShipOrder(msgspec.Struct, frozen=True):
    """The whole order in one parcel."""

    order_id: OrderId
    carrier_code: str
    tracking_no: str


def ship_order(uow: UnitOfWork, command: ShipOrder) -> OrderId:
    """Refuses an order that is not paid (`order_state`) or has an open after-sale (`aftersale_open`), and
    numbers that no carrier writes (`carrier_unknown`, `tracking_no_not_valid`).
    """
    sent = parcel(command.carrier_code, command.tracking_no)
    row = order_row(uow, command.order_id)
    until = uow.now + timedelta(days=order_rules(uow).auto_receive_days)
    shipped = moved(
        uow, repository.SHIP, OrderAction.SHIP, command.order_id, now=uow.now, new_auto_receive_at=until
    )
    if not shipped:
        row = order_row(uow, command.order_id)
        raise AftersaleOpen if row.aftersale_status in AFTERSALE_OPEN else OrderState(status=row.status)
    shipment_id = uow.new_id()
    uow.run(
        repository.ADD_SHIPMENT,
        id=shipment_id,
        order_id=command.order_id,
        carrier_code=sent.carrier.code,
        carrier_name=sent.carrier.name,
        tracking_no=sent.tracking_no,
        shipped_at=uow.now,
    )
    write_audit(
        uow,
        "order.shipped",
        f"order:{command.order_id}",
        after={"carrier": sent.carrier.code, "tracking_no": sent.tracking_no},
    )
    queue_upload(uow, shipment_id, command.order_id)
    uow.emit(OrderShipped(command.order_id, MemberId(row.member_id), shipment_id))
    return command.order_id
