"""Drafts and templates of a third-party platform, as they are kept with it."""

import json
from typing import Any

import msgspec

from wxsandbox.openplatform.parties import platform_of
from wxsandbox.openplatform.record import Facts
from wxsandbox.world import World


class Code(msgspec.Struct, frozen=True):
    """Code on its way into the drafts; `facts` are there when a package was read."""

    version: str
    desc: str
    pages: list[str]
    facts: Facts | None = None


def add_draft(world: World, component: str, code: Code) -> int:
    """Puts code into the drafts and returns its draft_id. Raises KeyError; joins the caller's unit."""
    known = json.loads(platform_of(world, component)["drafts"])
    draft: dict[str, Any] = {"draft_id": len(known) + 1, "user_version": code.version}
    draft |= {"user_desc": code.desc, "pages": code.pages, "create_time": world.clock.now_ms() // 1000}
    if code.facts is not None:
        draft["facts"] = msgspec.to_builtins(code.facts)
    _keep(world, component, "drafts", [*known, draft])
    return int(draft["draft_id"])


def adopt(world: World, component: str, draft_id: object, kind: object = 0) -> int:
    """Makes a draft a template and returns its template_id. Raises LookupError; joins the caller's unit."""
    row = platform_of(world, component)
    draft = next((one for one in json.loads(row["drafts"]) if one["draft_id"] == draft_id), None)
    if draft is None:
        raise LookupError(draft_id)
    known = json.loads(row["templates"])
    number = max((one["template_id"] for one in known), default=0) + 1
    source = {"source_miniprogram": row["name"], "source_miniprogram_appid": row["appid"]}
    template = draft | {"template_id": number, "template_type": kind} | source
    _keep(world, component, "templates", [*known, template])
    return number


def drop(world: World, component: str, template_id: object) -> bool:
    """Removes a template. False when there is none of this number."""
    known = json.loads(platform_of(world, component)["templates"])
    kept = [one for one in known if str(one["template_id"]) != str(template_id)]
    _keep(world, component, "templates", kept)
    return len(kept) < len(known)


def _keep(world: World, component: str, column: str, known: list[dict[str, Any]]) -> None:
    statements = {
        "drafts": "UPDATE component SET drafts = :known WHERE appid = :appid",
        "templates": "UPDATE component SET templates = :known WHERE appid = :appid",
    }
    world.store.run(statements[column], known=json.dumps(known, ensure_ascii=False), appid=component)
