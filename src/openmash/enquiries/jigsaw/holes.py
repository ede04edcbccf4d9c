"""Everything that is not known, as a list of its own: each hole has a sentence and somebody to ask.

The decision page shows this list as what the decision was made without.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from openmash.enquiries.jigsaw.adults import adult_gap
from openmash.enquiries.jigsaw.facts import AdultAround, Person, PersonRole, SeatState
from openmash.enquiries.jigsaw.places import picture_for
from openmash.enquiries.jigsaw.shown import PlaceOnBoard, SeatOnBoard
from openmash.enquiries.jigsaw.sightings import LastSeen
from openmash.enquiries.jigsaw.states import PlaceState
from openmash.enquiries.jigsaw.wording import days_ago_words
from openmash.errors import BadInput


class HoleKind(StrEnum):
    """What sort of thing is missing, in the order in which it is listed: the person first."""

    NOT_SEEN = "not_seen"
    NOT_HEARD = "not_heard"
    ADULT_UNCHECKED = "adult_unchecked"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"
    OVERDUE = "overdue"
    MAY_NOT_BE_SHARED = "may_not_be_shared"
    WAITING = "waiting"
    OLD = "old"


HOLE_ORDER = tuple(HoleKind)


@dataclass(frozen=True, kw_only=True)
class Hole:
    """One thing that is not known. `about` names the place, person, adult or agency by reference.

    `to_do` says what would fill it, so that it can follow "Next:" in a sentence.

    Raises:
        BadInput: nobody to ask. A hole that nobody can be asked about is a hole nobody fills.
    """

    kind: HoleKind
    about: str
    title: str = field(repr=False)
    sentence: str = field(repr=False)
    ask: str = field(repr=False)
    to_do: str = field(repr=False)
    place: str = ""
    person: str = ""
    adult: str = ""
    agency: str = ""
    request_ref: str = ""

    def __post_init__(self) -> None:
        if not self.ask.strip() or not self.sentence.strip():
            raise BadInput(f"The hole {self.key} needs a sentence and somebody to ask.")

    @property
    def key(self) -> str:
        """A stable name without details, for a form or a stored decision: `not_asked:school`."""
        return f"{self.kind.value}:{self.about}"


def not_seen_hole(seen: LastSeen) -> Hole | None:
    """Return the hole of a person whom nobody has seen lately, or not alone, or None.

    Not on record, not there since, and longer ago than the picture allows are each enough.
    How long it allows is local and unverified: see `library/places.yaml`.
    """
    person = seen.person
    allowed = picture_for(person).not_seen_after_days
    if seen.days is None:
        sentence = f"Nobody has written down seeing {person.name}. {seen.missed_words}".strip()
    elif seen.missed or seen.days > allowed:
        ago = days_ago_words(seen.days)
        sentence = f"{person.name} was last seen {ago}. {seen.missed_words}".strip()
    elif seen.days_alone is None:
        sentence = f"There is no record of {person.name} being seen alone."
    elif seen.days_alone > allowed:
        sentence = f"{person.name} was last seen alone {days_ago_words(seen.days_alone)}."
    else:
        return None
    is_only_alone = bool(seen.days is not None and not seen.missed and seen.days <= allowed)
    return Hole(
        kind=HoleKind.NOT_SEEN,
        about=person.ref,
        title=f"{person.name}, not seen{' alone' if is_only_alone else ''}",
        sentence=sentence,
        ask="social worker, to see today where there is danger",
        to_do=f"see {person.name}{' alone' if is_only_alone else ''}",
        person=person.ref,
    )


def not_heard_hole(person: Person) -> Hole | None:
    """Return the hole of a person whose own words nobody has written down, or None."""
    if person.voice is not None and person.voice.words.strip():
        return None
    return Hole(
        kind=HoleKind.NOT_HEARD,
        about=person.ref,
        title=f"{person.name}, not heard",
        sentence=f"Nobody has heard {person.name} yet. {person.why_not_heard}".strip(),
        ask=f"social worker, with somebody {person.name} trusts",
        to_do=f"hear from {person.name}",
        person=person.ref,
    )


def adult_holes(adults: Iterable[AdultAround]) -> list[Hole]:
    """Return a hole for each adult whom nobody has named, checked or spoken to."""
    return [
        Hole(
            kind=HoleKind.ADULT_UNCHECKED,
            about=adult.ref,
            title=adult.called,
            sentence=gap.sentence,
            ask=gap.ask,
            to_do=gap.to_do,
            adult=adult.ref,
        )
        for adult in adults
        if (gap := adult_gap(adult)) is not None
    ]


def place_holes(places: Iterable[PlaceOnBoard]) -> list[Hole]:
    """Return a hole for each place that is empty or holds only old news.

    Where agencies differ the place is filled: the difference is shown there, not here.
    """
    return [
        Hole(
            kind=HoleKind(place.state.value),
            about=place.code,
            title=place.title,
            sentence=place.words,
            ask=place.ask,
            to_do=f"{place.to_do[:1].lower()}{place.to_do[1:]}",
            place=place.code,
            agency=place.seat.seat.agency_ref if place.seat else "",
            request_ref=place.seat.request_ref if place.seat else "",
        )
        for place in places
        if place.state.is_hole or place.state is PlaceState.OLD
    ]


_SEAT_HOLES = {
    SeatState.OVERDUE: (HoleKind.OVERDUE, "has not answered", "ring"),
    SeatState.CANNOT_SHARE: (HoleKind.MAY_NOT_BE_SHARED, "cannot share", "decide with"),
    SeatState.CANNOT_SEARCH: (HoleKind.NOT_KNOWN, "could not search", "ring"),
    SeatState.NOT_SEARCHED: (HoleKind.NOT_KNOWN, "has not searched", "ring"),
    SeatState.WAITING: (HoleKind.WAITING, "has not answered yet, in time", "wait for"),
    SeatState.NEED_LONGER: (HoleKind.WAITING, "needs longer", "wait for"),
    SeatState.NOT_ASKED: (HoleKind.NOT_ASKED, "has not been asked", "ask"),
}


def seat_holes(seats: Iterable[SeatOnBoard], *, said: Sequence[Hole]) -> list[Hole]:
    """Return a hole for each agency that is still silent and that no place has named.

    Its places may all be filled by others; what it alone knows is missing all the same.
    """
    named = {hole.agency for hole in said}
    return [
        Hole(
            kind=kind,
            about=each.seat.agency_ref,
            title=each.label,
            sentence=_seat_sentence(each, words=words),
            ask=each.org,
            to_do=f"{verb} {each.org}",
            agency=each.seat.agency_ref,
            request_ref=each.request_ref,
        )
        for each in seats
        if each.state in _SEAT_HOLES and each.seat.agency_ref not in named
        for kind, words, verb in (_SEAT_HOLES[each.state],)
    ]


def _seat_sentence(seat: SeatOnBoard, *, words: str) -> str:
    when = f" ({seat.when_words})" if seat.when_words else ""
    why = f" {seat.seat.why}" if seat.seat.why else ""
    return f"{seat.label}, {seat.org}, {words}{when}.{why}"


def list_holes(
    places: Iterable[PlaceOnBoard],
    *,
    people: Iterable[Person],
    seen: Iterable[LastSeen],
    adults: Iterable[AdultAround],
    seats: Iterable[SeatOnBoard],
) -> tuple[Hole, ...]:
    """Return every hole: people not seen or heard first, then adults, places and agencies."""
    asked_about = [each for each in people if each.role is not PersonRole.ADULT]
    by_place = place_holes(places)
    holes = [
        *filter(None, map(not_seen_hole, seen)),
        *filter(None, map(not_heard_hole, asked_about)),
        *adult_holes(adults),
        *by_place,
        *seat_holes(seats, said=by_place),
    ]
    return tuple(sorted(holes, key=lambda hole: HOLE_ORDER.index(hole.kind)))


def most_telling_holes(holes: Sequence[Hole]) -> tuple[Hole, ...]:
    """Return the two holes that would most change the decision, were they filled.

    First the person: seen, else heard. Then an adult nobody has established. Where there is
    neither, the first places. This is an order of asking, not a weighing of risk.
    """
    person = [hole for hole in holes if hole.kind in (HoleKind.NOT_SEEN, HoleKind.NOT_HEARD)]
    adult = [hole for hole in holes if hole.kind is HoleKind.ADULT_UNCHECKED]
    others = [hole for hole in holes if hole.place and hole.kind is not HoleKind.OLD]
    return tuple([*person[:1], *adult[:1], *others][:2])
