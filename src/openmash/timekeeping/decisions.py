"""When the hub must have decided on a referral: the clock that matters most."""

from datetime import datetime

from openmash.timekeeping.working_calendar import WorkingCalendar

DECIDE_WITHIN_WORKING_DAYS = 1


def decision_due(received_at: datetime, *, calendar: WorkingCalendar) -> datetime:
    """Return when the hub must have decided on the type of response to a referral.

    Working days count, and the day of receipt is day 0: a Friday's referral is due
    on Monday. One that comes on a day off has the next working day as its day 0.
    The answer is the hub's close of business, in the calendar's own timezone.

    Raises:
        NaiveTime: `received_at` has no timezone.

    Source: WT2023-CH3
    """
    return calendar.close_of_working_day(received_at, days=DECIDE_WITHIN_WORKING_DAYS)


def decision_due_in_law(received_at: datetime, *, calendar: WorkingCalendar) -> datetime:
    """Return the last second of the day on which that decision is due, for statutory returns.

    A decision at six in the evening of the due day is late for the hub and in time in law.

    Raises:
        NaiveTime: `received_at` has no timezone.

    Source: WT2023-CH3
    """
    return calendar.end_of_working_day(received_at, days=DECIDE_WITHIN_WORKING_DAYS)
