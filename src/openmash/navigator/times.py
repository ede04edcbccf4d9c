"""When each next thing happens, in words: by the register's clocks and the partnership's hours."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from openmash.navigator.worries import Next
from openmash.sources import Source, load_sources
from openmash.timekeeping import AT_ONCE, ClockRule

EVENING = 18
A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happens next: by when, what, and who says so."""

    when: str
    what: str
    length: str = ""
    source: Source | None = None


def steps_after(
    rows: Iterable[Next],
    *,
    at: datetime,
    is_open: bool,
    rule: Callable[[str], ClockRule],
    due: Callable[[str], datetime | None],
) -> list[Step]:
    """Return what happens next, in the order in which it falls due.

    `rule` and `due` give a clock as this partnership runs it. What belongs to the other half of
    the day is left out; what has no hour of its own keeps its place.
    """
    other = "night" if is_open else "day"
    return [_step(row, at=at, rule=rule, due=due) for row in rows if row.only != other]


def _step(
    row: Next,
    *,
    at: datetime,
    rule: Callable[[str], ClockRule],
    due: Callable[[str], datetime | None],
) -> Step:
    code = row.clock or row.clock_source
    if not code:
        return Step(when=row.when, what=row.what)
    kept = rule(code)
    return Step(
        when=by_when(due(row.clock), at=at) if row.clock else row.when,
        what=row.what,
        length=kept.amount_in_words,
        source=load_sources().get(kept.sources[0]),
    )


def by_when(due: datetime | None, *, at: datetime) -> str:
    """Return a due moment as one says it: "Tonight, by 21:40", "Monday, by 17:00".

    Both moments are local.
    """
    if due is None:
        return AT_ONCE.capitalize()
    days = (due.date() - at.date()).days
    if days == 0:
        return f"{'Tonight' if due.hour >= EVENING else 'Today'}, by {due:%H:%M}"
    if days < A_WEEK:
        return f"{due:%A}, by {due:%H:%M}"
    return f"By {due:%A} {due.day} {due:%B}"
