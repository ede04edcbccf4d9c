"""Reading one row of an extract into what the agency recorded of one person."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from openmash.intelligence.linkage.extracts import Row, day_columns
from openmash.intelligence.linkage.feeds import Feed, Source
from openmash.people.matching import PartialDate, RecordFacts

_BLANK = {
    "", "-", "--", ".", "?", "n/a", "na", "n/k", "nk", "none", "null", "nan", "unknown",
    "not known", "not recorded", "not stated", "not given", "tbc", "u",
}  # fmt: skip
# What systems write where no date was known; nobody living was born on them.
_STAND_INS = {date(1900, 1, 1), date(1899, 12, 30), date(1753, 1, 1), date(1800, 1, 1),
              date(1901, 1, 1), date(9999, 12, 31), date(1111, 11, 11)}  # fmt: skip
_SEXES = {"f": "F", "female": "F", "m": "M", "male": "M", "girl": "F", "boy": "M", "woman": "F",
          "man": "M", "2": "F", "1": "M"}  # fmt: skip
# What is recorded where a sex is neither of the two, or is not known: read, and not compared.
_NEITHER = {"0", "9", "x", "i", "o", "other", "indeterminate", "unborn", "non-binary",
            "not specified", "not applicable", "prefer not to say", "z"}  # fmt: skip
_DIGITS = {"nhs_number", "uprn", "phone", "household_ref"}


class Unreadable(ValueError):
    """A value that cannot be read; the row is kept with the field empty, and it is counted."""


def reader_of(feed: Feed) -> Callable[[Row, int, Counter[str]], RecordFacts]:
    """Return a function that reads a row of the feed: (row, its number, what to count in)."""
    place = {column: index for index, column in enumerate(feed.columns)}
    places = [(key, [place[c] for c in source.columns]) for key, source in feed.fields.items()]
    others = [(scheme, place[column]) for scheme, column in feed.other_ids]
    days = day_columns(feed)
    sources = {key: _dated(source, days) for key, source in feed.fields.items()}

    def read(row: Row, number: int, unreadable: Counter[str]) -> RecordFacts:
        said = {key: _said(row, at) for key, at in places}
        values = _Values(said, sources, unreadable)
        ids = tuple((scheme, row[at].strip()) for scheme, at in others if not _is_blank(row[at]))
        return _facts(values, ref=row[0].strip(), agency=feed.agency, ids=ids)

    return read


def _dated(source: Source, days: frozenset[str]) -> Source:
    """Return a source that also reads days which the file holds as days."""
    if not days.intersection(source.columns):
        return source
    return replace(source, formats=("%Y-%m-%d", *source.formats))


def _said(row: Row, at: Sequence[int]) -> str:
    if len(at) == 1:
        return row[at[0]].strip()
    return ", ".join(part for index in at if (part := row[index].strip()))


def _is_blank(text: str) -> bool:
    return text.strip().lower() in _BLANK


class _Values:
    """The values of one row, each read when it is asked for."""

    def __init__(self, said: dict[str, str], sources: dict[str, Source], count: Counter[str]):
        self.said, self.sources, self.count = said, sources, count

    def text(self, key: str) -> str | None:
        said = self.said.get(key, "")
        if not said:
            return None
        if (values := self.sources[key].values) is not None:
            said = values.get(said.lower(), said) or ""
        if _is_blank(said):
            return None
        # A spreadsheet that held a number with gaps in its column writes 9990000018.0.
        return said[:-2] if key in _DIGITS and said.endswith(".0") else said

    def texts(self, key: str) -> tuple[str, ...]:
        said = self.text(key)
        if said is None:
            return ()
        separator = self.sources[key].separator
        parts = said.split(separator) if separator else [said]
        return tuple(part.strip() for part in parts if not _is_blank(part))

    def day(self, key: str, *, on: date | None = None) -> PartialDate | None:
        said = self.text(key)
        if said is None:
            return None
        try:
            formats = self.sources[key].formats
            # Only a year of two digits depends on the day of recording.
            return read_date(said, formats, on if any("%y" in f for f in formats) else None)
        except Unreadable:
            self.count[key] += 1
            return None

    def whole_day(self, key: str) -> date | None:
        found = self.day(key)
        return found.as_day if found else None

    def age(self) -> int | None:
        said = self.text("age")
        if said is None:
            return None
        try:
            age = int(float(said))
        except (ValueError, OverflowError):
            age = -1
        if 0 <= age <= 130:
            return age
        self.count["age"] += 1
        return None

    def sex(self) -> str | None:
        said = self.said.get("sex", "").strip().lower()
        values = self.sources["sex"].values if "sex" in self.sources else None
        if values is not None and said in values:
            return _SEXES.get((values[said] or "").lower())
        found = None if values is not None else _SEXES.get(said)
        if found is None and said not in _BLANK and (values is not None or said not in _NEITHER):
            self.count["sex"] += 1
        return found


def _facts(
    values: _Values, *, ref: str, agency: str, ids: tuple[tuple[str, str], ...]
) -> RecordFacts:
    recorded = values.whole_day("recorded_on")
    given, family = values.text("given_names"), values.text("family_name")
    middles = values.text("middle_names")
    name = values.text("name")
    style = values.sources["name"].style if name and "name" in values.sources else ""
    return RecordFacts(
        ref=ref,
        agency=agency,
        recorded_on=recorded,
        name=in_order(name, style) if name else None,
        given=f"{given} {middles}" if given and middles else given,
        family=family,
        other_names=_further_names(values, given=given, name=name, style=style),
        date_of_birth=_born(values, recorded),
        age=values.age(),
        sex=values.sex(),
        address=values.text("address"),
        postcode=values.text("postcode"),
        uprn=values.text("uprn"),
        nhs_number=values.text("nhs_number"),
        upn=values.text("upn"),
        other_ids=(
            *((key, said) for key in ("ni_number", "pnc_id") if (said := values.text(key))),
            *ids,
        ),
        phones=values.texts("phone"),
        emails=values.texts("email"),
        role=values.text("role"),
        household_ref=values.text("household_ref"),
        related_names=values.texts("related_name"),
        date_of_death=values.whole_day("date_of_death"),
    )


def _born(values: _Values, recorded: date | None) -> PartialDate | None:
    found = values.day("date_of_birth", on=recorded)
    return None if found and found.as_day in _STAND_INS else found


def _further_names(
    values: _Values, *, given: str | None, name: str | None, style: str
) -> tuple[str, ...]:
    """Return the other names; a previous surname goes with the first name of the main one."""
    found = [in_order(text, style) for text in values.texts("other_names")]
    found += values.texts("known_as")
    previous = values.text("previous_family_name")
    if previous:
        first = given or (in_order(name, style).partition(",")[2] if name else "") or (name or "")
        first_name = first.split()[0] if first.split() else ""
        found.append(f"{previous}, {first_name}" if first_name else previous)
    return tuple(found)


@lru_cache(maxsize=100_000)
def in_order(name: str, style: str) -> str:
    """Return an undivided name with its surname marked off, where the style says which it is."""
    if style == "family given" and "," not in name:
        words = name.split()
        if len(words) > 1:
            return f"{words[0]}, {' '.join(words[1:])}"
    return name


@lru_cache(maxsize=200_000)
def read_date(text: str, formats: tuple[str, ...], on: date | None) -> PartialDate:
    """Return a date in one of the formats; a year alone is kept as a year.

    A two-digit year is the latest that is not in the future on the day of recording.

    Raises:
        Unreadable: it is in none of the formats, or there is no such day.
    """
    if text.isdecimal() and len(text) == 4:
        year = int(text)
        if 1850 <= year <= 2200:
            return PartialDate(year=year, precision="year")
    short = text.removesuffix(" 00:00:00").removesuffix("T00:00:00")
    for written in formats:
        try:
            found = datetime.strptime(short, written).date()  # noqa: DTZ007
        except ValueError:
            continue
        if "%y" in written:
            found = _not_in_the_future(found, on)
        precision = "day" if _has_day(written) else "month" if _has_month(written) else "year"
        return PartialDate.of(found, precision=precision)
    raise Unreadable


def _has_day(written: str) -> bool:
    return any(sign in written for sign in ("%d", "%x", "%D", "%F", "%j", "%e"))


def _has_month(written: str) -> bool:
    return any(sign in written for sign in ("%m", "%b", "%B"))


def _not_in_the_future(found: date, on: date | None) -> date:
    last = on or datetime.now().date()  # noqa: DTZ005
    years = found.year % 100
    century = last.year - last.year % 100
    for start in (century, century - 100):
        try:
            candidate = found.replace(year=start + years)
        except ValueError:  # 29 February of a year that has none
            continue
        if candidate <= last:
            return candidate
    return found.replace(year=century - 100 + years, day=28)
