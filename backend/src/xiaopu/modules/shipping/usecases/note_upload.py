"""What WeChat was told of a shipment: one row, the latest word."""

import msgspec

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import OrderId
from xiaopu.modules.shipping import repository
from xiaopu.modules.shipping.schemas import UploadStatus, WechatShipping

MOST_ERROR = 200


class NoteUpload(msgspec.Struct, frozen=True):
    """`error` goes with `failed` alone."""

    shipment_id: str
    order_id: OrderId
    status: UploadStatus
    error: str | None = None


def note_upload(uow: UnitOfWork, note: NoteUpload) -> None:
    """Idempotent; a shipment that is uploaded stays so."""
    uow.run(
        repository.PUT_UPLOAD[uow.dialect],
        shipment_id=note.shipment_id,
        order_id=note.order_id,
        status=note.status,
        error=note.error and note.error[:MOST_ERROR],
        at=uow.now,
    )


def drop_upload(uow: UnitOfWork, shipment_id: str) -> None:
    """There is nothing to tell: the order was not paid in the mini program."""
    uow.run(repository.DROP_UPLOAD, wanted=shipment_id)


def uploads_of(read: ReadScope, order_id: OrderId) -> list[WechatShipping]:
    """What WeChat was told of the order's shipments, the oldest first."""
    rows = read.rows(repository.UPLOADS_OF, wanted=order_id)
    return [
        WechatShipping(
            row.shipment_id,
            row.status,
            row.at,
            row.error,
            settles_at=row.settles_at,
            received_at=row.received_at,
            settled_at=row.settled_at,
        )
        for row in rows
    ]
