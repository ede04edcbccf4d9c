"""The rules that say what state a place of the picture is in. No clock, no settings: pass them in.

A place with a piece is never a hole. A later reassuring piece never hides an earlier concern:
both are counted, and where they contradict each other the place says that agencies differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from openmash.enquiries.jigsaw.facts import PieceFact, Seat, SeatState


class PlaceState(StrEnum):
    """What a place shows. The first three hold pieces; the others are holes."""

    KNOWN = "known"
    DIFFER = "differ"
    OLD = "old"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    OVERDUE = "overdue"
    MAY_NOT_BE_SHARED = "may_not_be_shared"

    @property
    def is_hole(self) -> bool:
        """Whether nothing at all stands here."""
        return self not in _FILLED


_FILLED = frozenset({PlaceState.KNOWN, PlaceState.DIFFER, PlaceState.OLD})
_STILL_TO_COME = frozenset({SeatState.WAITING, SeatState.NEED_LONGER})


def seat_at(seat: Seat, *, moment: datetime) -> Seat:
    """Return the seat as it stood at a moment: late once its due moment has passed.

    An answer given later has not been given yet, and a request sent later has not been sent.
    Where nobody noted when an agency answered, the answer stands.
    """
    if seat.state is SeatState.NOT_ASKED or (seat.asked_at and seat.asked_at > moment):
        return replace(seat, state=SeatState.NOT_ASKED)
    state = seat.state
    if seat.answered_at and seat.answered_at > moment:
        state = SeatState.WAITING
    if state in _STILL_TO_COME and seat.due_at and seat.due_at < moment:
        state = SeatState.OVERDUE
    return replace(seat, state=state)


def pieces_known_on(pieces: Iterable[PieceFact], *, as_of: date, today: date) -> list[PieceFact]:
    """Return the pieces that stood on a day: known by then and not withdrawn, in a fixed order.

    Looking back, an agency that had said nothing yet cannot have contradicted or borne out
    anybody. Looking at today, every contradiction on record counts, also one that was never
    written as a piece.
    """
    live = sorted(
        (piece for piece in pieces if piece.known_on <= as_of and not piece.is_withdrawn),
        key=lambda piece: piece.ref,
    )
    if as_of >= today:
        return live
    spoken = {piece.agency for piece in live}
    return [
        replace(
            piece,
            contradicted_by=tuple(ref for ref in piece.contradicted_by if ref in spoken),
            corroborated_by=tuple(ref for ref in piece.corroborated_by if ref in spoken),
        )
        for piece in live
    ]


def is_old(piece: PieceFact, *, as_of: date, after_days: int | None) -> bool:
    """Say whether a piece is older than the place allows; history (None) never is."""
    return after_days is not None and piece.dated < as_of - timedelta(days=after_days)


def filled_state(
    pieces: Sequence[PieceFact], *, as_of: date, old_after_days: int | None
) -> PlaceState:
    """Return the state of a place that holds at least one piece.

    A contradiction comes before age: a recent piece that agrees with itself must not close a
    question on which two agencies differ. A place is old only when all its pieces are.
    """
    if any(piece.contradicted_by for piece in pieces):
        return PlaceState.DIFFER
    if all(is_old(piece, as_of=as_of, after_days=old_after_days) for piece in pieces):
        return PlaceState.OLD
    return PlaceState.KNOWN


def hole_state(seats: Iterable[Seat]) -> PlaceState:
    """Return which kind of hole a place is, from the seats that could fill it.

    The worst news comes first: an answer that is late, one that may not be shared, one that is
    still in time. If all who were asked have answered and nothing stands here, it is not
    known; if nobody was asked, it is not asked.
    """
    states = {seat.state for seat in seats} - {SeatState.NOT_ASKED}
    if SeatState.OVERDUE in states:
        return PlaceState.OVERDUE
    if SeatState.CANNOT_SHARE in states:
        return PlaceState.MAY_NOT_BE_SHARED
    if states & _STILL_TO_COME:
        return PlaceState.WAITING
    return PlaceState.NOT_KNOWN if states else PlaceState.NOT_ASKED
