"""Console routes of members."""

from typing import Any

from litestar import get
from litestar.di import NamedDependency

from xiaopu.infra.http.requests import AnyCursor, AnyWords, Limit
from xiaopu.infra.http.services import AVault, OpenUnits
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.members import queries
from xiaopu.modules.members.schemas import MemberRow
from xiaopu.modules.tenancy.api import Staff


@get("/members", opt={"permission": "members.read"})
async def list_members(
    staff: NamedDependency[Staff],
    units: OpenUnits,
    vault: AVault,
    q: AnyWords = None,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[MemberRow]:
    """Members, newest first; personal data masked."""
    return await units.read(staff.scope, queries.member_page, q, cursor, limit, vault=vault)


CONSOLE_ROUTES: list[Any] = [list_members]
