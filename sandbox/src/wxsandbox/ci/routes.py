"""/_ci and the drafts of a platform: how code comes to WeChat."""

import base64
import json
from typing import Any

import msgspec
from litestar import Request, post
from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException, NotFoundException

from wxsandbox.ci.admission import Upload, admit
from wxsandbox.ci.packages import BadPackage, Package, read_package
from wxsandbox.ci.reading import facts_of
from wxsandbox.control.routes import world_of
from wxsandbox.openplatform import drafts
from wxsandbox.openplatform.record import Facts, Version, keep_launch
from wxsandbox.store import Row
from wxsandbox.weixin.codes import picture
from wxsandbox.world import World

AnyRequest = Request[Any, Any, Any]
MOST_UPLOAD_BYTES = 48 * 1024 * 1024


@post("/_ci/upload", status_code=200, request_max_body_size=MOST_UPLOAD_BYTES)
async def upload(request: AnyRequest) -> dict[str, Any]:
    """Makes the package the experience version, or a draft when the mini program develops for a platform.

    Refusals are HTTP 200 with errCode and reason.
    """
    world = world_of(request)
    asked = await _upload(request)
    try:
        launch = admit(world, asked)
        package = read_package(asked.package)
    except BadPackage as refused:
        return _refusal(refused)
    facts = facts_of(package, asked.package, int(asked.robot or 1))
    answer = _answer(asked.version, package, facts)
    with world.store.unit():
        if launch.develops_for:
            code = drafts.Code(asked.version, asked.desc, package.pages, facts)
            return answer | {"draft_id": drafts.add_draft(world, launch.develops_for, code)}
        now = world.clock.now_ms() // 1000
        launch.experience = Version(
            0, asked.version, asked.desc, "{}", package.pages, now, source="ci", facts=facts
        )
        keep_launch(world, asked.appid, launch)
    return answer


@post("/_ci/preview", status_code=200, request_max_body_size=MOST_UPLOAD_BYTES)
async def preview(request: AnyRequest) -> dict[str, Any]:
    """Checks all that an upload does and answers with a QR picture; nothing is kept."""
    world = world_of(request)
    asked = await _upload(request)
    try:
        admit(world, asked)
        package = read_package(asked.package)
    except BadPackage as refused:
        return _refusal(refused)
    facts = facts_of(package, asked.package, int(asked.robot or 1))
    text = json.dumps({"weapp": asked.appid, "env": "develop", "sha256": facts.sha256[:16]})
    drawn = picture(text, 430, transparent=True)
    return _answer(asked.version, package, facts) | {"qrcode": base64.b64encode(drawn.raw).decode()}


@post("/_sandbox/open/templates", status_code=200, request_max_body_size=MOST_UPLOAD_BYTES)
async def add_template(request: AnyRequest) -> dict[str, Any]:
    """A package straight into a platform's drafts, and with template=1 into its library."""
    world, fields = world_of(request), await _fields(request)
    component = str(fields.get("component_appid", ""))
    _platform(world, component)
    raw = fields.get("package", b"")
    try:
        package = read_package(raw if isinstance(raw, bytes) else b"")
    except BadPackage as refused:
        extra = {"reason": refused.reason, "errcode": refused.errcode}
        raise ClientException(refused.words, extra=extra) from refused
    facts = facts_of(package, raw if isinstance(raw, bytes) else b"")
    code = drafts.Code(str(fields.get("version", "")), str(fields.get("desc", "")), package.pages, facts)
    with world.store.unit():
        draft_id = drafts.add_draft(world, component, code)
        template_id = drafts.adopt(world, component, draft_id) if fields.get("template") == "1" else 0
    return {"draft_id": draft_id, "template_id": template_id, "facts": msgspec.to_builtins(facts)}


async def _upload(request: AnyRequest) -> Upload:
    fields = await _fields(request)
    raw = fields.get("package", b"")
    return Upload(
        appid=str(fields.get("appid", "")),
        version=str(fields.get("version", "")),
        desc=str(fields.get("desc", "")),
        robot=str(fields.get("robot", "")),
        package=raw if isinstance(raw, bytes) else b"",
        signature=request.headers.get("x-upload-signature", ""),
        timestamp=request.headers.get("x-upload-timestamp", ""),
        client_ip=request.client.host if request.client else "",
    )


async def _fields(request: AnyRequest) -> dict[str, str | bytes]:
    form = await request.form()
    return {
        name: await value.read() if isinstance(value, UploadFile) else str(value)
        for name, value in form.items()
    }


def _answer(version: str, package: Package, facts: Facts) -> dict[str, Any]:
    sizes = {"main_bytes": package.main_bytes, "total_bytes": package.total_bytes}
    known = {"version": version, "pages": package.pages, "sha256": facts.sha256}
    return {"errCode": 0, "errMsg": "ok"} | known | sizes


def _refusal(refused: BadPackage) -> dict[str, Any]:
    return {"errCode": refused.errcode, "errMsg": refused.words, "reason": refused.reason}


def _platform(world: World, appid: str) -> Row:
    row = world.store.one("SELECT * FROM component WHERE appid = :a", a=appid)
    if row is None:
        raise NotFoundException(f"no platform {appid}")
    return row


HANDLERS = [upload, preview, add_template]
