"""Console routes of releases: the code (/code) and its way through WeChat's review (/releases)."""

from typing import Annotated, Any

import msgspec
from litestar import Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, JSONBody, QueryParameter

from xiaopu.infra.http.requests import AnyCursor, Limit
from xiaopu.infra.http.services import AVault, OpenUnits, TheSettings
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.modules.releases import queries
from xiaopu.modules.releases.domain.packages import Version
from xiaopu.modules.releases.domain.stamping import Profile
from xiaopu.modules.releases.flows.archives import MOST_ZIP_BYTES
from xiaopu.modules.releases.flows.build_package import Packaging
from xiaopu.modules.releases.flows.coach import Coaching
from xiaopu.modules.releases.flows.prepare_review import Preparing
from xiaopu.modules.releases.flows.review_code import Reviewing
from xiaopu.modules.releases.flows.upload_package import CodeUpload
from xiaopu.modules.releases.schemas import (
    CoachView,
    CodeSettingsIn,
    GrayIn,
    Line,
    PackageIn,
    PackageRow,
    PackageView,
    PictureKept,
    PrivacyDone,
    ReleaseCheck,
    ReviewRow,
    ReviewView,
    RollBackIn,
    SubmitForm,
    SubmitIn,
    TesterIn,
    Testers,
    UploadKeyIn,
    VerdictIn,
    VersionsView,
    WeappCodeView,
)
from xiaopu.modules.releases.usecases.change_code_settings import change_code_settings
from xiaopu.modules.releases.usecases.set_upload_key import drop_upload_key, set_upload_key
from xiaopu.modules.tenancy.api import Staff

_FORM_OVERHEAD = 64 * 1024
_MOST_PICTURE_BYTES = 2 * 1024 * 1024
_READ, _WRITE = {"permission": "code.read"}, {"permission": "code.write"}
# Submitting, releasing and keys are the shop's word to the world: a developer may not.
_RELEASE = {"permission": "code.release"}
PagePath = Annotated[str, QueryParameter(max_length=120)]


class PackageForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A zip of a build of one's own."""

    file: UploadFile
    profile: Profile | None = None
    version: Version | None = None
    description: Line = ""


class PreviewForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A picture for the reviewer."""

    file: UploadFile


@get("/code", opt=_READ)
async def get_code(
    staff: NamedDependency[Staff], units: OpenUnits, vault: AVault, settings: TheSettings
) -> WeappCodeView:
    """Mode, key, settings, the next version, what is uploaded and under review."""
    server = settings.server
    return await units.read(staff.scope, queries.code_view, server.public_url, server.egress_ip, vault=vault)


@put("/code/settings", opt=_WRITE, status_code=204)
async def put_code_settings(
    data: JSONBody[CodeSettingsIn], staff: NamedDependency[Staff], units: OpenUnits
) -> None:
    """Accent, further domains, privacy contact and purposes, as a whole."""
    await units.write(staff.scope, change_code_settings, data)


@put("/code/upload-key", opt=_RELEASE, status_code=204)
async def put_upload_key(
    data: JSONBody[UploadKeyIn], staff: NamedDependency[Staff], units: OpenUnits, vault: AVault
) -> None:
    """The code upload key; it never comes back."""
    await units.write(staff.scope, set_upload_key, data.private_key_pem, data.robot, vault=vault)


@delete("/code/upload-key", opt=_RELEASE, status_code=204)
async def delete_upload_key(staff: NamedDependency[Staff], units: OpenUnits) -> None:
    """Forget the code upload key."""
    await units.write(staff.scope, drop_upload_key)


@get("/code/packages", opt=_READ)
async def get_packages(
    staff: NamedDependency[Staff], units: OpenUnits, cursor: AnyCursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[PackageRow]:
    """Versions, the newest first."""
    return await units.read(staff.scope, queries.package_page, cursor, limit)


@post("/code/packages", opt=_WRITE, status_code=202)
async def post_package(
    data: JSONBody[PackageIn], staff: NamedDependency[Staff], packaging: NamedDependency[Packaging]
) -> PackageView:
    """Stamp and audit a version in the background."""
    return await packaging.want(staff.scope, data)


@post(
    "/code/packages/own",
    opt=_WRITE,
    status_code=202,
    request_max_body_size=MOST_ZIP_BYTES + _FORM_OVERHEAD,
)
async def post_own_package(
    data: Annotated[PackageForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    staff: NamedDependency[Staff],
    packaging: NamedDependency[Packaging],
) -> PackageView:
    """Audit a build of one's own (a zip with app.json) in the background."""
    wanted = PackageIn(profile=data.profile, version=data.version, description=data.description)
    return await packaging.want_own(staff.scope, wanted, await data.file.read())


