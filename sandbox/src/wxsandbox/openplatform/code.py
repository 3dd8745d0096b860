"""Code of a mini program: drafts and templates of the platform, upload, review, release, steps, going
back.
"""

import json
from typing import Any

import msgspec

from wxsandbox import shapes
from wxsandbox.openplatform import drafts as drafts_kept
from wxsandbox.openplatform.categories import granted
from wxsandbox.openplatform.component import own_component
from wxsandbox.openplatform.record import FILED, Audit, Facts, Launch, Version, keep_launch, launch_of
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok
from wxsandbox.weixin.codes import picture
from wxsandbox.weixin.customer import keep_media
from wxsandbox.world import World

AUDITS_A_MONTH, SPEEDUPS_A_MONTH = 20, 3
WITHDRAWALS_A_DAY, WITHDRAWALS_A_MONTH = 5, 10
DAY_S = 24 * 3600
MEDIA_BYTES = 10 * 1024 * 1024


def drafts(call: ApiCall) -> Answer:
    """GET /wxa/gettemplatedraftlist."""
    return ok(draft_list=[_shown(one) for one in json.loads(own_component(call)["drafts"])])


def add_template(call: ApiCall) -> Answer:
    """POST /wxa/addtotemplate."""
    component, values = own_component(call, named=False), call.json()
    try:
        drafts_kept.adopt(
            call.world, component["appid"], values.get("draft_id"), values.get("template_type", 0)
        )
    except LookupError as absent:
        raise ApiRefusal(85064, "draft not found") from absent
    return ok()


def templates(call: ApiCall) -> Answer:
    """GET /wxa/gettemplatelist."""
    return ok(template_list=[_shown(one) for one in json.loads(own_component(call)["templates"])])


def delete_template(call: ApiCall) -> Answer:
    """POST /wxa/deletetemplate."""
    component, wanted = own_component(call, named=False), str(call.json().get("template_id"))
    if not drafts_kept.drop(call.world, component["appid"], wanted):
        raise ApiRefusal(85064, "template not found")
    return ok()


def commit(call: ApiCall) -> Answer:
    """POST /wxa/commit: uploads a template with its ext_json (text, not an object) as the trial version."""
    values, launch = call.json(), launch_of(call.world, call.appid)
    template = _template(call, values.get("template_id"))
    extended = _ext_json(values.get("ext_json"), call.appid)
    version = values.get("user_version")
    if not isinstance(version, str) or not 1 <= len(version) <= 64:
        raise ApiRefusal(85015, "user_version is invalid")
    launch.experience = Version(
        template["template_id"],
        version,
        str(values.get("user_desc", "")),
        values["ext_json"],
        extended.get("pages") or template.get("pages") or ["pages/index/index"],
        call.world.clock.now_ms() // 1000,
        facts=_facts(template, extended),
    )
    _keep(call, launch)
    return ok()


def pages(call: ApiCall) -> Answer:
    """GET /wxa/get_page."""
    return ok(page_list=_experience(call).pages)


def trial_code(call: ApiCall) -> Answer:
    """GET /wxa/get_qrcode: the picture that a tester scans."""
    _experience(call)
    text = json.dumps({"weapp": call.appid, "env": "trial", "path": call.query.get("path", "")})
    return picture(text, 430)


def privacy_check(call: ApiCall) -> Answer:
    """GET /wxa/security/get_code_privacy_info; the check is over as soon as it is asked for."""
    launch = launch_of(call.world, call.appid)
    if launch.experience is None:
        raise ApiRefusal(85086, "code is not uploaded")
    missing = [name for name in _private_infos(launch.experience) if launch.interfaces.get(name) != 3]
    return ok(without_auth_list=missing, without_conf_list=[])


def upload_media(call: ApiCall) -> Answer:
    """POST /wxa/uploadmedia: a picture or film for the reviewer, in the part `media`."""
    media = keep_media(call, "audit", "media", MEDIA_BYTES)
    film = b"ftyp" in call.body[:4096]
    return ok(type="video" if film else "image", mediaid=media)


