"""Read clocks: what runs out next, in the words of a page."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet

from openmash import policy
from openmash.audit import records
from openmash.enquiries.clocks import rules
from openmash.enquiries.clocks.rules import ClockLine
from openmash.enquiries.models import RunningClock
from openmash.errors import NotVisible
from openmash.timekeeping import clock_rule


def clock_line(clock: RunningClock, *, now: datetime) -> ClockLine:
    """Return a running clock as a page says it."""
    pause = _open_pause(clock, now=now)
    return ClockLine(
        code=clock.code,
        title=rules.title_of(clock.code),
        started_at=clock.started_at,
        due_at=clock.due_at,
        words=rules.words_of(clock.due_at, stopped_at=clock.stopped_at, now=now),
        state=rules.state_of(
            clock.due_at, now=now, is_paused=pause is not None, stopped_at=clock.stopped_at
        ),
        paused_because=rules.reason_in_words(pause.reason) if pause else "",
        due_before_at=clock.rebased_from_at,
        stopped_at=clock.stopped_at,
        is_pausable=bool(clock_rule(clock.code).pausable),
        key=clock.pk,
    )


def clock_lines(clocks: Iterable[RunningClock], *, now: datetime) -> list[ClockLine]:
    """Return clocks as lines, what runs out next first."""
    lines = [clock_line(clock, now=now) for clock in clocks]
    return sorted(lines, key=lambda line: (line.stopped_at is not None, line.due_at or now))


def get_clock(pk: int, *, viewer: policy.Viewer) -> RunningClock:
    """Return a clock of a contact or an enquiry that this viewer may work on.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    clock = (
        RunningClock.objects.select_related("screening__contact", "enquiry", "request")
        .filter(pk=pk)
        .first()
    )
    allowed = clock is not None and policy.Permission.CONTACT_TRIAGE in viewer.permissions
    verdict = policy.Verdict(allowed, "hub role" if allowed else "no such clock for this viewer")
    records.record_look(f"clock {pk}", by=viewer, verdict=verdict)
    if clock is None or not allowed:
        raise NotVisible("There is no clock with that number. Check it, or go back to your work.")
    return clock


def running(*, viewer: policy.Viewer) -> QuerySet[RunningClock]:
    """Return every clock that runs and that this viewer may see, what runs out next first.

    Clocks of requests belong to the agency and to the hub; those of contacts and enquiries to
    the hub alone. The database holds the line; a person without a hub role has no wall to see.
    """
    if policy.Permission.ENQUIRY_READ not in viewer.permissions:
        return RunningClock.objects.none()
    return (
        RunningClock.objects.filter(stopped_at=None)
        .select_related("screening__contact", "enquiry", "request__agency", "request__enquiry")
        .prefetch_related("pauses")
        .order_by(F("due_at").asc(nulls_first=True), "pk")
    )


def _open_pause(clock: RunningClock, *, now: datetime):
    return next(
        (
            pause
            for pause in clock.pauses.all()
            if pause.until_at is None and (pause.ends_by_at is None or pause.ends_by_at > now)
        ),
        None,
    )
