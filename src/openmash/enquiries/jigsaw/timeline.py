"""Draw a year of sightings: a ring where somebody was seen alone, a cross where they were not.

The picture is 860 by 44. Colours stand in classes, because the Content-Security-Policy allows
no styles. The table of the same sightings stands beside it on the page.
"""

import calendar
from datetime import date

from openmash.enquiries.jigsaw.facts import Sighting, SightingKind
from openmash.enquiries.jigsaw.markup import Markup, escaped
from openmash.enquiries.jigsaw.sightings import LastSeen

MONTHS_SHOWN = 12
_LEFT, _RIGHT, _LINE, _MONTH_WIDTH = 22, 850, 16, 69
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _months_after(day: date, *, start: date) -> int:
    return (day.year - start.year) * 12 + day.month - start.month


def first_month(today: date) -> date:
    """Return the first day of the timeline: eleven months before this one began."""
    index = today.year * 12 + today.month - MONTHS_SHOWN
    return date(index // 12, index % 12 + 1, 1)


def across(day: date, *, start: date) -> float:
    """Return how far across the picture a day stands."""
    length = calendar.monthrange(day.year, day.month)[1]
    months = _months_after(day, start=start) + (day.day - 1) / length
    return round(_LEFT + months * _MONTH_WIDTH, 1)


def _ticks(start: date) -> str:
    drawn = []
    for index in range(MONTHS_SHOWN):
        x = _LEFT + index * _MONTH_WIDTH
        kept = " om-month--keep" if index % 3 == 0 else ""
        name = _MONTHS[(start.month - 1 + index) % 12]
        drawn.append(
            f'<path class="om-when__tick" d="M{x} 11v10"/>'
            f'<text class="om-month{kept}" x="{x}" y="40">{name}</text>'
        )
    return "".join(drawn)


def _mark(sighting: Sighting, *, start: date) -> str:
    x = across(sighting.on, start=start)
    fuzzy = "" if sighting.precision == "day" else " om-when__fuzzy"
    if sighting.kind is not SightingKind.SEEN:
        return f'<path class="om-when__missed{fuzzy}" d="M{x - 7:g} 9l14 14m0 -14l-14 14"/>'
    ring = f'<circle class="om-when__alone" cx="{x:g}" cy="{_LINE}" r="3.5"/>'
    radius = 9 if sighting.alone else 7.5
    dot = f'<circle class="om-when__seen{fuzzy}" cx="{x:g}" cy="{_LINE}" r="{radius}"/>'
    return dot + (ring if sighting.alone else "")


def _unseen(seen: LastSeen, *, start: date) -> str:
    """The dashes from the last sighting to today, all the way when nobody has seen them."""
    begins = across(seen.seen.on, start=start) if seen.seen else _LEFT
    ends = across(seen.today, start=start)
    if ends <= begins:
        return ""
    return f'<path class="om-when__unseen" d="M{max(begins, _LEFT):g} {_LINE}H{ends:g}"/>'


def draw_timeline(seen: LastSeen) -> Markup:
    """Return the year's picture of one person's sightings, with its sentence as its name."""
    start = first_month(seen.today)
    shown = [each for each in seen.on_record if each.on >= start]
    # Crosses last: a day on which a child was missed must not disappear under a dot.
    shown.sort(key=lambda each: each.kind is not SightingKind.SEEN)
    marks = "".join(_mark(each, start=start) for each in shown)
    label = escaped(f"{seen.caption}: {seen.headline}. {seen.sentence}")
    return Markup(
        f'<svg class="om-when" viewBox="0 0 860 44" role="img" aria-label="{label}">'
        f'<path class="om-when__line" d="M10 {_LINE}H{_RIGHT}"/>'
        f"{_ticks(start)}{_unseen(seen, start=start)}{marks}</svg>"
    )
