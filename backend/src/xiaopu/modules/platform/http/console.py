"""Console routes of platform: how the mini program is reached, and the two ways through the operator."""

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, SkipValidation

from xiaopu.infra.http.services import OpenUnits, TheSettings
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.platform import queries
from xiaopu.modules.platform.flows.grant import GrantFlows
from xiaopu.modules.platform.flows.register import RegistrationFlows
from xiaopu.modules.platform.schemas import GrantPage, RegistrationIn, RegistrationView, WeappAccess
from xiaopu.modules.tenancy.api import Staff


@get("/weapp-access", opt={"permission": "channels.read"})
async def get_access(staff: NamedDependency[Staff], units: OpenUnits, settings: TheSettings) -> WeappAccess:
    """How the mini program is reached: by its own secret, by consent, or registered by the operator."""
    return await units.read(staff.scope, queries.access_view, settings)


@post("/weapp-access/grant", opt={"permission": "channels.write"}, status_code=201)
async def post_grant(
    staff: NamedDependency[Staff], grant_flows: NamedDependency[SkipValidation[GrantFlows]]
) -> GrantPage:
    """A page at which the mini program's administrator authorises the operator; also to authorise again."""
    return await grant_flows.begin_grant(staff.scope, staff.merchant_id)


@post("/weapp-access/registration", opt={"permission": "channels.write"}, status_code=201)
async def post_registration(
    data: JSONBody[RegistrationIn],
    staff: NamedDependency[Staff],
    registration_flows: NamedDependency[SkipValidation[RegistrationFlows]],
) -> RegistrationView:
    """Register a mini program for a company or sole trader; the legal person confirms within 24 hours."""
    return await registration_flows.begin_registration(staff.scope, data)


@get("/weapp-access/registration", opt={"permission": "channels.read"})
async def get_registration(staff: NamedDependency[Staff], units: OpenUnits) -> RegistrationView:
    """The newest registration: its state, what WeChat said, and from when it can be handed in again."""
    view = await units.read(staff.scope, queries.newest_registration)
    if view is None:
        raise NotFound
    return view


CONSOLE_ROUTES: list[Any] = [get_access, post_grant, post_registration, get_registration]
