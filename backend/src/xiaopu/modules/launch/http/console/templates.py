"""Industry templates: what there is, filling one, clearing it."""

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from xiaopu.infra.http.services import OpenUnits
from xiaopu.modules.launch.domain.templates import TemplateKey
from xiaopu.modules.launch.flows.fill_template import Templates
from xiaopu.modules.launch.usecases.templates import Cleared, TemplatesView, clear_template, templates_view
from xiaopu.modules.tenancy.api import Staff


@get("/launch/templates", opt={"permission": "launch.read"})
async def get_templates(staff: NamedDependency[Staff], units: OpenUnits) -> TemplatesView:
    """Five industries, and which one is in the shop."""
    return await units.read(staff.scope, templates_view)


@post("/launch/templates/{key:str}/fill", opt={"permission": "launch.write"}, status_code=200)
async def fill(
    key: FromPath[TemplateKey],
    staff: NamedDependency[Staff],
    units: OpenUnits,
    launch_templates: NamedDependency[SkipValidation[Templates]],
) -> TemplatesView:
    """Make categories, goods, a home page and freight where the shop has none; once."""
    await launch_templates.fill(staff.scope, key)
    return await units.read(staff.scope, templates_view)


@post("/launch/templates/clear", opt={"permission": "launch.write"}, status_code=200)
async def clear(staff: NamedDependency[Staff], units: OpenUnits) -> Cleared:
    """Take away what the template made and nobody has changed or ordered since."""
    return await units.write(staff.scope, clear_template)


ROUTES: list[Any] = [get_templates, fill, clear]
