"""Data analysis of a mini program, counted from what really happened here: who came, day by day."""

from datetime import datetime, timedelta
from typing import Any

from wxsandbox.clock import SHANGHAI
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal

DAY_MS = 24 * 3600 * 1000


def daily_visits(call: ApiCall) -> Answer:
    """POST /datacube/getweanalysisappiddailyvisittrend: one day, yesterday at the latest."""
    begin, end = _span(call, 1)
    uv, new = _visitors(call, begin, end)
    sessions = _sessions(call, begin, end)
    entry: dict[str, Any] = {
        "ref_date": call.json()["begin_date"],
        "session_cnt": sessions,
        "visit_pv": sessions,
    }
    entry |= {"visit_uv": uv, "visit_uv_new": new, "stay_time_uv": 60.0 * bool(uv)}
    entry |= {"stay_time_session": 60.0 * bool(uv), "visit_depth": 1.0 * bool(uv)}
    return {"list": [entry]}


def daily_summary(call: ApiCall) -> Answer:
    """POST /datacube/getweanalysisappiddailysummarytrend: all visitors until that day."""
    _, end = _span(call, 1)
    uv, _ = _visitors(call, 0, end)
    entry = {"ref_date": call.json()["begin_date"], "visit_total": uv, "share_pv": 0, "share_uv": 0}
    return {"list": [entry]}


def daily_retention(call: ApiCall) -> Answer:
    """POST /datacube/getweanalysisappiddailyretaininfo: day 0 alone, since nobody is watched longer here."""
    begin, end = _span(call, 1)
    uv, new = _visitors(call, begin, end)
    date = call.json()["begin_date"]
    return {
        "ref_date": date,
        "visit_uv_new": [{"key": 0, "value": new}],
        "visit_uv": [{"key": 0, "value": uv}],
    }


def _span(call: ApiCall, days: int) -> tuple[int, int]:
    values = call.json()
    try:
        first, last = (
            datetime.strptime(str(values[name]), "%Y%m%d").replace(tzinfo=SHANGHAI)
            for name in ("begin_date", "end_date")
        )
    except (KeyError, ValueError) as wrong:
        raise ApiRefusal(61500, "date format error") from wrong
    if (last - first).days != days - 1:
        raise ApiRefusal(61501, "date range error")
    today = datetime.fromtimestamp(call.world.clock.now_ms() / 1000, SHANGHAI).date()
    if last.date() >= today:
        raise ApiRefusal(61501, "date range error")
    return int(first.timestamp() * 1000), int((last + timedelta(days=1)).timestamp() * 1000)


def _visitors(call: ApiCall, begin: int, end: int) -> tuple[int, int]:
    """How many people logged in during the span, and how many of them never before."""
    sql = (
        "SELECT count(DISTINCT person) FROM code WHERE kind = 'login' AND appid = :appid"
        " AND expires_ms - 300000 >= :begin AND expires_ms - 300000 < :end"
    )
    number = call.world.store.number
    everybody = number(sql, appid=call.appid, begin=0, end=end)
    before = number(sql, appid=call.appid, begin=0, end=begin)
    return number(sql, appid=call.appid, begin=begin, end=end), everybody - before


def _sessions(call: ApiCall, begin: int, end: int) -> int:
    return call.world.store.number(
        "SELECT count(*) FROM code WHERE kind = 'login' AND appid = :appid"
        " AND expires_ms - 300000 >= :begin AND expires_ms - 300000 < :end",
        appid=call.appid,
        begin=begin,
        end=end,
    )
