"""What the page shows of a seat and of a place: the words of each state, its class and its mark."""

from dataclasses import dataclass, field
from datetime import datetime

from openmash.enquiries.jigsaw.facts import PieceFact, Seat, SeatState
from openmash.enquiries.jigsaw.markup import PLACE_MARKS, SEAT_MARKS, Markup, icon
from openmash.enquiries.jigsaw.states import PlaceState
from openmash.enquiries.jigsaw.wording import moment_words

PLACE_WORDS = {
    PlaceState.KNOWN: "Known",
    PlaceState.DIFFER: "Agencies differ",
    PlaceState.OLD: "Known, but old",
    PlaceState.NOT_KNOWN: "Not known",
    PlaceState.NOT_ASKED: "Not asked",
    PlaceState.WAITING: "Asked, waiting",
    PlaceState.OVERDUE: "Overdue",
    PlaceState.MAY_NOT_BE_SHARED: "Cannot share",
}

# The look's own class names: shorter than the states, and shared with the other signs.
_PLACE_CLASSES = {
    PlaceState.KNOWN: "known",
    PlaceState.DIFFER: "differ",
    PlaceState.OLD: "old",
    PlaceState.NOT_KNOWN: "notknown",
    PlaceState.NOT_ASKED: "notasked",
    PlaceState.WAITING: "waiting",
    PlaceState.OVERDUE: "late",
    PlaceState.MAY_NOT_BE_SHARED: "cannot",
}

_SEAT_SHOWN = {
    SeatState.ANSWERED: ("answered", "Answered"),
    SeatState.NOTHING_HELD: ("nothing", "Searched: nothing"),
    SeatState.KNOWN_NOTHING_RELEVANT: ("nothing", "Nothing relevant"),
    SeatState.WAITING: ("waiting", "Asked, in time"),
    SeatState.NEED_LONGER: ("waiting", "Needs longer"),
    SeatState.OVERDUE: ("late", "Overdue"),
    SeatState.CANNOT_SHARE: ("cannot", "Cannot share"),
    SeatState.CANNOT_SEARCH: ("cannot", "Cannot search"),
    SeatState.NOT_SEARCHED: ("notasked", "Has not searched"),
    SeatState.NOT_ASKED: ("notasked", "Not asked"),
}


@dataclass(frozen=True, kw_only=True)
class SeatOnBoard:
    """One agency at the table, as shown at one moment."""

    seat: Seat
    now: datetime

    @property
    def label(self) -> str:
        """What the agency is to the family: School, GP."""
        return self.seat.role_label

    @property
    def org(self) -> str:
        """The agency's own name."""
        return self.seat.agency_name

    @property
    def state(self) -> SeatState:
        """What its request has come to."""
        return self.seat.state

    @property
    def request_ref(self) -> str:
        """The request that the seat opens, or nothing where nobody has asked."""
        return self.seat.request_ref

    @property
    def css_state(self) -> str:
        """The state's class name."""
        return _SEAT_SHOWN[self.seat.state][0]

    @property
    def words(self) -> str:
        """The state in words: always written, never only coloured."""
        return _SEAT_SHOWN[self.seat.state][1]

    @property
    def icon(self) -> Markup:
        """The mark beside the words."""
        return icon(SEAT_MARKS[self.seat.state])

    @property
    def when_words(self) -> str:
        """When it was asked and when its answer is due, as far as anybody noted it."""
        said = []
        if self.seat.asked_at:
            said.append(f"asked {moment_words(self.seat.asked_at, now=self.now)}")
        if self.seat.due_at:
            said.append(f"due {moment_words(self.seat.due_at, now=self.now)}")
        return ", ".join(said)


@dataclass(frozen=True, kw_only=True)
class PlaceOnBoard:
    """One place as the page shows it.

    `words` are at most twelve; `pieces` stand in the order of telling; `elsewhere` holds
    pieces of this theme about other people only, which do not fill the place. `to_do` is what
    would fill or settle it, and is empty for a place that is known.
    """

    code: str
    number: int
    title: str
    state: PlaceState
    words: str = field(repr=False)
    foot: str = field(repr=False)
    ask: str = field(repr=False)
    to_do: str = field(repr=False)
    pieces: tuple[PieceFact, ...] = field(repr=False)
    elsewhere: tuple[PieceFact, ...] = field(repr=False)
    agencies: tuple[str, ...] = ()
    seat: SeatOnBoard | None = None

    @property
    def count(self) -> int:
        """How many pieces stand here."""
        return len(self.pieces)

    @property
    def state_words(self) -> str:
        """The state, written."""
        return PLACE_WORDS[self.state]

    @property
    def css_state(self) -> str:
        """The state's class name."""
        return _PLACE_CLASSES[self.state]

    @property
    def classes(self) -> str:
        """The place's classes: its position, whether it is a hole, its state."""
        kind = "hole" if self.state.is_hole else "piece"
        return f"om-place om-place--{self.number} om-place--{kind} om-place--{self.css_state}"

    @property
    def icon(self) -> Markup:
        """The mark beside the state's words."""
        return icon(PLACE_MARKS[self.state])
