"""The doors to what is decided: the table before a decision, and the record after it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from openmash import policy
from openmash.contacts.models import Contact
from openmash.decisions.answers import Person
from openmash.decisions.dissent.access import views_of
from openmash.decisions.models import Decision, DecisionDraft
from openmash.decisions.shown import Said, Silent, Table
from openmash.enquiries.access import enquiry_facts, get_enquiry
from openmash.enquiries.jigsaw import Hole
from openmash.enquiries.models import Enquiry, Piece, Request, RunningClock, Subject
from openmash.enquiries.reading.access import frame_rows, gather
from openmash.enquiries.reading.facts import Gathered, board_of
from openmash.enquiries.reading.naming import is_in_the_picture, person_called, ref_of, said_by
from openmash.enquiries.risk.access import held_now
from openmash.enquiries.triage.holding import access as holding

LOOK_BACK = timedelta(days=365)


def get_table(reference: str, *, viewer: policy.Viewer, now: datetime) -> Table:
    """Return everything that lies before those who decide; record the look.

    Raises:
        NotVisible: there is no such enquiry for this viewer.
    """
    return table_of(
        get_enquiry(reference, viewer=viewer, verb="read decision"), viewer=viewer, now=now
    )


def table_of(enquiry: Enquiry, *, viewer: policy.Viewer, now: datetime) -> Table:
    """Return the table of an enquiry that somebody may read already."""
    gathered = gather(frame_rows(enquiry), viewer=viewer)
    decisions = tuple(decisions_of(enquiry))
    subjects = [row for row in gathered.subjects if _is_decided_for(row, now=now)]
    return Table(
        enquiry=enquiry,
        people=tuple(_person(row) for row in subjects),
        said=tuple(_said(subjects, pieces=gathered.pieces)),
        not_heard=tuple(_not_heard(subjects, pieces=gathered.pieces)),
        views=tuple(views_of(enquiry, latest=decisions[-1] if decisions else None)),
        holes=tuple(holes_of(gathered, now=now)),
        silent=tuple(_silent(gathered.requests, now=now)),
        decisions=decisions,
        earlier=tuple(_earlier(enquiry, now=now)),
        arrived_after=_arrived_after(gathered.pieces, decisions=decisions),
        risk=held_now(enquiry=enquiry),
        clock=_first_clock(enquiry),
    )


def may_decide(enquiry: Enquiry, *, viewer: policy.Viewer) -> policy.Verdict:
    """Return whether the viewer has the authority to decide this enquiry."""
    return policy.may_decide(viewer, enquiry_facts(enquiry))


def holes_of(gathered: Gathered, *, now: datetime) -> list[Hole]:
    """Return all that is not known, about each person in turn, each hole once.

    Source: LOCAL-PRACTICE
    """
    local = timezone.localtime(now)
    found: dict[str, Hole] = {}
    for subject in gathered.subjects:
        if _is_decided_for(subject, now=now):
            board = board_of(gathered, middle=ref_of(subject), as_of=local.date(), now=local)
            for hole in board.holes if board else ():
                found.setdefault(hole.key, hole)
    return list(found.values())


def decisions_of(enquiry: Enquiry) -> list[Decision]:
    """Return every decision of an enquiry, the first first."""
    return list(
        enquiry.decisions.select_related("by")
        .prefetch_related("for_subjects__subject", "actions__agency", "actions__owner")
        .order_by("number")
    )


def snapshot(enquiry: Enquiry) -> dict:
    """Return what its viewer can see of an enquiry at this moment: keys, references, versions.

    Keys and not words: pieces and contacts never change, so they say exactly what was seen.
    """
    return {
        "version": enquiry.version,
        "stage": enquiry.stage,
        "contacts": sorted(
            Contact.objects.filter(in_enquiry__enquiry=enquiry).values_list("reference", flat=True)
        ),
        "requests": [list(row) for row in enquiry.requests.order_by("pk").values_list(
            "reference", "state", "version")],
        "pieces": list(enquiry.pieces.order_by("pk").values_list("pk", flat=True)),
        "withdrawn": list(
            enquiry.pieces.filter(withdrawal__isnull=False).values_list("pk", flat=True)
        ),
        "views": list(enquiry.views.order_by("pk").values_list("pk", flat=True)),
        "subjects": list(enquiry.subjects.order_by("pk").values_list("pk", flat=True)),
    }  # fmt: skip


def draft_of(enquiry: Enquiry, *, viewer: policy.Viewer) -> DecisionDraft | None:
    """Return the decision that this viewer has begun to write."""
    return DecisionDraft.objects.filter(enquiry=enquiry, practitioner_id=viewer.id).first()


def referrers_of(enquiry: Enquiry) -> list[Contact]:
    """Return the contacts of an enquiry that this viewer may read, each with its feedback."""
    return list(
        Contact.objects.filter(in_enquiry__enquiry=enquiry)
        .select_related("agency", "by")
        .prefetch_related("feedback")
        .order_by("received_at")
    )


def told_outcome(contact: Contact):
    """Return what the writer of a contact was last told of the outcome; None if nothing yet."""
    given = [each for each in contact.feedback.all() if each.moment == "outcome"]
    return given[-1] if given else None


def _is_decided_for(subject: Subject, *, now: datetime) -> bool:
    return is_in_the_picture(subject, today=timezone.localdate(now))


def _person(subject: Subject) -> Person:
    part = "adult_at_risk" if subject.part == "adult_at_risk" else "child"
    return Person(key=subject.pk, part=part, name=person_called(subject))


def _heard(subject: Subject, *, pieces: Iterable[Piece]) -> list[Piece]:
    return [
        piece
        for piece in pieces
        if piece.kind == Piece.Kind.OWN_WORDS
        and not piece.is_replaced
        and getattr(piece, "withdrawal", None) is None
        and subject.pk in {about.subject_id for about in piece.about.all()}
    ]


def _said(subjects: list[Subject], *, pieces: list[Piece]) -> Iterable[Said]:
    """Return each person's chosen sentence first, then what else they said."""
    for subject in subjects:
        name = person_called(subject)
        if subject.centre_words:
            to = f", to {subject.centre_words_to}" if subject.centre_words_to else ""
            yield Said(words=subject.centre_words, by=f"{name}{to}")
        for piece in _heard(subject, pieces=pieces):
            if piece.what.strip() != subject.centre_words.strip():
                to = piece.source or said_by(piece)
                when = f", {piece.happened_on:%-d %B %Y}" if piece.happened_on else ""
                yield Said(words=piece.what, by=f"{name}, to {to}{when}")


