"""Console routes of insight."""

from typing import Any

from litestar import get
from litestar.di import NamedDependency

from xiaopu.infra.http.services import OpenUnits, TheSettings
from xiaopu.modules.insight import queries
from xiaopu.modules.insight.schemas import Overview
from xiaopu.modules.tenancy.api import Staff


@get("/overview", opt={"permission": "overview.read"})
async def get_overview(staff: NamedDependency[Staff], units: OpenUnits, settings: TheSettings) -> Overview:
    """概况: today and yesterday, what waits, the week, and the steps to a shop that sells."""
    return await units.report(staff.scope, queries.overview, settings.server.public_url)


CONSOLE_ROUTES: list[Any] = [get_overview]
