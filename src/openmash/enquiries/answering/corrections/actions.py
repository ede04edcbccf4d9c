"""Put a piece right by another that replaces it, or take it back with a reason."""

from datetime import datetime

from django.db import transaction

from openmash import firewall, policy
from openmash.audit import records
from openmash.enquiries.access import request_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.answering import rules
from openmash.enquiries.answering.actions import HELD_BACK, keep_piece, move_enquiry
from openmash.enquiries.answering.rules import PieceGiven
from openmash.enquiries.models import Enquiry, Piece, Request, Withdrawal
from openmash.enquiries.risk.access import held_now
from openmash.errors import NotVisible, RuleBroken
from openmash.policy import Service

NO_SUCH_PIECE = "There is no piece with that number in this answer. Open the request again."


def own_piece(request: Request, *, pk: int, by: policy.Viewer) -> Piece:
    """Return a piece of this answer to those who answer for the agency.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    policy.require(policy.may_answer_request(by, request_facts(request)))
    piece = request.pieces.select_related("withdrawal", "replaced_by").filter(pk=pk).first()
    if piece is None:
        raise NotVisible(NO_SUCH_PIECE)
    return piece


@transaction.atomic
def correct_piece(
    request: Request, piece: Piece, given: PieceGiven, *, by: policy.Viewer, at: datetime
) -> Piece:
    """Put a piece right: a new one stands in its place, and the old one stays to be read.

    Raises:
        RuleBroken: it was put right or taken back already, or lacks what a piece needs.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    piece = own_piece(request, pk=piece.pk, by=by)
    _check_stands(piece)
    late = _is_decided(request)
    made = keep_piece(request, given, is_late=late, by=by, at=at, replaces=piece)
    _count_again(request)
    move_enquiry(request, has_new_pieces=True, at=at)
    _tell(request, verb="put a piece right", occasion=f"piece:{made.pk}", at=at)
    facts = {"pieces": 1, "bases": sorted(given.lawful_bases)}
    records.record_disclosure(
        "correct piece", request.reference, by=by, at=at, because="put right", facts=facts
    )
    return made


@transaction.atomic
def withdraw_piece(
    request: Request, piece: Piece, *, why: str, by: policy.Viewer, at: datetime
) -> Withdrawal:
    """Take a piece back, with the reason; it stays on the record, marked.

    Raises:
        RuleBroken: no reason is given, or it was put right or taken back already.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    piece = own_piece(request, pk=piece.pk, by=by)
    _check_stands(piece)
    if not why.strip():
        raise RuleBroken("Write why you take this piece back.")
    taken = Withdrawal.objects.create(piece=piece, why=why, by_id=by.id, at=at)
    _count_again(request)
    move_enquiry(request, has_new_pieces=True, at=at)
    _tell(request, verb="took a piece back", occasion=f"withdrawal:{taken.pk}", at=at)
    records.record_change("withdraw piece", request.reference, by=by, at=at)
    return taken


def _check_stands(piece: Piece) -> None:
    if hasattr(piece, "withdrawal"):
        raise RuleBroken("This piece was taken back already.")
    if hasattr(piece, "replaced_by"):
        raise RuleBroken("This piece was put right already. Open the newer one.")


def _count_again(request: Request) -> None:
    """Count what stands of the held back pieces: their number is all the hub may know."""
    standing = request.pieces.filter(withdrawal=None, replaced_by=None)
    for restriction, counted in HELD_BACK.items():
        setattr(request, counted, standing.filter(restriction=restriction).count())
    request.version += 1
    request.save(update_fields=[*HELD_BACK.values(), "version"])


def _is_decided(request: Request) -> bool:
    with firewall.acting_as(Service.WORKER):
        stage = Enquiry.objects.values_list("stage", flat=True).get(pk=request.enquiry_id)
    return rules.is_after_decision(stage)


def _tell(request: Request, *, verb: str, occasion: str, at: datetime) -> None:
    with firewall.acting_as(Service.WORKER):
        enquiry = Enquiry.objects.get(pk=request.enquiry_id)
        held = held_now(enquiry=enquiry)
        if held is not None:
            tell(
                ToWhom(practitioner_id=held.owner_id),
                kind="piece changed",
                words=f"{request.agency.name} {verb} in {request.reference}. Read it again.",
                once=occasion,
                at=at,
                reference=enquiry.reference,
                enquiry_id=enquiry.pk,
                request_id=request.pk,
            )
