"""Ask agencies, each about the people it needs and no more; ask other areas by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from openmash import policy
from openmash.agencies.access import agencies
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.asking import access, rules
from openmash.enquiries.asking.snapshots import snapshot_of
from openmash.enquiries.asking.templates import kind_of
from openmash.enquiries.clocks.actions import clockwork, start_clock
from openmash.enquiries.models import Enquiry, Request, RequestSubject, Subject
from openmash.errors import RuleBroken


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One agency, or an authority outside the area, and exactly what it is asked about whom."""

    agency: int | None = None
    outside_authority: str = ""
    subjects: tuple[int, ...]
    questions: tuple[str, ...] = field(default=(), repr=False)
    period: str = ""
    is_existence_only: bool = False
    no_agreement_why: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What stands on every request of one sending: what for, why lawfully, who must not know."""

    purpose: str
    why_asked: str = field(repr=False)
    lawful_bases: tuple[str, ...]
    must_not_know: str = field(default="", repr=False)


@transaction.atomic
def send_requests(
    enquiry: Enquiry, asks: Sequence[Ask], *, wording: Wording, by: policy.Viewer, at: datetime
) -> list[Request]:
    """Ask agencies: each gets its own request, its own clock, and only the people it needs.

    Raises:
        NotVisible: the viewer may not ask for this enquiry.
        RuleBroken: agreement is awaited, no sharing agreement holds, or nobody is asked about.
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    facts = enquiry_facts(enquiry)
    policy.require(access.may_ask(by, facts))
    rules.check_asking(stage=enquiry.stage, is_ended=facts.is_ended)
    if not asks:
        raise RuleBroken("Tick at least one agency to ask.")
    if not wording.lawful_bases:
        raise RuleBroken("Tick why it is lawful to ask. Information governance can help.")
    subjects = {subject.pk: subject for subject in access.subjects_of(enquiry)}
    sent = [_send(enquiry, ask, wording=wording, subjects=subjects, by=by, at=at) for ask in asks]
    enquiry.stage = rules.stage_after_asking(enquiry.stage)
    enquiry.version += 1
    enquiry.save(update_fields=["stage", "version"])
    facts_told = {"requests": len(sent)}
    records.record_change("ask agencies", enquiry.reference, by=by, at=at, facts=facts_told)
    return sent


@transaction.atomic
def raise_cross_border(enquiry: Enquiry, *, by: policy.Viewer, at: datetime) -> list[Request]:
    """Ask each other area where somebody lived, as far as agencies may be asked already.

    It is called when an enquiry opens. Where agreement is awaited nothing is sent, and the
    asking page shows the other areas instead.
    """
    areas = access.cross_border_prompts(enquiry)
    gate = rules.gate_of(
        remits=enquiry.remits,
        level=enquiry.level,
        agreement=enquiry.agreement,
        reason=enquiry.agreement_why,
        is_about_children=True,
    )
    if not areas or not gate or not enquiry.lawful_bases:
        return []
    everyone = tuple(enquiry.subjects.values_list("pk", flat=True))
    kind = kind_of("LA_OTHER").template
    asks = [
        Ask(**addressee(area), subjects=everyone, questions=kind.questions, period=kind.period)
        for area in areas
    ]
    asks = [ask for ask in asks if ask.outside_authority or _has_agreement(ask, at=at)]
    wording = Wording(
        purpose=enquiry.purpose,
        why_asked="Somebody we look into lived in your area. We ask what you knew of them.",
        lawful_bases=tuple(enquiry.lawful_bases),
        must_not_know=enquiry.must_not_know,
    )
    return send_requests(enquiry, asks, wording=wording, by=by, at=at) if asks else []


def addressee(area: str) -> dict[str, object]:
    """Return whom to ask in another area: its own agency where the hub knows one, or by name."""
    known = agencies().filter(is_outside_area=True, name__icontains=area).first()
    return {"agency": known.pk} if known else {"outside_authority": area}


def _has_agreement(ask: Ask, *, at: datetime) -> bool:
    on = timezone.localdate(at)
    return any(a.pk == ask.agency and a.has_live_agreement for a in access.agencies_to_ask(on=on))


