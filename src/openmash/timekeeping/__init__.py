"""Clocks and calendars: when something is due, whether it is late, and who says so.

Nothing here asks what time it is. The moment is always handed in, with its timezone.
"""

from openmash.timekeeping.clocks import Clock, ClockState
from openmash.timekeeping.decisions import decision_due, decision_due_in_law
from openmash.timekeeping.holidays import HolidayYear, Nation, bank_holidays
from openmash.timekeeping.moments import add_elapsed, add_months, elapsed, in_utc, in_zone
from openmash.timekeeping.opening import (
    ALWAYS_OPEN,
    OFFICE_HOURS,
    OpeningHours,
    OpenSpan,
    Term,
    weekly_hours,
)
from openmash.timekeeping.pauses import Pause
from openmash.timekeeping.reach import is_open, next_opening, reach_in_words
from openmash.timekeeping.register import (
    PauseReason,
    clock_rule,
    clocks_to_choose,
    load_clock_rules,
    pause_reasons,
)
from openmash.timekeeping.rules import AT_ONCE, ClockRule, tighten, with_mode
from openmash.timekeeping.units import Confidence, DayEnd, Kind, Meaning, Mode, Unit
from openmash.timekeeping.words import describe, duration_in_words, moment_in_words
from openmash.timekeeping.working_calendar import WorkingCalendar

__all__ = [
    "ALWAYS_OPEN",
    "AT_ONCE",
    "OFFICE_HOURS",
    "Clock",
    "ClockRule",
    "ClockState",
    "Confidence",
    "DayEnd",
    "HolidayYear",
    "Kind",
    "Meaning",
    "Mode",
    "Nation",
    "OpenSpan",
    "OpeningHours",
    "Pause",
    "PauseReason",
    "Term",
    "Unit",
    "WorkingCalendar",
    "add_elapsed",
    "add_months",
    "bank_holidays",
    "clock_rule",
    "clocks_to_choose",
    "decision_due",
    "decision_due_in_law",
    "describe",
    "duration_in_words",
    "elapsed",
    "in_utc",
    "in_zone",
    "is_open",
    "load_clock_rules",
    "moment_in_words",
    "next_opening",
    "pause_reasons",
    "reach_in_words",
    "tighten",
    "weekly_hours",
    "with_mode",
]
