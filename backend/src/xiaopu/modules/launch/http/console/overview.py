"""The page 开店向导: all steps, one look, the chosen way, a person's word, and the history."""

from typing import Any

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from xiaopu.infra.http.services import OpenUnits
from xiaopu.modules.launch import queries
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.flows.look import Looking
from xiaopu.modules.launch.schemas import LaunchMove, LaunchView, ModeIn
from xiaopu.modules.launch.usecases.choose_mode import choose_mode
from xiaopu.modules.launch.usecases.declare import declare, take_back
from xiaopu.modules.tenancy.api import Staff

TheLooking = NamedDependency[SkipValidation[Looking]]


@get("/launch", opt={"permission": "launch.read"})
async def get_launch(staff: NamedDependency[Staff], units: OpenUnits) -> LaunchView:
    """All steps with their newest look; WeChat is not asked."""
    return await units.read(staff.scope, queries.launch_view)


@put("/launch/mode", opt={"permission": "launch.write"})
async def put_mode(data: JSONBody[ModeIn], staff: NamedDependency[Staff], units: OpenUnits) -> LaunchView:
    """Choose the way to the mini program."""
    await units.write(staff.scope, choose_mode, data.mode)
    return await units.read(staff.scope, queries.launch_view)


@post("/launch/look", opt={"permission": "launch.write"}, status_code=200)
async def look_at_all(staff: NamedDependency[Staff], units: OpenUnits, looking: TheLooking) -> LaunchView:
    """Read the truth of every step anew; steps at which WeChat is silent stay as they are."""
    await looking.look_at_all(staff.scope)
    return await units.read(staff.scope, queries.launch_view)


@post("/launch/steps/{step:str}/look", opt={"permission": "launch.write"}, status_code=200)
async def look(
    step: FromPath[Step], staff: NamedDependency[Staff], units: OpenUnits, looking: TheLooking
) -> LaunchView:
    """Read the truth of one step anew."""
    await looking.look(staff.scope, step)
    return await units.read(staff.scope, queries.launch_view)


@put("/launch/tasks/{task:str}/declared", opt={"permission": "launch.write"}, status_code=204)
async def put_declared(task: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits) -> None:
    """本人确认: only where WeChat offers no sign; it never counts as proof."""
    await units.write(staff.scope, declare, task)


@delete("/launch/tasks/{task:str}/declared", opt={"permission": "launch.write"})
async def delete_declared(task: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits) -> None:
    """Take the word back."""
    await units.write(staff.scope, take_back, task)


@get("/launch/history", opt={"permission": "launch.read"})
async def get_history(staff: NamedDependency[Staff], units: OpenUnits) -> dict[str, list[LaunchMove]]:
    """The newest 200 moves, with who made them and how long the step had stood."""
    return {"items": await units.read(staff.scope, queries.history)}


ROUTES: list[Any] = [
    get_launch,
    put_mode,
    look_at_all,
    look,
    put_declared,
    delete_declared,
    get_history,
]
