"""Console routes of promotion: campaigns, their costs, codes and numbers."""

from datetime import date
from typing import Any

from litestar import Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, SkipValidation

from xiaopu.infra.http.services import OpenUnits
from xiaopu.modules.campaigns import queries
from xiaopu.modules.campaigns.domain import Medium
from xiaopu.modules.campaigns.flows.export_report import csv_of, xlsx_of
from xiaopu.modules.campaigns.flows.make_code import CodeMaker, goods_target
from xiaopu.modules.campaigns.schemas import (
    CampaignCodeIn,
    CampaignDetail,
    CampaignIn,
    CampaignItems,
    CampaignReport,
    CodePicture,
    CodeView,
    CostIn,
)
from xiaopu.modules.campaigns.usecases.change_campaigns import add_campaign, change_campaign
from xiaopu.modules.campaigns.usecases.write_costs import add_cost, drop_cost
from xiaopu.modules.tenancy.api import Staff

TheCodes = NamedDependency[SkipValidation[CodeMaker]]

_READ = {"permission": "campaigns.read"}
_WRITE = {"permission": "campaigns.write"}


@get("/campaigns", opt=_READ)
async def list_campaigns(staff: NamedDependency[Staff], units: OpenUnits) -> CampaignItems:
    """推广渠道, newest first; those put away too."""
    return CampaignItems(await units.read(staff.scope, queries.campaigns))


@post("/campaigns", opt=_WRITE, status_code=201)
async def post_campaign(
    data: JSONBody[CampaignIn], staff: NamedDependency[Staff], units: OpenUnits
) -> CampaignDetail:
    """A new campaign."""
    campaign_id = await units.write(staff.scope, add_campaign, data)
    return await units.read(staff.scope, queries.campaign_detail, campaign_id)


@get("/campaigns/report", opt=_READ)
async def get_report(
    staff: NamedDependency[Staff], units: OpenUnits, since: FromQuery[date], until: FromQuery[date]
) -> CampaignReport:
    """What each campaign brought in these days, both included; a year at most."""
    return await units.report(staff.scope, queries.report, since, until)


@get("/campaigns/report.csv", opt=_READ)
async def get_report_csv(
    staff: NamedDependency[Staff], units: OpenUnits, since: FromQuery[date], until: FromQuery[date]
) -> Response[bytes]:
    """The same as a sheet."""
    content = csv_of(await units.report(staff.scope, queries.report, since, until))
    return _sheet(content, "text/csv", f"campaigns-{since}-{until}.csv")


@get("/campaigns/report.xlsx", opt=_READ)
async def get_report_xlsx(
    staff: NamedDependency[Staff], units: OpenUnits, since: FromQuery[date], until: FromQuery[date]
) -> Response[bytes]:
    """The same for Excel."""
    content = xlsx_of(await units.report(staff.scope, queries.report, since, until))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _sheet(content, kind, f"campaigns-{since}-{until}.xlsx")


@get("/campaigns/{campaign_id:str}", opt=_READ)
async def get_campaign(
    campaign_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits
) -> CampaignDetail:
    """One campaign with its costs and codes."""
    return await units.read(staff.scope, queries.campaign_detail, campaign_id)


@put("/campaigns/{campaign_id:str}", opt=_WRITE)
async def put_campaign(
    campaign_id: FromPath[str],
    data: JSONBody[CampaignIn],
    staff: NamedDependency[Staff],
    units: OpenUnits,
) -> CampaignDetail:
    """Rename a campaign, or put it away; its codes go on working."""
    await units.write(staff.scope, change_campaign, campaign_id, data)
    return await units.read(staff.scope, queries.campaign_detail, campaign_id)


@post("/campaigns/{campaign_id:str}/costs", opt=_WRITE, status_code=201)
async def post_cost(
    campaign_id: FromPath[str], data: JSONBody[CostIn], staff: NamedDependency[Staff], units: OpenUnits
) -> CampaignDetail:
    """Write down what was spent."""
    await units.write(staff.scope, add_cost, campaign_id, data)
    return await units.read(staff.scope, queries.campaign_detail, campaign_id)


@delete("/campaigns/{campaign_id:str}/costs/{cost_id:str}", opt=_WRITE, status_code=204)
async def delete_cost(
    campaign_id: FromPath[str], cost_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits
) -> None:
    """Take an entry back."""
    await units.write(staff.scope, drop_cost, campaign_id, cost_id)


@post("/campaigns/{campaign_id:str}/codes", opt=_WRITE, status_code=201)
async def post_code(
    campaign_id: FromPath[str],
    data: JSONBody[CampaignCodeIn],
    staff: NamedDependency[Staff],
    code_maker: TheCodes,
) -> CodeView:
    """Make a code or link anew; WeChat's refusal comes in words (`code_refused`)."""
    return await code_maker.make(staff.scope, campaign_id, data, anew=True)


@post("/goods/{goods_id:str}/weapp-code", opt={"permission": "goods.read"}, status_code=200)
async def post_weapp_code(
    goods_id: FromPath[str], staff: NamedDependency[Staff], code_maker: TheCodes
) -> CodePicture:
    """The mini program code of a product page, for a look by phone; made once."""
    wanted = CampaignCodeIn(medium=Medium.WEAPP_CODE, target=goods_target(goods_id))
    made = await code_maker.make(staff.scope, None, wanted)
    return CodePicture(made.picture_url or "")


def _sheet(content: bytes, kind: str, name: str) -> Response[bytes]:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=kind, headers=headers)


CONSOLE_ROUTES: list[Any] = [
    list_campaigns,
    post_campaign,
    get_report,
    get_report_csv,
    get_report_xlsx,
    get_campaign,
    put_campaign,
    post_cost,
    delete_cost,
    post_code,
    post_weapp_code,
]
