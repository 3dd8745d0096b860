"""Subscribe messages: one grant by the person, one message by the shop."""

import json
import re
from typing import Any

from wxsandbox import people, provisioning, shapes
from wxsandbox.openplatform.categories import granted
from wxsandbox.openplatform.record import launch_of
from wxsandbox.pushes.outbox import announce_event
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok, text_of
from wxsandbox.world import World

MOST_TEMPLATES = 50
_STATES = ("developer", "trial", "formal")
_LANGUAGES = ("zh_CN", "en_US", "zh_HK", "zh_TW")
_DATE = r"\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?"
_TIME = r"\d{1,2}[:：]\d{2}([:：]\d{2})?"
RULES = {
    "thing": r"(?s).{1,20}",
    "number": r"-?[\d.]{1,32}",
    "letter": r"[A-Za-z]{1,32}",
    "symbol": r"[^\w\s]{1,5}",
    "character_string": r"[\x21-\x7e ]{1,32}",
    "time": rf"({_DATE}\s*)?{_TIME}([~～-]({_DATE}\s*)?{_TIME})?|{_DATE}(\s*{_TIME})?([~～]{_DATE})?",
    "date": rf"{_DATE}(\s*{_TIME})?",
    "amount": r"[¥￥$€]?\d{1,10}(\.\d+)?元?",
    "phone_number": r"[\d\-+ ]{1,17}",
    "car_number": r"\S{1,8}",
    "name": r"[一-龥·]{1,10}|[A-Za-z ·]{1,20}",
    "phrase": r"[一-龥]{1,5}",
    "enum": r".{1,20}",
}


def send(call: ApiCall) -> Answer:
    """POST /cgi-bin/message/subscribe/send. Without a grant that is left: 43101, and nothing is sent."""
    values, world = call.json(), call.world
    openid = text_of(values, "touser", ApiRefusal(40003, "invalid openid"))
    person = people.holder_of(world, call.appid, openid)
    if person is None:
        raise ApiRefusal(40003, "invalid openid")
    template = world.store.one(
        "SELECT * FROM template WHERE template_id = :id AND appid = :appid",
        id=str(values.get("template_id", "")),
        appid=call.appid,
    )
    if template is None:
        raise ApiRefusal(40037, "invalid template_id")
    if (
        values.get("miniprogram_state", "formal") not in _STATES
        or values.get("lang", "zh_CN") not in _LANGUAGES
    ):
        raise ApiRefusal(40097, "invalid args")
    keywords = json.loads(template["keywords"])
    lines = _checked_lines(values.get("data"), keywords)
    page = values.get("page", "")
    if not isinstance(page, str) or len(page) > 1024:
        raise ApiRefusal(41030, "invalid page")
    with world.store.unit():
        changed = world.store.run(
            "UPDATE subscription SET remaining = remaining - 1"
            " WHERE appid = :appid AND person = :person AND template_id = :id AND remaining > 0",
            appid=call.appid,
            person=person,
            id=template["template_id"],
        )
        if not changed:
            raise ApiRefusal(43101, "user refuse to accept the msg")
        deliver(
            world,
            person=person,
            appid=call.appid,
            kind="subscribe",
            title=template["title"],
            lines=lines,
            page=page,
        )
        msgid = int("3" + shapes.digits(17))
        sent = {
            "TemplateId": template["template_id"],
            "MsgID": str(msgid),
            "ErrorCode": "0",
            "ErrorStatus": "success",
        }
        announce_event(
            world,
            call.appid,
            "subscribe_msg_sent_event",
            openid=openid,
            SubscribeMsgSentEvent={"List": [sent]},
        )
    return ok(msgid=msgid)


def deliver(
    world: World, *, person: str, appid: str, kind: str, title: str, lines: list[list[str]], page: str = ""
) -> None:
    """Puts a message on the person's phone. `lines` are pairs of label and value."""
    world.store.insert(
        "message",
        person=person,
        appid=appid,
        kind=kind,
        title=title,
        lines=json.dumps(lines, ensure_ascii=False),
        page=page,
        at_ms=world.clock.now_ms(),
    )


