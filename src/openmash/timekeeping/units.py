"""The words of the clock register: modes, units, how binding, and how sure."""

from enum import StrEnum


class Mode(StrEnum):
    """The four ways a clock can count; "24 hours" in a local paper may mean any of three."""

    ELAPSED_HOURS = "EH"
    OPEN_HOURS = "OH"
    WORKING_DAYS = "WD"
    CALENDAR = "CAL"


class Unit(StrEnum):
    """What the number of a clock counts."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class Kind(StrEnum):
    """Who set a clock: the law, national practice, or the partnership itself."""

    STAT = "STAT"
    NAT = "NAT"
    LOCAL = "LOCAL"


class Confidence(StrEnum):
    """How sure we are of a clock's number, for the page that shows where it comes from."""

    VERIFIED = "V"
    RECALLED = "R"
    GENERAL_KNOWLEDGE = "G"
    LOCAL_DEFAULT = "L"


class Meaning(StrEnum):
    """What it means when a clock's time has run."""

    LIMIT = "limit"  # it is late
    MINIMUM = "minimum"  # at least this long was given, and may now end
    WINDOW = "window"  # the look-back is over


class DayEnd(StrEnum):
    """Where the last day of a clock ends: for the hub's alerts, or for statutory returns."""

    CLOSE_OF_BUSINESS = "close_of_business"
    END_OF_DAY = "end_of_day"


UNITS_OF: dict[Mode, frozenset[Unit]] = {
    Mode.ELAPSED_HOURS: frozenset({Unit.HOURS}),
    Mode.OPEN_HOURS: frozenset({Unit.HOURS}),
    Mode.WORKING_DAYS: frozenset({Unit.WORKING_DAYS}),
    Mode.CALENDAR: frozenset({Unit.DAYS, Unit.WEEKS, Unit.MONTHS}),
}
