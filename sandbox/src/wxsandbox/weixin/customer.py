"""Customer service: answers within 48 hours of what the person said, at most five; and media for three
days.
"""

import json
from typing import Any

from wxsandbox import people, shapes
from wxsandbox.pay.refusals import PayRefusal
from wxsandbox.pay.uploads import parts_of
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, Picture, ok, text_of
from wxsandbox.weixin.subscribing import deliver
from wxsandbox.world import World

WINDOW_MS = 48 * 3600 * 1000
ANSWERS = 5
MEDIA_MS = 3 * 24 * 3600 * 1000
TYPING_MS = 30 * 1000
_NEEDED = {
    "text": ("content",),
    "image": ("media_id",),
    "link": ("title", "url"),
    "miniprogrampage": ("title", "pagepath", "thumb_media_id"),
}
_KINDS = {"image": 10 * 1024 * 1024, "voice": 2 * 1024 * 1024, "video": 10 * 1024 * 1024, "thumb": 64 * 1024}


def person_says(world: World, appid: str, person: str) -> None:
    """Opens the window for answers; joins the caller's unit."""
    world.store.run(
        "INSERT INTO chat VALUES (:appid, :person, :now, :answers, 0) ON CONFLICT (appid, person)"
        " DO UPDATE SET said_ms = :now, answers_left = :answers, typing = 0",
        appid=appid,
        person=person,
        now=world.clock.now_ms(),
        answers=ANSWERS,
    )


def send(call: ApiCall) -> Answer:
    """POST /cgi-bin/message/custom/send: text, image, link or miniprogrampage."""
    values, world = call.json(), call.world
    person = people.holder_of(world, call.appid, str(values.get("touser", "")))
    if person is None:
        raise ApiRefusal(40003, "invalid openid")
    kind = str(values.get("msgtype"))
    if kind not in _NEEDED:
        raise ApiRefusal(40008, "invalid message type")
    lines = _lines(call, kind, values.get(kind))
    chat = world.store.one("SELECT * FROM chat WHERE appid = :a AND person = :p", a=call.appid, p=person)
    if chat is None or world.clock.now_ms() - chat["said_ms"] > WINDOW_MS:
        raise ApiRefusal(45015, "response out of time limit or subscription is canceled")
    with world.store.unit():
        changed = world.store.run(
            "UPDATE chat SET answers_left = answers_left - 1, typing = 0"
            " WHERE appid = :a AND person = :p AND answers_left > 0",
            a=call.appid,
            p=person,
        )
        if not changed:
            raise ApiRefusal(45047, "out of response count limit")
        deliver(world, person=person, appid=call.appid, kind="customer", title="客服消息", lines=lines)
    return ok()


def typing(call: ApiCall) -> Answer:
    """POST /cgi-bin/message/custom/business/typing."""
    values, world = call.json(), call.world
    person = people.holder_of(world, call.appid, str(values.get("touser", "")))
    if person is None:
        raise ApiRefusal(40003, "invalid openid")
    command = values.get("command")
    if command not in ("Typing", "CancelTyping"):
        raise ApiRefusal(45072, "invalid command")
    chat = world.store.one("SELECT * FROM chat WHERE appid = :a AND person = :p", a=call.appid, p=person)
    if chat is None or world.clock.now_ms() - chat["said_ms"] > TYPING_MS:
        raise ApiRefusal(
            45080, "need sending message to user, or recving message from user in the last 30 seconds"
        )
    if command == "Typing" and chat["typing"]:
        raise ApiRefusal(45081, "you are already typing")
    world.store.run(
        "UPDATE chat SET typing = :on WHERE appid = :a AND person = :p",
        on=int(command == "Typing"),
        a=call.appid,
        p=person,
    )
    return ok()


def upload_media(call: ApiCall) -> Answer:
    """POST /cgi-bin/media/upload?type=: one file in the part `media`."""
    kind = call.query.get("type", "")
    if kind not in _KINDS:
        raise ApiRefusal(40004, "invalid media type")
    media_id = keep_media(call, kind, "media", _KINDS[kind])
    return {"type": kind, "media_id": media_id, "created_at": call.world.clock.now_ms() // 1000}


def get_media(call: ApiCall) -> Answer:
    """GET /cgi-bin/media/get?media_id=: the file."""
    row = call.world.store.one(
        "SELECT * FROM media WHERE media_id = :id AND owner = :a",
        id=call.query.get("media_id", ""),
        a=call.appid,
    )
    if row is None or row["created_ms"] + MEDIA_MS < call.world.clock.now_ms():
        raise ApiRefusal(40007, "invalid media_id")
    return Picture(bytes(row["content"]), row["mime"])


def keep_media(call: ApiCall, kind: str, part: str, most: int) -> str:
    """Stores an uploaded file and returns its media_id. Raises ApiRefusal 41005 or 40006."""
    try:
        content = parts_of(call.content_type, call.body).get(part, b"")
    except PayRefusal as broken:
        raise ApiRefusal(41005, "media data missing") from broken
    if not content:
        raise ApiRefusal(41005, "media data missing")
    if len(content) > most:
        raise ApiRefusal(40006, "invalid meida size")
    media_id = shapes.web_text(64)
    call.world.store.insert(
        "media",
        media_id=media_id,
        owner=call.appid,
        kind=kind,
        filename=part,
        mime="image/png" if content.startswith(b"\x89PNG") else "image/jpeg",
        content=content,
        created_ms=call.world.clock.now_ms(),
    )
    return media_id


def _lines(call: ApiCall, kind: str, given: Any) -> list[list[str]]:
    if not isinstance(given, dict):
        raise ApiRefusal(47001, "data format error")
    for name in _NEEDED[kind]:
        text_of(given, name, ApiRefusal(44004 if kind == "text" else 40097, "empty content"))
    media = given.get("media_id") or given.get("thumb_media_id")
    known = call.world.store.one(
        "SELECT 1 FROM media WHERE media_id = :id AND owner = :a", id=media, a=call.appid
    )
    if media is not None and known is None:
        raise ApiRefusal(40007, "invalid media_id")
    if kind == "text":
        return [["客服", given["content"]]]
    return [[kind, json.dumps(given, ensure_ascii=False)]]
