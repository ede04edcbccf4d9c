"""Pauses: for one reason, by somebody, for so long, and shown apart from running time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from openmash.errors import RuleBroken
from openmash.timekeeping import moments
from openmash.timekeeping.register import PauseReason, pause_reasons
from openmash.timekeeping.rules import ClockRule
from openmash.timekeeping.units import Kind


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A stretch for which a clock stands still. `by` and `approved_by` are references.

    `limit` is how long it may last; past that the clock runs again by itself, so that a
    forgotten pause can never hide a child. A manager's approval lifts the limit, but not
    one that stands in law.
    """

    started_at: datetime
    ended_at: datetime | None
    reason: str
    by: str
    approved_by: str | None = None
    limit: timedelta | None = None
    is_limit_in_law: bool = False
    is_extension: bool = False

    def __post_init__(self) -> None:
        began = moments.in_utc(self.started_at)
        if self.ended_at is not None and moments.in_utc(self.ended_at) < began:
            raise RuleBroken("A pause cannot end before it began. Check the two times.")

    @property
    def ends_at(self) -> datetime | None:
        """Return when it ends or ended, by itself or by somebody; None while nothing ends it."""
        if self.limit is None or (self.approved_by is not None and not self.is_limit_in_law):
            return self.ended_at
        at_the_limit = moments.in_utc(self.started_at) + self.limit
        if self.ended_at is None or moments.in_utc(self.ended_at) > at_the_limit:
            return at_the_limit
        return self.ended_at

    def holds_at(self, now: datetime) -> bool:
        """Return whether the clock stands still at that moment because of this pause."""
        if self.is_extension or moments.in_utc(now) < moments.in_utc(self.started_at):
            return False
        return self.ends_at is None or moments.in_utc(now) < moments.in_utc(self.ends_at)

    def stretch(self, now: datetime | None) -> tuple[datetime, datetime] | None:
        """Return the paused time to give back as of `now`: an open pause counts up to then.

        An extension counts whole from the moment it is granted. None if there is none yet.
        """
        end = self.ends_at
        if now is not None and not self.is_extension:
            seen = moments.in_utc(now)
            end = now if end is None or moments.in_utc(end) > seen else end
        if end is None or moments.in_utc(end) <= moments.in_utc(self.started_at):
            return None
        return self.started_at, end

    def ended(self, at: datetime) -> "Pause":
        """Return the pause ended at that moment. Raises RuleBroken if it began later."""
        return replace(self, ended_at=at)

    def lengthened(self, *, until: datetime, approved_by: str) -> "Pause":
        """Return the pause lengthened by a manager.

        Raises:
            RuleBroken: nobody approves it, or its limit stands in law.
        """
        longer = replace(self, ended_at=until, approved_by=approved_by or None)
        _refuse_too_long(longer)
        return longer


def begin_pause(
    rule: ClockRule,
    *,
    at: datetime,
    reason: str,
    by: str,
    until: datetime | None,
    approved_by: str | None,
) -> Pause:
    """Return a new pause of a clock under that rule.

    Raises:
        RuleBroken: the rule does not allow this reason, or not for so long.
    """
    allowed = _allowed_reason(rule, reason=reason)
    ends_at = until
    if allowed.is_extension and until is None and allowed.limit is not None:
        ends_at = moments.in_utc(at) + allowed.limit
    pause = Pause(
        started_at=at,
        ended_at=ends_at,
        reason=reason,
        by=by,
        approved_by=approved_by,
        limit=allowed.limit,
        is_limit_in_law=allowed.is_limit_in_law,
        is_extension=allowed.is_extension,
    )
    _refuse_too_long(pause)
    return pause


def _allowed_reason(rule: ClockRule, *, reason: str) -> PauseReason:
    reasons = pause_reasons()
    if reason in rule.pausable:
        return reasons[reason]
    if rule.pausable:
        titles = " or ".join(reasons[code].title for code in sorted(rule.pausable))
        raise RuleBroken(f"{rule.code} ({rule.title}) may be paused only for this: {titles}.")
    because = (
        "It is set by law, and waiting for an agency does not stop it."
        if rule.kind is Kind.STAT
        else "Go on without what is missing, and record the gap."
    )
    raise RuleBroken(f"{rule.code} ({rule.title}) cannot be paused. {because}")


def _refuse_too_long(pause: Pause) -> None:
    if pause.ended_at is None or pause.limit is None:
        return
    if moments.elapsed(pause.started_at, until=pause.ended_at) <= pause.limit:
        return
    longest = f"{pause.limit / timedelta(hours=1):g} hours"
    if pause.is_limit_in_law:
        raise RuleBroken(f"The law allows this for {longest} at most, whoever approves it.")
    if pause.approved_by is None:
        raise RuleBroken(
            f"A pause for this reason ends after {longest}. "
            "A manager can approve a longer one: name the manager."
        )
