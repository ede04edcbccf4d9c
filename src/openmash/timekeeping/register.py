"""The clock register, as practitioners keep it in `library/clocks.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from openmash.errors import BadInput, UnknownClock
from openmash.sources import read_library_file
from openmash.timekeeping.rules import ClockRule
from openmash.timekeeping.units import Confidence, Kind, Meaning, Mode, Unit

REGISTER = "clocks.yaml"


@dataclass(frozen=True, kw_only=True)
class PauseReason:
    """The one reason for which a clock may stand still, and for how long.

    `limit` None means until the answer comes. Past the limit the clock runs again by itself,
    unless a manager has approved more; where the law sets the limit nobody can. An
    extension lengthens the clock in one go and never shows it as paused.
    """

    code: str
    title: str
    limit: timedelta | None
    is_limit_in_law: bool
    is_extension: bool


@cache
def _register() -> Mapping[str, Any]:
    return read_library_file(REGISTER)


@cache
def pause_reasons() -> Mapping[str, PauseReason]:
    """Return every reason for a pause by its code. Raises BadInput."""
    found = {}
    for row in _register()["pause_reasons"]:
        hours = row.get("limit_hours")
        found[row["code"]] = PauseReason(
            code=row["code"],
            title=row["title"],
            limit=None if hours is None else timedelta(hours=hours),
            is_limit_in_law=row.get("limit_in_law", False),
            is_extension=row.get("extension", False),
        )
    return MappingProxyType(found)


def _rule(row: Mapping[str, Any]) -> ClockRule:
    converted: dict[str, Any] = {
        "mode": Mode(row["mode"]),
        "unit": Unit(row["unit"]),
        "kind": Kind(row["kind"]),
        "confidence": Confidence(row["confidence"]),
        "meaning": Meaning(row.get("meaning", Meaning.LIMIT)),
        "pausable": frozenset(row.get("pausable", ())),
        "sources": tuple(row["source"]),
    }
    read = {*converted, "source"}
    plain = {key: value for key, value in row.items() if key not in read}
    return ClockRule(**plain, **converted)


@cache
def load_clock_rules() -> Mapping[str, ClockRule]:
    """Return every clock of the register by its code, in the order of the register.

    Raises:
        BadInput: a row is malformed, stands twice, or names a pause reason that is not listed.
    """
    found: dict[str, ClockRule] = {}
    for row in _register()["clocks"]:
        code = row.get("code", "a row without code")
        try:
            rule = _rule(row)
        except (TypeError, ValueError, KeyError) as fault:
            raise BadInput(f"library/{REGISTER}: {code}: {fault}") from fault
        if code in found:
            raise BadInput(f"library/{REGISTER}: the clock {code} stands there twice.")
        if unknown := rule.pausable - pause_reasons().keys():
            raise BadInput(f"library/{REGISTER}: {code}: unknown pause reason {sorted(unknown)}.")
        found[code] = rule
    return MappingProxyType(found)


def clock_rule(code: str) -> ClockRule:
    """Return one clock of the register.

    Raises:
        UnknownClock: no clock has that code.
    """
    try:
        return load_clock_rules()[code]
    except KeyError:
        raise UnknownClock(f"There is no clock {code!r} in library/{REGISTER}.") from None


def clocks_to_choose() -> tuple[ClockRule, ...]:
    """Return the clocks whose mode a hub must state when it is set up: no silent default."""
    return tuple(rule for rule in load_clock_rules().values() if rule.mode_chosen_at_install)
