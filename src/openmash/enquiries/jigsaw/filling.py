"""Fill one place: its state, its words, and whom to ask for what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from openmash.enquiries.jigsaw.facts import Person, PieceFact, Seat, SeatState
from openmash.enquiries.jigsaw.places import Asker, Place
from openmash.enquiries.jigsaw.shown import PlaceOnBoard, SeatOnBoard
from openmash.enquiries.jigsaw.states import PlaceState, filled_state, hole_state
from openmash.enquiries.jigsaw.telling import (
    WORDS_IN_A_PLACE,
    by_telling,
    differing_words,
    shortened,
    telling_words,
)
from openmash.enquiries.jigsaw.wording import age_words, listed, moment_words

# A seat that names no places may know what its kind is asked for first or second. Further down
# the list an answer about something else would make a place look asked when it was not.
_ASKED_IN_GENERAL = 2

# A space at which no line breaks: a number stays with what it counts.
_TIE = "\N{NO-BREAK SPACE}"

_SPEAKS_FOR = {
    PlaceState.OVERDUE: {SeatState.OVERDUE},
    PlaceState.MAY_NOT_BE_SHARED: {SeatState.CANNOT_SHARE},
    PlaceState.WAITING: {SeatState.WAITING, SeatState.NEED_LONGER},
}


@dataclass(frozen=True, kw_only=True)
class Table:
    """What every place is filled from: the person, the seats as they stand, names, the day."""

    subject: Person
    seats: tuple[Seat, ...]
    names: Mapping[str, str] = field(repr=False)
    as_of: date
    now: datetime

    @property
    def labels(self) -> dict[str, str]:
        """What each agency is called in the picture, by its reference."""
        return {seat.agency_ref: seat.role_label for seat in self.seats}


def can_fill(seat: Seat, *, place: Place) -> bool:
    """Say whether a seat's answer could fill a place."""
    if seat.places:
        return any(place.takes(code) for code in seat.places)
    return any(asker.sits_in(seat) for asker in place.who_might_know[:_ASKED_IN_GENERAL])


def whom_to_ask(place: Place, *, seats: Sequence[Seat]) -> Asker:
    """Return the best person to ask: the first who has not been asked about this, else the first.

    `seats` are those that could fill the place.
    """
    tried = [seat for seat in seats if seat.state is not SeatState.NOT_ASKED]
    for asker in place.who_might_know:
        if not any(asker.sits_in(seat) for seat in tried):
            return asker
    return place.who_might_know[0]


def fill(place: Place, *, pieces: Sequence[PieceFact], table: Table) -> PlaceOnBoard:
    """Return a place as shown, from all pieces that stood on the day."""
    here = by_telling(
        [piece for piece in pieces if place.takes(piece.place)],
        place=place,
        subject=table.subject,
        as_of=table.as_of,
    )
    is_filling = [piece for piece in here if _fills(piece, place=place, subject=table.subject)]
    if is_filling:
        return _filled(place, pieces=here, table=table)
    return _hole(place, elsewhere=here, table=table)


def _fills(piece: PieceFact, *, place: Place, subject: Person) -> bool:
    """What is known about one child never fills a place for another: it only stays in view."""
    if not place.is_about_the_person or not piece.about:
        return True
    return subject.ref in piece.about


def _filled(place: Place, *, pieces: Sequence[PieceFact], table: Table) -> PlaceOnBoard:
    seats = [seat for seat in table.seats if can_fill(seat, place=place)]
    # Age is judged on what fills the place: a sister's recent news does not make a boy's recent.
    own = [piece for piece in pieces if _fills(piece, place=place, subject=table.subject)]
    state = filled_state(own, as_of=table.as_of, old_after_days=place.old_after_days)
    if any(piece.contradicted_by for piece in pieces):
        state = PlaceState.DIFFER
    asker = whom_to_ask(place, seats=seats).named(table.subject)
    to_do = {
        PlaceState.DIFFER: f"Ask {asker}: {place.question_for(table.subject)}",
        PlaceState.OLD: f"Ask {asker} what is known now",
    }.get(state, "")
    labels = table.labels
    agencies = tuple(sorted({labels.get(piece.agency, piece.agency) for piece in pieces}))
    words = (
        differing_words(pieces, labels=labels)
        if state is PlaceState.DIFFER
        else telling_words(pieces, place=place, subject=table.subject, names=table.names)
    )
    return PlaceOnBoard(
        code=place.code,
        number=place.number,
        title=place.title,
        state=state,
        words=words,
        foot=_filled_foot(own, agencies=agencies, count=len(pieces), state=state, table=table),
        ask=asker,
        to_do=to_do,
        pieces=tuple(pieces),
        elsewhere=(),
        agencies=agencies,
    )


