"""Content checks and the risk rank of a user. A few words stand for everything that WeChat would find."""

from typing import Any

from wxsandbox import people, shapes
from wxsandbox.pushes.outbox import announce_event
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok, text_of
from wxsandbox.world import World

TWO_HOURS_MS = 2 * 3600 * 1000
RISKY_WORDS = {"加微信领红包": 10001, "代开发票": 20006, "博彩": 20006, "刷单返利": 20008, "违规测试": 21000}
MEDIA_WORDS = {"risky": ("risky", 20002), "review": ("review", 21000)}
REVIEW_WORDS = {"高仿": 20013, "最低价全网第一": 10001}


def text(call: ApiCall) -> Answer:
    """POST /wxa/msg_sec_check, version 2: pass, review or risky. The person must have been here within two
    hours.
    """
    values, world = call.json(), call.world
    content = text_of(values, "content", ApiRefusal(44002, "empty post data"))
    if len(content) > 2500 or values.get("version") != 2:
        raise ApiRefusal(40097, "invalid args")
    if values.get("scene") not in (1, 2, 3, 4):
        raise ApiRefusal(40129, "invalid scene")
    _recent_person(world, call.appid, values.get("openid"))
    whole = " ".join(str(values.get(name, "")) for name in ("content", "title", "nickname", "signature"))
    suggest, label, keyword = _judge(world, call.appid, whole)
    detail: dict[str, Any] = {
        "strategy": "content_model",
        "errcode": 0,
        "suggest": suggest,
        "label": label,
        "prob": 90,
    }
    details = [detail]
    if keyword:
        details.append(
            {"strategy": "keyword", "errcode": 0, "suggest": suggest, "label": label, "keyword": keyword}
        )
    return ok(result={"suggest": suggest, "label": label}, detail=details, trace_id=shapes.new_rid())


def media(call: ApiCall) -> Answer:
    """POST /wxa/media_check_async: returns trace_id, and the event wxa_media_check tells the result.

    Nothing is downloaded: `risky`, `review` or `missing` in the address decides.
    """
    values, world = call.json(), call.world
    address = text_of(values, "media_url", ApiRefusal(40097, "invalid args"))
    if values.get("media_type") not in (1, 2):
        raise ApiRefusal(40004, "invalid media type")
    if values.get("version") != 2 or values.get("scene") not in (1, 2, 3, 4):
        raise ApiRefusal(40129, "invalid scene")
    person = _recent_person(world, call.appid, values.get("openid"))
    trace_id = shapes.new_rid()
    suggest, label = next((said for word, said in MEDIA_WORDS.items() if word in address), ("pass", 100))
    errcode = -1008 if "missing" in address else 0
    detail = {"strategy": "content_model", "errcode": errcode, "suggest": suggest, "label": label, "prob": 90}
    result = {"suggest": suggest, "label": label}
    openid = people.identity_of(world, call.appid, person).openid
    told = {"appid": call.appid, "trace_id": trace_id, "version": 2, "detail": [detail]}
    told |= {"errcode": errcode, "errmsg": "ok" if not errcode else "download failed", "result": result}
    announce_event(world, call.appid, "wxa_media_check", openid=openid, **told)
    return ok(trace_id=trace_id)


def risk_rank(call: ApiCall) -> Answer:
    """POST /wxa/getuserriskrank: 0 (unknown) to 4 (high); 阿强 buys too much at night and gets 2."""
    values = call.json()
    if values.get("appid") != call.appid:
        raise ApiRefusal(40013, "invalid appid")
    if values.get("scene") not in (0, 1, 2):
        raise ApiRefusal(40129, "invalid scene")
    text_of(values, "client_ip", ApiRefusal(40097, "invalid args"))
    person = _recent_person(call.world, call.appid, values.get("openid"))
    rank = (
        4
        if call.world.faults.take("risk_user", person=person, appid=call.appid)
        else 2
        if person == "阿强"
        else 0
    )
    return ok(risk_rank=rank, unoin_id=int(shapes.digits(9)))


def _recent_person(world: World, appid: str, openid: object) -> str:
    if not isinstance(openid, str) or not openid:
        raise ApiRefusal(40003, "invalid openid")
    row = world.store.one("SELECT * FROM identity WHERE openid = :openid", openid=openid)
    if row is None:
        raise ApiRefusal(40003, "invalid openid")
    if row["appid"] != appid:
        raise ApiRefusal(43104, "The openid does not match the appid")
    if world.clock.now_ms() - row["seen_ms"] > TWO_HOURS_MS:
        raise ApiRefusal(61010, "code is expired")
    people.mark_seen(world, appid, row["person"])
    return str(row["person"])


def _judge(world: World, appid: str, whole: str) -> tuple[str, int, str]:
    fault = world.faults.take("text_risky", appid=appid)
    if fault:
        return "risky", int(fault.params.get("label", 20006)), ""
    for suggest, words in (("risky", RISKY_WORDS), ("review", REVIEW_WORDS)):
        for word, label in words.items():
            if word in whole:
                return suggest, label, word
    return "pass", 100, ""
