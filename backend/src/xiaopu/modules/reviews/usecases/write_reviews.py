"""A buyer reviews the lines of a completed order, each once."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId, OrderId
from xiaopu.kernel.text import squeeze
from xiaopu.modules.members.api import nickname_of
from xiaopu.modules.orders.api import take_review
from xiaopu.modules.reviews import repository
from xiaopu.modules.reviews.domain import masked
from xiaopu.modules.reviews.errors import ReviewTwice
from xiaopu.modules.reviews.schemas import ReviewIn


class WriteReviews(msgspec.Struct, frozen=True):
    """All items or none."""

    order_id: OrderId
    member_id: MemberId
    items: list[ReviewIn]


def write_reviews(uow: UnitOfWork, command: WriteReviews) -> OrderId:
    """Refuses another's order and lines that are not its (`not_found`), an order that is not completed and a
    line that has its review (`order_state`).
    """
    if len({item.line_id for item in command.items}) < len(command.items):
        raise ReviewTwice.at("items", "review_twice")
    nickname = masked(nickname_of(uow, command.member_id))
    for item in sorted(command.items, key=lambda one: one.line_id):
        line = take_review(uow, command.order_id, item.line_id, of=command.member_id)
        uow.run(
            repository.ADD,
            id=uow.new_id(),
            goods_id=line.goods_id,
            line_id=item.line_id,
            order_no=line.order_no,
            member_id=command.member_id,
            nickname=nickname,
            stars=item.stars,
            text=squeeze(item.text),
            pictures=(),
            spec_text=line.spec_text or None,
            at=uow.now,
            reply=None,
            replied_at=None,
        )
    return command.order_id
