"""The door to the partnership's figures: whole months, counts only, small numbers hidden.

Only months that are over are counted. Figures that change from one day to the next could be
taken from each other, and a single family's contact would show.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

from openmash import policy
from openmash.agencies.figures.suppression import SafeTable, safe_table
from openmash.agencies.models import Agency
from openmash.audit import records
from openmash.policy import Viewer

MONTHS = 12
RATINGS = ("red", "amber", "green", "blue", "unrated")
WAYS = ("open", "in_time", "late", "untimed", "undecided")
ANSWERS = ("in_time", "late", "waiting")
NO_AGENCY = "no_agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Twelve whole months in three tables, each safe to be shown."""

    first_day: date
    past_day: date
    months: SafeTable
    sectors: SafeTable
    agencies: SafeTable


def figures(*, viewer: Viewer, today: date) -> Figures:
    """Return the figures of the twelve whole months before this one, and record the look.

    Raises:
        NotVisible: the viewer has no role that reads figures.
    """
    verdict = policy.may_see_figures(viewer)
    records.record_look("figures", by=viewer, verdict=verdict)
    policy.require(verdict)
    past_day = today.replace(day=1)
    first_day = _months_before(past_day, months=MONTHS)
    counted = _counted(first_day, past_day)
    months = [f"{day:%Y-%m}" for day in _each_month(first_day)]
    sectors = [*Agency.Sector.values, NO_AGENCY]
    asked = sorted({line for line, _ in counted["agency"]})
    return Figures(
        first_day=first_day,
        past_day=past_day,
        months=safe_table(counted["month"], lines=months, parts=WAYS),
        sectors=safe_table(counted["sector"], lines=sectors, parts=RATINGS),
        agencies=safe_table(counted["agency"], lines=asked, parts=ANSWERS),
    )


def _counted(first_day: date, past_day: date) -> dict[str, dict[tuple[str, str], int]]:
    found: dict[str, dict[tuple[str, str], int]] = {"month": {}, "sector": {}, "agency": {}}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT figure, line, part, counted FROM om_figures(%s, %s)", [first_day, past_day]
        )
        for figure, line, part, number in cursor.fetchall():
            found[figure][line, part] = number
    return found


def _each_month(first_day: date) -> Iterator[date]:
    for number in range(MONTHS):
        yield _months_before(first_day, months=-number)


def _months_before(day: date, *, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
