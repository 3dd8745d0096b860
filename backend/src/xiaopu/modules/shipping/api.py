"""What neighbours may ask of shipping."""

from collections.abc import Iterable

import msgspec

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.regions import place_of
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.shipping import queries
from xiaopu.modules.shipping.domain.carriers import BY_CODE, CARRIERS, Carrier, clean_tracking_no, recognise
from xiaopu.modules.shipping.domain.freight import Freight, FreightHint, FreightLine
from xiaopu.modules.shipping.errors import CarrierUnknown, TrackingNoNotValid
from xiaopu.modules.shipping.schemas import WechatShipping
from xiaopu.modules.shipping.usecases.change_templates import lay_free_template
from xiaopu.modules.shipping.usecases.note_settlement import NoteSettlement, note_settlement
from xiaopu.modules.shipping.usecases.note_upload import (
    NoteUpload,
    drop_upload,
    note_upload,
    uploads_of,
)


class Parcel(msgspec.Struct, frozen=True):
    """A parcel that can be sent: a known carrier, a number as carriers write it."""

    carrier: Carrier
    tracking_no: str


def freight_for(
    read: ReadScope, lines: Iterable[tuple[int, int, str | None]], region_code: str | None = None
) -> Freight:
    """The fee of an order. `lines`: (quantity, amount in fen, freight template or None), or `FreightLine`.

    Grouped by template; a group worth its template's `free_over_fen` is free. Templates are nation-wide for
    now, so a region only shows in the words.
    """
    found = queries.freight(read, lines)
    place = place_of(region_code) if region_code else None
    return Freight(found.amount_fen, f"发往{place.text}：{found.explain}") if place else found


def freight_hint(read: ReadScope, freight_template_id: str | None) -> FreightHint:
    """`包邮` or `运费¥8.00，满¥88.00包邮`, for a product page."""
    return queries.hint(read, freight_template_id)


def parcel(carrier_code: str, tracking_no: str) -> Parcel:
    """What staff typed, checked. Refuses `carrier_unknown` and `tracking_no_not_valid`."""
    carrier = BY_CODE.get(carrier_code)
    if carrier is None:
        raise CarrierUnknown.at("carrier_code", "carrier_unknown")
    number = clean_tracking_no(tracking_no)
    if number is None:
        raise TrackingNoNotValid.at("tracking_no", "tracking_no_not_valid")
    return Parcel(carrier, number)


def carrier_name(code: str) -> str:
    """The name people know; an unknown code is its own name."""
    carrier = BY_CODE.get(code)
    return carrier.name if carrier else code


def queue_upload(uow: UnitOfWork, shipment_id: str, order_id: OrderId) -> None:
    """Say that WeChat is still to be told of this shipment; call it in the unit that ships."""
    note_upload(uow, NoteUpload(shipment_id, order_id, "queued"))


def wechat_shipping_of(read: ReadScope, order_id: OrderId) -> list[WechatShipping]:
    """What WeChat was told of the order's shipments."""
    return uploads_of(read, order_id)


__all__ = [
    "CARRIERS",
    "Carrier",
    "Freight",
    "FreightHint",
    "FreightLine",
    "NoteSettlement",
    "NoteUpload",
    "Parcel",
    "WechatShipping",
    "carrier_name",
    "drop_upload",
    "freight_for",
    "freight_hint",
    "lay_free_template",
    "note_settlement",
    "note_upload",
    "parcel",
    "queue_upload",
    "recognise",
    "wechat_shipping_of",
]
