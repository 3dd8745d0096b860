"""Time: aware UTC in code and database, Asia/Shanghai only where a person or a day boundary needs it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

# The edge holds the one real clock; everything inside is handed `now`.
Clock = Callable[[], datetime]

# China has had no daylight saving since 1991, so a fixed offset is exact and needs no zone file.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def shanghai_day(instant: datetime) -> date:
    """The calendar day that a shop owner would say it is."""
    return instant.astimezone(SHANGHAI).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """First instant of a Shanghai day and of the next one, in UTC: a half-open interval."""
    start = datetime.combine(day, time(), SHANGHAI).astimezone(UTC)
    return start, start + timedelta(days=1)
