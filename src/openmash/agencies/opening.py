"""Opening hours as people write them, as the hub keeps them, and whether anybody is there now.

Kept by the number of the weekday, Monday being "0": one pair of times, or several such pairs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openmash.errors import BadInput
from openmash.timekeeping import (
    OFFICE_HOURS,
    Nation,
    OpeningHours,
    Term,
    WorkingCalendar,
    is_open,
    reach_in_words,
    weekly_hours,
)
from openmash.timekeeping.opening import WEEKDAYS

Kept = Mapping[str, Sequence]
ALL_DAY = ("00:00-24:00", "00:00-23:59")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whether somebody can be reached at a moment, in words, with what stands in for them."""

    is_open: bool
    words: str
    instead: str = ""


def as_written(kept: Kept) -> dict[str, str]:
    """Return kept hours as one line of words a day: `{"monday": "09:00-12:00, 13:00-17:00"}`."""
    return {
        WEEKDAYS[int(day)]: ", ".join(f"{opens}-{closes}" for opens, closes in _pairs(spans))
        for day, spans in sorted(kept.items())
        if spans
    }


def as_kept(written: Mapping[str, str]) -> dict[str, list]:
    """Return hours as the hub keeps them, from one line of words a day.

    One stretch is kept as its pair, several as a list of pairs: most agencies have one.

    Raises:
        BadInput: a time cannot be read, or a stretch ends before it begins.
    """
    kept: dict[str, list] = {}
    for number, day in enumerate(WEEKDAYS):
        words = written.get(day, "").strip()
        if not words:
            continue
        spans = weekly_hours({day: words}).week[number]
        pairs = [[f"{s.opens_at:%H:%M}", _closing(s)] for s in spans]
        kept[str(number)] = pairs[0] if len(pairs) == 1 else pairs
    return kept


def in_lines(kept: Kept) -> list[tuple[str, str]]:
    """Return hours for a page, days with the same hours together: ("Monday to Friday", "…")."""
    week = as_written(kept)
    lines: list[tuple[str, str, str]] = []
    for day in WEEKDAYS:
        hours = week.get(day, "closed")
        hours = "day and night" if hours in ALL_DAY else hours.replace("-", " to ")
        if lines and lines[-1][2] == hours:
            lines[-1] = (lines[-1][0], day, hours)
        else:
            lines.append((day, day, hours))
    return [(_stretch(first, last), hours) for first, last, hours in lines]


def calendar_of(
    kept: Kept,
    *,
    nation: str,
    closed_on: Iterable[str] = (),
    extra_bank_holidays: Iterable[str] = (),
    terms: Iterable[Sequence[str]] = (),
) -> WorkingCalendar:
    """Return the working calendar of a hub or an agency from the hours it keeps.

    Office hours where none are written. With `terms` (pairs of a first and a last day) it is
    open in term time only.

    Raises:
        BadInput: an hour, a day or the nation cannot be read.
    """
    return WorkingCalendar(
        nation=Nation(nation),
        opening_hours=_hours(kept, terms=tuple(terms)),
        extra_closures=frozenset(date.fromisoformat(day) for day in closed_on),
        extra_bank_holidays=frozenset(date.fromisoformat(day) for day in extra_bank_holidays),
    )


def reach(at: datetime, *, calendar: WorkingCalendar, out_of_hours: str = "") -> Reach:
    """Return whether anybody is there at that moment, and what to do if not.

    A gap is never papered over: with no stand-in written the words say so.
    """
    if is_open(at, calendar=calendar):
        return Reach(is_open=True, words="open now")
    instead = out_of_hours or "No stand-in is written down for these hours."
    return Reach(is_open=False, words=reach_in_words(at, calendar=calendar), instead=instead)


def _hours(kept: Kept, *, terms: tuple[Sequence[str], ...]) -> OpeningHours:
    written = as_written(kept)
    if not written:
        return OFFICE_HOURS
    if not terms:
        return weekly_hours(written)
    days = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in terms]
    spans = tuple(Term(starts_on=first, ends_on=last) for first, last in days)
    return weekly_hours(written, term_time_only=True, terms=spans)


def _pairs(spans: Sequence) -> Sequence[Sequence[str]]:
    return [spans] if spans and isinstance(spans[0], str) else spans


def _closing(span) -> str:
    closes = f"{span.closes_at:%H:%M}"
    return "24:00" if closes == "00:00" else closes


def _stretch(first: str, last: str) -> str:
    if first == last:
        return first.capitalize()
    return f"{first.capitalize()} to {last.capitalize()}"


def check_hours(written: Mapping[str, str]) -> None:
    """Check that each day's words can be read.

    Raises:
        BadInput: the message names the day and shows how to write it.
    """
    for day, words in written.items():
        try:
            as_kept({day: words})
        except BadInput as fault:
            raise BadInput(
                f"Write {day.capitalize()}’s hours like 09:00-17:00, or 08:30-12:30, 13:00-16:30. "
                "Leave it blank if you are closed."
            ) from fault
