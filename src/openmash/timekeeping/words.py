"""A due moment in the words people use: "in 52 minutes", "40 minutes late", "tomorrow 09:30"."""

from datetime import datetime, timedelta

from openmash.timekeeping import moments
from openmash.timekeeping.rules import AT_ONCE
from openmash.timekeeping.working_calendar import END_OF_DAY

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# Nearer than this, what is left says more than the hour on the clock.
COUNT_DOWN_WITHIN = timedelta(hours=2)
DAYS_OF_A_WEEK_AHEAD = 7


def describe(due: datetime | None, *, now: datetime, timezone: str = moments.LONDON) -> str:
    """Return when something is due, or how late it is, as one would say it aloud.

    None is "at once, or as soon as practicable". Whole minutes are counted as a clock shows
    them, so nothing is ever said to be due later than it is.

    Raises:
        NaiveTime: a moment has no timezone.
    """
    if due is None:
        return AT_ONCE
    left = moments.elapsed(now, until=due)
    local_due = moments.in_zone(due, timezone=timezone)
    local_now = moments.in_zone(now, timezone=timezone)
    if abs(left) < MINUTE:
        return "due now"
    if left < timedelta():
        return f"{duration_in_words(-left)} late"
    if left < COUNT_DOWN_WITHIN:
        return f"in {duration_in_words(left)}"
    return _named_moment(local_due, local_now=local_now)


def duration_in_words(length: timedelta) -> str:
    """Return a length of time in its largest fitting words: "1 hour 20 minutes", "3 days"."""
    if length >= 2 * DAY:
        return _counted(length // DAY, "day")
    hours, minutes = length // HOUR, length % HOUR // MINUTE
    if not hours:
        return _counted(minutes, "minute")
    if not minutes or length >= DAY:
        return _counted(hours, "hour")
    return f"{_counted(hours, 'hour')} {_counted(minutes, 'minute')}"


def moment_in_words(moment: datetime, *, timezone: str = moments.LONDON) -> str:
    """Return a moment in full: "Monday 9 March 2026, 17:00". Raises NaiveTime."""
    local = moments.in_zone(moment, timezone=timezone)
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _named_moment(due: datetime, *, local_now: datetime) -> str:
    days = (due.date() - local_now.date()).days
    ends_the_day = due.time().replace(microsecond=0) == END_OF_DAY
    if days == 0:
        return "by the end of today" if ends_the_day else f"today {due:%H:%M}"
    if days == 1:
        day = "tomorrow"
    elif days < DAYS_OF_A_WEEK_AHEAD:
        day = f"{due:%A}"
    elif due.year == local_now.year:
        day = f"{due:%A} {due.day} {due:%B}"
    else:
        day = f"{due:%A} {due.day} {due:%B %Y}"
    return f"by the end of {day}" if ends_the_day else f"{day} {due:%H:%M}"
