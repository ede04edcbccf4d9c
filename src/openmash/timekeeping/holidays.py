"""Bank holidays of the four nations, without ever asking the network.

Three places know them, and the first that does wins: the partnership's own table in
`library/bank_holidays.yaml`, the list that comes with govuk-bank-holidays, and, for a year
neither holds, the standing rules of each nation. A computed year misses one-off days such as
a state funeral, so it always says that it was computed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from openmash.errors import BadInput
from openmash.sources import read_library_file

TABLE = "bank_holidays.yaml"
MONDAY, SATURDAY = 0, 5


class Nation(StrEnum):
    """The nations of the United Kingdom; there is no such thing as a UK bank holiday list."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


@dataclass(frozen=True, kw_only=True)
class HolidayYear:
    """The bank holidays of one year in one nation; `is_computed` if no published list held it."""

    days: frozenset[date]
    is_computed: bool


def easter_sunday(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, leap_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    quarter, quarter_rest = divmod(rest, 4)
    weekday = (32 + 2 * leap_rest + 2 * quarter - epact - quarter_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    # May and August, the only months asked for, both have 31 days.
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


def _with_substitutes(fixed: Iterable[date], *, moving: Iterable[date]) -> frozenset[date]:
    """Return the days off: a fixed day on a weekend moves to the next free weekday."""
    days = {day for day in fixed if day.weekday() < SATURDAY} | set(moving)
    for day in sorted(day for day in fixed if day.weekday() >= SATURDAY):
        substitute = day
        while substitute.weekday() >= SATURDAY or substitute in days:
            substitute += timedelta(days=1)
        days.add(substitute)
    return frozenset(days)


def computed_holidays(nation: Nation, *, year: int) -> frozenset[date]:
    """Return the bank holidays the nation's standing rules give, without one-off days."""
    easter = easter_sunday(year)
    fixed = [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
    moving = [easter - timedelta(days=2), _first_monday(year, 5), _last_monday(year, 5)]
    if nation is Nation.SCOTLAND:
        fixed += [date(year, 1, 2), date(year, 11, 30)]
        moving.append(_first_monday(year, 8))
    else:
        moving += [easter + timedelta(days=1), _last_monday(year, 8)]
    if nation is Nation.NORTHERN_IRELAND:
        fixed += [date(year, 3, 17), date(year, 7, 12)]
    return _with_substitutes(fixed, moving=moving)


def _division(nation: Nation) -> str:
    shared = nation in {Nation.ENGLAND, Nation.WALES}
    return "england-and-wales" if shared else nation.value


@cache
def _packaged_list() -> Mapping[str, Any]:
    """Return the list shipped with govuk-bank-holidays, read as a file.

    The package itself is not used: its class would download the list unless told not to,
    and a clock must not depend on a flag that somebody may forget.
    """
    spec = find_spec("govuk_bank_holidays")
    if spec is None or spec.origin is None:
        return {}
    path = Path(spec.origin).with_name("bank-holidays.json")
    if not path.is_file():
        return {}
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _packaged_holidays(nation: Nation, *, year: int) -> frozenset[date]:
    events = _packaged_list().get(_division(nation), {}).get("events", [])
    days = (date.fromisoformat(event["date"]) for event in events)
    return frozenset(day for day in days if day.year == year)


@cache
def _table() -> Mapping[str, Any]:
    return read_library_file(TABLE)


def _tabled_days(part: str, *, nation: Nation, year: int) -> frozenset[date]:
    """Return the days of that year listed under `extra_days` or `removed_days`."""
    rows = _table().get(part) or ()
    try:
        return frozenset(
            row["on"] for row in rows if row["on"].year == year and nation.value in row["nations"]
        )
    except (KeyError, AttributeError, TypeError) as fault:
        raise BadInput(
            f"library/{TABLE}: each entry of {part} needs a date and its nations: "
            "`on: 2026-01-31` and `nations: [england]`."
        ) from fault


def _tabled_year(nation: Nation, *, year: int) -> frozenset[date]:
    years = _table().get("years") or {}
    return frozenset((years.get(_division(nation)) or {}).get(year) or ())


@cache
def bank_holidays(nation: Nation, *, year: int) -> HolidayYear:
    """Return the bank holidays of a year: the hub's table, else the published list, else rules.

    One-off days in the table (`extra_days`, `removed_days`) are applied last, to any year.

    Raises:
        BadInput: the table is malformed.
    """
    listed = _tabled_year(nation, year=year) or _packaged_holidays(nation, year=year)
    days = listed or computed_holidays(nation, year=year)
    extra = _tabled_days("extra_days", nation=nation, year=year)
    removed = _tabled_days("removed_days", nation=nation, year=year)
    return HolidayYear(days=(days | extra) - removed, is_computed=not listed)
