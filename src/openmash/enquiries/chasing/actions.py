"""Remind agencies, put lateness before those who can act on it, and chase by hand."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from openmash import policy
from openmash.agencies.access import partnership
from openmash.audit import records
from openmash.enquiries.access import request_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.answering import rules as answer_rules
from openmash.enquiries.asking.access import may_ask, reach_of
from openmash.enquiries.asking.rules import clock_code
from openmash.enquiries.chasing import rules
from openmash.enquiries.clocks.actions import clockwork
from openmash.enquiries.clocks.rules import Clockwork
from openmash.enquiries.models import Enquiry, Request
from openmash.errors import RuleBroken
from openmash.policy import Role, Service
from openmash.timekeeping import Mode

WORKER = policy.Viewer(id=0, agency=0, service=Service.WORKER)


def make_rounds(*, at: datetime) -> int:
    """Remind and escalate everything that is due; return how many were told.

    It may run twice, or late: each occasion is told once.
    """
    return send_reminders(at=at) + escalate_late(at=at)


@transaction.atomic
def send_reminders(*, at: datetime) -> int:
    """Remind agencies at half and at nine tenths of their time; return how many were reminded."""
    work = clockwork()
    waiting = (
        Request.objects.select_for_update(of=("self",))
        .filter(state__in=Request.OPEN_STATES, due_at__gte=at, agency__isnull=False)
        .filter(reminders__lt=len(rules.REMIND_AT_SHARES))
    )
    told = 0
    for request in waiting:
        number = rules.reminders_due(_share_gone(request, work=work, at=at))
        if number > request.reminders:
            _remind(request, number=number, at=at)
            told += 1
    return told


def _share_gone(request: Request, *, work: Clockwork, at: datetime) -> float:
    counts_open_hours = work.rule(clock_code(request.brag)).mode is not Mode.ELAPSED_HOURS
    return rules.share_gone(
        request.issued_at,
        due_at=request.due_at,
        at=at,
        calendar=work.calendar if counts_open_hours else None,
    )


def _remind(request: Request, *, number: int, at: datetime) -> None:
    request.reminders = number
    request.save(update_fields=["reminders"])
    _tell_agency(
        request,
        kind="reminder",
        words=rules.reminder_words(request.reference, number=number),
        once=f"remind:{request.reference}:{number}",
        at=at,
    )
    facts = {"reminder": number}
    records.record_change("remind agency", request.reference, by=WORKER, at=at, facts=facts)


@transaction.atomic
def escalate_late(*, at: datetime) -> int:
    """Put answers that are late before the hub's manager and the agency; return how many."""
    late = (
        Request.objects.select_for_update(of=("self",))
        .select_related("agency", "enquiry")
        .filter(state__in=Request.OPEN_STATES, due_at__lt=at, escalated_at=None)
    )
    told = 0
    for request in late:
        _escalate(request, at=at)
        told += 1
    return told


def _escalate(request: Request, *, at: datetime) -> None:
    request.escalated_at = at
    request.version += 1
    request.save(update_fields=["escalated_at", "version"])
    enquiry = Enquiry.objects.select_for_update().get(pk=request.enquiry_id)
    enquiry.version += 1
    enquiry.save(update_fields=["version"])
    tell(
        ToWhom(role=Role.HUB_MANAGER.value),
        kind="overdue",
        words=_late_words(request, at=at),
        once=f"overdue:{request.reference}:hub",
        at=at,
        reference=enquiry.reference,
        enquiry_id=enquiry.pk,
        request_id=request.pk,
    )
    _tell_agency(
        request,
        kind="overdue",
        words=f"{request.reference}: your answer is late. The hub’s manager has been told.",
        once=f"overdue:{request.reference}:agency",
        at=at,
    )
    records.record_change("escalate late answer", request.reference, by=WORKER, at=at)


def _late_words(request: Request, *, at: datetime) -> str:
    if request.agency_id is None:
        return rules.late_words(
            request.reference, agency=request.outside_authority, reach="reachable now",
            needs_until=None, out_of_hours="",
        )  # fmt: skip
    here = partnership()
    reach = reach_of(request.agency, at=at, nation=here.nation if here else "england")
    until = request.longer_until_at
    return rules.late_words(
        request.reference,
        agency=request.agency.name,
        reach=reach.words,
        needs_until=timezone.localtime(until) if until else None,
        out_of_hours=reach.out_of_hours,
    )


@transaction.atomic
def chase(request: Request, *, by: policy.Viewer, at: datetime) -> Request:
    """Chase an answer by hand: the agency is told again, and the chasing is on the record.

    Raises:
        NotVisible: the viewer may not ask for this enquiry.
        RuleBroken: it is answered, or was chased within the last minutes.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    policy.require(may_ask(by, request_facts(request).enquiry))
    if request.state not in answer_rules.OPEN:
        raise RuleBroken("This is answered, so there is nothing to chase. Read the answer.")
    request.chased_at = at
    request.version += 1
    request.save(update_fields=["chased_at", "version"])
    _tell_agency(
        request,
        kind="chased",
        words=f"{request.reference}: the hub is waiting for your answer.",
        once=f"chase:{request.reference}:{at:%Y%m%d%H%M}",
        at=at,
    )
    records.record_change("chase agency", request.reference, by=by, at=at)
    return request


def _tell_agency(request: Request, *, kind: str, words: str, once: str, at: datetime) -> None:
    if request.agency_id is None:
        return
    tell(
        ToWhom(agency_id=request.agency_id),
        kind=kind,
        words=words,
        once=once,
        at=at,
        reference=request.reference,
        request_id=request.pk,
    )
