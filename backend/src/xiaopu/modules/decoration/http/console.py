"""Console routes of decoration."""

from typing import Any

from litestar import get, put
from litestar.di import NamedDependency
from litestar.params import JSONBody

from xiaopu.infra.http.services import OpenUnits
from xiaopu.modules.decoration import queries
from xiaopu.modules.decoration.schemas import HomeIn, HomeView
from xiaopu.modules.decoration.usecases.change_home import change_home
from xiaopu.modules.tenancy.api import Staff


@get("/home", opt={"permission": "overview.read"})
async def get_home(staff: NamedDependency[Staff], units: OpenUnits) -> HomeView:
    """The home page as laid out."""
    return await units.read(staff.scope, queries.home)


@put("/home", opt={"permission": "decoration.write"})
async def put_home(data: JSONBody[HomeIn], staff: NamedDependency[Staff], units: OpenUnits) -> HomeView:
    """Replace the home page as a whole."""
    await units.write(staff.scope, change_home, data)
    return await units.read(staff.scope, queries.home)


CONSOLE_ROUTES: list[Any] = [get_home, put_home]
