"""The owner's consent that the operator may act for the shop."""

from typing import Any

from litestar import delete, put
from litestar.di import NamedDependency
from litestar.params import JSONBody

from xiaopu.infra.http.services import OpenUnits
from xiaopu.modules.launch import queries
from xiaopu.modules.launch.schemas import Input, LaunchView
from xiaopu.modules.launch.usecases.consent import ConsentDays, end_consent, give_consent
from xiaopu.modules.tenancy.api import Staff


class ConsentIn(Input, frozen=True):
    """For how many days."""

    days: ConsentDays


@put("/launch/consent", opt={"permission": "launch.consent"})
async def put_consent(
    data: JSONBody[ConsentIn], staff: NamedDependency[Staff], units: OpenUnits
) -> LaunchView:
    """The owner allows the operator to act for the shop; what is done stands in the shop's log."""
    await units.write(staff.scope, give_consent, data.days)
    return await units.read(staff.scope, queries.launch_view)


@delete("/launch/consent", opt={"permission": "launch.consent"}, status_code=200)
async def delete_consent(staff: NamedDependency[Staff], units: OpenUnits) -> LaunchView:
    """Take it back."""
    await units.write(staff.scope, end_consent)
    return await units.read(staff.scope, queries.launch_view)


ROUTES: list[Any] = [put_consent, delete_consent]
