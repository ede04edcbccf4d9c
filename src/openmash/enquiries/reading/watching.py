"""The board that fills by itself: what a page asks every few seconds, and what it is told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from openmash.enquiries.jigsaw import Board, Links, jigsaw_context
from openmash.enquiries.reading.access import FrameRows, late_requests
from openmash.enquiries.reading.facts import Gathered
from openmash.enquiries.reading.naming import agency_ref, label_of
from openmash.enquiries.reading.rules import answer_news, board_mark

KEPT = ("middle", "only", "person", "by")
SLACK_SECONDS = 2  # an answer may be written a moment before it can be seen


def mark_of(enquiry, *, now: datetime) -> str:
    """Return the mark of an enquiry's board as it stands now."""
    late = late_requests(enquiry, now=now)
    return board_mark(version=enquiry.version, late=late, today=now.date())


def live_context(
    board: Board,
    *,
    rows: FrameRows,
    gathered: Gathered,
    asked: Mapping[str, str],
    now: datetime,
) -> dict[str, Any]:
    """Return what the live part of the jigsaw page shows, and what it asks next.

    A page that looks back to a day is not watched: nothing more becomes known in the past.
    """
    since = _moment(asked.get("since", ""), now=now)
    arrived_pieces = {str(row.pk) for row in gathered.pieces if since and row.at > since}
    context = jigsaw_context(
        board,
        links=links_of(rows.enquiry.reference),
        asked=asked,
        arrived=[
            place.code
            for place in board.places
            if any(piece.ref in arrived_pieces for piece in place.pieces)
        ],
        news=news_since(since, gathered=gathered) if since else "",
    )
    is_today = board.as_of >= now.date()
    kept = {name: asked[name] for name in KEPT if asked.get(name)}
    path = f"/enquiries/{rows.enquiry.reference}/jigsaw/"
    return {
        **context,
        "watch": _watch(path, kept=kept, mark=mark_of(rows.enquiry, now=now), now=now)
        if is_today
        else "",
        "here": f"{path}?{urlencode(kept)}" if kept else path,
        "middle_position": board.subject.ref.removeprefix("S"),
        "held_back": held_back(gathered),
    }


def links_of(reference: str) -> Links:
    """Return where the links of an enquiry's jigsaw lead."""
    path = f"/enquiries/{reference}"
    return Links(
        board=f"{path}/jigsaw/",
        request="/requests/",
        ask=f"{path}/ask/",
        piece=f"{path}/pieces/",
        adult="/people/matches/",
    )


def news_since(since: datetime, *, gathered: Gathered) -> str:
    """Return what came in since a moment, as the polite live region says it."""
    said = []
    told_by_request = set()
    for request in gathered.requests:
        if request.answered_at and request.answered_at > since:
            pieces = [row for row in gathered.pieces if row.request_id == request.pk]
            told_by_request |= {row.pk for row in pieces}
            who = label_of(request.agency) if request.agency else request.outside_authority
            said.append(answer_news(who, state=request.state, pieces=len(pieces)))
    others: dict[str, int] = {}
    for row in gathered.pieces:
        if row.at > since and row.pk not in told_by_request:
            who = label_of(row.agency) if row.agency else agency_ref(row)
            others[who] = others.get(who, 0) + 1
    said += [
        f"{who}: {count} new piece{'' if count == 1 else 's'}" for who, count in others.items()
    ]
    return ". ".join(said)


def held_back(gathered: Gathered) -> list[str]:
    """Return which agencies keep lines to themselves, or to the meeting: only how many."""
    said = []
    for request in gathered.requests:
        who = label_of(request.agency) if request.agency else request.outside_authority
        if request.sealed_count:
            said.append(f"{who} keeps {_lines(request.sealed_count)} sealed: it stays with them.")
        if request.meeting_only_count:
            count = _lines(request.meeting_only_count)
            said.append(f"{who} gave {count} for the decision maker’s meeting only.")
    return said


def _lines(count: int) -> str:
    return "one line" if count == 1 else f"{count} lines"


def _moment(words: str, *, now: datetime) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(words), tz=now.tzinfo)
    except (ValueError, OverflowError, OSError):
        return None


def _watch(path: str, *, kept: Mapping[str, str], mark: str, now: datetime) -> str:
    told = {"mark": mark, "since": int(now.timestamp()) - SLACK_SECONDS}
    return f"{path}?{urlencode({**kept, **told})}"
