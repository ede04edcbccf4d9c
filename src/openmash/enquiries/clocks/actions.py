"""Start, stop, pause and rebase clocks. Each keeps what was before; nothing late is ever hidden."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from openmash import policy
from openmash.agencies.access import partnership
from openmash.audit import records
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.clocks import rules
from openmash.enquiries.models import ClockPause, Enquiry, Request, RunningClock, Screening
from openmash.errors import RuleBroken
from openmash.policy import Role
from openmash.timekeeping import Clock


def clockwork() -> rules.Clockwork:
    """Return the calendar and clock rules of this hub's partnership."""
    here = partnership()
    if here is None:
        calendar = rules.hub_calendar(nation="england", opening_hours={})
        return rules.Clockwork(calendar=calendar, settings={})
    return rules.Clockwork(
        calendar=rules.hub_calendar(
            nation=here.nation,
            opening_hours=here.opening_hours,
            closed_on=here.closed_on,
            extra_bank_holidays=here.settings.get("extra_bank_holidays", ()),
        ),
        settings=here.settings,
    )


def start_clock(
    code: str,
    *,
    started_at: datetime,
    screening: Screening | None = None,
    enquiry: Enquiry | None = None,
    request: Request | None = None,
    work: rules.Clockwork | None = None,
) -> RunningClock:
    """Start a clock on a contact, an enquiry or a request; one that runs already is returned.

    Raises:
        UnknownClock: no clock has that code.
        RuleBroken: the partnership's number for it is looser than the law allows.
    """
    on = {"screening": screening, "enquiry": enquiry, "request": request}
    running = RunningClock.objects.filter(code=code, stopped_at=None, **on).first()
    if running is not None:
        return running
    due_at = (work or clockwork()).due_at(code, started_at=started_at)
    return RunningClock.objects.create(code=code, started_at=started_at, due_at=due_at, **on)


def agree_clock(
    code: str, *, enquiry: Enquiry, due_at: datetime, why: str, at: datetime
) -> RunningClock:
    """Run a clock of an enquiry to a moment that people agreed, where no number is in law.

    One that runs already is stopped, and its moment stays on the record.
    """
    stop_clocks([code], why=why, at=at, enquiry=enquiry)
    return RunningClock.objects.create(code=code, enquiry=enquiry, started_at=at, due_at=due_at)


def stop_clock(
    clock: RunningClock, *, why: str, at: datetime, work: rules.Clockwork | None = None
) -> RunningClock:
    """Stop a clock because the thing was done. Its due moment stays, so late stays late."""
    clock = RunningClock.objects.select_for_update().get(pk=clock.pk)
    if clock.stopped_at is not None:
        return clock
    for pause in clock.pauses.filter(until_at=None):
        _end_pause(pause, at=at)
    work = work or clockwork()
    # A clock without a number in law keeps the moment that was agreed for it.
    clock.due_at = _value(clock, work=work).due_at(work.calendar, now=at) or clock.due_at
    clock.stopped_at, clock.stopped_why = at, why
    clock.save(update_fields=["due_at", "stopped_at", "stopped_why"])
    return clock


def stop_clocks(
    codes: Iterable[str],
    *,
    why: str,
    at: datetime,
    screening: Screening | None = None,
    enquiry: Enquiry | None = None,
    request: Request | None = None,
) -> None:
    """Stop those of these clocks that run on a contact, an enquiry or a request."""
    on = {"screening": screening, "enquiry": enquiry, "request": request}
    given = {name: thing for name, thing in on.items() if thing is not None}
    running = list(RunningClock.objects.filter(code__in=list(codes), stopped_at=None, **given))
    work = clockwork() if running else None
    for clock in running:
        stop_clock(clock, why=why, at=at, work=work)


@transaction.atomic
def pause_clock(
    clock: RunningClock,
    *,
    reason: str,
    words: str = "",
    until: datetime | None = None,
    by: policy.Viewer,
    at: datetime,
) -> ClockPause:
    """Let a clock stand still, for its rule's own reason and no longer than that allows.

    Longer needs a manager or a decision maker: their own signature is the approval.

    Raises:
        RuleBroken: the rule, the limit or the clock's present state forbids it.
    """
    clock = RunningClock.objects.select_for_update().get(pk=clock.pk)
    work = clockwork()
    for lapsed in clock.pauses.filter(until_at=None, ends_by_at__lte=at):
        _end_pause(lapsed, at=lapsed.ends_by_at)
    value = _value(clock, work=work).pause(
        at, reason=reason, by=str(by.id), until=until, approved_by=_approval(by)
    )
    pause = ClockPause.objects.create(
        clock=clock,
        from_at=at,
        ends_by_at=value.pauses[-1].ends_at,
        reason=reason,
        words=words,
        by_id=by.id,
    )
    clock.due_at = value.due_at(work.calendar)
    clock.save(update_fields=["due_at"])
    records.record_change("clock.pause", reference_of(clock), by=by, at=at, because=reason)
    return pause


