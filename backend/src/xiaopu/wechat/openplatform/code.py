"""From template to released version: commit, audit, release, and back.

Source: developers.weixin.qq.com oplatform commit, submitAudit, getAuditStatus, getLatestAuditStatus,
undoAudit, speedupCodeAudit, setCodeAuditQuota, release, revertCodeRelease, grayRelease, getVersionInfo,
setVisitStatus; templates: getTemplatedRaftList, addToTemplate, getTemplateList, deleteTemplate.
"""

from __future__ import annotations

from enum import IntEnum

import msgspec

from xiaopu.wechat.api import ApiChannel, Image
from xiaopu.wechat.transport import Endpoint, Part
from xiaopu.wechat.wire import Answer, Nothing, Request

DRAFTS = Endpoint(
    method="GET", path="/wxa/gettemplatedraftlist", source="getTemplatedRaftList", repeatable=True
)
ADD_TEMPLATE = Endpoint(
    method="POST",
    path="/wxa/addtotemplate",
    source="addToTemplate",
    confirmed=False,
    note="200 templates at most",
)
TEMPLATES = Endpoint(method="GET", path="/wxa/gettemplatelist", source="getTemplateList", repeatable=True)
DELETE_TEMPLATE = Endpoint(method="POST", path="/wxa/deletetemplate", source="deleteTemplate")
COMMIT = Endpoint(method="POST", path="/wxa/commit", source="commit", repeatable=True)
PAGES = Endpoint(method="GET", path="/wxa/get_page", source="getCodePage", repeatable=True)
TRIAL_CODE = Endpoint(method="GET", path="/wxa/get_qrcode", source="getTrialQRCode", repeatable=True)
UPLOAD_MEDIA = Endpoint(method="POST", path="/wxa/uploadmedia", source="uploadMediaToCodeAudit")
SUBMIT = Endpoint(method="POST", path="/wxa/submit_audit", source="submitAudit")
AUDIT = Endpoint(method="POST", path="/wxa/get_auditstatus", source="getAuditStatus", repeatable=True)
LATEST_AUDIT = Endpoint(
    method="GET", path="/wxa/get_latest_auditstatus", source="getLatestAuditStatus", repeatable=True
)
UNDO = Endpoint(method="GET", path="/wxa/undocodeaudit", source="undoAudit")
SPEED_UP = Endpoint(method="POST", path="/wxa/speedupaudit", source="speedupCodeAudit")
QUOTA = Endpoint(method="GET", path="/wxa/queryquota", source="setCodeAuditQuota", repeatable=True)
RELEASE = Endpoint(method="POST", path="/wxa/release", source="release")
REVERT = Endpoint(method="GET", path="/wxa/revertcoderelease", source="revertCodeRelease")
HISTORY = Endpoint(method="GET", path="/wxa/revertcoderelease", source="revertCodeRelease", repeatable=True)
GRAY_RELEASE = Endpoint(method="POST", path="/wxa/grayrelease", source="grayRelease")
GRAY_PLAN = Endpoint(
    method="GET", path="/wxa/getgrayreleaseplan", source="getGrayReleasePlan", repeatable=True
)
GRAY_REVERT = Endpoint(method="GET", path="/wxa/revertgrayrelease", source="revertGrayRelease")
VERSION = Endpoint(method="POST", path="/wxa/getversioninfo", source="getVersionInfo", repeatable=True)
VISIT = Endpoint(method="POST", path="/wxa/change_visitstatus", source="setVisitStatus", repeatable=True)


class Draft(Answer, frozen=True, kw_only=True):
    """Code uploaded by the developer tool, not yet a template."""

    draft_id: int
    user_version: str | None = None
    user_desc: str | None = None
    create_time: int | None = None


class Template(Answer, frozen=True, kw_only=True):
    """A template; type 0 ordinary, 1 standard."""

    template_id: int
    template_type: int | None = None
    draft_id: int | None = None
    user_version: str | None = None
    user_desc: str | None = None
    create_time: int | None = None
    audit_status: int | None = None
    reason: str | None = None


class Commit(Request, frozen=True, kw_only=True):
    """Code for one shop: a template and its ``ext_json``, which WeChat wants as a text of JSON."""

    template_id: str
    ext_json: str
    user_version: str
    user_desc: str


class AuditPage(Request, frozen=True, kw_only=True):
    """A page for the reviewer, with a category of ``Account.audit_categories``.

    Up to 10 tags, parted by spaces.
    """

    first_class: str
    second_class: str
    address: str | None = None
    tag: str | None = None
    title: str | None = None
    first_id: int | None = None
    second_id: int | None = None
    third_class: str | None = None
    third_id: int | None = None


