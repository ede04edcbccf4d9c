"""The fourteen places of the picture, as practitioners wrote them in `library/places.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from openmash.enquiries.jigsaw.facts import Person, PersonRole, Seat
from openmash.errors import BadInput
from openmash.sources.library import read_library_file

PLACES_IN_A_PICTURE = 14
CHILDREN, ADULTS = "children", "adults"


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Somebody who might know, in words that follow "Ask"."""

    code: str
    words: str
    kinds: frozenset[str] = frozenset()

    def sits_in(self, seat: Seat) -> bool:
        """Say whether this seat at the table is the asker's."""
        return seat.kind == self.code or seat.kind in self.kinds

    def named(self, subject: Person) -> str:
        """Return whom to ask, with the person's name where the words have one."""
        return _with_name(self.words, subject=subject)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place of the picture: its fixed position, its question, and who might know."""

    code: str
    number: int
    title: str
    is_about_the_person: bool
    question: str
    nobody_asked: str
    who_might_know: tuple[Asker, ...]
    also: frozenset[str]
    old_after_days: int | None

    def takes(self, theme: str) -> bool:
        """Say whether a piece filed under this theme lands here."""
        return theme == self.code or theme in self.also

    def question_for(self, subject: Person) -> str:
        """Return the hole as a question about this person."""
        return _with_name(self.question, subject=subject)

    def nobody_asked_about(self, subject: Person) -> str:
        """Return the sentence for a hole that nobody has asked about."""
        return _with_name(self.nobody_asked, subject=subject)


@dataclass(frozen=True, kw_only=True)
class PictureOnTheBox:
    """All fourteen places of one kind of picture, in order, and when a sighting grows stale."""

    code: str
    places: tuple[Place, ...]
    not_seen_after_days: int
    old_reason: str
    not_seen_reason: str

    def place_for(self, theme: str) -> Place:
        """Return the place where a piece of this theme lands.

        Raises:
            BadInput: no picture has the theme, so the piece would be lost from sight.
        """
        for place in self.places:
            if place.takes(theme):
                return place
        raise BadInput(
            f"No place takes the theme `{theme}`. Give the piece a theme that "
            "library/places.yaml knows, so that it cannot be lost from sight."
        )


def _with_name(words: str, *, subject: Person) -> str:
    # Plain replacement: str.format would trip over a brace that somebody typed in a name.
    return words.replace("{names}", subject.possessive).replace("{name}", subject.name)


def _place(written: Mapping[str, Any], *, default_old: int, askers: Mapping[str, Asker]) -> Place:
    known = tuple(askers[code] for code in written["who_might_know"])
    if not known:
        raise BadInput(f"library/places.yaml: `{written['code']}` has nobody who might know.")
    return Place(
        code=written["code"],
        number=written["number"],
        title=written["title"],
        is_about_the_person=written["of"] == "person",
        question=written["question"],
        nobody_asked=written["nobody_asked"],
        who_might_know=known,
        also=frozenset(written.get("also", ())),
        old_after_days=written.get("old_after_days", default_old),
    )


def read_picture(written: Mapping[str, Any], *, code: str) -> PictureOnTheBox:
    """Return one picture of the library file, checked.

    Raises:
        BadInput: it has not exactly fourteen places numbered 1 to 14, or a key is missing.
    """
    try:
        askers = {
            name: Asker(code=name, words=asker["words"], kinds=frozenset(asker.get("kinds", ())))
            for name, asker in written["askers"].items()
        }
        part = written[code]
        places = tuple(
            _place(each, default_old=part["old_after_days"], askers=askers)
            for each in part["places"]
        )
    except KeyError as missing:
        raise BadInput(f"library/places.yaml, `{code}`: {missing} is not there.") from missing
    if [place.number for place in places] != list(range(1, PLACES_IN_A_PICTURE + 1)):
        raise BadInput(f"library/places.yaml, `{code}`: number its places 1 to 14, in order.")
    return PictureOnTheBox(
        code=code,
        places=places,
        not_seen_after_days=part["not_seen_after_days"],
        old_reason=part["old_reason"],
        not_seen_reason=part["not_seen_reason"],
    )


@cache
def picture_on_the_box(code: str) -> PictureOnTheBox:
    """Return the fourteen places for `children` or for `adults`. Raises BadInput."""
    return read_picture(read_library_file("places.yaml"), code=code)


def picture_for(subject: Person) -> PictureOnTheBox:
    """Return the picture that fits the person in the middle."""
    return picture_on_the_box(CHILDREN if subject.role is PersonRole.CHILD else ADULTS)


def theme_codes() -> frozenset[str]:
    """Return every theme a piece may be filed under: the place codes of both pictures."""
    return frozenset(
        place.code for code in (CHILDREN, ADULTS) for place in picture_on_the_box(code).places
    )
