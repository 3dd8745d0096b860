"""The whole state of a mini program as its owner sees it, without secrets."""

from typing import Any

import msgspec

from wxsandbox.mp.keys import fingerprint
from wxsandbox.openplatform import desk
from wxsandbox.openplatform.categories import BY_KEY
from wxsandbox.openplatform.domains import SERVER_FIELDS
from wxsandbox.openplatform.record import Launch, Version, launch_of
from wxsandbox.store import Row
from wxsandbox.world import World


def view_of(world: World, app: Row) -> dict[str, Any]:
    """JSON as in docs/reference/sandbox.md."""
    appid, launch = str(app["appid"]), launch_of(world, app["appid"])
    named = ("subject", "principal", "nickname", "signature", "head_image", "email", "secret_ips")
    more = ("upload_ips", "webview_domains", "members", "verified", "filing", "filing_number")
    rest = ("filing_reasons", "trade_managed", "privacy", "interfaces", "order_path", "visitable")
    shown: dict[str, Any] = {"appid": appid, "original_id": f"gh_{appid[-12:]}"}
    shown |= {name: getattr(launch, name) for name in (*named, *more, *rest)}
    shown |= {
        "has_secret": bool(app["secret"]),
        "upload_key_fingerprint": fingerprint(launch.upload_key_pem),
        "domains": {name: launch.domains.get(name, []) for name in SERVER_FIELDS},
        "sms_verify_status": launch.sms_status(world.clock.now_ms() // 1000),
        "mchids": _column(world, "SELECT mchid FROM binding WHERE appid = :a ORDER BY mchid", appid),
        "platforms": _column(world, "SELECT component FROM authorization WHERE appid = :a", appid),
        "waiting": desk.waiting(launch),
    }
    return shown | _categories(launch) | _code(launch)


def _categories(launch: Launch) -> dict[str, Any]:
    known = [
        {
            "first": one.first,
            "second": one.second,
            "first_name": BY_KEY[one.first, one.second].first_name,
            "second_name": BY_KEY[one.first, one.second].second_name,
            "audit_status": one.audit_status,
            "audit_reason": one.audit_reason,
        }
        for one in launch.categories
    ]
    task = launch.verification
    asked = None
    if task is not None:
        asked = {"taskid": task.taskid, "apply_status": task.apply_status}
        asked |= {"message": task.message, "fee_fen": task.fee_fen}
    return {"categories": known, "verification": asked}


def _code(launch: Launch) -> dict[str, Any]:
    audit = launch.audit
    reviewed = None
    if audit is not None:
        reviewed = {"auditid": audit.auditid, "status": audit.status, "reason": audit.reason}
        reviewed["version"] = audit.version.user_version
    versions = {"experience": _version(launch.experience), "release": _version(launch.release)}
    return versions | {"audit": reviewed, "history": [_version(one) for one in launch.releases]}


def _version(version: Version | None) -> dict[str, Any] | None:
    if version is None:
        return None
    names = ("user_version", "user_desc", "at", "pages", "source", "app_version")
    shown = {name: getattr(version, name) for name in names}
    facts = msgspec.to_builtins(version.facts) if version.facts is not None else {}
    empty = {"main_bytes": 0, "total_bytes": 0, "sha256": "", "project_appid": "", "stamp": {}}
    return shown | {name: facts.get(name, value) for name, value in empty.items()}


def _column(world: World, statement: str, appid: str) -> list[str]:
    return [str(row[0]) for row in world.store.all(statement, a=appid)]
