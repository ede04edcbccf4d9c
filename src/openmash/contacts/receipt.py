"""What happens next with a worry, and by when: in words, by the hub's own clock."""

from dataclasses import dataclass
from datetime import datetime

from openmash.timekeeping import (
    WorkingCalendar,
    decision_due,
    moment_in_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One thing that happens next: when, what, and the rule that says so."""

    when: str
    what: str
    source: str = ""


def next_steps(
    received_at: datetime, *, kind: str, is_urgent: bool, calendar: WorkingCalendar
) -> tuple[NextStep, ...]:
    """Return what happens next with a worry or a question received at this moment.

    Source: WT2023-CH3
    """
    by = moment_in_words(decision_due(received_at, calendar=calendar))
    if kind == "consultation":
        return (NextStep(when=f"By {by}", what="somebody from the hub answers your question."),)
    first = NextStep(when="Today", what="somebody in the hub reads what you wrote.")
    if is_urgent:
        first = NextStep(when="Now", what="somebody reads it at once, also at night and weekends.")
    elif not _opens_again_today(received_at, calendar=calendar):
        first = NextStep(when="When the hub opens", what="somebody reads what you wrote.")
    return (
        first,
        NextStep(
            when=f"By {by}",
            what="the hub decides what kind of help or protection is needed, and tells you.",
            source="Working Together: one working day",
        ),
        NextStep(
            when="At any time", what="you can add to what you said, or ring us with the reference."
        ),
    )


def _opens_again_today(moment: datetime, *, calendar: WorkingCalendar) -> bool:
    local = calendar.local(moment)
    closes = calendar.close_of_business_on(local.date())
    is_open_day = (
        calendar.is_working_day(local.date()) and local.date() not in calendar.extra_closures
    )
    return is_open_day and local < closes
