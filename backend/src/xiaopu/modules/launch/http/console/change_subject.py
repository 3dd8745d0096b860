"""Becoming another subject: what it means, and doing it."""

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from xiaopu.infra.http.services import OpenUnits
from xiaopu.kernel.errors import InvalidInput
from xiaopu.modules.launch import queries
from xiaopu.modules.launch.schemas import Input, LaunchView
from xiaopu.modules.launch.usecases.change_subject import SubjectChange, change_subject, subject_change
from xiaopu.modules.tenancy.api import Staff


class ChangeSubjectIn(Input, frozen=True):
    """`confirm` must be true: the old mini program is let go."""

    confirm: bool


@get("/launch/change-subject", opt={"permission": "launch.read"})
async def get_change_subject(staff: NamedDependency[Staff], units: OpenUnits) -> SubjectChange:
    """What moves to the new subject and what does not, and what must be settled first."""
    return await units.read(staff.scope, subject_change)


@post("/launch/change-subject", opt={"permission": "channels.write"}, status_code=200)
async def post_change_subject(
    data: JSONBody[ChangeSubjectIn], staff: NamedDependency[Staff], units: OpenUnits
) -> LaunchView:
    """Let the mini program go and free the subject; goods, pages, orders and books stay."""
    if not data.confirm:
        raise InvalidInput.at("confirm", "not_confirmed", "要先确认")
    await units.write(staff.scope, change_subject)
    return await units.read(staff.scope, queries.launch_view)


ROUTES: list[Any] = [get_change_subject, post_change_subject]
