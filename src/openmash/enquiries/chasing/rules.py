"""When an agency is reminded, and when its lateness goes to somebody else. Pure.

Half of the time gone is a reminder, nine tenths another; once the moment has passed, the hub's
manager and the agency are told. A reminder that was missed is not sent on top of a later one.
"""

from datetime import datetime, timedelta

from openmash.timekeeping import WorkingCalendar

REMIND_AT_SHARES = (0.5, 0.9)


def share_gone(
    issued_at: datetime, *, due_at: datetime, at: datetime, calendar: WorkingCalendar | None = None
) -> float:
    """Return how much of the time for an answer has gone, from 0 up.

    With a calendar only open hours count, as the clock itself counts them; without, all do.
    """
    if calendar is None:
        whole, gone = due_at - issued_at, at - issued_at
    else:
        whole = calendar.open_time_between(issued_at, until=due_at)
        gone = calendar.open_time_between(issued_at, until=max(issued_at, at))
    return 1.0 if whole <= timedelta() else gone / whole


def reminders_due(share: float) -> int:
    """Return how many reminders should have gone by then."""
    return sum(share >= each for each in REMIND_AT_SHARES)


def is_overdue(due_at: datetime | None, *, at: datetime) -> bool:
    """Return whether an answer is late: its moment has passed."""
    return due_at is not None and at > due_at


def reminder_words(reference: str, *, number: int) -> str:
    """Return what the agency reads in its reminder."""
    if number >= len(REMIND_AT_SHARES):
        return f"{reference}: the time for your answer is nearly over."
    return f"{reference}: half the time for your answer has gone."


def late_words(
    reference: str, *, agency: str, reach: str, needs_until: datetime | None, out_of_hours: str
) -> str:
    """Return what the hub's manager reads of a late answer, with how the agency can be reached."""
    said = f"{agency} has not answered {reference} in time."
    if needs_until is not None:
        said += f" It has said it needs until {needs_until:%d %b %H:%M}."
    if reach != "reachable now":
        said += f" It is {reach}."
        said += f" Out of hours: {out_of_hours}." if out_of_hours else ""
    return said[:300]
