"""Put the board together: fourteen places, the seats round them, and all that is not known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from openmash.enquiries.jigsaw.adults import AdultRow, adult_rows
from openmash.enquiries.jigsaw.facts import (
    AdultAround,
    Person,
    PersonRole,
    PieceFact,
    Seat,
    Sighting,
)
from openmash.enquiries.jigsaw.filling import Table, fill
from openmash.enquiries.jigsaw.holes import Hole, list_holes, most_telling_holes
from openmash.enquiries.jigsaw.places import PLACES_IN_A_PICTURE, picture_for
from openmash.enquiries.jigsaw.shown import PlaceOnBoard, SeatOnBoard
from openmash.enquiries.jigsaw.sightings import LastSeen, last_seen
from openmash.enquiries.jigsaw.states import PlaceState, pieces_known_on, seat_at
from openmash.enquiries.jigsaw.wording import capitalised, day_words, number_words
from openmash.errors import NaiveTime

SEATS_PER_SIDE, MOST_SEATS_PER_SIDE = 6, 8

# Holes first, and those first that somebody can act on.
ROW_ORDER = (
    PlaceState.NOT_KNOWN,
    PlaceState.NOT_ASKED,
    PlaceState.OVERDUE,
    PlaceState.MAY_NOT_BE_SHARED,
    PlaceState.WAITING,
    PlaceState.DIFFER,
    PlaceState.OLD,
    PlaceState.KNOWN,
)


@dataclass(frozen=True, kw_only=True)
class Board:
    """The whole jigsaw on one day, ready to be drawn, listed and tabled. It changes nothing."""

    subject: Person
    others: tuple[Person, ...]
    places: tuple[PlaceOnBoard, ...]
    seats: tuple[SeatOnBoard, ...]
    adults: tuple[AdultRow, ...]
    seen: tuple[LastSeen, ...]
    holes: tuple[Hole, ...]
    labels: dict[str, str] = field(repr=False)
    as_of: date
    today: date

    @property
    def is_for_a_child(self) -> bool:
        """Whether the person in the middle is a child."""
        return self.subject.role is PersonRole.CHILD

    @property
    def rows(self) -> tuple[PlaceOnBoard, ...]:
        """The places in the order of the table: holes first."""
        return tuple(
            sorted(self.places, key=lambda place: (ROW_ORDER.index(place.state), place.number))
        )

    @property
    def piece_count(self) -> int:
        """How many pieces there are, also those about others only."""
        return sum(len(place.pieces) + len(place.elsewhere) for place in self.places)

    @property
    def seats_per_side(self) -> int:
        """Six seats on each long side, eight where there are more agencies."""
        return SEATS_PER_SIDE if len(self.seats) <= 2 * SEATS_PER_SIDE else MOST_SEATS_PER_SIDE

    @property
    def seats_top(self) -> tuple[SeatOnBoard, ...]:
        """The seats on the first side: who sees the person most."""
        shown = min(len(self.seats), 2 * self.seats_per_side)
        return self.seats[: (shown + 1) // 2]

    @property
    def seats_bottom(self) -> tuple[SeatOnBoard, ...]:
        """The seats on the second side."""
        shown = min(len(self.seats), 2 * self.seats_per_side)
        return self.seats[(shown + 1) // 2 : shown]

    @property
    def seats_beyond(self) -> tuple[SeatOnBoard, ...]:
        """Agencies for whom there is no room at the table, listed below it."""
        return self.seats[2 * self.seats_per_side :]

    @property
    def sentence(self) -> str:
        """How full the picture is: "Six of fourteen places are filled. Eight are holes."."""
        return filling_sentence([place.state for place in self.places])

    @property
    def would_change(self) -> tuple[Hole, ...]:
        """The two holes that would most change the decision."""
        return most_telling_holes(self.holes)

    @property
    def would_change_words(self) -> str:
        """What would most change the decision, in words: "see Kit, and find out who “Dev” is"."""
        return ", and ".join(hole.to_do for hole in self.would_change)

    @property
    def as_known_on(self) -> str:
        """The day the board looks back to, in words; empty when it shows today."""
        if self.as_of >= self.today:
            return ""
        return day_words(self.as_of, today=self.today)


def filling_sentence(states: Sequence[PlaceState]) -> str:
    """Return how many places are filled, differ, are old and are holes, in words."""
    filled = states.count(PlaceState.KNOWN)
    differ = states.count(PlaceState.DIFFER)
    old = states.count(PlaceState.OLD)
    holes = sum(state.is_hole for state in states)
    total = number_words(PLACES_IN_A_PICTURE)
    said = [f"{capitalised(number_words(filled))} of {total} places {_are(filled)} filled."]
    if differ:
        said.append(f"In {number_words(differ)}, agencies differ.")
    if old:
        said.append(f"{capitalised(number_words(old))} {_are(old)} known, but old.")
    end = f"{_are(holes)} {'a hole' if holes == 1 else 'holes'}."
    said.append(f"{capitalised(number_words(holes))} {end}")
    return " ".join(said)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _moment(as_of: date, *, now: datetime) -> datetime:
    """Return the moment the seats are shown at: now, or the end of a day looked back to."""
    if as_of >= now.date():
        return now
    return datetime.combine(as_of, time.max, tzinfo=now.tzinfo)


def build_board(
    subject: Person,
    *,
    pieces: Iterable[PieceFact],
    seats: Iterable[Seat],
    sightings: Iterable[Sighting],
    adults: Iterable[AdultAround],
    as_of: date,
    now: datetime,
    others: Iterable[Person] = (),
) -> Board:
    """Return the board of an enquiry with one person in the middle, as known on a day.

    `others` are the enquiry's other children and adults at risk: their news stays in view, and
    their silence is a hole too. `seats` come in the order of who sees the person most. `now`
    carries the hub's own timezone. No order of pieces or sightings changes the board.

    Raises:
        NaiveTime: `now` has no timezone.
        BadInput: a piece is filed under a theme that no place takes.
    """
    if now.utcoffset() is None:
        raise NaiveTime("`now` has no timezone. Pass the hub's own moment, with tzinfo.")
    picture = picture_for(subject)
    others = tuple(person for person in others if person.ref != subject.ref)
    people = (subject, *others)
    today = min(as_of, now.date())
    known = pieces_known_on(pieces, as_of=as_of, today=now.date())
    for piece in known:
        picture.place_for(piece.place)
    moment = _moment(as_of, now=now)
    table = Table(
        subject=subject,
        seats=tuple(seat_at(seat, moment=moment) for seat in seats),
        names={person.ref: person.name for person in people},
        as_of=today,
        now=now,
    )
    return _laid(
        table,
        places=tuple(fill(place, pieces=known, table=table) for place in picture.places),
        others=others,
        seen=_seen_by_person(people, sightings=tuple(sightings), today=today),
        adults=tuple(adults),
    )


def _seen_by_person(
    people: Iterable[Person], *, sightings: Sequence[Sighting], today: date
) -> tuple[LastSeen, ...]:
    return tuple(
        last_seen(sightings, person=person, today=today)
        for person in people
        if person.role is not PersonRole.ADULT
    )


def _laid(
    table: Table,
    *,
    places: tuple[PlaceOnBoard, ...],
    others: tuple[Person, ...],
    seen: tuple[LastSeen, ...],
    adults: tuple[AdultAround, ...],
) -> Board:
    seats = tuple(SeatOnBoard(seat=seat, now=table.now) for seat in table.seats)
    return Board(
        subject=table.subject,
        others=others,
        places=places,
        seats=seats,
        adults=adult_rows(adults),
        seen=seen,
        holes=list_holes(
            places, people=(table.subject, *others), seen=seen, adults=adults, seats=seats
        ),
        labels=table.labels,
        as_of=table.as_of,
        today=table.now.date(),
    )