@get("/code/packages/{package_id:str}", opt=_READ)
async def get_package(
    package_id: FromPath[str], staff: NamedDependency[Staff], units: OpenUnits
) -> PackageView:
    """One version with progress, log and findings."""
    return await units.read(staff.scope, queries.package_view, package_id)


@post("/code/packages/{package_id:str}/retry", opt=_WRITE, status_code=202)
async def post_package_retry(
    package_id: FromPath[str], staff: NamedDependency[Staff], packaging: NamedDependency[Packaging]
) -> PackageView:
    """Make it once more after a failure."""
    return await packaging.retry(staff.scope, package_id)


@post("/code/packages/{package_id:str}/upload", opt=_WRITE, status_code=202)
async def post_package_upload(
    package_id: FromPath[str], staff: NamedDependency[Staff], code_upload: NamedDependency[CodeUpload]
) -> PackageView:
    """Hand it to WeChat in the background; it becomes the experience version."""
    return await code_upload.want(staff.scope, package_id)


@get("/code/packages/{package_id:str}/package.zip", opt=_READ)
async def get_package_zip(
    package_id: FromPath[str], staff: NamedDependency[Staff], packaging: NamedDependency[Packaging]
) -> Response[bytes]:
    """The stamped package as a zip, for the developer tool."""
    version, content = await packaging.package_zip(staff.scope, package_id)
    return _zip(content, f"weapp-{version}.zip")


@get("/code/source.zip", opt=_READ)
async def get_source_zip(
    staff: NamedDependency[Staff], packaging: NamedDependency[Packaging]
) -> Response[bytes]:
    """The configured source, without secrets, for developers of one's own."""
    return _zip(await packaging.source_zip(staff.scope), "xiaopu-miniprogram-source.zip")


@post("/code/coach", opt=_READ, status_code=200)
async def post_coach(staff: NamedDependency[Staff], coaching: NamedDependency[Coaching]) -> CoachView:
    """What a reviewer would find, point by point; WeChat is asked too."""
    return await coaching.look(staff.scope)


@post("/code/privacy", opt=_RELEASE, status_code=200)
async def post_privacy(staff: NamedDependency[Staff], preparing: NamedDependency[Preparing]) -> PrivacyDone:
    """Make the privacy declaration from the code, set it at WeChat, read it back."""
    return await preparing.declare_privacy(staff.scope)


@get("/code/trial-code", opt=_READ)
async def get_trial_code(
    staff: NamedDependency[Staff], preparing: NamedDependency[Preparing], path: PagePath = ""
) -> Response[bytes]:
    """The code of the experience version, as a picture."""
    picture = await preparing.trial_code(staff.scope, path)
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(picture.content, media_type=picture.content_type, headers=headers)


@get("/code/testers", opt=_READ)
async def get_testers(staff: NamedDependency[Staff], preparing: NamedDependency[Preparing]) -> Testers:
    """Who may open the experience version, as far as it was done here."""
    return await preparing.testers(staff.scope)


@post("/code/testers", opt=_WRITE, status_code=201)
async def post_tester(
    data: JSONBody[TesterIn], staff: NamedDependency[Staff], preparing: NamedDependency[Preparing]
) -> Testers:
    """Let somebody try."""
    return await preparing.add_tester(staff.scope, data.wechat_id)


@delete("/code/testers/{tester_id:str}", opt=_WRITE, status_code=200)
async def delete_tester(
    tester_id: FromPath[str], staff: NamedDependency[Staff], preparing: NamedDependency[Preparing]
) -> Testers:
    """Take a tester off."""
    return await preparing.drop_tester(staff.scope, tester_id)


