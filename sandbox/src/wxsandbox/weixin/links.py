"""Links that lead into a mini program: URL Link, scheme, short link. Encrypted ones last at most thirty
days.
"""

import re
from typing import Any

from wxsandbox import shapes
from wxsandbox.openplatform.record import INDIVIDUAL, launch_of
from wxsandbox.store import Row
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok, text_of

DAY_MS = 24 * 3600 * 1000
LONGEST_DAYS = 30
VISITS_PER_DAY = 3_000_000
_QUERY = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]{0,1024}")
_VERSIONS = ("release", "trial", "develop")


def generate_url_link(call: ApiCall) -> Answer:
    """POST /wxa/generate_urllink."""
    values = call.json() if call.body.strip() else {}
    return ok(url_link=_keep(call, values, values, f"https://wxaurl.cn/{shapes.letters(11)}"))


def generate_scheme(call: ApiCall) -> Answer:
    """POST /wxa/generatescheme."""
    values = call.json() if call.body.strip() else {}
    target = values.get("jump_wxa") or {}
    if not isinstance(target, dict):
        raise ApiRefusal(47001, "data format error")
    return ok(openlink=_keep(call, target, values, f"weixin://dl/business/?t={shapes.letters(11)}"))


def query_url_link(call: ApiCall) -> Answer:
    """POST /wxa/query_urllink."""
    return _query(call, "url_link", "url_link_info")


def query_scheme(call: ApiCall) -> Answer:
    """POST /wxa/queryscheme."""
    return _query(call, "scheme", "scheme_info")


def generate_short_link(call: ApiCall) -> Answer:
    """POST /wxa/genwxashortlink: page_url with its parameters, lasting thirty days or for good."""
    values = call.json()
    page = text_of(values, "page_url", ApiRefusal(40165, "invalid weapp pagepath"))
    if len(page) > 1024:
        raise ApiRefusal(40165, "invalid weapp pagepath")
    path, _, query = page.partition("?")
    permanent = values.get("is_permanent") is True
    name = call.app["name"] if call.app is not None else ""
    link = f"#小程序://{name}/{shapes.letters(15)}"
    end = 0 if permanent else call.world.clock.now_ms() + LONGEST_DAYS * DAY_MS
    _insert(call, link, path=path, query=query, version="release", end=end)
    return ok(link=link)


def _keep(call: ApiCall, target: dict[str, Any], values: dict[str, Any], link: str) -> str:
    launch = launch_of(call.world, call.appid)
    if launch.subject == INDIVIDUAL:
        raise ApiRefusal(40002, "invalid grant_type")
    path, query, version = (
        target.get(name, default)
        for name, default in (("path", ""), ("query", ""), ("env_version", "release"))
    )
    if not isinstance(path, str) or "?" in path or len(path) > 1024:
        raise ApiRefusal(40165, "invalid weapp pagepath")
    if not isinstance(query, str) or _QUERY.fullmatch(query) is None:
        raise ApiRefusal(40212, "invalid query")
    if version not in _VERSIONS:
        raise ApiRefusal(85402, "invalid env_version")
    if launch.release is None:
        raise ApiRefusal(85079, "miniprogram has no online release")
    _insert(call, link, path=path, query=query, version=version, end=_end(call, values))
    return link


def _end(call: ApiCall, values: dict[str, Any]) -> int:
    now = call.world.clock.now_ms()
    kind = values.get("expire_type", 0)
    if kind == 1:
        days = values.get("expire_interval")
        if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= LONGEST_DAYS:
            raise ApiRefusal(85401, "time limit between 1min and 30days")
        return now + days * DAY_MS
    if "expire_time" not in values:
        return now + LONGEST_DAYS * DAY_MS
    end = values["expire_time"]
    valid = isinstance(end, int) and not isinstance(end, bool)
    if not valid or not now + 60_000 <= end * 1000 <= now + LONGEST_DAYS * DAY_MS + 60_000:
        raise ApiRefusal(85401, "time limit between 1min and 30days")
    return int(end * 1000)


def _insert(call: ApiCall, link: str, *, path: str, query: str, version: str, end: int) -> None:
    call.world.store.insert(
        "link",
        link=link,
        appid=call.appid,
        path=path,
        query=query,
        env_version=version,
        created_ms=call.world.clock.now_ms(),
        expires_ms=end,
    )


def _query(call: ApiCall, name: str, answer_name: str) -> Answer:
    values = call.json()
    quota = {"remain_visit_quota": VISITS_PER_DAY}
    if values.get("query_type", 0) == 1:
        return ok(quota_info=quota)
    row: Row | None = call.world.store.one(
        "SELECT * FROM link WHERE link = :link AND appid = :appid",
        link=str(values.get(name, "")),
        appid=call.appid,
    )
    if row is None:
        raise ApiRefusal(85403, "not found")
    info = {field: row[field] for field in ("appid", "path", "query", "env_version")}
    info |= {"create_time": row["created_ms"] // 1000, "expire_time": row["expires_ms"] // 1000}
    return ok(**{answer_name: info, "quota_info": quota})
