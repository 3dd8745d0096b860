"""How often each call was made today, what was refused and why, and from where WeChat pushes."""

import re
from datetime import datetime

from wxsandbox.clock import SHANGHAI
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok
from wxsandbox.world import World

# WeChat's limits differ by call and by account and are not published for most: one generous number for all.
DAILY_LIMIT = 1_000_000
CLEARS_A_MONTH = 10
RID_MS = 7 * 24 * 3600 * 1000
_SECRETS = re.compile(r"((?:access_token|component_access_token|secret)=)[^&]*")


def count(call: ApiCall) -> None:
    """Adds one to today's calls of this path. Raises ApiRefusal 45009 beyond the daily limit."""
    if call.app is None:
        return
    used = call.world.store.one(
        "INSERT INTO api_use VALUES (:appid, :path, :day, 1)"
        " ON CONFLICT (appid, path, day) DO UPDATE SET used = used + 1 RETURNING used",
        appid=call.app["appid"],
        path=call.path,
        day=_day(call.world),
    )
    if used is not None and used["used"] > DAILY_LIMIT:
        raise ApiRefusal(45009, "reach max api daily quota limit")


def keep_refusal(call: ApiCall, rid: str, answer: str) -> None:
    """Keeps a refused call for rid/get; tokens and secrets are starred out of the address."""
    if call.app is None:
        return
    query = "&".join(f"{name}={value}" for name, value in call.query.items())
    call.world.store.insert(
        "api_refusal",
        rid=rid,
        appid=call.app["appid"],
        url=_SECRETS.sub(r"\1***", f"{call.path}?{query}"),
        body=call.body[:4096].decode("utf-8", "replace"),
        answer=answer,
        at_ms=call.world.clock.now_ms(),
    )


def clear_quota(call: ApiCall) -> Answer:
    """POST /cgi-bin/clear_quota: ten times a month, whatever was called."""
    if call.json().get("appid") != call.appid:
        raise ApiRefusal(40013, "invalid appid")
    store, month = call.world.store, _day(call.world)[:6]
    with store.unit():
        made = store.number(
            "SELECT used FROM api_use WHERE appid = :a AND path = 'clear' AND day = :m", a=call.appid, m=month
        )
        if made >= CLEARS_A_MONTH:
            raise ApiRefusal(48006, "forbid to clear quota because of reaching the limit")
        store.run(
            "INSERT INTO api_use VALUES (:a, 'clear', :m, 1)"
            " ON CONFLICT (appid, path, day) DO UPDATE SET used = used + 1",
            a=call.appid,
            m=month,
        )
        store.run(
            "DELETE FROM api_use WHERE appid = :a AND path <> 'clear' AND day = :d",
            a=call.appid,
            d=_day(call.world),
        )
    return ok()


def quota(call: ApiCall) -> Answer:
    """POST /cgi-bin/openapi/quota/get {cgi_path}."""
    path = call.json().get("cgi_path")
    if not isinstance(path, str) or not path.startswith("/") or len(path) > 128:
        raise ApiRefusal(76021, "cgi_path not found, please check")
    used = call.world.store.number(
        "SELECT used FROM api_use WHERE appid = :a AND path = :p AND day = :d",
        a=call.appid,
        p=path,
        d=_day(call.world),
    )
    return ok(
        quota={"daily_limit": DAILY_LIMIT, "used": used, "remain": max(0, DAILY_LIMIT - used)},
        rate_limit={"call_count": 60_000, "refresh_second": 60},
    )


def rid(call: ApiCall) -> Answer:
    """POST /cgi-bin/openapi/rid/get: what was refused, for seven days."""
    wanted = call.json().get("rid")
    if not isinstance(wanted, str) or re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{8}){2}", wanted) is None:
        raise ApiRefusal(76002, "rid is error")
    row = call.world.store.one("SELECT * FROM api_refusal WHERE rid = :rid", rid=wanted)
    if row is None:
        raise ApiRefusal(76001, "rid not found")
    if row["appid"] != call.appid:
        raise ApiRefusal(76003, "could not query this rid, no permission")
    if row["at_ms"] + RID_MS < call.world.clock.now_ms():
        raise ApiRefusal(76004, "rid time is error")
    return ok(
        request={
            "invoke_time": row["at_ms"] // 1000,
            "cost_in_ms": 12,
            "request_url": row["url"],
            "request_body": row["body"],
            "response_body": row["answer"],
            "client_ip": "127.0.0.1",
        }
    )


def push_addresses(call: ApiCall) -> Answer:
    """GET /cgi-bin/getcallbackip: this machine alone."""
    _ = call.appid
    return {"ip_list": ["127.0.0.1"]}


def _day(world: World) -> str:
    return f"{datetime.fromtimestamp(world.clock.now_ms() / 1000, SHANGHAI):%Y%m%d}"
