"""Console routes of reviews: read and answer; there is no way to delete one."""

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from xiaopu.infra.http.requests import AnyCursor, Limit
from xiaopu.infra.http.services import OpenUnits
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.reviews import queries
from xiaopu.modules.reviews.schemas import ConsoleReview, ReplyIn
from xiaopu.modules.reviews.usecases.answer_review import answer_review
from xiaopu.modules.tenancy.api import Staff


@get("/reviews", opt={"permission": "reviews.read"})
async def list_reviews(
    staff: NamedDependency[Staff],
    units: OpenUnits,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[ConsoleReview]:
    """All reviews, newest first."""
    return await units.read(staff.scope, queries.desk_page, cursor, limit)


@post("/reviews/{review_id:str}/reply", opt={"permission": "reviews.write"}, status_code=200)
async def post_reply(
    review_id: FromPath[str], data: JSONBody[ReplyIn], staff: NamedDependency[Staff], units: OpenUnits
) -> ConsoleReview:
    """Answer a review; a second answer replaces the first."""
    await units.write(staff.scope, answer_review, review_id, data.text)
    return await units.read(staff.scope, queries.desk_review, review_id)


CONSOLE_ROUTES: list[Any] = [list_reviews, post_reply]