@get("/releases", opt=_READ)
async def get_releases(
    staff: NamedDependency[Staff], units: OpenUnits, cursor: AnyCursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[ReviewRow]:
    """Submissions, the newest first."""
    return await units.read(staff.scope, queries.review_page, cursor, limit)


@get("/releases/form", opt=_READ)
async def get_release_form(
    staff: NamedDependency[Staff], preparing: NamedDependency[Preparing]
) -> SubmitForm:
    """What a submission starts from: categories and quotas, or values to copy by hand."""
    return await preparing.form(staff.scope)


@post("/releases", opt=_RELEASE, status_code=201)
async def post_release(
    data: JSONBody[SubmitIn], staff: NamedDependency[Staff], reviewing: NamedDependency[Reviewing]
) -> ReviewView:
    """Submit the experience version for review."""
    return await reviewing.submit(staff.scope, data)


@post(
    "/releases/pictures",
    opt=_RELEASE,
    status_code=201,
    request_max_body_size=_MOST_PICTURE_BYTES + _FORM_OVERHEAD,
)
async def post_release_picture(
    data: Annotated[PreviewForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    staff: NamedDependency[Staff],
    preparing: NamedDependency[Preparing],
) -> PictureKept:
    """A preview picture for the reviewer."""
    return await preparing.keep_picture(staff.scope, "preview.png", await data.file.read())


@get("/releases/versions", opt=_READ)
async def get_versions(staff: NamedDependency[Staff], preparing: NamedDependency[Preparing]) -> VersionsView:
    """What WeChat says is on trial, released, and can be gone back to."""
    return await preparing.versions(staff.scope)


@post("/releases/check-released", opt=_READ, status_code=200)
async def post_check_released(
    staff: NamedDependency[Staff], reviewing: NamedDependency[Reviewing]
) -> ReleaseCheck:
    """Whether the world can open a released version: proven by a code of its home page."""
    return await reviewing.check_released(staff.scope)


@get("/releases/{review_id:str}", opt=_READ)
async def get_release(
    review_id: FromPath[str], staff: NamedDependency[Staff], reviewing: NamedDependency[Reviewing]
) -> ReviewView:
    """One submission with its history and the explained rejection."""
    return await reviewing.view(staff.scope, review_id)


@post("/releases/{review_id:str}/check", opt=_READ, status_code=200)
async def post_release_check(
    review_id: FromPath[str], staff: NamedDependency[Staff], reviewing: NamedDependency[Reviewing]
) -> ReviewView:
    """Ask WeChat now."""
    return await reviewing.check(staff.scope, review_id)


@post("/releases/{review_id:str}/note", opt=_RELEASE, status_code=200)
async def post_release_note(
    data: JSONBody[VerdictIn],
    review_id: FromPath[str],
    staff: NamedDependency[Staff],
    reviewing: NamedDependency[Reviewing],
) -> ReviewView:
    """Own mode: write down what mp.weixin.qq.com said."""
    return await reviewing.note(staff.scope, review_id, data)


@post("/releases/{review_id:str}/withdraw", opt=_RELEASE, status_code=200)
async def post_release_withdraw(
    review_id: FromPath[str], staff: NamedDependency[Staff], reviewing: NamedDependency[Reviewing]
) -> ReviewView:
    """Take the submission back."""
    return await reviewing.withdraw(staff.scope, review_id)


@post("/releases/{review_id:str}/speed-up", opt=_RELEASE, status_code=200)
async def post_release_speed_up(
    review_id: FromPath[str], staff: NamedDependency[Staff], reviewing: NamedDependency[Reviewing]
) -> ReviewView:
    """Ask for a quicker review."""
    return await reviewing.speed_up(staff.scope, review_id)


@post("/releases/{review_id:str}/release", opt=_RELEASE, status_code=200)
async def post_release_release(
    review_id: FromPath[str], staff: NamedDependency[Staff], reviewing: NamedDependency[Reviewing]
) -> ReviewView:
    """Release to everybody."""
    return await reviewing.release(staff.scope, review_id)


@post("/releases/{review_id:str}/gray", opt=_RELEASE, status_code=200)
async def post_release_gray(
    data: JSONBody[GrayIn],
    review_id: FromPath[str],
    staff: NamedDependency[Staff],
    reviewing: NamedDependency[Reviewing],
) -> ReviewView:
    """Release to a share of the people."""
    return await reviewing.start_gray(staff.scope, review_id, data)


@delete("/releases/{review_id:str}/gray", opt=_RELEASE, status_code=200)
async def delete_release_gray(
    review_id: FromPath[str], staff: NamedDependency[Staff], reviewing: NamedDependency[Reviewing]
) -> ReviewView:
    """Stop the gradual release."""
    return await reviewing.stop_gray(staff.scope, review_id)


@post("/releases/{review_id:str}/roll-back", opt=_RELEASE, status_code=200)
async def post_release_roll_back(
    data: JSONBody[RollBackIn],
    review_id: FromPath[str],
    staff: NamedDependency[Staff],
    reviewing: NamedDependency[Reviewing],
) -> ReviewView:
    """Go back to an older version."""
    return await reviewing.roll_back(staff.scope, review_id, data)


def _zip(content: bytes, name: str) -> Response[bytes]:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type="application/zip", headers=headers)


CONSOLE_ROUTES: list[Any] = [
    get_code,
    put_code_settings,
    put_upload_key,
    delete_upload_key,
    get_packages,
    post_package,
    post_own_package,
    get_package,
    post_package_retry,
    post_package_upload,
    get_package_zip,
    get_source_zip,
    post_coach,
    post_privacy,
    get_trial_code,
    get_testers,
    post_tester,
    delete_tester,
    get_releases,
    get_release_form,
    post_release,
    post_release_picture,
    get_versions,
    post_check_released,
    get_release,
    post_release_check,
    post_release_note,
    post_release_withdraw,
    post_release_speed_up,
    post_release_release,
    post_release_gray,
    delete_release_gray,
    post_release_roll_back,
]
