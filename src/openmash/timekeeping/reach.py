"""Whether an agency can be reached now, and if not, when it opens again."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from openmash.timekeeping import moments
from openmash.timekeeping.words import describe
from openmash.timekeeping.working_calendar import WorkingCalendar

LOOK_AHEAD_DAYS = 400


def is_open(moment: datetime, *, calendar: WorkingCalendar) -> bool:
    """Return whether the agency is open then, by its own hours, holidays, closures and terms.

    Unlike a clock, an agency may open at weekends. It is open at the minute it opens, and
    closed at the minute it closes. Raises NaiveTime.
    """
    now = moments.in_utc(moment)
    return any(
        begins <= now < ends for begins, ends in _openings(moment, calendar=calendar, days=1)
    )


def next_opening(moment: datetime, *, calendar: WorkingCalendar) -> datetime | None:
    """Return when the agency next opens, or the moment itself if it is open.

    None if no opening is known within a year or so: its term dates have run out.
    Raises NaiveTime.
    """
    now = moments.in_utc(moment)
    for begins, ends in _openings(moment, calendar=calendar, days=LOOK_AHEAD_DAYS):
        if now < ends:
            return calendar.local(max(begins, now))
    return None


def reach_in_words(moment: datetime, *, calendar: WorkingCalendar) -> str:
    """Return whether the agency can be reached, as a sentence part: "not reachable until …"."""
    if is_open(moment, calendar=calendar):
        return "reachable now"
    opens_at = next_opening(moment, calendar=calendar)
    if opens_at is None:
        return "not reachable: no opening is known. Use the out-of-hours contact"
    # The hour says more here than "in 52 minutes": people plan to ring at nine.
    days = (opens_at.date() - calendar.local(moment).date()).days
    when = describe(opens_at, now=moment, timezone=calendar.timezone)
    return f"not reachable until {f'{opens_at:%H:%M} today' if days == 0 else when}"


def _openings(
    moment: datetime, *, calendar: WorkingCalendar, days: int
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the openings, in UTC, of that day and those after it."""
    hours = calendar.opening_hours
    first = calendar.local(moment).date()
    for offset in range(days):
        day = first + timedelta(days=offset)
        if day in calendar.extra_closures:
            continue
        if calendar.is_bank_holiday(day) and not hours.opens_on_bank_holidays:
            continue
        for span in hours.spans_on(day):
            yield span.on(day, timezone=calendar.timezone)
