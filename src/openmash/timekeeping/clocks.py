"""One running clock, as a value: started, paused, re-graded, stopped, and never rewritten."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from openmash.errors import RuleBroken
from openmash.timekeeping import moments
from openmash.timekeeping.due import Stretch, due_moment, soon_moment
from openmash.timekeeping.pauses import Pause, begin_pause
from openmash.timekeeping.rules import ClockRule
from openmash.timekeeping.units import DayEnd, Meaning
from openmash.timekeeping.working_calendar import WorkingCalendar


class ClockState(StrEnum):
    """What a clock shows. Colour is never its only sign."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A clock on one matter. Every change gives a new value and keeps what was before.

    `earlier_rules` are the rules it ran under before it was re-graded, oldest first.
    """

    rule: ClockRule
    started_at: datetime
    pauses: tuple[Pause, ...] = ()
    stopped_at: datetime | None = None
    earlier_rules: tuple[ClockRule, ...] = ()

    def __post_init__(self) -> None:
        start = moments.in_utc(self.started_at)
        # A clock that counts back from a planned event is stopped before that event, rightly.
        if self.stopped_at is None or self.rule.counts_back:
            return
        if moments.in_utc(self.stopped_at) < start:
            raise RuleBroken("A clock cannot stop before it started. Check the two times.")

    def due_at(
        self,
        calendar: WorkingCalendar,
        *,
        now: datetime | None = None,
        day_end: DayEnd = DayEnd.CLOSE_OF_BUSINESS,
    ) -> datetime | None:
        """Return when this must be done; None means at once, or as soon as practicable.

        Working-day clocks end at the hub's close of business, or with `DayEnd.END_OF_DAY` at
        the last second of the day, as statutory returns count. A pause that is still
        open counts up to `now`; without `now` it counts for nothing.
        """
        return due_moment(
            self.rule,
            started_at=self.started_at,
            calendar=calendar,
            pauses=self._stretches(now),
            day_end=day_end,
        )

    def due_dates(self, calendar: WorkingCalendar) -> tuple[tuple[ClockRule, datetime | None], ...]:
        """Return each rule the clock ever ran under with its due moment, the present one last."""
        rules = (*self.earlier_rules, self.rule)
        return tuple((rule, replace(self, rule=rule).due_at(calendar)) for rule in rules)

    def state(self, now: datetime, *, calendar: WorkingCalendar) -> ClockState:
        """Return what the clock shows at that moment.

        Lateness goes before a pause: pausing what is already late hides nothing. A clock with
        no number is never calm.
        """
        if self.stopped_at is not None:
            return ClockState.STOPPED
        due = self.due_at(calendar, now=now)
        if due is not None and moments.in_utc(now) > moments.in_utc(due):
            is_limit = self.rule.meaning is Meaning.LIMIT
            return ClockState.LATE if is_limit else ClockState.STOPPED
        if self.open_pause(now) is not None:
            return ClockState.PAUSED
        soon = soon_moment(
            self.rule,
            started_at=self.started_at,
            calendar=calendar,
            pauses=self._stretches(now),
        )
        return ClockState.SOON if moments.in_utc(now) >= moments.in_utc(soon) else ClockState.CALM

    def remaining(self, now: datetime, *, calendar: WorkingCalendar) -> timedelta | None:
        """Return the real time left, negative when late; None where the answer is "at once".

        For a stopped clock it is what was left when it stopped.
        """
        seen_from = self.stopped_at or now
        due = self.due_at(calendar, now=seen_from)
        return None if due is None else moments.elapsed(seen_from, until=due)

    def stopped_late(
        self, calendar: WorkingCalendar, *, day_end: DayEnd = DayEnd.END_OF_DAY
    ) -> bool:
        """Return whether it stopped after it was due. Being done at last does not undo late.

        The figures count to the end of the day; pass the close of business for the hub's own.
        """
        if self.stopped_at is None:
            return False
        due = self.due_at(calendar, now=self.stopped_at, day_end=day_end)
        return due is not None and moments.in_utc(self.stopped_at) > moments.in_utc(due)

    def paused_time(self, now: datetime) -> timedelta:
        """Return how long it has stood still in all, to be shown apart from the time it ran.

        Pauses that the present rule does not allow, made before a re-grading, are not counted.
        """
        stretches = (moments.elapsed(began, until=ended) for began, ended in self._stretches(now))
        return sum(stretches, timedelta())

    def open_pause(self, now: datetime) -> Pause | None:
        """Return the pause that holds this clock at that moment, if one does."""
        holding = (pause for pause in self._allowed_pauses() if pause.holds_at(now))
        return next(holding, None)

    def pause(
        self,
        at: datetime,
        *,
        reason: str,
        by: str,
        until: datetime | None = None,
        approved_by: str | None = None,
    ) -> "Clock":
        """Return the clock paused, for its rule's own reason and no other.

        `by` and `approved_by` are references of practitioners. Longer than the reason's limit
        needs a manager in `approved_by`; a limit in law nobody can lengthen.

        Raises:
            RuleBroken: the rule, the limit or the clock's present state forbids it.
        """
        self._refuse_if_stopped()
        if self.open_pause(at) is not None:
            raise RuleBroken(
                "This clock is paused already. End that pause before starting another."
            )
        if any(moments.in_utc(at) < moments.in_utc(past.started_at) for past in self.pauses):
            raise RuleBroken("A pause cannot start before an earlier one. Check the time.")
        if moments.in_utc(at) < moments.in_utc(self.started_at):
            raise RuleBroken("A clock cannot be paused before it started. Check the time.")
        pause = begin_pause(
            self.rule, at=at, reason=reason, by=by, until=until, approved_by=approved_by
        )
        return replace(self, pauses=(*self.pauses, pause))

    def resume(self, at: datetime) -> "Clock":
        """Return the clock running again.

        Raises:
            RuleBroken: it is not paused at that moment.
        """
        pause = self.open_pause(at)
        if pause is None:
            raise RuleBroken("This clock is not paused, so it cannot be started again.")
        ended = pause.ended(at)
        return replace(self, pauses=tuple(ended if p is pause else p for p in self.pauses))

    def lengthen_pause(self, at: datetime, *, until: datetime, approved_by: str) -> "Clock":
        """Return the clock with its open pause lengthened by a manager. Raises RuleBroken."""
        pause = self.open_pause(at)
        if pause is None:
            raise RuleBroken("This clock is not paused, so there is no pause to lengthen.")
        longer = pause.lengthened(until=until, approved_by=approved_by)
        return replace(self, pauses=tuple(longer if p is pause else p for p in self.pauses))

    def rebase(self, rule: ClockRule) -> "Clock":
        """Return the clock under another rule, counted from its original start.

        Re-grading never buys time: the new due moment is counted from the first start, and
        the old one is kept. Pauses the new rule does not allow stop counting at once.

        Raises:
            RuleBroken: the rule starts from another event, or the clock has stopped.
        """
        self._refuse_if_stopped()
        if rule.start_event != self.rule.start_event:
            raise RuleBroken(
                f"{rule.code} starts from another event than {self.rule.code}, so this clock "
                "cannot become it. Start a clock of its own."
            )
        return replace(self, rule=rule, earlier_rules=(*self.earlier_rules, self.rule))

    def stop(self, at: datetime) -> "Clock":
        """Return the clock stopped; an open pause ends with it. Raises RuleBroken."""
        self._refuse_if_stopped()
        running = self.resume(at) if self.open_pause(at) is not None else self
        return replace(running, stopped_at=at)

    def _refuse_if_stopped(self) -> None:
        if self.stopped_at is not None:
            raise RuleBroken("This clock has stopped and cannot change. Start a new one.")

    def _allowed_pauses(self) -> tuple[Pause, ...]:
        return tuple(pause for pause in self.pauses if pause.reason in self.rule.pausable)

    def _stretches(self, now: datetime | None) -> tuple[Stretch, ...]:
        stretches = (pause.stretch(now) for pause in self._allowed_pauses())
        return tuple(stretch for stretch in stretches if stretch is not None)
