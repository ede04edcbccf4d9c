"""The jigsaw: what the agencies know of a person, and what nobody knows, as one picture.

Pure: facts in, a board out, no Django and no clock. `build_board` puts a board together,
`jigsaw_context` hands it to the templates, and `Board.holes` is what a decision was made without.
"""

from openmash.enquiries.jigsaw.board import Board, build_board
from openmash.enquiries.jigsaw.facts import (
    AdultAround,
    Person,
    PersonRole,
    PieceFact,
    PieceKind,
    Seat,
    SeatState,
    Sighting,
    SightingKind,
    Voice,
)
from openmash.enquiries.jigsaw.holes import Hole, HoleKind
from openmash.enquiries.jigsaw.page import Links, jigsaw_context
from openmash.enquiries.jigsaw.places import theme_codes
from openmash.enquiries.jigsaw.sightings import LastSeen, last_seen
from openmash.enquiries.jigsaw.states import PlaceState

__all__ = [
    "AdultAround",
    "Board",
    "Hole",
    "HoleKind",
    "LastSeen",
    "Links",
    "Person",
    "PersonRole",
    "PieceFact",
    "PieceKind",
    "PlaceState",
    "Seat",
    "SeatState",
    "Sighting",
    "SightingKind",
    "Voice",
    "build_board",
    "jigsaw_context",
    "last_seen",
    "theme_codes",
]
