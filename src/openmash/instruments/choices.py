"""Which instrument is suggested, and what is held already that may answer a question. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from openmash.instruments.engine import Instrument, Item
from openmash.sources import read_library_file

FILE = "instrument_choices.yaml"
EVERY_AREA = "*"
CHILD, ADULT, UNBORN, FAMILY, ANY = "child", "adult", "unborn", "family", "any"
MOST_HELD = 2
SHORTEST_WORD = 5
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, kw_only=True)
class About:
    """Whom an assessment may be about: `key` is their place in the enquiry, empty for the family."""

    key: str
    called: str = field(repr=False)
    kind: str


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """An instrument worth opening for somebody, and why in one sentence."""

    instrument: str
    about: About
    why: str


@cache
def _library() -> Mapping:
    return read_library_file(FILE)


def suggested(area: str, *, about: Sequence[About]) -> list[Suggestion]:
    """Return what to open for an enquiry of this practice area, for each person whom it fits.

    Source: LOCAL-PRACTICE
    """
    found = []
    for row in _library()["suggested"]:
        if area not in row["areas"] and EVERY_AREA not in row["areas"]:
            continue
        found += [
            Suggestion(instrument=row["instrument"], about=who, why=row["why"])
            for who in about
            if _fits(row["for"], kind=who.kind)
        ]
    return found


def _fits(wanted: str, *, kind: str) -> bool:
    if wanted == ANY:
        return kind in (CHILD, ADULT)
    return wanted == kind


def fact_label(fact: str) -> str:
    """Return how a fact of the case is asked for."""
    return _library()["facts"].get(fact, fact.replace("_", " ").capitalize())


def fits_subject(instrument: Instrument, *, kind: str) -> bool:
    """Tell whether an instrument is meant for somebody of this kind."""
    if kind == FAMILY:
        return bool({FAMILY, "information_request"} & set(instrument.subject_kinds))
    return kind in instrument.subject_kinds


def places_of(item: Item) -> frozenset[str]:
    """Return the places of the jigsaw where something may be held about a question."""
    held = _library()["held"]
    return frozenset(place for tag in item.tags for place in held.get(tag, ()))


def held_for(item: Item, *, pieces: Iterable) -> list:
    """Return the pieces that may bear on a question, the closest first, at most two.

    A piece bears on it if it shares two telling words with it, or one in a place where such
    things stand. It is offered to a person, who reads it and judges; it answers nothing itself.
    """
    asked = _telling(f"{item.text} {item.help}")
    places = places_of(item)
    weighed = []
    for piece in pieces:
        shared = len(asked & _telling(piece.what))
        in_place = piece.place in places
        if shared + in_place >= 2 and shared:
            weighed.append((shared + in_place, piece))
    weighed.sort(key=lambda pair: (-pair[0], -pair[1].pk))
    return [piece for _, piece in weighed[:MOST_HELD]]


def _telling(words: str) -> set[str]:
    """Return the stems of the words that tell one question from another."""
    found = _WORD.findall(words.casefold())
    common = _library()["common_words"]
    return {
        word[: max(SHORTEST_WORD, len(word) - 3)]
        for word in found
        if len(word) >= SHORTEST_WORD and word not in common
    }