class Preview(Request, frozen=True, kw_only=True):
    """Pictures and films that show how it works (media ids)."""

    pic_id_list: list[str] | None = None
    video_id_list: list[str] | None = None


class UgcDeclaration(Request, frozen=True, kw_only=True):
    """What users can write, and who looks at it."""

    scene: list[int]
    method: list[int] | None = None
    has_audit_team: int | None = None
    audit_desc: str | None = None
    other_scene_desc: str | None = None


class AuditRequest(Request, frozen=True, kw_only=True):
    """What is handed in: up to five pages. A shop that sells and is not released yet needs ``order_path``."""

    item_list: list[AuditPage]
    version_desc: str | None = None
    preview_info: Preview | None = None
    feedback_info: str | None = None
    feedback_stuff: str | None = None
    ugc_declare: UgcDeclaration | None = None
    privacy_api_not_use: bool | None = None
    order_path: str | None = None


class AuditStatus(IntEnum):
    """How an audit stands."""

    PASSED = 0
    REJECTED = 1
    WAITING = 2
    WITHDRAWN = 3
    DELAYED = 4


class Audit(Answer, frozen=True, kw_only=True):
    """An audit; ``reason`` is HTML of WeChat's, ``screenshot`` media ids parted by bars."""

    status: AuditStatus
    auditid: int | None = None
    reason: str | None = None
    screenshot: str | None = None


class AuditQuota(Answer, frozen=True, kw_only=True):
    """Submissions and speed-ups left this month, for the whole platform."""

    rest: int
    limit: int
    speedup_rest: int
    speedup_limit: int


class OldVersion(Answer, frozen=True, kw_only=True):
    """A version that can be gone back to."""

    app_version: int
    user_version: str | None = None
    user_desc: str | None = None
    commit_time: int | None = None


class GrayPlan(Answer, frozen=True, kw_only=True):
    """A gradual release."""

    status: int
    gray_percentage: int
    create_timestamp: int | None = None


class TrialVersion(Answer, frozen=True, kw_only=True):
    """The version for testers."""

    exp_version: str | None = None
    exp_desc: str | None = None
    exp_time: int | None = None


class ReleasedVersion(Answer, frozen=True, kw_only=True):
    """The version for everybody."""

    release_version: str | None = None
    release_desc: str | None = None
    release_time: int | None = None


class Versions(Answer, frozen=True, kw_only=True):
    """Both versions."""

    exp_info: TrialVersion | None = None
    release_info: ReleasedVersion | None = None


class _Drafts(Answer, frozen=True, kw_only=True):
    draft_list: tuple[Draft, ...] = ()


class _Templates(Answer, frozen=True, kw_only=True):
    template_list: tuple[Template, ...] = ()


class _AddTemplate(Request, frozen=True, kw_only=True):
    draft_id: int
    template_type: int


class _TemplateRef(Request, frozen=True, kw_only=True):
    template_id: int


class _Pages(Answer, frozen=True, kw_only=True):
    page_list: tuple[str, ...] = ()


class _Media(Answer, frozen=True, kw_only=True):
    mediaid: str


class _AuditId(Answer, frozen=True, kw_only=True):
    auditid: int


class _AuditRef(Request, frozen=True, kw_only=True):
    auditid: int


class _LatestAudit(Answer, frozen=True, kw_only=True):
    auditid: int
    status: AuditStatus
    reason: str | None = None
    screenshot: str | None = msgspec.field(default=None, name="ScreenShot")


class _History(Answer, frozen=True, kw_only=True):
    version_list: tuple[OldVersion, ...] = ()


class _Gray(Request, frozen=True, kw_only=True):
    gray_percentage: int
    support_debuger_first: bool | None = None
    support_experiencer_first: bool | None = None


class _GrayPlan(Answer, frozen=True, kw_only=True):
    gray_release_plan: GrayPlan


class _Action(Request, frozen=True, kw_only=True):
    action: str


