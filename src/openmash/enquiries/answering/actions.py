"""What an agency does with a request: opens it, answers it, says it knows somebody, adds to it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from openmash import firewall, policy
from openmash.audit import records
from openmash.enquiries.access import request_facts
from openmash.enquiries.answering import rules
from openmash.enquiries.answering.news.actions import tell_of_answer
from openmash.enquiries.answering.rules import Answer, PieceGiven
from openmash.enquiries.asking.access import may_ask
from openmash.enquiries.asking.templates import kind_of
from openmash.enquiries.clocks.actions import stop_clocks
from openmash.enquiries.clocks.rules import REQUEST_CODES
from openmash.enquiries.models import (
    AnswerDraft,
    Enquiry,
    Piece,
    PieceSubject,
    Request,
)
from openmash.policy import Service

HELD_BACK = {
    Piece.Restriction.SEALED: "sealed_count",
    Piece.Restriction.MEETING_ONLY: "meeting_only_count",
}


@transaction.atomic
def open_request(request: Request, *, by: policy.Viewer, at: datetime) -> Request:
    """Note that the agency has opened its request, once."""
    policy.require(policy.may_answer_request(by, request_facts(request)))
    if request.opened_at is not None:
        return request
    request = Request.objects.select_for_update().get(pk=request.pk)
    if request.opened_at is None:
        request.opened_at = at
        if request.state == Request.State.SENT:
            request.state = Request.State.OPENED
        request.version += 1
        request.save(update_fields=["opened_at", "state", "version"])
        touch_enquiry(request)
        records.record_change("open request", request.reference, by=by, at=at)
    return request


@transaction.atomic
def send_answer(
    request: Request,
    answer: Answer,
    *,
    pieces: Sequence[PieceGiven],
    key: str,
    by: policy.Viewer,
    at: datetime,
) -> Request:
    """Send an agency's answer. `key` is the draft's: the same draft is never sent twice.

    Raises:
        NotVisible: the viewer neither researches for the agency nor writes down for the hub.
        RuleBroken: the answer lacks what its state needs, or cannot follow the one given.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    policy.require(_may_answer(request, answer=answer, by=by))
    draft = AnswerDraft.objects.filter(request=request, key=key).first()
    if draft is None:
        return request
    rules.check_move(now=request.state, to=answer.state)
    before = request.pieces.count() + request.sealed_count
    rules.check_answer(answer, at=at, pieces_before=before)
    stage = _stage_of(request)
    for piece in pieces:
        keep_piece(request, piece, is_late=rules.is_after_decision(stage), by=by, at=at)
    earlier = request.state
    _settle(request, answer=answer, stage=stage, pieces=pieces, by=by, at=at)
    draft.delete()
    _record(request, earlier=earlier, pieces=pieces, by=by, at=at)
    tell_of_answer(request, pieces=len(pieces), at=at)
    return request


def _may_answer(request: Request, *, answer: Answer, by: policy.Viewer) -> policy.Verdict:
    """Return whether the viewer answers for the agency, or writes down what it said."""
    facts = request_facts(request)
    verdict = policy.may_answer_request(by, facts)
    if verdict or not answer.said_by.strip():
        return verdict
    return may_ask(by, facts.enquiry)


def keep_piece(
    request: Request,
    given: PieceGiven,
    *,
    is_late: bool,
    by: policy.Viewer,
    at: datetime,
    replaces: Piece | None = None,
) -> Piece:
    """Keep one piece as it was given. It is never edited; a correction is another piece.

    Raises:
        RuleBroken: it lacks what every piece needs.
    """
    _check_piece(request, given, at=at)
    piece = Piece.objects.create(
        enquiry_id=request.enquiry_id,
        request=request,
        agency_id=request.agency_id,
        source_label=request.outside_authority,
        happened_precision=given.happened_precision if given.happened_on else "unknown",
        flags=list(given.flags),
        lawful_bases=list(given.lawful_bases),
        is_after_decision=is_late,
        replaces=replaces,
        by_id=by.id,
        at=at,
        **{name: getattr(given, name) for name in _KEPT_AS_GIVEN},
    )
    about = [PieceSubject(piece=piece, subject_id=key) for key in given.about]
    PieceSubject.objects.bulk_create(about)
    return piece


