"""Draw the chronology: a lane for each agency, what the hub knew when, and the time nobody saw.

The picture is 1220 wide, the newest end on the right. Colours stand in classes, because the
Content-Security-Policy allows no styles. Numbers are rows of the table below it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from openmash.enquiries.jigsaw.markup import Markup, escaped
from openmash.enquiries.jigsaw.wording import day_words
from openmash.enquiries.reading.chronology import Entry, Gap, last_day

WIDTH, LEFT, RIGHT = 1220, 190, 1196
TOP, LANE, ROW, MARK = 44, 44, 34, 15
MOST_MARKS = 80  # beyond it only what a person marked is drawn; the table has everything
LONGEST_DAYS = 730  # what lies before stands at the left edge, with an arrow
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How far across the picture a day stands."""

    start: date
    end: date

    def across(self, day: date) -> float:
        """Return the place of a day, never outside the picture."""
        share = (day - self.start).days / max((self.end - self.start).days, 1)
        return round(LEFT + min(max(share, 0), 1) * (RIGHT - LEFT), 1)


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One line of the picture: its name, its height in rows, and what is drawn on it."""

    name: str
    rows: int
    drawn: str


def scale_for(entries: Sequence[Entry], *, today: date) -> Scale:
    """Return a scale that starts with the month of the first entry, two years back at most."""
    first = min((entry.happened_on for entry in entries), default=today)
    start = max(min(first, today - timedelta(days=60)), today - timedelta(days=LONGEST_DAYS))
    return Scale(start=start.replace(day=1), end=today + timedelta(days=14))


def draw_chronology(
    entries: Sequence[Entry],
    *,
    numbers: Mapping[str, int],
    gaps: Iterable[Gap],
    today: date,
    on: date,
) -> Markup:
    """Return the picture of a chronology; `numbers` are the rows of its table."""
    shown = entries if len(entries) <= MOST_MARKS else [e for e in entries if e.is_significant]
    scale = scale_for(shown, today=today)
    lanes = [*_unseen_lanes(gaps, scale=scale)]
    for name in _names(shown):
        theirs = [entry for entry in shown if entry.says == name]
        lanes.append(_agency_lane(name, theirs, numbers=numbers, scale=scale, on=on))
    drawn, y = [], TOP
    for lane in lanes:
        drawn.append(_placed(lane, y=y))
        y += LANE + (lane.rows - 1) * ROW
    line = _known_on(on, scale=scale, bottom=y) if on < today else ""
    height = y + 36
    label = escaped(f"{len(shown)} entries by {len(lanes)} lines, each also in the table below")
    return Markup(
        f'<svg class="om-time" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{label}">'
        f"{_months(scale, bottom=y)}{''.join(drawn)}{line}</svg>"
    )


def _names(entries: Sequence[Entry]) -> list[str]:
    """Return who says something: agencies with most to say first, the hub and contacts last."""
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.says] = counts.get(entry.says, 0) + (entry.sort == "piece")
    return sorted(counts, key=lambda name: (not counts[name], -counts[name], name))


def _unseen_lanes(gaps: Iterable[Gap], *, scale: Scale) -> list[Lane]:
    by_person: dict[str, list[Gap]] = {}
    for gap in gaps:
        if gap.who and gap.until_on > scale.start:
            by_person.setdefault(gap.who, []).append(gap)
    return [
        Lane(
            name=f"Nobody saw {who}",
            rows=1,
            drawn="".join(_band(gap, scale=scale) for gap in theirs),
        )
        for who, theirs in by_person.items()
    ]


def _band(gap: Gap, *, scale: Scale) -> str:
    left, right = scale.across(gap.from_on), scale.across(gap.until_on)
    middle = (left + right) / 2
    return (
        f'<rect class="om-time__unseen" x="{left:g}" y="-16" width="{right - left:.1f}"'
        f' height="32"/><text class="om-time__days" x="{middle:g}" y="6">{gap.days}'
        f"{' days' if right - left > 70 else ''}</text>"
    )


def _agency_lane(
    name: str, entries: Sequence[Entry], *, numbers: Mapping[str, int], scale: Scale, on: date
) -> Lane:
    """Return one agency's marks, in as many rows as it takes that none covers another."""
    ends: list[float] = []
    drawn = []
    for entry in sorted(entries, key=lambda each: (each.happened_on, numbers[each.key])):
        left, right = scale.across(entry.happened_on), scale.across(last_day(entry))
        row = next((n for n, end in enumerate(ends) if left - end > 2 * MARK + 2), len(ends))
        ends[row : row + 1] = [right]
        mark = _mark(entry, number=numbers[entry.key], left=left, right=right, on=on)
        drawn.append(f'<g transform="translate(0 {row * ROW})">{mark}</g>')
    return Lane(name=name, rows=max(len(ends), 1), drawn="".join(drawn))