def _not_heard(subjects: list[Subject], *, pieces: list[Piece]) -> Iterable[str]:
    for subject in subjects:
        if not subject.centre_words and not _heard(subject, pieces=pieces):
            yield person_called(subject)


def _silent(requests: Iterable[Request], *, now: datetime) -> Iterable[Silent]:
    for request in requests:
        if request.state in Request.OPEN_STATES:
            yield Silent(
                pk=request.pk,
                reference=request.reference,
                agency=request.agency.name if request.agency else request.outside_authority,
                state=request.get_state_display(),
                due_at=request.due_at,
                is_late=bool(request.due_at and request.due_at < now),
            )


def _arrived_after(pieces: Iterable[Piece], *, decisions: tuple[Decision, ...]) -> int:
    if not decisions:
        return 0
    return sum(piece.at > decisions[-1].at for piece in pieces)


def _first_clock(enquiry: Enquiry) -> RunningClock | None:
    return enquiry.clocks.filter(stopped_at=None, due_at__isnull=False).order_by("due_at").first()


def _earlier(enquiry: Enquiry, *, now: datetime) -> list[dict]:
    """Return what was decided about the same people in a year, and why. Source: CIN-CENSUS"""
    own = list(Contact.objects.filter(in_enquiry__enquiry=enquiry))
    found: dict[str, dict] = {}
    for contact in own:
        held = holding.held_about(contact, today=timezone.localdate(now))
        for one in holding.earlier_contacts(held):
            screening = getattr(one, "screening", None)
            if one not in own and screening is not None and screening.rationale:
                found[one.reference] = _earlier_line(
                    one.reference, at=one.received_at, why=screening.rationale
                )
        for other in holding.earlier_enquiries(held):
            for decision in other.decisions.all() if other.pk != enquiry.pk else ():
                found[other.reference] = _earlier_line(
                    other.reference, at=decision.at, why=decision.rationale
                )
    lines = [line for line in found.values() if now - line["at"] <= LOOK_BACK]
    return sorted(lines, key=lambda line: line["at"], reverse=True)


def _earlier_line(reference: str, *, at: datetime, why: str) -> dict:
    is_contact = reference.startswith("C-")
    href = f"/enquiries/triage/{reference}/" if is_contact else f"/enquiries/{reference}/"
    return {"reference": reference, "at": at, "why": why, "href": href}