def _filled_foot(
    own: Sequence[PieceFact],
    *,
    agencies: Sequence[str],
    count: int,
    state: PlaceState,
    table: Table,
) -> str:
    who = ", ".join(agencies) if len(agencies) < 3 else f"{len(agencies)} agencies"
    if state is PlaceState.OLD:
        newest = max(piece.dated for piece in own)
        return f"{who} · {age_words((table.as_of - newest).days)}"
    return f"{who} · {count}{_TIE}piece{'' if count == 1 else 's'}"


def _hole(place: Place, *, elsewhere: Sequence[PieceFact], table: Table) -> PlaceOnBoard:
    seats = [seat for seat in table.seats if can_fill(seat, place=place)]
    state = hole_state(seats)
    asker = whom_to_ask(place, seats=seats)
    speaking = _speaking(seats, state=state, now=table.now)
    words, foot, to_do = _hole_words(place, state=state, seat=speaking, asker=asker, table=table)
    if elsewhere and speaking is None:
        words = _about_others_only(elsewhere, table=table)
    return PlaceOnBoard(
        code=place.code,
        number=place.number,
        title=place.title,
        state=state,
        words=words,
        foot=foot,
        ask=speaking.label if speaking else asker.named(table.subject),
        to_do=to_do,
        pieces=(),
        elsewhere=tuple(elsewhere),
        seat=speaking,
    )


def _speaking(seats: Sequence[Seat], *, state: PlaceState, now: datetime) -> SeatOnBoard | None:
    """Return the seat the hole is put down to: of several, the one that is due first."""
    ours = [seat for seat in seats if seat.state in _SPEAKS_FOR.get(state, ())]
    dueless = datetime.max.replace(tzinfo=now.tzinfo)
    first = min(ours, key=lambda seat: (seat.due_at or dueless, seat.agency_ref), default=None)
    return SeatOnBoard(seat=first, now=now) if first else None


def _hole_words(
    place: Place, *, state: PlaceState, seat: SeatOnBoard | None, asker: Asker, table: Table
) -> tuple[str, str, str]:
    """Return the sentence of a hole, the line below it, and what would fill it."""
    named = asker.named(table.subject)
    question = place.question_for(table.subject)
    if seat is None:
        sentence = (
            place.nobody_asked_about(table.subject) if state is PlaceState.NOT_ASKED else question
        )
        return sentence, f"Ask: {named}", f"Ask {named}"
    if state is PlaceState.OVERDUE:
        when = seat.when_words
        late = f"No answer yet. {when[:1].upper()}{when[1:]}." if when else "No answer yet."
        return shortened(late, limit=WORDS_IN_A_PLACE), seat.label, f"Ring {seat.label}"
    if state is PlaceState.MAY_NOT_BE_SHARED:
        why = shortened(seat.seat.why, limit=WORDS_IN_A_PLACE)
        reason = why or f"{seat.label} has not shared, and has not said why."
        return reason, f"{seat.label} · see{_TIE}reason", "Decide: go without agreement?"
    due = moment_words(seat.seat.due_at, now=table.now) if seat.seat.due_at else ""
    foot = f"{seat.label} · due{_TIE}{due}" if due else seat.label
    return question, foot, f"Wait for {seat.label}: in time"


def _about_others_only(elsewhere: Sequence[PieceFact], *, table: Table) -> str:
    refs = sorted({ref for piece in elsewhere for ref in piece.about})
    names = [table.names.get(ref, "somebody else") for ref in refs]
    others = listed(sorted(set(names))) if len(set(names)) < 3 else "others"
    return f"Known about {others}. Nothing about {table.subject.name}."
