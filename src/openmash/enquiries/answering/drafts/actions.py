"""Keep an answer while it is being written."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from openmash import policy
from openmash.enquiries.access import request_facts
from openmash.enquiries.answering.drafts.rules import (
    MOST_PIECES,
    DraftPieces,
    DraftState,
    fields_to_keep,
    is_overtaken,
)
from openmash.enquiries.asking.access import may_ask
from openmash.enquiries.models import AnswerDraft, Request
from openmash.errors import RuleBroken


class Overtaken(RuleBroken):
    """Somebody else wrote in the same draft since this page was opened."""


@transaction.atomic
def draft_of(request: Request, *, is_spoken: bool, by: policy.Viewer, at: datetime) -> AnswerDraft:
    """Return the draft of an answer, begun where there is none. The hub has one for the telephone.

    Raises:
        NotVisible: the viewer may neither answer nor write down an answer.
    """
    facts = request_facts(request)
    verdict = may_ask(by, facts.enquiry) if is_spoken else policy.may_answer_request(by, facts)
    policy.require(verdict)
    Request.objects.select_for_update().get(pk=request.pk)  # so that two begin one draft
    draft, _ = AnswerDraft.objects.get_or_create(
        request=request,
        is_spoken=is_spoken,
        defaults={"agency_id": request.agency_id, "key": uuid.uuid4(), "by_id": by.id,
                  "saved_at": at},
    )  # fmt: skip
    return draft


@transaction.atomic
def save_draft(
    draft: AnswerDraft,
    posted: Mapping[str, Sequence[str]],
    *,
    read_version: int,
    by: policy.Viewer,
    at: datetime,
) -> AnswerDraft:
    """Keep what was typed.

    Raises:
        Overtaken: somebody else wrote in it since; what they wrote stays.
    """
    draft = _locked(draft)
    standing = DraftState(version=draft.version, by=draft.by_id)
    if is_overtaken(standing, read_version=read_version, by=by.id):
        raise Overtaken(
            "Somebody else in your agency has written in this answer since you opened it. "
            "Your words stand below. Press again to keep yours."
        )
    draft.answers = fields_to_keep(posted)
    return _kept(draft, by=by, at=at)


@transaction.atomic
def keep_draft_piece(
    draft: AnswerDraft,
    fields: Mapping[str, Sequence[str]],
    *,
    number: int | None,
    by: policy.Viewer,
    at: datetime,
) -> AnswerDraft:
    """Add a piece to the draft, or write one anew.

    Raises:
        RuleBroken: there are more pieces than anybody could read.
    """
    draft = _locked(draft)
    pieces = DraftPieces(rows=tuple(draft.pieces)).with_piece(fields, number=number)
    if len(pieces.rows) > MOST_PIECES:
        raise RuleBroken(f"There are {MOST_PIECES} pieces already. Send these, then add more.")
    draft.pieces = list(pieces.rows)
    draft.answers = {name: value for name, value in draft.answers.items() if name not in fields}
    return _kept(draft, by=by, at=at)


@transaction.atomic
def remove_draft_piece(
    draft: AnswerDraft, *, number: int, by: policy.Viewer, at: datetime
) -> AnswerDraft:
    """Take one piece out of the draft."""
    draft = _locked(draft)
    draft.pieces = list(DraftPieces(rows=tuple(draft.pieces)).without(number).rows)
    return _kept(draft, by=by, at=at)


def _locked(draft: AnswerDraft) -> AnswerDraft:
    found = AnswerDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise RuleBroken("This answer was sent already. Open the request again to add to it.")
    return found


def _kept(draft: AnswerDraft, *, by: policy.Viewer, at: datetime) -> AnswerDraft:
    draft.by_id, draft.saved_at = by.id, at
    draft.version += 1
    draft.save()
    return draft
