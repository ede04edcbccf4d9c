"""Add what the hub itself has learnt, and mark what a person finds significant."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from openmash import policy
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.answering.rules import (
    PieceGiven,
    check_piece,
    is_after_decision,
    stage_after_answer,
)
from openmash.enquiries.models import Enquiry, Piece, PieceSubject, Request, Significance
from openmash.errors import RuleBroken


@transaction.atomic
def add_piece(
    enquiry: Enquiry,
    given: PieceGiven,
    *,
    source_label: str,
    significant_why: str = "",
    by: policy.Viewer,
    at: datetime,
) -> Piece:
    """Keep one thing that the hub was told outside any request, by telephone or face to face.

    `source_label` says who told it. After the decision it reopens the analysis, like any other
    late news, and whoever holds the risk is told.

    Raises:
        NotVisible: the viewer may not read the enquiry.
        RuleBroken: it lacks its words, its source, whom it is about, or a basis.
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    policy.require(policy.may_read_enquiry(by, enquiry_facts(enquiry)))
    if not source_label.strip():
        raise RuleBroken("Say who told the hub, and how: “a neighbour, by telephone”.")
    subjects = set(enquiry.subjects.values_list("pk", flat=True))
    check_piece(given, subjects=subjects, is_graded=False, today=timezone.localdate(at))
    is_late = is_after_decision(enquiry.stage)
    piece = Piece.objects.create(
        enquiry=enquiry,
        source_label=source_label.strip(),
        happened_precision=given.happened_precision if given.happened_on else "unknown",
        flags=list(given.flags),
        lawful_bases=list(given.lawful_bases),
        is_significant=bool(significant_why.strip()),
        significant_why=significant_why.strip(),
        is_after_decision=is_late,
        by_id=by.id,
        at=at,
        **{name: getattr(given, name) for name in _KEPT_AS_GIVEN},
    )
    PieceSubject.objects.bulk_create(
        PieceSubject(piece=piece, subject_id=key) for key in given.about
    )
    _move(enquiry, is_late=is_late, by=by, at=at)
    records.record_change(
        "add piece", enquiry.reference, by=by, at=at, facts={"place": piece.place}
    )
    return piece


_KEPT_AS_GIVEN = (
    "place", "what", "gist", "analysis", "happened_on", "happened_until_on", "known_on", "source",
    "kind", "is_first_hand", "restriction", "sighting", "is_seen_alone", "seen_by",
)  # fmt: skip


@transaction.atomic
def mark(
    piece: Piece, *, is_significant: bool, why: str, by: policy.Viewer, at: datetime
) -> Significance:
    """Mark a piece as significant, or take the mark off: always with a reason, never by editing.

    Raises:
        NotVisible: the viewer may not read the enquiry.
        RuleBroken: no reason is given.
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=piece.enquiry_id)
    policy.require(policy.may_read_enquiry(by, enquiry_facts(enquiry)))
    if not why.strip():
        raise RuleBroken("Say why. Somebody who was not there has to understand the mark.")
    marked = Significance.objects.create(
        piece=piece, is_significant=is_significant, why=why.strip(), by_id=by.id, at=at
    )
    enquiry.version += 1
    enquiry.save(update_fields=["version"])
    verb = "mark significant" if is_significant else "unmark significant"
    records.record_change(verb, enquiry.reference, by=by, at=at, facts={"piece": piece.pk})
    return marked


def _move(enquiry: Enquiry, *, is_late: bool, by: policy.Viewer, at: datetime) -> None:
    before = enquiry.stage
    still_open = enquiry.requests.filter(state__in=Request.OPEN_STATES).count()
    enquiry.stage = stage_after_answer(before, has_new_pieces=True, still_open=still_open)
    if enquiry.stage != Enquiry.Stage.CLOSED:
        enquiry.closed_at = None
    enquiry.version += 1
    enquiry.save(update_fields=["stage", "closed_at", "version"])
    if is_late:
        facts = {"before": before, "after": enquiry.stage}
        verb = "reopen enquiry" if before == Enquiry.Stage.CLOSED else "move enquiry"
        records.record_change(verb, enquiry.reference, by=by, at=at, facts=facts)
        _tell_owner(enquiry, by=by, at=at)


def _tell_owner(enquiry: Enquiry, *, by: policy.Viewer, at: datetime) -> None:
    held = enquiry.risk_owners.filter(until_at=None).first()
    if held is None or held.owner_id == by.id:
        return
    tell(
        ToWhom(practitioner_id=held.owner_id),
        kind="news after decision",
        words=f"Something new is known in {enquiry.reference} since it was decided. Read it today.",
        once=f"news:{enquiry.reference}:{enquiry.version}",
        at=at,
        reference=enquiry.reference,
        enquiry_id=enquiry.pk,
    )
