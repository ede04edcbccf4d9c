"""Reading when somebody was born, in every way in which people write it down or say it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(sorted({*_MONTHS, *_LONG, "sept"}, key=len, reverse=True))
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4}|\d{2})"
_NOT_A_STREET = r"(?!\s+(?:street|st|road|rd|lane|close|avenue|court|way|place)\b)"
_WHOLE_DAYS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d-])(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d-])",
        rf"(?<![\d/.-])(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{_YEAR}(?![\d/.-])",
        r"(?<!\d)(?P<day>\d{1,2})\s+(?P<month>\d{1,2})\s+(?P<year>(?:19|20)\d{2})(?!\d)",
        rf"\b{_DAY}(?:\s+of)?[\s-]+(?P<month>{_MONTH})[.,]?[\s-]+{_YEAR}\b",
        rf"\b(?P<month>{_MONTH})\.?\s+{_DAY},?\s+(?P<year>\d{{4}})\b",
        r"(?<!\d)(?P<day>\d{2})(?P<month>\d{2})(?P<year>(?:19|20)\d{2})(?!\d)",
    )
]
_MONTH_OF_YEAR = re.compile(
    rf"\b(?P<month>{_MONTH})\.?,?\s+(?P<year>(?:19|20)\d{{2}})\b", re.IGNORECASE
)
_DAY_OF_MONTH = re.compile(
    rf"\b{_DAY}(?:\s+of)?\s+(?P<month>{_MONTH})\b{_NOT_A_STREET}", re.IGNORECASE
)
_ABOUT = re.compile(
    r"\b(?:about|around|circa|approx\.?|c\.)\s*(?P<year>(?:19|20)\d{2})\b", re.IGNORECASE
)
_AGE = re.compile(
    r"\b(?:aged?\s+(?P<after>\d{1,3})(?:\s*years?)?(?!\d)"
    r"|(?P<before>\d{1,3})\s*-?\s*(?:years?|yrs?|y)[\s-]*(?:old|o)\b)",
    re.IGNORECASE,
)
_MONTHS_OLD = re.compile(r"\b(?P<months>\d{1,2})\s*-?\s*months?(?:[\s-]*old)?\b", re.IGNORECASE)
_OLDEST = 130  # years


def read_births(text: str, *, today: date) -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield what stands for a birth: as typed, the words that say it, and words near to it.

    Near to a whole day are the days that are one slip of the pen away from it.
    """
    for pattern in _WHOLE_DAYS:
        for found in pattern.finditer(text):
            days = _days(found, today=today)
            exact = {f"d:{day:%Y%m%d}" for day in days}
            # A day that cannot be, 31 February, still says its year.
            near = {f"d:{d:%Y%m%d}" for day in days for d in _slips(day)}
            yield found[0], exact or {f"y:{found['year']}"}, near
    for found in _MONTH_OF_YEAR.finditer(text):
        yield found[0], {f"m:{found['year']}{_month(found['month']):02d}"}, set()
    for found in _DAY_OF_MONTH.finditer(text):
        yield found[0], {f"t:{_month(found['month']):02d}{int(found['day']):02d}"}, set()
    for found in _ABOUT.finditer(text):
        year = int(found["year"])
        yield found[0], {f"y:{year}"}, {f"y:{year - 1}", f"y:{year + 1}"}
    yield from _by_age(text, today=today)


def _by_age(text: str, *, today: date) -> Iterator[tuple[str, set[str], set[str]]]:
    for found in _AGE.finditer(text):
        age = int(found["after"] or found["before"])
        if age <= _OLDEST:
            yield found[0], {f"y:{today.year - age - 1}", f"y:{today.year - age}"}, set()
    for found in _MONTHS_OLD.finditer(text):
        born = today - timedelta(days=round(int(found["months"]) * 30.44))
        yield found[0], {f"y:{(born - timedelta(days=31)).year}", f"y:{born.year}"}, set()


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return _MONTHS.index(written[:3].lower()) + 1


def _days(found: re.Match[str], *, today: date) -> list[date]:
    """Return the days that were meant; of a year in two digits, the centuries that it may be."""
    year = int(found["year"])
    years = [year] if len(found["year"]) == 4 else [1900 + year, 2000 + year]
    days = []
    for one in years:
        with suppress(ValueError):
            days.append(date(one, _month(found["month"]), int(found["day"])))
    return [day for day in days if day <= today + timedelta(days=300)]  # some are expected


def _slips(day: date) -> Iterator[date]:
    """Yield the days one slip away: another digit, or day and month changed about."""
    written = f"{day:%Y%m%d}"
    tries = {written[:at] + digit + written[at + 1 :] for at in range(8) for digit in "0123456789"}
    tries.add(f"{day.year:04d}{day.day:02d}{day.month:02d}")
    for text in tries - {written}:
        if text[:2] in ("19", "20"):
            with suppress(ValueError):
                yield date(int(text[:4]), int(text[4:6]), int(text[6:]))