class Templates:
    """The platform's templates; the channel is the component's."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def drafts(self) -> tuple[Draft, ...]:
        """Code that can become a template."""
        return (await self._channel.call(DRAFTS, _Drafts)).draft_list

    async def add(self, draft_id: int, *, template_type: int = 0) -> None:
        """Makes a draft a template; refused 85064, 85065."""
        await self._channel.call(
            ADD_TEMPLATE, Nothing, body=_AddTemplate(draft_id=draft_id, template_type=template_type)
        )

    async def all(self) -> tuple[Template, ...]:
        """All templates."""
        return (await self._channel.call(TEMPLATES, _Templates)).template_list

    async def delete(self, template_id: int) -> None:
        """Deletes a template; what shops run of it stays."""
        await self._channel.call(DELETE_TEMPLATE, Nothing, body=_TemplateRef(template_id=template_id))


class CodeVersions:
    """Versions of one shop's mini program; the channel is the shop's."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def put_template(self, commit: Commit) -> None:
        """Makes the trial version.

        Refused 85013 to 85048 for the configuration, 9402202 while the last one runs.
        """
        await self._channel.call(COMMIT, Nothing, body=commit)

    async def pages(self) -> tuple[str, ...]:
        """The pages of what was committed."""
        return (await self._channel.call(PAGES, _Pages)).page_list

    async def trial_code(self, *, path: str | None = None) -> Image:
        """A code with which testers open the trial version."""
        return await self._channel.image(TRIAL_CODE, query={"path": path} if path else None)

    async def upload_media(self, filename: str, content: bytes, content_type: str) -> str:
        """Uploads a picture or film for the reviewer."""
        part = Part("media", filename, content, content_type)
        return (await self._channel.upload(UPLOAD_MEDIA, _Media, query={}, file=part)).mediaid

    async def submit(self, request: AuditRequest) -> int:
        """Hands the trial version in; gives the audit's number.

        Refused 61039 while the privacy check runs, 85009.
        """
        return (await self._channel.call(SUBMIT, _AuditId, body=request)).auditid

    async def audit(self, auditid: int) -> Audit:
        """How an audit stands."""
        return await self._channel.call(AUDIT, Audit, body=_AuditRef(auditid=auditid))

    async def latest_audit(self) -> Audit:
        """How the last audit stands."""
        said = await self._channel.call(LATEST_AUDIT, _LatestAudit)
        return Audit(status=said.status, auditid=said.auditid, reason=said.reason, screenshot=said.screenshot)

    async def undo_audit(self) -> None:
        """Takes the submission back: five times a day, ten a month (87013)."""
        await self._channel.call(UNDO, Nothing)

    async def speed_up(self, auditid: int) -> None:
        """Asks for a quicker audit; refused 89402 to 89405."""
        await self._channel.call(SPEED_UP, Nothing, body=_AuditRef(auditid=auditid))

    async def quota(self) -> AuditQuota:
        """What is left this month."""
        return await self._channel.call(QUOTA, AuditQuota)

    async def release(self) -> None:
        """Releases what passed; refused 85019, 85020, 85052, and 86369 without an ICP filing."""
        await self._channel.call(RELEASE, Nothing, body={})

    async def history(self) -> tuple[OldVersion, ...]:
        """Versions that can be gone back to."""
        query = {"action": "get_history_version"}
        return (await self._channel.call(HISTORY, _History, query=query)).version_list

    async def revert(self, *, app_version: int | None = None) -> None:
        """Goes back to the version before, or to one of ``history``; refused 87011, 87012."""
        query = {} if app_version is None else {"app_version": str(app_version)}
        await self._channel.call(REVERT, Nothing, query=query)

    async def gray_release(
        self, percentage: int, *, testers_first: bool | None = None, developers_first: bool | None = None
    ) -> None:
        """Releases to 1 to 100 per cent, more than before; refused 85079 to 85082."""
        body = _Gray(
            gray_percentage=percentage,
            support_debuger_first=developers_first,
            support_experiencer_first=testers_first,
        )
        await self._channel.call(GRAY_RELEASE, Nothing, body=body)

    async def gray_plan(self) -> GrayPlan:
        """How the gradual release stands."""
        return (await self._channel.call(GRAY_PLAN, _GrayPlan)).gray_release_plan

    async def revert_gray_release(self) -> None:
        """Ends the gradual release and goes back."""
        await self._channel.call(GRAY_REVERT, Nothing)

    async def versions(self) -> Versions:
        """The trial and the released version."""
        return await self._channel.call(VERSION, Versions, body={})

    async def open_to_visitors(self) -> None:
        """Lets people in."""
        await self._channel.call(VISIT, Nothing, body=_Action(action="open"))

    async def close_to_visitors(self) -> None:
        """Shows people that the mini program is closed."""
        await self._channel.call(VISIT, Nothing, body=_Action(action="close"))
