"""Reviews that come along with goods: the demo's, or those of the system a shop had before."""

from datetime import datetime

import msgspec

from xiaopu.infra.database.unit import UnitOfWork, fresh_id
from xiaopu.kernel.ids import GoodsId
from xiaopu.kernel.text import squeeze
from xiaopu.modules.reviews import repository
from xiaopu.modules.reviews.domain import LEAST_STARS, MOST_STARS, MOST_TEXT


class BringReview(msgspec.Struct, frozen=True, kw_only=True):
    """`nickname` comes masked; `at` is when it was written."""

    goods_id: GoodsId
    nickname: str
    stars: int
    text: str
    at: datetime
    spec_text: str | None = None
    pictures: tuple[str, ...] = ()
    reply: str | None = None


def bring_review(uow: UnitOfWork, review: BringReview) -> str:
    """Store it at its own time; the review's id. It belongs to no order and never asks for an answer.

    Refuses (ValueError) stars that do not exist.
    """
    if not LEAST_STARS <= review.stars <= MOST_STARS:
        raise ValueError("a review has one to five stars")
    review_id = fresh_id(review.at)
    uow.run(
        repository.ADD,
        id=review_id,
        goods_id=review.goods_id,
        line_id=None,
        order_no=None,
        member_id=None,
        nickname=review.nickname,
        stars=review.stars,
        text=squeeze(review.text)[:MOST_TEXT],
        pictures=review.pictures,
        spec_text=review.spec_text,
        at=review.at,
        reply=review.reply,
        replied_at=review.at if review.reply else None,
    )
    return review_id
