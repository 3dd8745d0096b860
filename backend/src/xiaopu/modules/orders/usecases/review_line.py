"""What reviews asks of an order: is this line the member's to review, and mark it so."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import GoodsId, MemberId, OrderId
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.states import OrderStatus
from xiaopu.modules.orders.errors import OrderState
from xiaopu.modules.orders.repository import lines_of, order_row


class ReviewableLine(msgspec.Struct, frozen=True):
    goods_id: GoodsId
    spec_text: str
    order_no: str


def take_review(uow: UnitOfWork, order_id: OrderId, line_id: str, *, of: MemberId) -> ReviewableLine:
    """Mark the line as reviewed, once. Refuses another member's order (`not_found`) and one not completed
    (`order_state`).

    A line that has been reviewed is `order_state` too: one review a line, however many tries.
    """
    row = order_row(uow, order_id, of=of)
    if row.status != OrderStatus.COMPLETED:
        raise OrderState(status=row.status)
    line = next((one for one in lines_of(uow, order_id) if one.id == line_id), None)
    if line is None:
        raise NotFound
    if not uow.run(repository.MARK_REVIEWED, wanted=line_id, wanted_order=order_id, now=uow.now):
        raise OrderState(status="reviewed")
    uow.run(repository.COUNT_REVIEWED, wanted=order_id)
    return ReviewableLine(GoodsId(line.goods_id), line.spec_text, row.order_no)
