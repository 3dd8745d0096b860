"""Data analysis of a mini program, counted from what really happened here: who came, day by day."""

from datetime import date, datetime, timedelta
from typing import Any

from wxsandbox.clock import SHANGHAI
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal

DAY_MS = 24 * 3600 * 1000


def daily_visits(call: ApiCall) -> Answer:
    """POST /datacube/getweanalysisappiddailyvisittrend: one day, yesterday at the latest."""
    begin, end = _span(call, 1)
    return {"list": [_visits(call, begin, end) | {"ref_date": call.json()["begin_date"]}]}


def weekly_visits(call: ApiCall) -> Answer:
    """POST /datacube/getweanalysisappidweeklyvisittrend: Monday to Sunday."""
    begin, end = _span(call, 7)
    if _date(begin).weekday() != 0:
        raise ApiRefusal(61501, "date range error")
    values = call.json()
    span = f"{values['begin_date']}-{values['end_date']}"
    return {"list": [_visits(call, begin, end) | {"ref_date": span}]}


def monthly_visits(call: ApiCall) -> Answer:
    """POST /datacube/getweanalysisappidmonthlyvisittrend: the first to the last day of one month."""
    begin, end = _span(call, 0)
    first, after = _date(begin), _date(end)
    following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    if first.day != 1 or after != following:
        raise ApiRefusal(61501, "date range error")
    return {"list": [_visits(call, begin, end) | {"ref_date": f"{first:%Y%m}"}]}


def visit_pages(call: ApiCall) -> Answer:
    """POST /datacube/getweanalysisappidvisitpage: every visit enters and leaves by the first page."""
    begin, end = _span(call, 1)
    uv, _ = _visitors(call, begin, end)
    sessions = _sessions(call, begin, end)
    entry = {"page_path": "pages/index/index", "page_visit_pv": sessions, "page_visit_uv": uv}
    entry |= {"entrypage_pv": sessions, "exitpage_pv": sessions, "page_share_pv": 0, "page_share_uv": 0}
    listed = [entry | {"page_staytime_pv": 60.0}] if sessions else []
    return {"ref_date": call.json()["begin_date"], "list": listed}


def visit_distribution(call: ApiCall) -> Answer:
    """POST /datacube/getweanalysisappidvisitdistribution: from where, how long, how deep."""
    begin, end = _span(call, 1)
    sessions = _sessions(call, begin, end)
    kinds = {"access_source_session_cnt": 1, "access_staytime_info": 6, "access_depth_info": 1}
    listed = [
        {"index": index, "item_list": [{"key": key, "value": sessions}] if sessions else []}
        for index, key in kinds.items()
    ]
    return {"ref_date": call.json()["begin_date"], "list": listed}


def user_portrait(call: ApiCall) -> Answer:
    """POST /datacube/getweanalysisappiduserportrait: 1, 7 or 30 days until yesterday.

    Nothing is known of anybody here but that they came: one group each, named unknown.
    """
    values = call.json()
    begin, end = _span(call, 0)
    if (end - begin) // DAY_MS not in (1, 7, 30):
        raise ApiRefusal(61501, "date range error")
    uv, new = _visitors(call, begin, end)
    groups = ("province", "city", "genders", "platforms", "devices", "ages")
    whole = {name: [{"id": 0, "name": "未知", "value": uv}] if uv else [] for name in groups}
    fresh = {name: [{"id": 0, "name": "未知", "value": new}] if new else [] for name in groups}
    span = f"{values['begin_date']}-{values['end_date']}"
    return {"ref_date": span, "visit_uv_new": fresh, "visit_uv": whole}


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
    return {
        "ref_date": call.json()["begin_date"],
        "visit_uv_new": [{"key": 0, "value": new}],
        "visit_uv": [{"key": 0, "value": uv}],
    }


def _span(call: ApiCall, days: int) -> tuple[int, int]:
    """begin_date until the end of end_date in milliseconds; `days` 0 allows any number of days."""
    values = call.json()
    try:
        first, last = (
            datetime.strptime(str(values[name]), "%Y%m%d").replace(tzinfo=SHANGHAI)
            for name in ("begin_date", "end_date")
        )
    except (KeyError, ValueError) as wrong:
        raise ApiRefusal(61500, "date format error") from wrong
    if last < first or (days and (last - first).days != days - 1):
        raise ApiRefusal(61501, "date range error")
    today = datetime.fromtimestamp(call.world.clock.now_ms() / 1000, SHANGHAI).date()
    if last.date() >= today:
        raise ApiRefusal(61501, "date range error")
    return int(first.timestamp() * 1000), int((last + timedelta(days=1)).timestamp() * 1000)


def _date(at_ms: int) -> date:
    return datetime.fromtimestamp(at_ms / 1000, SHANGHAI).date()


def _visits(call: ApiCall, begin: int, end: int) -> dict[str, Any]:
    uv, new = _visitors(call, begin, end)
    sessions = _sessions(call, begin, end)
    entry: dict[str, Any] = {"session_cnt": sessions, "visit_pv": sessions, "visit_uv": uv}
    entry |= {"visit_uv_new": new, "stay_time_uv": 60.0 * bool(uv)}
    return entry | {"stay_time_session": 60.0 * bool(uv), "visit_depth": 1.0 * bool(uv)}


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