def _send(
    enquiry: Enquiry,
    ask: Ask,
    *,
    wording: Wording,
    subjects: dict[int, Subject],
    by: policy.Viewer,
    at: datetime,
) -> Request:
    rules.check_subjects(given=ask.subjects, known=subjects)
    about = [subjects[key] for key in ask.subjects]
    _check_gate(enquiry, about=about)
    agency = _agency_of(enquiry, ask, at=at)
    if not ask.is_existence_only and not any(line.strip() for line in ask.questions):
        raise RuleBroken("Write at least one question, or ask only whether they are known.")
    request = _create(enquiry, ask, wording=wording, agency=agency, by=by, at=at)
    for position, subject in enumerate(about):
        RequestSubject.objects.create(request=request, position=position, **snapshot_of(subject))
    _announce(request, about=len(about), by=by, at=at)
    return request


def _create(
    enquiry: Enquiry, ask: Ask, *, wording: Wording, agency, by: policy.Viewer, at: datetime
) -> Request:
    """Write the request and start its clock; the request carries the same due moment."""
    work, code = clockwork(), rules.clock_code(enquiry.brag)
    request = Request.objects.create(
        reference=_next_reference(at),
        enquiry=enquiry,
        agency=agency,
        outside_authority=ask.outside_authority,
        brag=enquiry.brag,
        purpose=wording.purpose,
        why_asked=wording.why_asked,
        questions=[line.strip() for line in ask.questions if line.strip()],
        period=ask.period,
        lawful_bases=list(wording.lawful_bases),
        must_not_know=wording.must_not_know,
        is_existence_only=ask.is_existence_only,
        not_without=list(kind_of(agency.kind if agency else "LA_OTHER").template.not_without),
        no_agreement_why=ask.no_agreement_why,
        issued_at=at,
        issued_by_id=by.id,
        due_at=work.due_at(code, started_at=at),
    )
    start_clock(code, started_at=at, request=request, work=work)
    return request


def _check_gate(enquiry: Enquiry, *, about: Sequence[Subject]) -> None:
    gate = rules.gate_of(
        remits=enquiry.remits,
        level=enquiry.level,
        agreement=enquiry.agreement,
        reason=enquiry.agreement_why,
        is_about_children=any(subject.part == Subject.Part.CHILD for subject in about),
    )
    if not gate:
        raise RuleBroken(gate.why)


def _agency_of(enquiry: Enquiry, ask: Ask, *, at: datetime):
    """Return the agency to be asked, or None for an authority outside the area."""
    if ask.outside_authority:
        return None
    found = [a for a in access.agencies_to_ask(on=timezone.localdate(at)) if a.pk == ask.agency]
    if not found:
        raise RuleBroken("That agency does not work with the hub any more. Choose another.")
    rules.check_sharing_agreement(
        is_live=found[0].has_live_agreement,
        level=enquiry.level,
        brag=enquiry.brag,
        why=ask.no_agreement_why,
    )
    return found[0]


def _next_reference(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('om_request_number')")
        number = cursor.fetchone()[0]
    return f"R-{timezone.localtime(at).year}-{number:04d}"


def _announce(request: Request, *, about: int, by: policy.Viewer, at: datetime) -> None:
    """Record what left the hub, and put the request before those who research for the agency."""
    facts = {
        "agency": request.agency_id or request.outside_authority,
        "subjects": about,
        "questions": len(request.questions),
        "purpose": request.purpose,
        "bases": request.lawful_bases,
    }
    because = "asked only whether they are known" if request.is_existence_only else "asked"
    records.record_disclosure(
        "ask agency", request.reference, by=by, at=at, because=because, facts=facts
    )
    if request.agency_id is None:
        return
    tell(
        ToWhom(agency_id=request.agency_id),
        kind="request",
        words=f"The hub asks your agency something: {request.reference}.",
        once=f"request:{request.reference}",
        at=at,
        reference=request.reference,
        request_id=request.pk,
    )
