"""Dates of birth as far as they are known, and the days between which somebody was born."""

from dataclasses import dataclass, field
from datetime import date, timedelta

_PRECISIONS = ("day", "month", "year", "estimated")
_YEAR = 365.25


@dataclass(frozen=True, kw_only=True)
class PartialDate:
    """A date of which perhaps only the month or year is known, or which somebody estimated.

    Raises:
        ValueError: the parts do not fit the precision, or there is no such day.
    """

    year: int = field(repr=False)
    month: int | None = field(default=None, repr=False)
    day: int | None = field(default=None, repr=False)
    precision: str = "day"

    def __post_init__(self) -> None:
        if self.precision not in _PRECISIONS:
            raise ValueError(f"A date's precision is one of {', '.join(_PRECISIONS)}.")
        if self.precision == "day" and (self.month is None or self.day is None):
            raise ValueError("A date that is known to the day needs its month and its day.")
        if self.precision == "month" and self.month is None:
            raise ValueError("A date that is known to the month needs its month.")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date, *, precision: str = "day") -> "PartialDate":
        """Return the day at a precision; the parts that it does not reach are left out."""
        keeps_month = precision in ("day", "month", "estimated")
        keeps_day = precision in ("day", "estimated")
        return cls(
            year=day.year,
            month=day.month if keeps_month else None,
            day=day.day if keeps_day else None,
            precision=precision,
        )

    @property
    def as_day(self) -> date | None:
        """The day itself where it is known, else None."""
        if self.precision != "day" or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def span(self) -> "Span":
        """Return the days it may stand for; an estimate may be a year out either way."""
        first = date(self.year, self.month or 1, self.day or 1)
        if self.precision == "day":
            return Span(first=first.toordinal(), last=first.toordinal())
        if self.precision == "month":
            later = date(self.year + first.month // 12, first.month % 12 + 1, 1)
            return Span(first=first.toordinal(), last=later.toordinal() - 1)
        start, end = date(self.year, 1, 1).toordinal(), date(self.year, 12, 31).toordinal()
        slack = 366 if self.precision == "estimated" else 0
        return Span(first=start - slack, last=end + slack)

    def __str__(self) -> str:
        if self.precision == "day" and self.as_day:
            return f"{self.as_day:%-d %B %Y}"
        if self.precision == "month" and self.month:
            return f"{date(self.year, self.month, 1):%B %Y}"
        return f"about {self.year}" if self.precision == "estimated" else str(self.year)


@dataclass(frozen=True, kw_only=True)
class Span:
    """The first and last day, as ordinals, on which somebody may have been born."""

    first: int = field(repr=False)
    last: int = field(repr=False)

    def years_from(self, other: "Span") -> float:
        """Return the years between two spans; nought where they overlap."""
        gap = max(self.first - other.last, other.first - self.last, 0)
        return gap / _YEAR


def born_at_age(age: int, *, on: date) -> Span:
    """Return when somebody was born who was `age` whole years old `on` a day."""
    last = on.toordinal() - round(age * _YEAR)
    return Span(first=on.toordinal() - round((age + 1) * _YEAR) + 1, last=last)


def born_between_ages(youngest: int, oldest: int, *, on: date) -> Span:
    """Return when somebody was born who was within an age range `on` a day."""
    newest = on + timedelta(days=round(-youngest * _YEAR))
    return Span(first=on.toordinal() - round((oldest + 1) * _YEAR), last=newest.toordinal())


def is_slip(a: date, b: date) -> bool:
    """Say whether two dates could be one by a slip: day and month changed about, or one digit."""
    if a.year == b.year and (a.day, a.month) == (b.month, b.day):
        return True
    return sum(x != y for x, y in zip(f"{a:%Y%m%d}", f"{b:%Y%m%d}", strict=True)) == 1


def is_placeholder(day: date) -> bool:
    """Say whether a date may be a stand-in: 1 January is written where only a year is known."""
    return (day.month, day.day) == (1, 1)
