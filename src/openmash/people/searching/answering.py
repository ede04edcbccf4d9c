"""How well a person answers a search, and why, in words that repeat nothing that was typed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from openmash.people.matching.spelling import plain
from openmash.people.searching.asking import Part
from openmash.people.searching.words import LONGEST_BEGINNING

# What each kind of word says, its weight, the nearest first: the first that a person has counts.
_KINDS = (
    ("i:", "Has this number", 9),
    ("r:", "Is in this contact", 9),
    ("d:", "Born on this day", 7),
    ("w:", "Has this name", 6),
    ("m:", "Born in this month", 5),
    ("t:", "Born on this day of the year", 4),
    ("y:", "Born in or about this year", 4),
    ("a:", "Has this in an address", 4),
    ("b:", "Has this initial", 2),
    ("p:", "A name begins like this", 3),
)
_NEAR_KINDS = (
    ("l:", "A number ends like this", 4),
    ("w:", "Has a short or longer form of this name", 4),
    ("a:", "Has this in an address", 3),
    ("p:", "A name begins like this", 3),
    ("s:", "A name sounds like this", 3),
)
_FAR_KINDS = (
    ("i:", "Has a number one digit from this, which checks", 3),
    ("d:", "Born on a day one slip of the pen from this", 3),
    ("y:", "Born within a year of this", 2),
    ("w:", "A name differs from this by one letter", 2),
    ("e:", "A name differs from this by one letter", 2),
    ("h:", "Somebody named beside them has this in an address", 1),
    ("b:", "Only an initial is recorded, and it fits", 1),
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How a person answers all parts: the more `close`, the nearer; why, each reason once."""

    close: int
    why: tuple[str, ...]


def answer_of(
    parts: Sequence[Part], *, marks: Collection[int], names: Collection[str] | None = None
) -> Answer | None:
    """Return how a person answers, or None where a part is answered only by accident.

    `marks` are those of the words asked for that the person has, and `names` the parts of all
    their names: two words may share a mark, and two names a beginning. Without `names` nothing
    is taken for an accident.
    """
    said = [_nearest(part, marks=marks, names=names) for part in parts]
    found = [one for one in said if one is not None]
    if len(found) < len(said):
        return None
    why = tuple(dict.fromkeys(words for words, _ in found))
    return Answer(close=sum(weight for _, weight in found), why=why)


def _nearest(
    part: Part, *, marks: Collection[int], names: Collection[str] | None
) -> tuple[str, int] | None:
    for step, kinds in zip(part.marks, (_KINDS, _NEAR_KINDS, _FAR_KINDS), strict=True):
        has = [word for mark, word in step.items() if mark in marks]
        for start, says, weight in kinds if has else ():
            if any(w.startswith(start) and _holds(w, part, names) for w in has):
                return says, weight
    return None


def _holds(word: str, part: Part, names: Collection[str] | None) -> bool:
    if names is None:
        return True
    typed = plain(part.typed).replace(" ", "")
    if word.startswith("p:") and len(typed) > LONGEST_BEGINNING:
        return any(name.startswith(typed) for name in names)
    if word.startswith("e:") or (word.startswith("w:") and word in part.far):
        return any(OSA.distance(typed, name, score_cutoff=1) <= 1 for name in names)
    return True


def how_to_narrow(parts: Sequence[Part]) -> str:
    """Return what to add to find fewer people: what was not typed yet, the likeliest first."""
    starts = [{word[:2] for word in part.exact} for part in parts]
    is_dated = any(has & {"y:", "d:", "m:", "t:"} for has in starts)
    names = sum("w:" in has for has in starts)
    wanted = [] if is_dated else ["a year of birth or an age"]
    if names < 2:
        wanted.append("another name")
    wanted += ["a street, a town or a postcode", "an NHS or telephone number"]
    return f"Add {', '.join(wanted[:-1])} or {wanted[-1]}."