def _mark(entry: Entry, *, number: int, left: float, right: float, on: date) -> str:
    """Return one mark: filled where the hub knew, a diamond where a person marked it."""
    state = "known" if entry.hub_knew_on <= on else "unknown"
    state = "later" if entry.happened_on > on else state
    x = (left + right) / 2
    fuzzy = ""
    if right - left > 1 or entry.precision in ("month", "year"):
        wide = max(right - left, 2 * MARK + 8)
        fuzzy = (
            f'<rect class="om-time__about" x="{x - wide / 2:g}" y="-9" width="{wide:g}"'
            ' height="18" rx="9"/>'
        )
    shape = f'<circle cx="{x:g}" cy="0" r="{MARK}"/>'
    if entry.is_significant:
        shape = f'<path d="M{x:g} -20l20 20l-20 20l-20 -20z"/>'
    return (
        f'{fuzzy}<a class="om-time__mark om-time__mark--{state}" href="#row-{number}">{shape}'
        f'<text x="{x:g}" y="6">{number}</text></a>'
    )


def _placed(lane: Lane, *, y: int) -> str:
    middle = y + LANE // 2
    name = escaped(lane.name if len(lane.name) <= 20 else f"{lane.name[:19]}…")
    return (
        f'<text class="om-time__lane" x="0" y="{middle + 6}">{name}</text>'
        f'<path class="om-time__line" d="M{LEFT} {middle}H{RIGHT}"/>'
        f'<g transform="translate(0 {middle})">{lane.drawn}</g>'
    )


def _months(scale: Scale, *, bottom: int) -> str:
    drawn = []
    month = scale.start
    step = 3 if (scale.end - scale.start).days > 370 else 1
    while month < scale.end:
        x = scale.across(month)
        is_named = (month.month - 1) % step == 0 and x < RIGHT - 40
        drawn.append(
            f'<path class="om-time__month{" om-time__month--named" if is_named else ""}"'
            f' d="M{x:g} {30 if is_named else 38}V{bottom}"/>'
        )
        if is_named:
            year = f" {month.year}" if month.month == 1 or month == scale.start else ""
            words = f"{_MONTHS[month.month - 1]}{year}"
            drawn.append(f'<text class="om-time__when" x="{x + 4:g}" y="24">{words}</text>')
        month = (month + timedelta(days=32)).replace(day=1)
    return "".join(drawn)


def _known_on(on: date, *, scale: Scale, bottom: int) -> str:
    x = scale.across(on)
    middle = min(max(x, LEFT + 100), RIGHT - 100)
    words = escaped(f"as known {day_words(on, today=date.min)}")
    return (
        f'<path class="om-time__known" d="M{x:g} 30V{bottom + 8}"/>'
        f'<rect class="om-time__tag" x="{middle - 115:g}" y="{bottom + 6}"'
        ' width="230" height="28"/>'
        f'<text class="om-time__said" x="{middle:g}" y="{bottom + 26}">{words}</text>'
    )
