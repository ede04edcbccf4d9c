"""What the jigsaw is given: pieces, seats, sightings, people. Facts only, and none of them a model.

Fields that hold somebody's details never print, so that a traceback or a log line cannot
carry them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from openmash.errors import BadInput, NaiveTime


class PieceKind(StrEnum):
    """How a piece is known. The order is the order of telling: own words first."""

    OWN_WORDS = "own_words"
    FACT = "fact"
    REPORTED = "reported"
    ALLEGATION = "allegation"
    OPINION = "opinion"
    INFERENCE = "inference"


class SeatState(StrEnum):
    """What one agency's request has come to. Silence, a search and a refusal never look alike."""

    ANSWERED = "answered"
    NOTHING_HELD = "nothing_held"
    KNOWN_NOTHING_RELEVANT = "known_nothing_relevant"
    WAITING = "waiting"
    NEED_LONGER = "need_longer"
    OVERDUE = "overdue"
    CANNOT_SHARE = "cannot_share"
    CANNOT_SEARCH = "cannot_search"
    NOT_SEARCHED = "not_searched"
    NOT_ASKED = "not_asked"


class SightingKind(StrEnum):
    """What came of somebody's attempt to see a person."""

    SEEN = "seen"
    NOT_BROUGHT = "not_brought"
    NOT_IN = "not_in"
    NO_REPLY = "no_reply"


class PersonRole(StrEnum):
    """Why a person is in the enquiry. The first two stand in the middle of a jigsaw."""

    CHILD = "child"
    ADULT_AT_RISK = "adult_at_risk"
    ADULT = "adult"


def _require_timezone(moment: datetime | None, *, name: str) -> None:
    if moment is not None and moment.utcoffset() is None:
        raise NaiveTime(f"A seat's `{name}` has no timezone. Pass a datetime with tzinfo.")


@dataclass(frozen=True, kw_only=True)
class PieceFact:
    """One thing that one agency says. `in_short` is a human's own shortening for the picture.

    `about` holds references of people; empty means the household as a whole. `happened_on`
    is the first day of its period where `happened_precision` is month or year, and None
    where nobody knows. `is_significant` is a human's mark. `contradicted_by` and
    `corroborated_by` hold agency references.
    """

    ref: str
    place: str
    about: tuple[str, ...] = ()
    what: str = field(repr=False)
    in_short: str = field(default="", repr=False)
    happened_on: date | None = field(default=None, repr=False)
    happened_precision: str = "day"
    known_on: date
    agency: str
    sector: str = ""
    kind: PieceKind
    handling: str = ""
    grade: str = ""
    corroborated_by: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    first_hand: bool = False
    is_significant: bool = False
    is_withdrawn: bool = False

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise BadInput(f"Piece {self.ref} says nothing. Write what is known, or leave it out.")
        object.__setattr__(self, "kind", PieceKind(self.kind))

    @property
    def dated(self) -> date:
        """The day its age counts from: when it happened, or when it was known if nobody can say.

        A fuzzy date counts from the start of its period, so doubt makes a piece older.
        """
        return self.happened_on or self.known_on


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One agency at the table: what it was asked, what it answered, and which places it could fill.

    `kind` is the agency's kind, or an asker's code in `library/places.yaml`. `places` are codes.
    """

    agency_ref: str
    agency_name: str
    role_label: str
    kind: str = ""
    state: SeatState
    asked_at: datetime | None = None
    due_at: datetime | None = None
    answered_at: datetime | None = None
    places: tuple[str, ...] = ()
    request_ref: str = ""
    why: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", SeatState(self.state))
        for name in ("asked_at", "due_at", "answered_at"):
            _require_timezone(getattr(self, name), name=name)


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """Somebody saw a person, or tried to. `alone` is None where nobody wrote it down."""

    person_ref: str
    on: date = field(repr=False)
    precision: str = "day"
    by: str = field(repr=False)
    agency: str
    alone: bool | None = None
    kind: SightingKind = SightingKind.SEEN
    note: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", SightingKind(self.kind))


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A person's own words, unchanged, with who heard them and when in words."""

    words: str = field(repr=False)
    to_whom: str = field(repr=False)
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody the enquiry is about. `why_not_heard` says what is being done about a silence."""

    ref: str
    name: str = field(repr=False)
    age_words: str = field(default="", repr=False)
    role: PersonRole
    voice: Voice | None = field(default=None, repr=False)
    why_not_heard: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "role", PersonRole(self.role))

    @property
    def possessive(self) -> str:
        """The name for "whose", as English writes it: Wren’s, James’."""
        return f"{self.name}’" if self.name.endswith("s") else f"{self.name}’s"


@dataclass(frozen=True, kw_only=True)
class AdultAround:
    """An adult in or around the home, also one whom nobody has named.

    `called` is a name, or the words somebody used: “Dev”, "A man, name not known".
    `checked_by` and `missing` are short sentences; `spoken_to` is empty where nobody has.
    """

    ref: str
    called: str = field(repr=False)
    is_named: bool = True
    relation: str = field(default="", repr=False)
    checked_by: tuple[str, ...] = field(default=(), repr=False)
    spoken_to: str = field(default="", repr=False)
    missing: tuple[str, ...] = field(default=(), repr=False)
    possible_match_ref: str = ""
    ask: str = ""
