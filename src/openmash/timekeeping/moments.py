"""Moments and days: timezones, and adding months.

Python subtracts two moments of one timezone as if clocks never changed, so everything that
measures or adds a length of time here goes through UTC, and is shown in local time at the end.
"""

import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from openmash.errors import NaiveTime

LONDON = "Europe/London"


def in_utc(moment: datetime) -> datetime:
    """Return the moment in UTC.

    Raises:
        NaiveTime: the moment has no timezone.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise NaiveTime(
            "This moment has no timezone, so a clock cannot start or stop by it. "
            "Pass a datetime with tzinfo."
        )
    return moment.astimezone(UTC)


def in_zone(moment: datetime, *, timezone: str = LONDON) -> datetime:
    """Return the moment as a local clock shows it. Raises NaiveTime."""
    return in_utc(moment).astimezone(ZoneInfo(timezone))


def elapsed(start: datetime, *, until: datetime) -> timedelta:
    """Return how long really passed, whatever the clocks did; negative if `until` is first."""
    return in_utc(until) - in_utc(start)


def add_elapsed(start: datetime, *, hours: float, timezone: str = LONDON) -> datetime:
    """Return the moment so many real hours later: 72 hours are 72 hours when clocks change."""
    return in_zone(in_utc(start) + timedelta(hours=hours), timezone=timezone)


def add_months(day: date, *, months: int) -> date:
    """Return the same day number so many months on, or the month's last day if it has none.

    31 January and one month is 28 February, or 29 in a leap year. `months` may be negative.
    """
    years, month_index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month_index + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
