"""Published opening hours, of the hub or of an agency, and the terms of a school."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from openmash.errors import BadInput
from openmash.timekeeping.moments import in_utc

MIDNIGHT = time(0)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, kw_only=True)
class OpenSpan:
    """One stretch of opening within a day; closing at 00:00 means midnight at the day's end."""

    opens_at: time
    closes_at: time

    def __post_init__(self) -> None:
        if self.closes_at != MIDNIGHT and self.closes_at <= self.opens_at:
            raise BadInput(
                f"Opening hours {self.opens_at:%H:%M}-{self.closes_at:%H:%M} end before they "
                "begin. For hours past midnight, write two days."
            )

    def on(self, day: date, *, timezone: str) -> tuple[datetime, datetime]:
        """Return when this stretch begins and ends on that day, in UTC."""
        zone = ZoneInfo(timezone)
        closes_on = day + timedelta(days=1) if self.closes_at == MIDNIGHT else day
        begins = datetime.combine(day, self.opens_at, tzinfo=zone)
        return in_utc(begins), in_utc(datetime.combine(closes_on, self.closes_at, tzinfo=zone))


@dataclass(frozen=True, kw_only=True)
class Term:
    """The first and last day of a school term or half-term, both days taught."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise BadInput(f"The term that starts on {self.starts_on} ends before it begins.")


@dataclass(frozen=True, kw_only=True)
class OpeningHours:
    """A week of opening hours, Monday first, with what is known of holidays and terms.

    `term_time_only` is for schools: outside `terms` they hold no staff, and the education
    officer answers from central records.
    """

    week: tuple[tuple[OpenSpan, ...], ...]
    opens_on_bank_holidays: bool = False
    term_time_only: bool = False
    terms: tuple[Term, ...] = ()

    def __post_init__(self) -> None:
        if len(self.week) != len(WEEKDAYS):
            raise BadInput("Opening hours need seven days, Monday first; a closed day is empty.")
        if not any(self.week):
            raise BadInput("These opening hours never open. Give at least one day its hours.")
        for spans in self.week:
            _check_order(spans)
        if self.term_time_only and not self.terms:
            raise BadInput("Term-time opening needs the dates of at least one term.")

    def spans_on(self, day: date) -> tuple[OpenSpan, ...]:
        """Return the published hours of that day of the week, if a term does not forbid it."""
        if self.term_time_only and not any(t.starts_on <= day <= t.ends_on for t in self.terms):
            return ()
        return self.week[day.weekday()]


def _check_order(spans: Sequence[OpenSpan]) -> None:
    for earlier, later in pairwise(spans):
        if earlier.closes_at == MIDNIGHT or later.opens_at < earlier.closes_at:
            raise BadInput("The opening hours of one day overlap or are out of order.")


def _span(text: str) -> OpenSpan:
    opens, _, closes = text.replace("–", "-").partition("-")
    try:
        closes_at = MIDNIGHT if closes.strip() == "24:00" else time.fromisoformat(closes.strip())
        return OpenSpan(opens_at=time.fromisoformat(opens.strip()), closes_at=closes_at)
    except ValueError as fault:
        raise BadInput(f"Opening hours {text!r} are not of the form 09:00-17:00.") from fault


def weekly_hours(
    hours: Mapping[str, str],
    *,
    opens_on_bank_holidays: bool = False,
    term_time_only: bool = False,
    terms: tuple[Term, ...] = (),
) -> OpeningHours:
    """Return opening hours from words, a day or a stretch of days each.

    `{"monday-thursday": "08:30-17:00", "friday": "08:30-12:30, 13:00-16:30"}`; a day that is
    not named is closed, and `24:00` is midnight.

    Raises:
        BadInput: a day or a time cannot be read.
    """
    week: list[tuple[OpenSpan, ...]] = [()] * len(WEEKDAYS)
    for days, text in hours.items():
        first, _, last = days.lower().partition("-")
        if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
            raise BadInput(f"{days!r} is not a day of the week or a stretch such as monday-friday.")
        spans = tuple(_span(part) for part in text.split(",") if part.strip())
        for index in range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1):
            week[index] = spans
    return OpeningHours(
        week=tuple(week),
        opens_on_bank_holidays=opens_on_bank_holidays,
        term_time_only=term_time_only,
        terms=terms,
    )


OFFICE_HOURS = weekly_hours({"monday-friday": "09:00-17:00"})
ALWAYS_OPEN = weekly_hours({"monday-sunday": "00:00-24:00"}, opens_on_bank_holidays=True)
