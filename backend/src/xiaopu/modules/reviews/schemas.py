"""What goes in and out over HTTP."""

from datetime import datetime
from typing import Annotated

import msgspec

from xiaopu.kernel.ids import GoodsId
from xiaopu.modules.reviews.domain import LEAST_STARS, MOST_REPLY, MOST_STARS, MOST_TEXT

Stars = Annotated[int, msgspec.Meta(ge=LEAST_STARS, le=MOST_STARS)]


class ReviewIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line's review."""

    line_id: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    stars: Stars
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_TEXT, pattern=r"\S")]


class ReviewsIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Reviews of one order's lines."""

    items: Annotated[list[ReviewIn], msgspec.Meta(min_length=1, max_length=100)]


class ReplyIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shop's answer; a second one replaces the first."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_REPLY, pattern=r"\S")]


class Review(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A review as everybody sees it; the nickname is masked."""

    id: str
    nickname: str
    stars: int
    text: str
    pictures: tuple[str, ...] = ()
    at: datetime
    avatar_url: str | None = None
    spec_text: str | None = None
    reply: str | None = None


class ReviewSummary(msgspec.Struct, frozen=True):
    """Over all reviews of the goods; good ones have four stars or five."""

    count: int
    good_percent: int


class ReviewPage(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Reviews, the newest first."""

    items: list[Review]
    next_cursor: str | None = None
    summary: ReviewSummary


class ConsoleReview(Review, frozen=True, omit_defaults=True, kw_only=True):
    """A review as staff see it."""

    goods_id: GoodsId
    goods_name: str
    order_no: str | None = None
