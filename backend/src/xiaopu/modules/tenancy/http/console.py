"""Console routes of tenancy: settings, channels, staff, audit log, jobs."""

from typing import Any

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, SkipValidation

from xiaopu.infra.http.requests import AnyCursor, AnyRequest, Limit
from xiaopu.infra.http.services import AVault, OpenUnits, TheSettings
from xiaopu.infra.http.throttle import ThrottleBy, mailbox
from xiaopu.infra.jobs import JobRow, JobStatus, job_page, retry_job
from xiaopu.kernel.ids import MerchantId
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.tenancy import queries
from xiaopu.modules.tenancy.api import Staff
from xiaopu.modules.tenancy.domain import Channel, CheckResult, Templates
from xiaopu.modules.tenancy.flows.check_channel import ChannelChecker
from xiaopu.modules.tenancy.schemas import (
    AuditRow,
    ChannelIn,
    ChannelsView,
    InvitationIn,
    RoleIn,
    SettingsIn,
    SettingsView,
    StaffView,
)
from xiaopu.modules.tenancy.usecases.change_settings import change_settings
from xiaopu.modules.tenancy.usecases.change_staff import ChangeRole, change_role, remove_staff
from xiaopu.modules.tenancy.usecases.invite_staff import invite_staff, withdraw_invitation
from xiaopu.modules.tenancy.usecases.set_channel import set_channel, set_templates

# Invitations are mails to people who did not ask: by mailbox an hour, and by shop a day.
_INVITED = ThrottleBy("console.invited", most=5, per_seconds=3600)
_INVITING = ThrottleBy("console.inviting", most=40, per_seconds=86400)


@get("/settings", opt={"permission": "settings.read"})
async def get_settings(staff: NamedDependency[Staff], units: OpenUnits) -> SettingsView:
    """What the shop says of itself."""
    return await units.read(staff.scope, queries.settings)


@put("/settings", opt={"permission": "settings.write"})
async def put_settings(
    data: JSONBody[SettingsIn], staff: NamedDependency[Staff], units: OpenUnits
) -> SettingsView:
    """Replace the settings as a whole."""
    await units.write(staff.scope, change_settings, data)
    return await units.read(staff.scope, queries.settings)


@get("/channels", opt={"permission": "channels.read"})
async def get_channels(
    staff: NamedDependency[Staff], units: OpenUnits, settings: TheSettings
) -> ChannelsView:
    """AppIDs and what is set for them; secrets never come back."""
    push_url = f"{settings.server.public_url}/callbacks/wechat/push/{staff.scope.shop_id}"
    return await units.read(staff.scope, queries.channels, push_url)


@put("/channels/weapp", opt={"permission": "channels.write"}, status_code=204)
async def put_weapp(
    data: JSONBody[ChannelIn], staff: NamedDependency[Staff], units: OpenUnits, vault: AVault
) -> None:
    """The mini program's AppID and secrets."""
    await units.write(staff.scope, set_channel, Channel.WEAPP, data, vault=vault)


@put("/channels/h5-wechat", opt={"permission": "channels.write"}, status_code=204)
async def put_h5_wechat(
    data: JSONBody[ChannelIn], staff: NamedDependency[Staff], units: OpenUnits, vault: AVault
) -> None:
    """The verified service account's AppID and secret, for the H5 mall inside WeChat."""
    await units.write(staff.scope, set_channel, Channel.H5_WECHAT, data, vault=vault)


@put("/channels/weapp/templates", opt={"permission": "channels.write"}, status_code=204)
async def put_templates(data: JSONBody[Templates], staff: NamedDependency[Staff], units: OpenUnits) -> None:
    """Subscribe-message templates by occasion."""
    await units.write(staff.scope, set_templates, data)


@post("/channels/weapp/check", opt={"permission": "channels.write"}, status_code=200)
async def check_weapp(
    staff: NamedDependency[Staff], channel_checker: NamedDependency[SkipValidation[ChannelChecker]]
) -> CheckResult:
    """Prove AppID and secret by asking WeChat for a token."""
    return await channel_checker.check(staff.scope, Channel.WEAPP)


@get("/staff", opt={"permission": "staff.read"})
async def get_staff(staff: NamedDependency[Staff], units: OpenUnits, vault: AVault) -> StaffView:
    """Who works in the shop, and whom it has invited."""
    return await units.read(staff.scope, queries.staff, vault=vault)


@post("/staff/invitations", opt={"permission": "staff.write"}, status_code=201)
async def post_invitation(
    data: JSONBody[InvitationIn],
    request: AnyRequest,
    staff: NamedDependency[Staff],
    units: OpenUnits,
    vault: AVault,
) -> StaffView:
    """Invite by mail, or send an invitation again: the link of the last mail alone is good, seven days."""
    await _INVITED.take(request, mailbox(vault, data.email, "merchants"))
    await _INVITING.take(request, staff.scope.shop_id)
    await units.write(staff.scope, invite_staff, data, vault=vault)
    return await units.read(staff.scope, queries.staff, vault=vault)


@delete("/staff/invitations/{invitation_id:str}", opt={"permission": "staff.write"}, status_code=204)
async def delete_invitation(
    invitation_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits
) -> None:
    """Withdraw an invitation; its link opens nothing any more."""
    await units.write(staff.scope, withdraw_invitation, invitation_id)


@put("/staff/{merchant_id:str}", opt={"permission": "staff.write"}, status_code=204)
async def put_role(
    merchant_id: FromPath[str], data: JSONBody[RoleIn], staff: NamedDependency[Staff], units: OpenUnits
) -> None:
    """Another role, from that person's next request on."""
    await units.write(staff.scope, change_role, ChangeRole(MerchantId(merchant_id), data.role))


@delete("/staff/{merchant_id:str}", opt={"permission": "staff.leave"}, status_code=204)
async def delete_staff(merchant_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits) -> None:
    """Somebody works here no more, from their next request on. Everybody may go themselves; others are
    removed by who may write staff.
    """
    if merchant_id != staff.merchant_id:
        staff.require("staff.write")
    await units.write(staff.scope, remove_staff, MerchantId(merchant_id))


@get("/audit", opt={"permission": "audit.read"})
async def get_audit(
    staff: NamedDependency[Staff], units: OpenUnits, cursor: AnyCursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[AuditRow]:
    """Who changed what, newest first."""
    return await units.read(staff.scope, queries.audit_page, cursor, limit)


@get("/jobs", opt={"permission": "jobs.read"})
async def get_jobs(
    staff: NamedDependency[Staff],
    units: OpenUnits,
    status: FromQuery[JobStatus | None] = None,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[JobRow]:
    """Background work of this shop that is waiting or has failed."""
    return await units.read(staff.scope, job_page, status, cursor, limit)


@post("/jobs/{job_id:str}/retry", opt={"permission": "jobs.write"}, status_code=204)
async def post_retry(job_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits) -> None:
    """Send a dead letter again."""
    await units.write(staff.scope, retry_job, job_id)


CONSOLE_ROUTES: list[Any] = [
    get_settings,
    put_settings,
    get_channels,
    put_weapp,
    put_h5_wechat,
    put_templates,
    check_weapp,
    get_staff,
    post_invitation,
    delete_invitation,
    put_role,
    delete_staff,
    get_audit,
    get_jobs,
    post_retry,
]
