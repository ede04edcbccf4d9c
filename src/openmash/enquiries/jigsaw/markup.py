"""Text that is markup already, and the marks (icons) that stand beside the words of a state."""

from html import escape

from openmash.enquiries.jigsaw.facts import SeatState
from openmash.enquiries.jigsaw.states import PlaceState


class Markup(str):
    """A string of safe markup. Templates show what has `__html__` without escaping it again.

    Only the drawing modules make one, and every name inside has gone through `escape`.
    """

    __slots__ = ()

    def __html__(self) -> "Markup":
        return self


_TICK = '<path d="M4 12.5l5 5L20 6.5"/>'
_RING = '<circle cx="12" cy="12" r="8"/>'
_CLOCK = '<circle cx="12" cy="12" r="9"/><path d="M12 6.5v6l4 2.5"/>'
_GLASS = '<path d="M7 3h10M7 21h10M8 3c0 5 8 6 8 9s-8 4-8 9M16 3c0 5-8 6-8 9s8 4 8 9"/>'
_LOCK = '<rect x="5" y="11" width="14" height="9"/><path d="M8 11V8a4 4 0 018 0v3"/>'
_DOTS = '<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="4" stroke-linecap="round"/>'
_QUESTION = (
    '<path d="M8 9a4 4 0 118 0c0 3-4 3-4 6M12 19h.01" stroke-width="2.6" stroke-linecap="round"/>'
)
_SWAP = '<path d="M3 8h14l-4-4M21 16H7l4 4"/>'
_BACK = '<path d="M3 12a9 9 0 109-9 9 9 0 00-7 3.4M5 2v5h5M12 7v5l3 2"/>'
_CROSSED = '<circle cx="12" cy="12" r="9"/><path d="M6 6l12 12"/>'

PLACE_MARKS = {
    PlaceState.KNOWN: _TICK,
    PlaceState.DIFFER: _SWAP,
    PlaceState.OLD: _BACK,
    PlaceState.NOT_KNOWN: _QUESTION,
    PlaceState.NOT_ASKED: _DOTS,
    PlaceState.WAITING: _GLASS,
    PlaceState.OVERDUE: _CLOCK,
    PlaceState.MAY_NOT_BE_SHARED: _LOCK,
}

SEAT_MARKS = {
    SeatState.ANSWERED: _TICK,
    SeatState.NOTHING_HELD: _RING,
    SeatState.KNOWN_NOTHING_RELEVANT: _RING,
    SeatState.WAITING: _GLASS,
    SeatState.NEED_LONGER: _GLASS,
    SeatState.OVERDUE: _CLOCK,
    SeatState.CANNOT_SHARE: _LOCK,
    SeatState.CANNOT_SEARCH: _CROSSED,
    SeatState.NOT_SEARCHED: _CROSSED,
    SeatState.NOT_ASKED: _DOTS,
}


def icon(mark: str) -> Markup:
    """Return a mark as a small picture beside its words; it is never without words."""
    return Markup(
        '<svg class="om-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f"{mark}</svg>"
    )


def escaped(words: str) -> str:
    """Return words safe to stand inside markup."""
    return escape(words, quote=True)
