"""Say that somebody is known and no more; say that one saw a thing too, or otherwise."""

from datetime import datetime

from django.db import transaction

from openmash import policy
from openmash.audit import records
from openmash.enquiries.access import request_facts
from openmash.enquiries.answering import rules
from openmash.enquiries.answering.actions import move_enquiry, touch_enquiry
from openmash.enquiries.answering.existence.rules import KNOWN, Existence, check_existence
from openmash.enquiries.answering.news.actions import tell_of_answer
from openmash.enquiries.answering.rules import Answer, State
from openmash.enquiries.clocks.actions import stop_clocks
from openmash.enquiries.clocks.rules import REQUEST_CODES
from openmash.enquiries.models import Corroboration, Request, SharedGist
from openmash.errors import NotVisible


@transaction.atomic
def say_existence(request: Request, said: Existence, *, by: policy.Viewer, at: datetime) -> Request:
    """Answer whether anybody named is known. Where the hub asked no more, the request ends with it.

    Saying it is a disclosure, and recorded as one.

    Raises:
        NotVisible: the viewer does not answer for the agency.
        RuleBroken: something is missing, or "not known" without what was searched.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    policy.require(policy.may_answer_request(by, request_facts(request)))
    check_existence(said)
    request.exists_answer, request.exists_basis, request.exists_at = said.answer, said.basis, at
    request.exists_last_contact = said.last_contact
    request.exists_whom_to_call = said.whom_to_call
    if request.is_existence_only and request.state in rules.OPEN:
        _end(request, said=said, by=by, at=at)
    request.version += 1
    request.save()
    _record(request, basis=said.basis, by=by, at=at)
    return request


def _end(request: Request, *, said: Existence, by: policy.Viewer, at: datetime) -> None:
    state = State.ANSWERED if said.answer == KNOWN else State.NOTHING_HELD
    rules.check_move(now=request.state, to=state)
    answer = Answer(
        state=state,
        searched_systems=said.systems,
        searched_names=said.names,
        is_conflict_checked=True,
    )
    rules.check_answer(answer, at=at, pieces_before=1)
    request.state, request.answered_at, request.answered_by_id = state, at, by.id
    request.searched_systems, request.searched_names = said.systems.strip(), said.names.strip()
    stop_clocks(REQUEST_CODES.values(), why="answered", at=at, request=request)


def _record(request: Request, *, basis: str, by: policy.Viewer, at: datetime) -> None:
    """Record the disclosure, and move the enquiry where the request has ended with it."""
    facts = {"lines": 1, "bases": [basis]}
    records.record_disclosure(
        "say whether known", request.reference, by=by, at=at, because="existence only", facts=facts
    )
    if request.state in rules.ENDED:
        move_enquiry(request, has_new_pieces=False, at=at)
        tell_of_answer(request, pieces=0, at=at)
    else:
        touch_enquiry(request)


@transaction.atomic
def corroborate(
    request: Request,
    gist: int,
    *,
    says: str,
    words: str = "",
    by: policy.Viewer,
    at: datetime,
) -> Corroboration:
    """Say that the agency saw this too, or otherwise. Said once; more goes into a piece.

    Raises:
        NotVisible: the viewer does not answer for the agency, or was told no such line.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    policy.require(policy.may_answer_request(by, request_facts(request)))
    told = SharedGist.objects.filter(request=request, pk=gist).first()
    if told is None or says not in Corroboration.Says.values:
        raise NotVisible("There is no such line in this request. Open the request again.")
    said, is_new = Corroboration.objects.get_or_create(
        piece_id=told.piece_id,
        agency_id=request.agency_id,
        defaults={"says": says, "words": words, "by_id": by.id, "at": at},
    )
    if is_new:
        touch_enquiry(request)
        facts = {"says": says}
        records.record_disclosure(
            "corroborate", request.reference, by=by, at=at, because="saw this too?", facts=facts
        )
    return said
