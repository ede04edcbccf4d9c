"""What an agency reads: what the hub asks of it, and its own answers."""

from datetime import datetime

from django.db.models import F, Prefetch, QuerySet

from openmash import policy
from openmash.agencies.access import agencies
from openmash.enquiries.answering import rules
from openmash.enquiries.models import Corroboration, Piece, PieceSubject, Request
from openmash.policy import Permission, Viewer

SHOWN = {
    "open": ("To answer", rules.OPEN),
    "answered": ("Answers given", rules.ENDED),
    "withdrawn": ("No longer asked", frozenset({rules.State.WITHDRAWN})),
}


def inbox(*, viewer: Viewer, show: str = "open") -> QuerySet[Request]:
    """Return what the hub asks of the viewer's agency, what runs out next first."""
    if Permission.REQUEST_ANSWER not in viewer.permissions:
        return Request.objects.none()
    states = [state.value for state in SHOWN[show][1]]
    order = ("due_at", "pk") if show == "open" else (F("answered_at").desc(nulls_last=True), "-pk")
    return (
        Request.objects.filter(agency_id=viewer.agency, state__in=states)
        .prefetch_related("subjects")
        .order_by(*order)
    )


def inbox_counts(*, viewer: Viewer) -> dict[str, int]:
    """Return how many stand in each list, so that every number opens the list it counts."""
    if Permission.REQUEST_ANSWER not in viewer.permissions:
        return dict.fromkeys(SHOWN, 0)
    states = list(Request.objects.filter(agency_id=viewer.agency).values_list("state", flat=True))
    return {show: sum(state in group for state in states) for show, (_, group) in SHOWN.items()}


def late_count(*, viewer: Viewer, at: datetime) -> int:
    """Return how many requests to the viewer's agency are late."""
    return inbox(viewer=viewer).filter(due_at__lt=at).count()


def subjects_of(request: Request) -> list:
    """Return whom the agency is asked about, as they stood on the day of asking."""
    return list(request.subjects.order_by("position"))


def pieces_of(request: Request) -> list[Piece]:
    """Return the agency's own pieces in the order given, each with whom it is about."""
    about = Prefetch("about", queryset=PieceSubject.objects.order_by("pk"))
    return list(
        request.pieces.select_related("withdrawal", "replaced_by")
        .prefetch_related(about)
        .order_by("at", "pk")
    )


def gists_of(request: Request) -> list[dict[str, object]]:
    """Return the lines the hub told this agency, each with what the agency has said to it."""
    gists = list(request.gists.order_by("pk"))
    said = {
        each.piece_id: each
        for each in Corroboration.objects.filter(
            agency_id=request.agency_id, piece_id__in=[gist.piece_id for gist in gists]
        )
    }
    return [{"gist": gist, "said": said.get(gist.piece_id)} for gist in gists]


def answers_for(viewer: Viewer, request: Request) -> bool:
    """Tell whether the viewer answers a request for its agency, not reads it for the hub."""
    return (
        policy.Permission.REQUEST_ANSWER in viewer.permissions
        and viewer.agency == request.agency_id
    )


def agency_of(viewer: Viewer):
    """Return the agency for which the viewer answers."""
    return agencies().filter(pk=viewer.agency).first()
