"""Requests as the hub's pages say them: who, how far, by when, and what came of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from openmash.enquiries.answering.rules import OPEN, State

SIGNS = {
    State.ANSWERED: "answered",
    State.NOTHING_HELD: "nothing_held",
    State.NOTHING_RELEVANT: "nothing_relevant",
    State.CANNOT_SHARE: "cannot_share",
    State.CANNOT_SEARCH: "cannot_search",
    State.NOT_SEARCHED: "cannot_search",
    State.WITHDRAWN: "not_asked",
}
WORDS = {
    State.NOT_SEARCHED: "Not searched",
    State.WITHDRAWN: "No longer asked",
    State.NEED_LONGER: "Needs longer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """One request in a table. `sign` is the state's mark, `words` the words beside it."""

    reference: str
    agency: str
    sign: str
    words: str
    due_at: datetime | None
    answered_at: datetime | None
    opened_at: datetime | None
    chased_at: datetime | None
    pieces: int
    held_back: int
    existence: str = field(default="", repr=False)
    is_open: bool = False
    is_late: bool = False
    is_late_answer: bool = False
    is_by_telephone: bool = False


def sign_of(state: str, *, due_at: datetime | None, now: datetime) -> tuple[str, str]:
    """Return the mark and the words for a request's state; an open one that is late says so."""
    state = State(state)
    if state in OPEN:
        is_late = due_at is not None and now > due_at
        return ("overdue" if is_late else "waiting"), "" if is_late else WORDS.get(state, "")
    return SIGNS[state], WORDS.get(state, "")


def existence_words(request) -> str:
    """Return the smaller answer in words: known or not, the last month, whom to call."""
    if not request.exists_answer:
        return ""
    if request.exists_answer == "not_known":
        return "Not known to them."
    last = f" Last contact {request.exists_last_contact}." if request.exists_last_contact else ""
    return f"Known to them.{last} Call {request.exists_whom_to_call}."


def request_rows(requests: Iterable, *, now: datetime) -> list[RequestRow]:
    """Return an enquiry's requests as rows, those still open first, what is due next before."""
    rows = []
    for request in requests:
        sign, words = sign_of(request.state, due_at=request.due_at, now=now)
        rows.append(
            RequestRow(
                reference=request.reference,
                agency=request.agency.name if request.agency_id else request.outside_authority,
                sign=sign,
                words=words,
                due_at=request.due_at,
                answered_at=request.answered_at,
                opened_at=request.opened_at,
                chased_at=request.chased_at,
                pieces=getattr(request, "pieces_here", 0),
                held_back=request.sealed_count,
                existence=existence_words(request),
                is_open=State(request.state) in OPEN,
                is_late=sign == "overdue",
                is_late_answer=request.is_late_answer,
                is_by_telephone=request.agency_id is None,
            )
        )
    far = datetime.max.replace(tzinfo=now.tzinfo)
    return sorted(rows, key=lambda row: (not row.is_open, row.due_at or far, row.reference))
