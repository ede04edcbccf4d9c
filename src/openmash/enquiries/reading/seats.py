"""The agencies round the table, from the requests to them and the pieces they brought. Pure."""

from collections import Counter
from collections.abc import Sequence

from openmash.enquiries.asking.templates import kind_of
from openmash.enquiries.jigsaw import Seat, SeatState
from openmash.enquiries.reading.naming import agency_ref, label_of

_ANOTHER_AREA = "LA_OTHER"
_STATES = {
    "sent": SeatState.WAITING,
    "opened": SeatState.WAITING,
    "need_longer": SeatState.NEED_LONGER,
    "answered": SeatState.ANSWERED,
    "nothing_held": SeatState.NOTHING_HELD,
    "nothing_relevant": SeatState.KNOWN_NOTHING_RELEVANT,
    "not_searched": SeatState.NOT_SEARCHED,
    "cannot_search": SeatState.CANNOT_SEARCH,
    "cannot_share": SeatState.CANNOT_SHARE,
}


def seats_of(requests: Sequence, *, pieces: Sequence, suggested: Sequence = ()) -> list[Seat]:
    """Return the seats round the table, who sees the family most first.

    The latest request to an agency speaks for it. An agency that brought a piece without being
    asked sits there too, as not asked: what it volunteered is not all it knows. So
    does one of `suggested`, whom to ask first, where nobody of its kind was asked.
    """
    seats: dict[str, Seat] = {}
    for request in sorted(requests, key=lambda row: (row.issued_at, row.pk)):
        if request.state in _STATES:
            seat = _seat(request)
            seats[seat.agency_ref] = seat
    for piece in pieces:
        if piece.agency and piece.agency.code not in seats:
            seats[piece.agency.code] = _not_asked(piece.agency)
    kinds = {seat.kind for seat in seats.values()}
    for agency in suggested:
        if agency.kind not in kinds:
            seats.setdefault(agency.code, _not_asked(agency))
    sees = Counter(agency_ref(piece) for piece in pieces if piece.sighting)
    says = Counter(agency_ref(piece) for piece in pieces)
    return sorted(
        seats.values(),
        key=lambda seat: (
            seat.state is SeatState.NOT_ASKED,
            -sees[seat.agency_ref],
            -says[seat.agency_ref],
            seat.role_label,
            seat.agency_ref,
        ),
    )


def _seat(request) -> Seat:
    agency = request.agency
    return Seat(
        agency_ref=agency.code if agency else request.outside_authority,
        agency_name=agency.name if agency else "where they lived before",
        role_label=label_of(agency) if agency else request.outside_authority,
        kind=agency.kind if agency else _ANOTHER_AREA,
        state=_STATES[request.state],
        asked_at=request.issued_at,
        due_at=request.longer_until_at or request.due_at,
        answered_at=request.answered_at,
        places=kind_of(agency.kind if agency else _ANOTHER_AREA).template.places,
        request_ref=request.reference,
        why=request.why,
    )


def _not_asked(agency) -> Seat:
    return Seat(
        agency_ref=agency.code,
        agency_name=agency.name,
        role_label=label_of(agency),
        kind=agency.kind,
        state=SeatState.NOT_ASKED,
    )
