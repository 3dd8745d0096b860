"""Console routes of after-sales."""

from typing import Any, Literal

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from xiaopu.infra.http.requests import AnyCursor, Limit
from xiaopu.infra.http.services import OpenUnits
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.aftersales import queries
from xiaopu.modules.aftersales.schemas import AftersaleBrief, AftersaleRow, RefuseIn
from xiaopu.modules.aftersales.usecases.answer_aftersale import agree, refuse
from xiaopu.modules.tenancy.api import Staff

Tab = Literal["requested", "all"]


@get("/aftersales", opt={"permission": "orders.read"})
async def list_aftersales(
    staff: NamedDependency[Staff],
    units: OpenUnits,
    tab: FromQuery[Tab] = "requested",
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[AftersaleRow]:
    """After-sales, newest first."""
    return await units.read(staff.scope, queries.desk_page, tab, cursor, limit)


@post("/aftersales/{aftersale_id:str}/agree", opt={"permission": "aftersales.answer"}, status_code=200)
async def post_agree(
    aftersale_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits
) -> AftersaleBrief:
    """Give the money back; agreeing twice gives it back once."""
    return await units.write(staff.scope, agree, aftersale_id)


@post("/aftersales/{aftersale_id:str}/refuse", opt={"permission": "aftersales.answer"}, status_code=200)
async def post_refuse(
    aftersale_id: FromPath[str], data: JSONBody[RefuseIn], staff: NamedDependency[Staff], units: OpenUnits
) -> AftersaleBrief:
    """Refuse with words that the buyer reads."""
    return await units.write(staff.scope, refuse, aftersale_id, data.answer)


CONSOLE_ROUTES: list[Any] = [list_aftersales, post_agree, post_refuse]
