"""What the asking page needs: who is concerned, which agencies there are, who was asked already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from openmash import policy
from openmash.agencies.access import agencies, partnership
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.asking import rules
from openmash.enquiries.asking.suggesting import Asked, Candidate, age_on
from openmash.enquiries.clocks.rules import hub_calendar
from openmash.enquiries.models import Enquiry, Piece, Request, Subject
from openmash.policy import Viewer
from openmash.timekeeping import WorkingCalendar, is_open, reach_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whether an agency can be reached now, and what to do where it cannot."""

    is_open: bool
    words: str
    out_of_hours: str = ""


def may_ask(viewer: Viewer, facts: policy.EnquiryFacts) -> policy.Verdict:
    """Asking is for hub roles that may read the enquiry."""
    if policy.Permission.REQUEST_SEND not in viewer.permissions:
        return policy.Verdict(False, "no hub role that asks agencies")
    return policy.may_read_enquiry(viewer, facts)


def subjects_of(enquiry: Enquiry) -> list[Subject]:
    """Return the people of an enquiry in their order, with what agencies wrote of them."""
    return list(enquiry.subjects.select_related("record__contact_person").order_by("position"))


def people_asked_about(subjects: Iterable[Subject], *, on: date) -> list[Asked]:
    """Return the people as far as it matters for whom to ask."""
    return [
        Asked(
            key=subject.pk,
            part=subject.part,
            age=age_on(on, born_on=subject.born_on, age=subject.age),
            is_unborn=subject.expected_on is not None and subject.born_on is None,
            relation=subject.relation,
            known_to=_known_to(subject),
        )
        for subject in subjects
    ]


def _known_to(subject: Subject) -> str:
    if subject.record is None:
        return ""
    named = getattr(subject.record, "contact_person", None)
    return named.known_to if named else ""


def agencies_to_ask(*, on: date) -> list:
    """Return the agencies that work with the hub, each with whether an agreement is in force."""
    found = list(agencies().prefetch_related("agreements"))
    for agency in found:
        facts = [
            rules.AgreementFact(from_on=each.from_on, ended_on=each.ended_on)
            for each in agency.agreements.all()
        ]
        agency.has_live_agreement = rules.has_live_agreement(facts, on=on)
    return found


def candidates(enquiry: Enquiry, *, among: Iterable) -> list[Candidate]:
    """Return the agencies as they are weighed: who told us of this, who was asked already."""
    told_us = set(enquiry.enquiry_contacts.values_list("contact__agency_id", flat=True))
    asked = set(
        enquiry.requests.exclude(state=Request.State.WITHDRAWN).values_list("agency_id", flat=True)
    )
    return [
        Candidate(
            key=agency.pk,
            kind=agency.kind,
            name=agency.name,
            has_agreement=agency.has_live_agreement,
            told_us=agency.pk in told_us,
            is_asked_already=agency.pk in asked,
        )
        for agency in among
    ]


def cross_border_prompts(enquiry: Enquiry) -> list[str]:
    """Return the other areas where somebody of this enquiry lived or lives, not asked yet.

    Every earlier address outside the area is asked about: families who move are easily lost
    from sight. Source: ADASS-OUT-OF-AREA
    """
    here = partnership()
    named = _areas_named(enquiry)
    asked = {
        area.casefold()
        for area in enquiry.requests.exclude(state=Request.State.WITHDRAWN).values_list(
            "outside_authority", flat=True
        )
    }
    outside_names = " ".join(
        enquiry.requests.filter(agency__is_outside_area=True).values_list("agency__name", flat=True)
    ).casefold()
    return [
        area
        for area in rules.areas_outside(named, own_area=here.area if here else "")
        if area.casefold() not in asked and area.casefold() not in outside_names
    ]


def _areas_named(enquiry: Enquiry) -> list[str]:
    from_subjects = enquiry.subjects.exclude(record=None).values_list("record__area", flat=True)
    from_persons = enquiry.subjects.exclude(person=None).values_list(
        "person__memberships__record__area", flat=True
    )
    from_contacts = enquiry.enquiry_contacts.values_list("contact__area", flat=True)
    return [area for area in (*from_subjects, *from_persons, *from_contacts) if area]


def requests_of(enquiry: Enquiry) -> QuerySet[Request]:
    """Return the requests of an enquiry, open ones first, what runs out next before the rest."""
    return (
        enquiry.requests.select_related("agency", "answered_by", "enquiry")
        .prefetch_related("subjects", "gists")
        .annotate(pieces_here=Count("pieces", filter=Q(pieces__replaced_by=None)))
        .order_by("answered_at", "due_at", "pk")
    )


def answered_pieces(request: Request) -> QuerySet[Piece]:
    """Return the pieces of an answer as far as the viewer may have them, in the order given."""
    subjects = Prefetch("about__subject", queryset=Subject.objects.all())
    return (
        request.pieces.select_related("withdrawal", "replaced_by", "by")
        .prefetch_related("about", subjects, "corroborations__agency")
        .order_by("at", "pk")
    )


def pieces_to_hint_at(request: Request) -> list[Piece]:
    """Return the pieces of which another agency may be told a line: none that must not leave.

    What a meeting alone may hear, what is developed covertly and what needs its originator's
    word stays. Source: APP-INTELLIGENCE
    """
    shared = set(request.gists.values_list("piece_id", flat=True))
    found = (
        Piece.objects.filter(enquiry_id=request.enquiry_id, withdrawal=None, replaced_by=None)
        .filter(restriction__in=[Piece.Restriction.SHARE, Piece.Restriction.GIST])
        .exclude(agency_id=request.agency_id)
        .select_related("agency")
        .order_by("-at")
    )
    return [piece for piece in found if piece.pk not in shared and not _is_bound(piece)]


def _is_bound(piece: Piece) -> bool:
    held = piece.conditions or {}
    return held.get("action") == "A1" or held.get("sanitisation") == "S2"


def calendar_of(agency, *, nation: str = "england") -> WorkingCalendar:
    """Return an agency's own opening hours as a calendar."""
    return hub_calendar(nation=nation, opening_hours=agency.opening_hours or {})


def reach_of(agency, *, at: datetime, nation: str = "england") -> Reach:
    """Return whether an agency can be reached now: "not reachable until Monday 09:00"."""
    calendar = calendar_of(agency, nation=nation)
    return Reach(
        is_open=is_open(at, calendar=calendar),
        words=reach_in_words(at, calendar=calendar),
        out_of_hours=agency.out_of_hours,
    )


def facts_of(enquiry: Enquiry) -> policy.EnquiryFacts:
    """Return what a rule may know of an enquiry."""
    return enquiry_facts(enquiry)