def _check_piece(request: Request, given: PieceGiven, *, at: datetime) -> None:
    kind = kind_of(request.agency.kind if request.agency_id else "LA_OTHER")
    rules.check_piece(
        given,
        subjects=list(request.subjects.values_list("subject_id", flat=True)),
        is_graded=kind.template.is_graded,
        today=timezone.localdate(at),
    )


_KEPT_AS_GIVEN = (
    "place", "what", "gist", "analysis", "happened_on", "happened_until_on", "known_on", "source",
    "kind", "is_first_hand", "grade", "conditions", "restriction", "sighting", "is_seen_alone",
    "seen_by",
)  # fmt: skip


_KEPT_OF_ANSWER = ("searched_systems", "searched_names", "authorised_by", "said_by")


def _stage_of(request: Request) -> str:
    """Return the stage of the enquiry, which the agency may not read."""
    with firewall.acting_as(Service.WORKER):
        return Enquiry.objects.values_list("stage", flat=True).get(pk=request.enquiry_id)


def _settle(
    request: Request,
    *,
    answer: Answer,
    stage: str,
    pieces: Sequence[PieceGiven],
    by: policy.Viewer,
    at: datetime,
) -> None:
    """Put the answer on the request, stop its clock, and move the enquiry along."""
    request.state = answer.state
    if answer.state in rules.ENDED:
        request.answered_at, request.answered_by_id = request.answered_at or at, by.id
        stop_clocks(REQUEST_CODES.values(), why="answered", at=at, request=request)
    for name in _KEPT_OF_ANSWER:
        if value := getattr(answer, name).strip():
            setattr(request, name, value)
    # The reason belongs to the state it was given for: an answer in full needs none.
    request.why, request.why_kind = answer.why, answer.why_kind
    request.longer_until_at = answer.longer_until or request.longer_until_at
    request.conflict_checked = True
    request.is_late_answer = request.is_late_answer or rules.is_after_decision(stage)
    for piece in pieces:
        if counted := HELD_BACK.get(piece.restriction):
            setattr(request, counted, getattr(request, counted) + 1)
    request.version += 1
    request.save()
    move_enquiry(request, has_new_pieces=bool(pieces), at=at)


def move_enquiry(request: Request, *, has_new_pieces: bool, at: datetime) -> None:
    """Move the enquiry along after an answer: gathered, or reopened by news after its decision."""
    with firewall.acting_as(Service.WORKER):
        enquiry = Enquiry.objects.select_for_update().get(pk=request.enquiry_id)
        still_open = enquiry.requests.filter(state__in=Request.OPEN_STATES).count()
        stage = rules.stage_after_answer(
            enquiry.stage, has_new_pieces=has_new_pieces, still_open=still_open
        )
        if stage != enquiry.stage:
            facts = {"before": enquiry.stage, "after": stage, "because": request.reference}
            records.record_change("move enquiry", enquiry.reference, by=WORKER, at=at, facts=facts)
        enquiry.stage = stage
        enquiry.closed_at = enquiry.closed_at if stage == Enquiry.Stage.CLOSED else None
        enquiry.version += 1
        enquiry.save(update_fields=["stage", "closed_at", "version"])


def touch_enquiry(request: Request) -> None:
    """Move the enquiry's version on, so that a page that watches it is drawn anew."""
    with firewall.acting_as(Service.WORKER):
        Enquiry.objects.filter(pk=request.enquiry_id).update(version=F("version") + 1)


WORKER = policy.Viewer(id=0, agency=0, service=Service.WORKER)


def _record(
    request: Request,
    *,
    earlier: str,
    pieces: Sequence[PieceGiven],
    by: policy.Viewer,
    at: datetime,
) -> None:
    facts = {
        "before": earlier,
        "state": request.state,
        "pieces": len(pieces),
        "held back": request.sealed_count,
        "bases": sorted({code for piece in pieces for code in piece.lawful_bases}),
    }
    because = "said by telephone" if request.said_by else "answered"
    records.record_disclosure(
        "answer request", request.reference, by=by, at=at, because=because, facts=facts
    )