@transaction.atomic
def resume_clock(clock: RunningClock, *, by: policy.Viewer, at: datetime) -> RunningClock:
    """Let a paused clock run again; the paused time is given back and stays on the record.

    Raises:
        RuleBroken: it is not paused.
    """
    clock = RunningClock.objects.select_for_update().get(pk=clock.pk)
    pause = clock.pauses.filter(until_at=None).first()
    if pause is None:
        raise RuleBroken("This clock is not paused, so it cannot be started again.")
    _end_pause(pause, at=at)
    work = clockwork()
    clock.due_at = _value(clock, work=work).due_at(work.calendar, now=at)
    clock.save(update_fields=["due_at"])
    records.record_change("clock.resume", reference_of(clock), by=by, at=at)
    return clock


def rebase_clock(
    clock: RunningClock, *, code: str, work: rules.Clockwork | None = None
) -> RunningClock:
    """Put a clock under another rating's rule, counted from its original start, keeping both.

    A new rating never buys time. Pauses that the new rule does not allow stop counting.

    Raises:
        RuleBroken: the other rule starts from another event, or the clock has stopped.
    """
    clock = RunningClock.objects.select_for_update().get(pk=clock.pk)
    if clock.code == code:
        return clock
    work = work or clockwork()
    value = _value(clock, work=work).rebase(work.rule(code))
    clock.rebased_from_at = clock.due_at
    clock.code, clock.due_at = code, value.due_at(work.calendar)
    clock.save(update_fields=["code", "due_at", "rebased_from_at"])
    return clock


def end_lapsed_pauses(*, at: datetime) -> int:
    """Write down that a pause has ended by itself; its clock has run since then already."""
    lapsed = ClockPause.objects.filter(until_at=None, ends_by_at__lte=at)
    return lapsed.update(until_at=F("ends_by_at"))


def tell_run_out(*, at: datetime) -> int:
    """Tell whoever holds the risk, and the hub's managers, of every clock that ran out.

    Requests to agencies are chased by a round of their own. Each clock is told once.
    """
    run_out = (
        RunningClock.objects.filter(stopped_at=None, due_at__lt=at, request=None)
        .select_related("screening__contact", "enquiry")
        .prefetch_related("screening__risk_owners", "enquiry__risk_owners")
    )
    number = 0
    for clock in run_out:
        reference = reference_of(clock)
        words = f"{rules.title_of(clock.code)}: the time for {reference} has run out."
        for to in (_owner_of(clock), ToWhom(role=Role.HUB_MANAGER.value)):
            tell(
                to,
                kind="clock ran out",
                words=words,
                once=f"late:{clock.pk}:{clock.due_at:%Y%m%d%H%M}:{to.practitioner_id or to.role}",
                at=at,
                reference=reference,
                enquiry_id=clock.enquiry_id,
            )
        number += 1
    return number


def _owner_of(clock: RunningClock) -> ToWhom:
    owned = clock.enquiry or clock.screening
    owner = next((held for held in owned.risk_owners.all() if held.until_at is None), None)
    if owner is None:
        return ToWhom(role=Role.DECISION_MAKER.value)
    return ToWhom(practitioner_id=owner.owner_id)


def reference_of(clock: RunningClock) -> str:
    """Return the reference of what a clock runs on."""
    if clock.request_id:
        return clock.request.reference
    if clock.enquiry_id:
        return clock.enquiry.reference
    return clock.screening.contact.reference


def _approval(by: policy.Viewer) -> str | None:
    may_approve = {policy.Permission.REASSIGN, policy.Permission.DECIDE} & by.permissions
    return str(by.id) if may_approve else None


def _end_pause(pause: ClockPause, *, at: datetime) -> None:
    pause.until_at = at if pause.ends_by_at is None else min(at, pause.ends_by_at)
    pause.save(update_fields=["until_at"])


def _value(clock: RunningClock, *, work: rules.Clockwork) -> Clock:
    kept = [
        rules.pause_as_kept(
            from_at=pause.from_at,
            until_at=pause.until_at,
            ends_by_at=pause.ends_by_at,
            reason=pause.reason,
            by=str(pause.by_id),
        )
        for pause in clock.pauses.order_by("from_at")
    ]
    return Clock(
        rule=work.rule(clock.code),
        started_at=clock.started_at,
        pauses=tuple(kept),
        stopped_at=clock.stopped_at,
    )
