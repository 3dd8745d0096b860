"""The operator's view: all launches, where they are stuck, and a look for a shop that agreed."""

from typing import Annotated, Any

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, SkipValidation

from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.http.services import OpenUnits
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import ShopId, is_id
from xiaopu.kernel.page import DEFAULT_LIMIT, MAX_LIMIT, Page
from xiaopu.modules.launch import queries
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.flows.look import Looking
from xiaopu.modules.launch.schemas import LaunchFilter, LaunchRow, LaunchView
from xiaopu.modules.launch.usecases.consent import act_with_consent
from xiaopu.modules.tenancy.api import Operator, shop_face

Limit = Annotated[int, msgspec.Meta(ge=1, le=MAX_LIMIT)]


@get("/launches")
async def list_launches(
    operator: NamedDependency[Operator],
    units: OpenUnits,
    show: FromQuery[LaunchFilter] = "all",
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = DEFAULT_LIMIT,
) -> Page[LaunchRow]:
    """Every shop with its steps, and where it is stuck since when."""
    return await units.read(operator.reading, queries.launches, show, cursor, limit)


@get("/launches/{shop_id:str}")
async def get_shop_launch(
    shop_id: FromPath[str], operator: NamedDependency[Operator], units: OpenUnits
) -> LaunchView:
    """One shop's launch, as its owner sees it."""
    return await units.read(operator.acting(_shop(shop_id)), _view)


@post("/launches/{shop_id:str}/steps/{step:str}/look", status_code=200)
async def look_for_shop(
    shop_id: FromPath[str],
    step: FromPath[Step],
    operator: NamedDependency[Operator],
    units: OpenUnits,
    looking: NamedDependency[SkipValidation[Looking]],
) -> LaunchView:
    """Look at a step for a shop whose owner agreed; it stands in the shop's log."""
    scope = operator.acting(_shop(shop_id))
    await units.read(scope, _view)
    await units.write(scope, act_with_consent, step)
    await looking.look(scope, step)
    return await units.read(scope, _view)


def _shop(shop_id: str) -> ShopId:
    if not is_id(shop_id):
        raise NotFound
    return ShopId(shop_id)


def _view(read: ReadScope) -> LaunchView:
    """Refuses `not_found` for a shop that is none."""
    shop_face(read)
    return queries.launch_view(read)


PLATFORM_ROUTES: list[Any] = [list_launches, get_shop_launch, look_for_shop]
