"""The line of days on which somebody was seen: what it holds, and where its marks stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

LEFT, RIGHT = 10, 850
KINDS = {
    "alone": "seen alone",
    "seen": "seen",
    "not_brought": "not brought, or not in",
}


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """A day on which somebody was seen, or was expected and not brought."""

    on: date
    kind: Literal["alone", "seen", "not_brought"]
    by: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class SeenLine:
    """One person's sightings, and the sentence that a worker would say about them."""

    name: str = field(repr=False)
    words: str = field(repr=False)
    sightings: Sequence[Sighting] = field(default=(), repr=False)

    def last_seen_on(self) -> date | None:
        """Return the last day on which anybody saw them."""
        seen = [sighting.on for sighting in self.sightings if sighting.kind != "not_brought"]
        return max(seen, default=None)

    def last_alone_on(self) -> date | None:
        """Return the last day on which anybody saw them alone."""
        return max((s.on for s in self.sightings if s.kind == "alone"), default=None)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Where a sighting stands in the picture, in units of its view box."""

    x: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class Month:
    """Where a month begins; `is_kept` on a phone, where only every third is named."""

    x: int
    name: str
    is_kept: bool


@dataclass(frozen=True, kw_only=True)
class DrawnLine:
    """A line ready for its template."""

    line: SeenLine = field(repr=False)
    headline: str
    caption: str
    summary: str = field(repr=False)
    marks: Sequence[Mark]
    months: Sequence[Month]
    unseen_from: int | None


def drawn(line: SeenLine, *, today: date, since: date) -> DrawnLine:
    """Return a line drawn from `since` to `today`; sightings before it stand in the table alone."""
    shown = sorted((s for s in line.sightings if since <= s.on <= today), key=lambda s: s.on)
    last = line.last_seen_on()
    gap_starts = None
    if last is None or (today - last).days > 1:
        gap_starts = _place(max(last or since, since), today=today, since=since)
    return DrawnLine(
        line=line,
        headline=_ago(last, today=today),
        caption=_caption(line),
        summary=_summary(line, today=today),
        marks=[Mark(x=_place(s.on, today=today, since=since), kind=s.kind) for s in shown],
        months=_months(today=today, since=since),
        unseen_from=gap_starts,
    )


def a_year_before(today: date) -> date:
    """Return the first day of the month eleven months back, so that twelve months are named."""
    year, month = divmod(today.year * 12 + today.month - 1 - 11, 12)
    return date(year, month + 1, 1)


def _place(day: date, *, today: date, since: date) -> int:
    span = max((today - since).days, 1)
    return round(LEFT + (RIGHT - LEFT - 10) * (day - since).days / span)


def _ago(last: date | None, *, today: date) -> str:
    if last is None:
        return "Never seen"
    days = (today - last).days
    if days <= 0:
        return "Today"
    return "Yesterday" if days == 1 else f"{days} days ago"


def _caption(line: SeenLine) -> str:
    last = line.last_seen_on()
    if last is None:
        return f"nobody has recorded seeing {line.name}"
    if last == line.last_alone_on():
        return f"{line.name} last seen, and alone"
    return f"{line.name} last seen by anyone"


def _summary(line: SeenLine, *, today: date) -> str:
    last = line.last_seen_on()
    if last is None:
        return f"{line.name}: nobody has recorded seeing them"
    missed = sum(1 for s in line.sightings if s.kind == "not_brought" and s.on > last)
    said = f"{line.name}: last seen {last.day} {last:%B %Y}, {_ago(last, today=today).lower()}"
    times = "once" if missed == 1 else f"{missed} times"
    return f"{said}; not brought {times} since" if missed else said


def _months(*, today: date, since: date) -> list[Month]:
    months, first = [], since.replace(day=1)
    while first <= today:
        x = max(_place(first, today=today, since=since), LEFT + 12)
        months.append(Month(x=x, name=f"{first:%b}", is_kept=len(months) % 3 == 0))
        first = (first + timedelta(days=32)).replace(day=1)
    return months
