"""The shop's own note on an order, with a colour."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import OrderId
from xiaopu.kernel.text import squeeze
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.repository import order_row
from xiaopu.modules.orders.schemas import NoteIn


def note_order(uow: UnitOfWork, order_id: OrderId, note: NoteIn) -> None:
    """Replace note and flag; buyers never see them."""
    order_row(uow, order_id)
    text = squeeze(note.text) if note.text else None
    uow.run(repository.SET_NOTE, wanted=order_id, new_note=text or None, new_flag=note.flag)
