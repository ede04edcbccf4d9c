"""When a clock runs out: the arithmetic of the four modes, with paused time given back."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from openmash.timekeeping import moments
from openmash.timekeeping.rules import ClockRule
from openmash.timekeeping.units import DayEnd, Mode, Unit
from openmash.timekeeping.working_calendar import WorkingCalendar

Stretch = tuple[datetime, datetime]
# A clock turns from calm to soon when this share of its time is left.
SOON_SHARE = 4
HOUR = timedelta(hours=1)


def due_moment(
    rule: ClockRule,
    *,
    started_at: datetime,
    calendar: WorkingCalendar,
    pauses: Sequence[Stretch] = (),
    day_end: DayEnd = DayEnd.CLOSE_OF_BUSINESS,
) -> datetime | None:
    """Return when the clock runs out, in the calendar's timezone; None means at once.

    A pause that began after the clock had already run out gives nothing back: late stays late.

    Raises:
        NaiveTime: a moment has no timezone.
    """
    if rule.amount is None:
        return None
    count = _COUNTING[rule.mode]
    due = count(rule, rule.amount, started_at, (), calendar, day_end)
    for number, (pause_began, _) in enumerate(pauses, start=1):
        if moments.in_utc(pause_began) >= moments.in_utc(due):
            break
        due = count(rule, rule.amount, started_at, pauses[:number], calendar, day_end)
    return due


def soon_moment(
    rule: ClockRule,
    *,
    started_at: datetime,
    calendar: WorkingCalendar,
    pauses: Sequence[Stretch] = (),
) -> datetime:
    """Return when the last quarter of the clock begins, counted in the clock's own way.

    A clock without a number is never calm, so this is its start. For working days it is the
    start of the day, and the whole due day always belongs to the last quarter.
    """
    due = due_moment(rule, started_at=started_at, calendar=calendar, pauses=pauses)
    if due is None or rule.amount is None:
        return started_at
    if rule.mode is Mode.WORKING_DAYS:
        day = due.date()
        spare = rule.amount // SOON_SHARE
        while spare:
            day -= timedelta(days=1)
            spare -= calendar.is_working_day(day)
        return calendar.end_of_day(day - timedelta(days=1))
    if rule.mode is Mode.OPEN_HOURS:
        whole = calendar.open_time_between(started_at, until=due)
        return calendar.add_open_hours(started_at, hours=whole / HOUR * (1 - 1 / SOON_SHARE))
    whole = abs(moments.elapsed(started_at, until=due))
    return calendar.local(moments.in_utc(due) - whole / SOON_SHARE)


def _elapsed_hours(
    rule: ClockRule,
    amount: int,
    started_at: datetime,
    pauses: Sequence[Stretch],
    calendar: WorkingCalendar,
    day_end: DayEnd,
) -> datetime:
    paused = sum((moments.elapsed(began, until=ended) for began, ended in pauses), timedelta())
    return calendar.add_elapsed(started_at, hours=amount + paused / HOUR)


def _open_hours(
    rule: ClockRule,
    amount: int,
    started_at: datetime,
    pauses: Sequence[Stretch],
    calendar: WorkingCalendar,
    day_end: DayEnd,
) -> datetime:
    stretches = (calendar.open_time_between(began, until=ended) for began, ended in pauses)
    return calendar.add_open_hours(started_at, hours=amount + sum(stretches, timedelta()) / HOUR)


def _working_days(
    rule: ClockRule,
    amount: int,
    started_at: datetime,
    pauses: Sequence[Stretch],
    calendar: WorkingCalendar,
    day_end: DayEnd,
) -> datetime:
    day_zero = calendar.local(started_at).date()
    if rule.rolls_to_day_zero or amount == 0:
        day_zero = calendar.this_or_next_working_day(day_zero)
    paused = sum(
        calendar.working_days_between(
            calendar.local(began).date(), until=calendar.local(ended).date()
        )
        for began, ended in pauses
    )
    last_day = calendar.working_day_after(day_zero, days=amount + paused)
    if day_end is DayEnd.CLOSE_OF_BUSINESS:
        # Work that arrives after closing on a same-day clock has until midnight, not until
        # a moment that had passed before it came.
        close = calendar.close_of_business_on(last_day)
        if moments.in_utc(close) >= moments.in_utc(started_at):
            return close
    return calendar.end_of_day(last_day)


def _calendar_days(
    rule: ClockRule,
    amount: int,
    started_at: datetime,
    pauses: Sequence[Stretch],
    calendar: WorkingCalendar,
    day_end: DayEnd,
) -> datetime:
    signed = -amount if rule.counts_back else amount
    due = calendar.add_calendar(started_at, amount=signed, unit=rule.unit)
    for began, ended in pauses:
        days = (calendar.local(ended).date() - calendar.local(began).date()).days
        due = calendar.add_calendar(due, amount=days, unit=Unit.DAYS)
    if rule.to_the_minute:
        return due
    day = due.date()
    if rule.rolls_to_working_day:
        day = calendar.this_or_next_working_day(day)
    # A calendar clock may end on a Sunday, when there is no close of business.
    return calendar.end_of_day(day)


_Counting = Callable[
    [ClockRule, int, datetime, Sequence[Stretch], WorkingCalendar, DayEnd], datetime
]
_COUNTING: dict[Mode, _Counting] = {
    Mode.ELAPSED_HOURS: _elapsed_hours,
    Mode.OPEN_HOURS: _open_hours,
    Mode.WORKING_DAYS: _working_days,
    Mode.CALENDAR: _calendar_days,
}
