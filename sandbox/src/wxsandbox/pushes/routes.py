"""/_sandbox: where pushes go, and what became of them."""

import json
from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.exceptions import ClientException, NotFoundException

from wxsandbox.control.routes import world_of
from wxsandbox.pushes.outbox import NotReady, ask_whether_ready


class PushAddressIn(msgspec.Struct, forbid_unknown_fields=True):
    """公众平台 → 开发管理 → 消息推送. Mode plain or safe, format json or xml; an empty url switches off."""

    url: str
    mode: str = "safe"
    format: str = "json"


@post("/_sandbox/apps/{appid:str}/push", status_code=200)
async def set_push(request: Request[Any, Any, Any], appid: str, data: PushAddressIn) -> dict[str, str]:
    """Saves the address after it has given echostr back."""
    world = world_of(request)
    app = world.store.one("SELECT push_token FROM app WHERE appid = :appid", appid=appid)
    if app is None:
        raise NotFoundException(f"no app {appid}")
    if data.mode not in ("plain", "safe") or data.format not in ("json", "xml"):
        raise ClientException("mode: plain or safe; format: json or xml")
    if data.url:
        try:
            await ask_whether_ready(data.url, app["push_token"], world.settings.notice_timeout_seconds)
        except NotReady as refused:
            raise ClientException(str(refused)) from refused
    world.store.run(
        "UPDATE app SET push_url = :url, push_mode = :mode, push_format = :format WHERE appid = :appid",
        url=data.url,
        mode=data.mode,
        format=data.format,
        appid=appid,
    )
    return {"appid": appid, "url": data.url}


@get("/_sandbox/pushes")
async def pushes(request: Request[Any, Any, Any], owner: str = "") -> list[dict[str, Any]]:
    """The newest 500 pushes to an app or a platform."""
    rows = world_of(request).store.all(
        "SELECT * FROM push WHERE :owner IN ('', owner) ORDER BY push_id DESC LIMIT 500", owner=owner
    )
    names = ("push_id", "channel", "owner", "appid", "state", "tries", "outcome")
    return [{name: row[name] for name in names} | {"plain": json.loads(row["plain"])} for row in rows]


HANDLERS = [set_push, pushes]
