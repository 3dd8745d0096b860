"""Console routes of insight."""

from typing import Any

from litestar import get
from litestar.di import NamedDependency

from xiaopu.infra.http.requests import AnyCursor, AnyWords, Limit
from xiaopu.infra.http.services import AVault, OpenUnits, TheSettings
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.insight import queries
from xiaopu.modules.insight.schemas import Overview
from xiaopu.modules.members.api import MemberRow
from xiaopu.modules.tenancy.api import Staff


@get("/overview", opt={"permission": "overview.read"})
async def get_overview(staff: NamedDependency[Staff], units: OpenUnits, settings: TheSettings) -> Overview:
    """概况: today and yesterday, what waits, the week, and the steps to a shop that sells."""
    return await units.report(staff.scope, queries.overview, settings.server.public_url)


@get("/members", opt={"permission": "members.read"})
async def list_members(
    staff: NamedDependency[Staff],
    units: OpenUnits,
    vault: AVault,
    q: AnyWords = None,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[MemberRow]:
    """Members, newest first, with what they bought; personal data masked."""
    return await units.read(staff.scope, queries.buyers, q, cursor, limit, vault=vault)


CONSOLE_ROUTES: list[Any] = [get_overview, list_members]