def submit_audit(call: ApiCall) -> Answer:
    """POST /wxa/submit_audit. Refuses without code, profile, accepted category, or while a review is under
    way.
    """
    values, world = call.json(), call.world
    launch = launch_of(world, call.appid)
    version = _experience(call)
    if launch.audit is not None and launch.audit.status in (2, 4):
        raise ApiRefusal(85009, "already submit a version under auditing")
    if not (launch.nickname and launch.head_image and launch.signature):
        raise ApiRefusal(86002, "nickname, head image or signature is not set")
    _check_items(launch, values.get("item_list"))
    if len(str(values.get("feedback_info", ""))) > 200:
        raise ApiRefusal(85010, "feedback_info is too long")
    if not values.get("privacy_api_not_use") and _unapproved(launch, version):
        raise ApiRefusal(61040, "privacy interface without permission")
    if _this_month(world.clock.now_ms(), launch) >= AUDITS_A_MONTH:
        raise ApiRefusal(85085, "submit audit reach limit")
    audit = Audit(int(shapes.digits(9)), 2, version, world.clock.now_ms() // 1000)
    audit.order_path = str(values.get("order_path", ""))
    audit.items = [one for one in values.get("item_list") or [] if isinstance(one, dict)]
    declared = values.get("ugc_declare")
    audit.ugc_declare = declared if isinstance(declared, dict) else {}
    launch.audits.append(audit)
    _keep(call, launch)
    return ok(auditid=audit.auditid)


def audit_status(call: ApiCall) -> Answer:
    """POST /wxa/get_auditstatus {auditid}."""
    wanted = call.json().get("auditid")
    found = next((one for one in launch_of(call.world, call.appid).audits if one.auditid == wanted), None)
    if found is None:
        raise ApiRefusal(85012, "invalid audit id")
    return ok(status=found.status, reason=found.reason, screenshot=found.screenshot)


def latest_audit_status(call: ApiCall) -> Answer:
    """GET /wxa/get_latest_auditstatus."""
    audit = _audit(call)
    more = {"user_version": audit.version.user_version, "submit_audit_time": audit.at}
    return ok(
        auditid=audit.auditid, status=audit.status, reason=audit.reason, ScreenShot=audit.screenshot, **more
    )


def withdraw_audit(call: ApiCall) -> Answer:
    """GET /wxa/undocodeaudit: five times a day, ten a month."""
    launch, now = launch_of(call.world, call.appid), call.world.clock.now_ms() // 1000
    audit = launch.audit
    if audit is None or audit.status not in (2, 4):
        raise ApiRefusal(87012, "no version under audit")
    today = [at for at in launch.withdrawals if now - at < DAY_S]
    month = [at for at in launch.withdrawals if now - at < 30 * DAY_S]
    if len(today) >= WITHDRAWALS_A_DAY or len(month) >= WITHDRAWALS_A_MONTH:
        raise ApiRefusal(87013, "undo reach limit")
    audit.status = 3
    launch.withdrawals.append(now)
    _keep(call, launch)
    return ok()


def speed_up(call: ApiCall) -> Answer:
    """POST /wxa/speedupaudit."""
    launch, wanted = launch_of(call.world, call.appid), call.json().get("auditid")
    audit = launch.audit
    if audit is None or audit.auditid != wanted or audit.status != 2:
        raise ApiRefusal(89402, "audit is not in queue")
    if audit.sped_up or launch.speedups >= SPEEDUPS_A_MONTH:
        raise ApiRefusal(89403, "speedup reach limit")
    audit.sped_up, launch.speedups = True, launch.speedups + 1
    _keep(call, launch)
    return ok()


def quota(call: ApiCall) -> Answer:
    """GET /wxa/queryquota."""
    launch = launch_of(call.world, call.appid)
    used = _this_month(call.world.clock.now_ms(), launch)
    speed = {"speedup_rest": SPEEDUPS_A_MONTH - launch.speedups, "speedup_limit": SPEEDUPS_A_MONTH}
    return ok(rest=AUDITS_A_MONTH - used, limit=AUDITS_A_MONTH, **speed)


def release(call: ApiCall) -> Answer:
    """POST /wxa/release: what passed the review goes live, once it is filed (else 86369)."""
    launch = launch_of(call.world, call.appid)
    audit = launch.audit
    if audit is None:
        raise ApiRefusal(85019, "no version is under auditing")
    if audit.status != 0:
        raise ApiRefusal(85020, "status not allowed")
    if audit.version.app_version:
        raise ApiRefusal(85052, "app is already released")
    if launch.filing != FILED:
        raise ApiRefusal(86369, "the mini program is not filed (ICP)")
    go_live(call, launch, audit)
    return ok()


def go_live(call: ApiCall, launch: Launch, audit: Audit) -> None:
    """Makes the reviewed version the live one; its pages can be opened from now on."""
    audit.version.app_version = len(launch.releases) + 1
    launch.releases.append(audit.version)
    if audit.order_path:
        launch.order_path = {"path": audit.order_path, "status": 0}
    open_pages(call.world, call.appid, audit.version)
    _keep(call, launch)


def open_pages(world: World, appid: str, version: Version) -> None:
    """From now on codes and links may lead to the pages of this version."""
    world.store.run(
        "UPDATE app SET pages = :pages WHERE appid = :appid", pages=" ".join(version.pages), appid=appid
    )


def picture_of_versions(call: ApiCall) -> Answer:
    """POST /wxa/getversioninfo."""
    launch = launch_of(call.world, call.appid)
    answer: dict[str, Any] = {}
    if launch.experience is not None:
        one = launch.experience
        answer["exp_info"] = {"exp_time": one.at, "exp_version": one.user_version, "exp_desc": one.user_desc}
    if launch.release is not None:
        live = launch.release
        answer["release_info"] = {
            "release_time": live.at,
            "release_version": live.user_version,
            "release_desc": live.user_desc,
        }
    return ok(**answer)


def _keep(call: ApiCall, launch: Launch) -> None:
    keep_launch(call.world, call.appid, launch)


def _template(call: ApiCall, wanted: object) -> dict[str, Any]:
    component = call.component
    known: list[dict[str, Any]] = json.loads(component["templates"]) if component is not None else []
    for one in known:
        if str(one["template_id"]) == str(wanted):
            return one
    raise ApiRefusal(85014, "template not found")


def _shown(kept: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kept.items() if name != "facts"}


def _facts(template: dict[str, Any], extended: dict[str, Any]) -> Facts | None:
    """What is known of the template's package, with the stamp that ext_json gives it for this shop."""
    facts = msgspec.convert(template["facts"], Facts) if template.get("facts") else None
    ext = extended.get("ext")
    given = ext.get("stamp", ext) if isinstance(ext, dict) else None
    if isinstance(given, dict) and "api_base" in given:
        facts = facts or Facts(0, 0, "")
        facts.stamp = facts.stamp | given
    return facts


def _private_infos(version: Version) -> list[str]:
    used = json.loads(version.ext_json).get("requiredPrivateInfos", [])
    declared = [str(name) for name in used] if isinstance(used, list) else []
    packed = version.facts.private_infos if version.facts is not None else []
    return list(dict.fromkeys([*declared, *packed]))


def _ext_json(text: object, appid: str) -> dict[str, Any]:
    if not isinstance(text, str):
        raise ApiRefusal(85013, "ext_json must be a string")
    try:
        value = json.loads(text)
    except ValueError as broken:
        raise ApiRefusal(85048, "ext_json can not be parsed") from broken
    if not isinstance(value, dict) or value.get("extAppid", appid) != appid:
        raise ApiRefusal(85013, "invalid ext_json")
    if value.get("pages") == []:
        raise ApiRefusal(85047, "pages is empty")
    tabs = (value.get("tabBar") or {}).get("list", [])
    if any(not tab.get("pagePath") for tab in tabs):
        raise ApiRefusal(85046, "tabBar is missing path")
    return value


def _experience(call: ApiCall) -> Version:
    version = launch_of(call.world, call.appid).experience
    if version is None:
        raise ApiRefusal(85086, "code is not uploaded")
    return version


def _audit(call: ApiCall) -> Audit:
    audit = launch_of(call.world, call.appid).audit
    if audit is None:
        raise ApiRefusal(85019, "no version is under auditing")
    return audit


def _check_items(launch: Launch, items: object) -> None:
    accepted = [(one.first_name, one.second_name) for one in granted(launch)]
    if not accepted:
        raise ApiRefusal(85008, "no accepted category")
    if items is None:
        return
    if not isinstance(items, list) or not 1 <= len(items) <= 5:
        raise ApiRefusal(85023, "item_list must have 1 to 5 items")
    for item in items:
        _check_item(item, accepted)


def _check_item(item: object, accepted: list[tuple[str, str]]) -> None:
    if not isinstance(item, dict) or not item:
        raise ApiRefusal(85010, "item_list has an empty item")
    if (item.get("first_class"), item.get("second_class")) not in accepted:
        raise ApiRefusal(85008, "category is invalid")
    if len(str(item.get("title", ""))) > 32:
        raise ApiRefusal(85011, "title is invalid")
    tags = str(item.get("tag", "")).split()
    if len(tags) > 10 or any(len(tag) > 20 for tag in tags):
        raise ApiRefusal(85006, "tag is invalid")
    if str(item.get("address", "x")).startswith("/"):
        raise ApiRefusal(85007, "address is invalid")


def _unapproved(launch: Launch, version: Version) -> bool:
    return any(launch.interfaces.get(name) != 3 for name in _private_infos(version))


def _this_month(now_ms: int, launch: Launch) -> int:
    return sum(1 for one in launch.audits if now_ms // 1000 - one.at < 30 * DAY_S)
