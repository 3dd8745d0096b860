"""Figures that WeChat counts about visits; yesterday is the newest day, and dates are Shanghai days.

Source: developers.weixin.qq.com getDailyVisitTrend and the pages beside it. Refused 61504 while the day is
being counted.
"""

from __future__ import annotations

from datetime import date

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Request


def _endpoint(name: str, source: str) -> Endpoint:
    return Endpoint(method="POST", path=f"/datacube/getweanalysisappid{name}", source=source, repeatable=True)


DAILY_VISITS = _endpoint("dailyvisittrend", "getDailyVisitTrend")
WEEKLY_VISITS = _endpoint("weeklyvisittrend", "getWeeklyVisitTrend")
MONTHLY_VISITS = _endpoint("monthlyvisittrend", "getMonthlyVisitTrend")
DAILY_RETAIN = _endpoint("dailyretaininfo", "getDailyRetain")
DAILY_SUMMARY = _endpoint("dailysummarytrend", "getDailySummary")
VISIT_PAGES = _endpoint("visitpage", "getVisitPage")
VISIT_DISTRIBUTION = _endpoint("visitdistribution", "getVisitDistribution")
USER_PORTRAIT = Endpoint(
    method="POST", path="/datacube/getweanalysisappiduserportrait", source="getUserPortrait",
    repeatable=True, confirmed=False, note="fields of the answer were not read anew",
)  # fmt: skip


class Visits(Answer, frozen=True, kw_only=True):
    """Visits of a day, week or month; stays in seconds."""

    ref_date: str
    session_cnt: int = 0
    visit_pv: int = 0
    visit_uv: int = 0
    visit_uv_new: int = 0
    stay_time_uv: float = 0.0
    stay_time_session: float = 0.0
    visit_depth: float = 0.0


class Summary(Answer, frozen=True, kw_only=True):
    """All users so far, shares of the day."""

    ref_date: str
    visit_total: int = 0
    share_pv: int = 0
    share_uv: int = 0


class PageVisits(Answer, frozen=True, kw_only=True):
    """One of the 200 pages visited most; stay in seconds a visit."""

    page_path: str
    page_visit_pv: int = 0
    page_visit_uv: int = 0
    page_staytime_pv: float = 0.0
    entrypage_pv: int = 0
    exitpage_pv: int = 0
    page_share_pv: int = 0
    page_share_uv: int = 0


class Count(Answer, frozen=True, kw_only=True):
    """``key`` is a day (0, 1 … 30) or a scene, ``value`` how many."""

    key: int
    value: int


class Retain(Answer, frozen=True, kw_only=True):
    """Who came back, of the new users and of all."""

    ref_date: str
    visit_uv_new: tuple[Count, ...] = ()
    visit_uv: tuple[Count, ...] = ()


class Distribution(Answer, frozen=True, kw_only=True):
    """One kind of distribution: by source, by length of stay, by depth."""

    index: str
    item_list: tuple[Count, ...] = ()


class Group(Answer, frozen=True, kw_only=True):
    """How many visitors share a place, a sex, an age or a kind of phone."""

    name: str | None = None
    id: int | None = None
    value: int = 0


class Portrait(Answer, frozen=True, kw_only=True):
    """Visitors by group."""

    province: tuple[Group, ...] = ()
    city: tuple[Group, ...] = ()
    genders: tuple[Group, ...] = ()
    platforms: tuple[Group, ...] = ()
    devices: tuple[Group, ...] = ()
    ages: tuple[Group, ...] = ()


class UserPortrait(Answer, frozen=True, kw_only=True):
    """Who came, new visitors and all."""

    ref_date: str
    visit_uv_new: Portrait = Portrait()
    visit_uv: Portrait = Portrait()


class _Range(Request, frozen=True, kw_only=True):
    begin_date: str
    end_date: str


class _VisitList(Answer, frozen=True, kw_only=True):
    list: tuple[Visits, ...] = ()


class _SummaryList(Answer, frozen=True, kw_only=True):
    list: tuple[Summary, ...] = ()


class _PageList(Answer, frozen=True, kw_only=True):
    list: tuple[PageVisits, ...] = ()


class _DistributionList(Answer, frozen=True, kw_only=True):
    list: tuple[Distribution, ...] = ()


class Datacube:
    """WeChat's own statistics."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def daily_visits(self, day: date) -> tuple[Visits, ...]:
        """Visits of one day; empty when WeChat has none."""
        return (await self._channel.call(DAILY_VISITS, _VisitList, body=_days(day, day))).list

    async def weekly_visits(self, monday: date, sunday: date) -> tuple[Visits, ...]:
        """Visits of one week, Monday to Sunday."""
        return (await self._channel.call(WEEKLY_VISITS, _VisitList, body=_days(monday, sunday))).list

    async def monthly_visits(self, first: date, last: date) -> tuple[Visits, ...]:
        """Visits of one calendar month."""
        return (await self._channel.call(MONTHLY_VISITS, _VisitList, body=_days(first, last))).list

    async def daily_retain(self, day: date) -> Retain:
        """Who came back after one day."""
        return await self._channel.call(DAILY_RETAIN, Retain, body=_days(day, day))

    async def daily_summary(self, day: date) -> tuple[Summary, ...]:
        """Users so far and shares."""
        return (await self._channel.call(DAILY_SUMMARY, _SummaryList, body=_days(day, day))).list

    async def visit_pages(self, day: date) -> tuple[PageVisits, ...]:
        """The 200 pages visited most."""
        return (await self._channel.call(VISIT_PAGES, _PageList, body=_days(day, day))).list

    async def visit_distribution(self, day: date) -> tuple[Distribution, ...]:
        """Where visits came from, how long and how deep they were."""
        return (await self._channel.call(VISIT_DISTRIBUTION, _DistributionList, body=_days(day, day))).list

    async def user_portrait(self, first: date, last: date) -> UserPortrait:
        """Who came in 1, 7 or 30 days, `last` being yesterday."""
        return await self._channel.call(USER_PORTRAIT, UserPortrait, body=_days(first, last))


def _days(begin: date, end: date) -> _Range:
    return _Range(begin_date=f"{begin:%Y%m%d}", end_date=f"{end:%Y%m%d}")
