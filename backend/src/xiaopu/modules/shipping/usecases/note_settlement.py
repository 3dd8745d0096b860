"""What WeChat told of an order's money, beside its parcels."""

from datetime import datetime

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.shipping import repository


class NoteSettlement(msgspec.Struct, frozen=True):
    """A moment that is None leaves the noted one as it is."""

    order_id: OrderId
    settles_at: datetime | None
    received_at: datetime | None
    settled_at: datetime | None


def note_settlement(uow: UnitOfWork, note: NoteSettlement) -> None:
    """On every shipment of the order that WeChat was told of; an order without one has no place for it."""
    uow.run(
        repository.NOTE_SETTLEMENT,
        wanted=note.order_id,
        new_settles_at=note.settles_at,
        new_received_at=note.received_at,
        new_settled_at=note.settled_at,
    )