def _checked_lines(data: object, keywords: dict[str, str]) -> list[list[str]]:
    if not isinstance(data, dict):
        raise ApiRefusal(47003, "argument invalid! data is empty")
    for name in data:
        if name not in keywords:
            raise ApiRefusal(47003, f"argument invalid! data.{name} is not in the template")
    lines = []
    for name, label in keywords.items():
        cell = data.get(name)
        value = cell.get("value") if isinstance(cell, dict) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            raise ApiRefusal(47003, f"argument invalid! data.{name}.value is empty")
        rule = RULES[re.sub(r"\d+$", "", name)]
        if re.search(r"[\x00-\x1f]", value) or re.fullmatch(rule, value) is None:
            raise ApiRefusal(47003, f"argument invalid! data.{name}.value invalid")
        lines.append([label, value])
    return lines


def categories(call: ApiCall) -> Answer:
    """GET /wxaapi/newtmpl/getcategory: the categories that passed their review, by their second level."""
    known = granted(launch_of(call.world, call.appid))
    return ok(data=[{"id": one.second, "name": one.second_name} for one in known])


def public_titles(call: ApiCall) -> Answer:
    """GET /wxaapi/newtmpl/getpubtemplatetitles."""
    start, limit = call.query.get("start", ""), call.query.get("limit", "")
    if not call.query.get("ids"):
        raise ApiRefusal(200018, "ids is empty")
    if not start.isdigit():
        raise ApiRefusal(200016, "start is invalid")
    if not limit.isdigit() or not 1 <= int(limit) <= 30:
        raise ApiRefusal(200017, "limit is invalid")
    titles = [
        {"tid": int(tid), "title": title, "type": 2, "categoryId": "616"}
        for tid, title, _ in provisioning.FIRST_TEMPLATES
    ]
    return ok(count=len(titles), data=titles[int(start) : int(start) + int(limit)])


def public_keywords(call: ApiCall) -> Answer:
    """GET /wxaapi/newtmpl/getpubtemplatekeywords."""
    keywords = _library(call.query.get("tid", ""))[1]
    data = [
        {"kid": kid, "name": label, "example": label, "rule": re.sub(r"\d+$", "", name)}
        for kid, (name, label) in enumerate(keywords.items(), start=1)
    ]
    return ok(count=len(data), data=data)


def add_template(call: ApiCall) -> Answer:
    """POST /wxaapi/newtmpl/addtemplate: two to five keywords of a library template, in the wished order."""
    values, world = call.json(), call.world
    title, keywords = _library(str(values.get("tid", "")))
    names = list(keywords)
    kids = values.get("kidList")
    if not isinstance(kids, list) or not 2 <= len(kids) <= 5 or len(set(map(str, kids))) != len(kids):
        raise ApiRefusal(200020, "invalid kidList")
    if any(isinstance(kid, bool) or not isinstance(kid, int) or not 1 <= kid <= len(names) for kid in kids):
        raise ApiRefusal(200020, "invalid kidList")
    if len(str(values.get("sceneDesc", ""))) > 15:
        raise ApiRefusal(200021, "invalid sceneDesc")
    if (
        world.store.number("SELECT count(*) FROM template WHERE appid = :appid", appid=call.appid)
        >= MOST_TEMPLATES
    ):
        raise ApiRefusal(200012, "template num exceeds limit")
    chosen = {names[kid - 1]: keywords[names[kid - 1]] for kid in kids}
    template_id = provisioning.add_template(
        world, call.appid, tid=str(values["tid"]), title=title, keywords=chosen
    )
    return ok(priTmplId=template_id)


def remove_template(call: ApiCall) -> Answer:
    """POST /wxaapi/newtmpl/deltemplate."""
    changed = call.world.store.run(
        "DELETE FROM template WHERE template_id = :id AND appid = :appid",
        id=str(call.json().get("priTmplId", "")),
        appid=call.appid,
    )
    if not changed:
        raise ApiRefusal(40037, "invalid template_id")
    return ok()


def own_templates(call: ApiCall) -> Answer:
    """GET /wxaapi/newtmpl/gettemplate."""
    rows = call.world.store.all(
        "SELECT * FROM template WHERE appid = :appid ORDER BY rowid", appid=call.appid
    )
    data: list[dict[str, Any]] = []
    for row in rows:
        keywords = json.loads(row["keywords"])
        content = "".join(f"{label}:{{{{{name}.DATA}}}}\n" for name, label in keywords.items())
        entry = {"priTmplId": row["template_id"], "title": row["title"], "content": content}
        data.append(entry | {"example": content, "type": row["type"]})
    return ok(data=data)


def _library(tid: str) -> tuple[str, dict[str, str]]:
    for known, title, keywords in provisioning.FIRST_TEMPLATES:
        if known == tid:
            return title, keywords
    raise ApiRefusal(200014, "invalid tid")
