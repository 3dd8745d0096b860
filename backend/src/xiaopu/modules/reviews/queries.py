"""Read models of reviews."""

from typing import Any

from sqlalchemy import Row

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import ID_LENGTH, GoodsId
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.modules.reviews import repository
from xiaopu.modules.reviews.domain import good_percent
from xiaopu.modules.reviews.schemas import ConsoleReview, Review, ReviewPage, ReviewSummary

_END = "~" * ID_LENGTH


def goods_reviews(read: ReadScope, goods_id: GoodsId, cursor: str | None, limit: int) -> ReviewPage:
    """Reviews of one goods with the summary over all; refuses `not_found`. Three statements."""
    keys = decode_cursor(cursor, str)
    if read.row(repository.GOODS_SHOWN, wanted=goods_id) is None:
        raise NotFound
    before = keys[0] if keys else _END
    rows = read.rows(repository.PAGE_OF_GOODS, wanted=goods_id, before_id=before, most=limit + 1)
    page = cut_page(rows, limit, _view, lambda row: encode_cursor(row.id))
    return ReviewPage(items=page.items, next_cursor=page.next_cursor, summary=summary_of(read, goods_id))


def summary_of(read: ReadScope, goods_id: GoodsId) -> ReviewSummary:
    """How many reviews the goods has and how good they are."""
    row = read.row(repository.SUMMARY, wanted=goods_id)
    count, good = (int(row.total), int(row.good)) if row is not None else (0, 0)
    return ReviewSummary(count, good_percent(good, count))


def desk_page(read: ReadScope, cursor: str | None, limit: int) -> Page[ConsoleReview]:
    """All reviews of the shop, the newest first."""
    keys = decode_cursor(cursor, str)
    rows = read.rows(repository.CONSOLE_PAGE, before_id=keys[0] if keys else _END, most=limit + 1)
    return cut_page(rows, limit, console_view, lambda row: encode_cursor(row.id))


def desk_review(read: ReadScope, review_id: str) -> ConsoleReview:
    """One review; refuses `not_found`."""
    row = read.row(repository.CONSOLE_ONE, wanted=review_id)
    if row is None:
        raise NotFound
    return console_view(row)


def count_unanswered(read: ReadScope) -> int:
    """Buyers' reviews that wait for the shop's answer."""
    return int(read.value(repository.COUNT_UNANSWERED))


def console_view(row: Row[Any]) -> ConsoleReview:
    return ConsoleReview(
        goods_id=GoodsId(row.goods_id), goods_name=row.goods_name, order_no=row.order_no, **_fields(row)
    )


def _view(row: Row[Any]) -> Review:
    return Review(**_fields(row))


def _fields(row: Row[Any]) -> dict[str, Any]:
    names = ("id", "nickname", "stars", "text", "pictures", "at", "spec_text", "reply")
    return {name: row._mapping[name] for name in names}
