"""Take a request back, or tell an asked agency one line so that it can say: we saw this too."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from openmash import policy
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.answering.rules import check_move
from openmash.enquiries.asking import access
from openmash.enquiries.clocks.actions import stop_clocks
from openmash.enquiries.clocks.rules import REQUEST_CODES
from openmash.enquiries.models import Enquiry, Request, SharedGist
from openmash.errors import RuleBroken


@transaction.atomic
def withdraw_request(request: Request, *, why: str, by: policy.Viewer, at: datetime) -> Request:
    """Take a request back that is not answered; the agency is told and can close it.

    Raises:
        RuleBroken: it is answered already, or no reason is given.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    policy.require(access.may_ask(by, enquiry_facts(request.enquiry)))
    check_move(now=request.state, to=Request.State.WITHDRAWN)
    if not why.strip():
        raise RuleBroken("Say why this is no longer asked.")
    request.state, request.why = Request.State.WITHDRAWN, why
    request.version += 1
    request.save(update_fields=["state", "why", "version"])
    stop_clocks(REQUEST_CODES.values(), why="no longer asked", at=at, request=request)
    Enquiry.objects.filter(pk=request.enquiry_id).update(version=F("version") + 1)
    if request.agency_id:
        tell(
            ToWhom(agency_id=request.agency_id),
            kind="request withdrawn",
            words=f"The hub no longer asks {request.reference}. You need not answer it.",
            once=f"request-withdrawn:{request.reference}",
            at=at,
            reference=request.reference,
            request_id=request.pk,
        )
    records.record_change("withdraw request", request.reference, by=by, at=at)
    return request


@transaction.atomic
def share_gist(
    request: Request, *, piece: int, words: str, why: str, by: policy.Viewer, at: datetime
) -> SharedGist:
    """Tell an asked agency one line in the hub's words, so that it can say: we saw this too.

    Raises:
        RuleBroken: the piece may not be hinted at, or the words or the reason are missing.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    policy.require(access.may_ask(by, enquiry_facts(request.enquiry)))
    if piece not in {each.pk for each in access.pieces_to_hint_at(request)}:
        raise RuleBroken("Of that piece nothing may be told to this agency. Choose another.")
    if not (words.strip() and why.strip()):
        raise RuleBroken("Write the line in your own words, and why this agency needs it.")
    gist = SharedGist.objects.create(
        request=request, piece_id=piece, words=words, why=why, by_id=by.id, at=at
    )
    facts = {"agency": request.agency_id, "lines": 1, "bases": request.lawful_bases}
    records.record_disclosure(
        "tell one line", request.reference, by=by, at=at, because="has it seen this too?",
        facts=facts,
    )  # fmt: skip
    tell(
        ToWhom(agency_id=request.agency_id),
        kind="request",
        words=f"The hub asks whether you have seen something too: {request.reference}.",
        once=f"gist:{gist.pk}",
        at=at,
        reference=request.reference,
        request_id=request.pk,
    )
    return gist
