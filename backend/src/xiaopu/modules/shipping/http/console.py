"""Console routes of shipping: freight templates and carriers."""

from typing import Annotated, Any

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from xiaopu.infra.http.services import OpenUnits
from xiaopu.modules.shipping.api import CARRIERS, recognise
from xiaopu.modules.shipping.domain.carriers import Carrier
from xiaopu.modules.shipping.schemas import (
    CarrierList,
    CarrierView,
    FreightTemplate,
    FreightTemplateIn,
    FreightTemplates,
)
from xiaopu.modules.shipping.usecases import change_templates
from xiaopu.modules.tenancy.api import Staff

TrackingNo = Annotated[str, QueryParameter(max_length=60)]


@get("/freight-templates", opt={"permission": "goods.read"})
async def list_templates(staff: NamedDependency[Staff], units: OpenUnits) -> FreightTemplates:
    """All templates, the default first."""
    return FreightTemplates(await units.read(staff.scope, change_templates.templates_of))


@post("/freight-templates", opt={"permission": "freight.write"})
async def post_template(
    data: JSONBody[FreightTemplateIn], staff: NamedDependency[Staff], units: OpenUnits
) -> FreightTemplate:
    """A new template."""
    return await units.write(staff.scope, change_templates.add_template, data)


@put("/freight-templates/{template_id:str}", opt={"permission": "freight.write"})
async def put_template(
    template_id: FromPath[str],
    data: JSONBody[FreightTemplateIn],
    staff: NamedDependency[Staff],
    units: OpenUnits,
) -> FreightTemplate:
    """Replace a template."""
    return await units.write(staff.scope, change_templates.change_template, template_id, data)


@delete("/freight-templates/{template_id:str}", opt={"permission": "freight.write"}, status_code=204)
async def delete_template(
    template_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits
) -> None:
    """Drop a template that no goods use."""
    await units.write(staff.scope, change_templates.drop_template, template_id)


@get("/carriers", opt={"permission": "orders.read"})
async def list_carriers(staff: NamedDependency[Staff]) -> CarrierList:
    """Every carrier, the commonest first."""
    del staff
    return _listed(CARRIERS)


@get("/carriers/recognise", opt={"permission": "orders.read"})
async def recognise_carrier(staff: NamedDependency[Staff], tracking_no: TrackingNo) -> CarrierList:
    """Whose number this looks to be, likeliest first."""
    del staff
    return _listed(recognise(tracking_no))


def _listed(carriers: list[Carrier] | tuple[Carrier, ...]) -> CarrierList:
    return CarrierList([CarrierView(one.code, one.name) for one in carriers])


CONSOLE_ROUTES: list[Any] = [
    list_templates,
    post_template,
    put_template,
    delete_template,
    list_carriers,
    recognise_carrier,
]
