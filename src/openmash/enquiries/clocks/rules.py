"""The partnership's own clock amounts, and how one running clock is said. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from openmash.agencies.opening import calendar_of
from openmash.errors import RuleBroken
from openmash.timekeeping import (
    Clock,
    ClockRule,
    Mode,
    Pause,
    WorkingCalendar,
    clock_rule,
    describe,
    pause_reasons,
    tighten,
    with_mode,
)
from openmash.timekeeping.moments import elapsed, in_utc

SOON_WITHIN_SECONDS = 60 * 60
TOTAL_CODES = {"red": "HUB-TOT-R", "amber": "HUB-TOT-A", "green": "HUB-TOT-G"}
REQUEST_CODES = {"red": "REQ-R", "amber": "REQ-A", "green": "REQ-G"}
DANGER_CODES = {"children": "C-STRAT-I", "adults": "AD-EMERG-I"}


class LineState(StrEnum):
    """What a clock shows on a page."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"
    PAUSED = "paused"
    STOPPED = "stopped"
    AT_ONCE = "at_once"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """One clock as a page says it: what for, by when, and how long that is from now.

    `due_before_at` is the moment that stood before a new rating; both are shown.
    """

    code: str
    title: str
    started_at: datetime
    due_at: datetime | None
    words: str
    state: LineState
    paused_because: str = ""
    due_before_at: datetime | None = None
    stopped_at: datetime | None = None
    is_pausable: bool = False
    key: int = 0

    @property
    def pause_url(self) -> str:
        """Return where this clock can be paused; blank where it never may be."""
        may = self.is_pausable and self.state in (LineState.CALM, LineState.SOON)
        return f"/enquiries/clocks/{self.key}/pause/" if may and self.key else ""

    @property
    def resume_url(self) -> str:
        """Return where a paused clock is set going again."""
        return f"/enquiries/clocks/{self.key}/resume/"

    @property
    def is_late(self) -> bool:
        """Return whether the moment has passed, or had passed when the clock stopped."""
        return self.state is LineState.LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Clockwork:
    """The partnership's calendar, and each clock's rule as the partnership runs it."""

    calendar: WorkingCalendar
    settings: Mapping[str, object]

    def rule(self, code: str) -> ClockRule:
        """Return a clock's rule with the partnership's own amount or way of counting.

        A number looser than the law allows is not used: the law's own stands in its place, so
        that a mistake in the settings can neither loosen a clock nor keep a contact out.

        Raises:
            UnknownClock: no clock has that code.
        """
        rule = clock_rule(code)
        mode = _setting(self.settings, "clock_modes").get(code)
        amount = _setting(self.settings, "clock_amounts").get(code)
        try:
            if mode:
                return with_mode(rule, mode=Mode(mode["mode"]), amount=int(mode["amount"]))
            return rule if amount is None else tighten(rule, amount=int(amount))
        except RuleBroken:
            return rule

    def due_at(self, code: str, *, started_at: datetime) -> datetime | None:
        """Return when a clock that started then runs out; None means at once."""
        return Clock(rule=self.rule(code), started_at=started_at).due_at(self.calendar)


def _setting(settings: Mapping[str, object], name: str) -> Mapping:
    return settings.get(name) or {}


def hub_calendar(
    *,
    nation: str,
    opening_hours: Mapping[str, Sequence],
    closed_on: Iterable[str] = (),
    extra_bank_holidays: Iterable[str] = (),
) -> WorkingCalendar:
    """Return the working calendar of the hub, or of an agency, from what it keeps about itself.

    Raises:
        BadInput: an hour, a day or the nation cannot be read.
    """
    return calendar_of(
        opening_hours,
        nation=nation,
        closed_on=closed_on,
        extra_bank_holidays=extra_bank_holidays,
    )


def pause_as_kept(
    *,
    from_at: datetime,
    until_at: datetime | None,
    ends_by_at: datetime | None,
    reason: str,
    by: str,
) -> Pause:
    """Return a kept pause as a value; the moment by which it ends by itself is its limit."""
    limit = None if ends_by_at is None else elapsed(from_at, until=ends_by_at)
    return Pause(started_at=from_at, ended_at=until_at, reason=reason, by=by, limit=limit)


def state_of(
    due_at: datetime | None, *, now: datetime, is_paused: bool, stopped_at: datetime | None
) -> LineState:
    """Return what a clock shows. Late goes before paused: a pause hides nothing."""
    if stopped_at is not None:
        return LineState.STOPPED
    if due_at is None:
        return LineState.AT_ONCE
    left = elapsed(now, until=due_at).total_seconds()
    if left < 0:
        return LineState.LATE
    if is_paused:
        return LineState.PAUSED
    return LineState.SOON if left <= SOON_WITHIN_SECONDS else LineState.CALM


def words_of(due_at: datetime | None, *, stopped_at: datetime | None, now: datetime) -> str:
    """Return how a clock is said: "in 52 minutes", "40 minutes late", "met in time"."""
    if stopped_at is None:
        return describe(due_at, now=now)
    if due_at is None or in_utc(stopped_at) <= in_utc(due_at):
        return "met in time"
    return f"met {describe(due_at, now=stopped_at)}"


def reason_in_words(reason: str) -> str:
    """Return a pause's reason as the register words it."""
    known = pause_reasons().get(reason)
    return known.title if known else reason


def title_of(code: str) -> str:
    """Return what a clock is for, in the register's words."""
    return clock_rule(code).title
