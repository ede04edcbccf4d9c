"""One time-line of all that agencies said: its order, its gaps, and what was known then. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

GAP_FROM_DAYS = 28  # local and unverified: a prompt to look, set by no law or guidance


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing on the time-line: a piece, a contact or a decision.

    `happened_on` is the first day of its period; where nobody knows it, it stands under the day
    it became known, and `is_undated` says so. `hub_knew_on` is the day the hub learnt it.
    """

    key: str
    happened_on: date = field(repr=False)
    precision: str = "day"
    until_on: date | None = field(default=None, repr=False)
    is_undated: bool = False
    what: str = field(repr=False)
    note: str = field(default="", repr=False)
    agency: str = ""
    says: str = ""
    kind: str = ""
    about: tuple[str, ...] = ()
    theme: str = ""
    handling: str = ""
    hub_knew_on: date
    is_significant: bool = False
    is_taken_back: bool = False
    seen: tuple[str, ...] = ()
    href: str = ""
    sort: str = "piece"

    @property
    def days_later(self) -> int:
        """Days between its happening and the hub's learning of it; none where it is undated.

        Of a month or a year only its last day is sure to be past: “2026” is not 1 January.
        """
        return 0 if self.is_undated else max((self.hub_knew_on - self._latest_on).days, 0)

    @property
    def _latest_on(self) -> date:
        """Return the last day on which it can have happened."""
        day = self.happened_on
        if self.precision == "year":
            return day.replace(month=12, day=31)
        if self.precision == "month":
            return day.replace(day=monthrange(day.year, day.month)[1])
        return day


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A time in which nobody wrote anything down, or nobody wrote down seeing somebody."""

    from_on: date
    until_on: date
    who: str = field(default="", repr=False)

    @property
    def days(self) -> int:
        """Calendar days from the last entry before to the first after."""
        return (self.until_on - self.from_on).days


@dataclass(frozen=True, kw_only=True)
class ChronologyFilter:
    """Which entries somebody asked for, and as known on which day."""

    person: str = ""
    agency: str = ""
    theme: str = ""
    only_significant: bool = False
    known_on: date | None = None

    def takes(self, entry: Entry) -> bool:
        """Say whether an entry passes. What is about nobody in particular is about everybody."""
        return (
            (not self.person or not entry.about or self.person in entry.about)
            and self.agency in ("", entry.agency)
            and self.theme in ("", entry.theme)
            and (entry.is_significant or not self.only_significant)
        )


def read_chronology_filter(
    asked: Mapping[str, str], *, entries: Iterable[Entry], people: Iterable[str], today: date
) -> ChronologyFilter:
    """Return the filter an address asks for. What it does not know, it leaves out.

    A day that lies ahead is today, since nothing is known from tomorrow.
    """
    entries = list(entries)
    person, agency, theme = (asked.get(name, "") for name in ("person", "agency", "theme"))
    return ChronologyFilter(
        person=person if person in set(people) else "",
        agency=agency if agency in {entry.agency for entry in entries} else "",
        theme=theme if theme in {entry.theme for entry in entries} else "",
        only_significant=asked.get("only") == "significant",
        known_on=_day(asked.get("known_on", ""), today=today),
    )


def _day(words: str, *, today: date) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if day < today else None


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries as they happened. A month or a year stands after the days it may hold.

    "July" may be any day of July, so it stands at its end: an entry with doubt never pushes one
    without doubt back in time.
    """
    return sorted(entries, key=lambda entry: (last_day(entry), entry.happened_on, entry.key))


def last_day(entry: Entry) -> date:
    """Return the last day on which an entry can have happened."""
    if entry.until_on:
        return entry.until_on
    if entry.precision == "year":
        return date(entry.happened_on.year, 12, 31)
    if entry.precision == "month":
        first_of_next = (entry.happened_on.replace(day=1) + timedelta(days=32)).replace(day=1)
        return first_of_next - timedelta(days=1)
    return entry.happened_on


def known_then(entries: Iterable[Entry], *, on: date) -> list[Entry]:
    """Return what the hub knew on a day."""
    return [entry for entry in entries if entry.hub_knew_on <= on]


def knowledge_sentence(entries: Sequence[Entry], *, on: date) -> str:
    """Return how much of what had happened by a day the hub knew on it, and where the rest lay."""
    happened = [e for e in entries if e.happened_on <= on and not e.is_taken_back]
    unknown = [entry for entry in happened if entry.hub_knew_on > on]
    said = f"On that day the hub knew {len(happened) - len(unknown)} of the {len(happened)} things"
    if not unknown:
        return f"{said} that had already happened."
    lay = len({entry.says for entry in unknown})
    places = "one agency" if lay == 1 else f"{lay} agencies"
    rest = "other one" if len(unknown) == 1 else f"other {len(unknown)}"
    return f"{said} that had already happened. The {rest} lay in {places}."


def silences(entries: Sequence[Entry], *, today: date) -> list[Gap]:
    """Return the times in which no agency wrote anything down about anybody of the enquiry."""
    days = sorted(
        (entry.happened_on, last_day(entry)) for entry in entries if not entry.is_taken_back
    )
    return _gaps(days, today=today)


def unseen(entries: Sequence[Entry], *, person: str, name: str, today: date) -> list[Gap]:
    """Return the times in which nobody wrote down seeing one person, from the first sighting on."""
    days = sorted(
        (entry.happened_on, last_day(entry))
        for entry in entries
        if person in entry.seen and not entry.is_taken_back
    )
    return _gaps(days, today=today, who=name)


def _gaps(days: Sequence[tuple[date, date]], *, today: date, who: str = "") -> list[Gap]:
    found: list[Gap] = []
    if not days:
        return found
    reached = days[0][1]
    for first, last in [*days[1:], (today, today)]:
        if (first - reached).days >= GAP_FROM_DAYS:
            found.append(Gap(from_on=reached, until_on=first, who=who))
        reached = max(reached, last)
    return found


def with_gaps(entries: Sequence[Entry], *, gaps: Iterable[Gap]) -> list[Entry | Gap]:
    """Return entries in order with each gap at the place where it begins."""
    waiting = sorted(gaps, key=lambda gap: (gap.from_on, gap.who))
    rows: list[Entry | Gap] = []
    for entry in in_order(entries):
        while waiting and waiting[0].from_on < last_day(entry):
            rows.append(waiting.pop(0))
        rows.append(entry)
    return [*rows, *waiting]


@dataclass(frozen=True, kw_only=True)
class ThemeLine:
    """How often one theme came up, in whose records, from when until when: many small things."""

    theme: str
    count: int
    agencies: tuple[str, ...]
    first_on: date
    last_on: date


def themes_together(entries: Iterable[Entry], *, today: date, within_days: int) -> list[ThemeLine]:
    """Return what came up more than once of late, the most often first.

    Many small things in several agencies' records say together what none says alone. This
    counts records and judges nobody. `within_days` reach back from today.
    """
    since = today - timedelta(days=within_days)
    by_theme: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.theme and not entry.is_taken_back and entry.happened_on >= since:
            by_theme.setdefault(entry.theme, []).append(entry)
    lines = [
        ThemeLine(
            theme=theme,
            count=len(found),
            agencies=tuple(sorted({entry.says for entry in found})),
            first_on=min(entry.happened_on for entry in found),
            last_on=max(last_day(entry) for entry in found),
        )
        for theme, found in by_theme.items()
        if len(found) > 1
    ]
    return sorted(lines, key=lambda line: (-line.count, line.theme))
