"""Reading a name as an agency wrote it into first names and surname, in every order it may have.

Nothing is corrected: a reading is derived, and the name as written stays in the record.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import dropwhile

from openmash.people.matching.birth_order import birth_order
from openmash.people.matching.spelling import plain

_TITLES = {
    "mr": "M", "mrs": "F", "miss": "F", "ms": "F", "master": "M", "mstr": "M", "dr": None, "rev": None,
    "prof": None, "sir": "M", "lady": "F", "lord": "M", "mx": None, "pc": None, "sgt": None,
    "cllr": None, "sister": None, "father": None, "fr": None,
}  # fmt: skip
_GENERATIONS = {
    "jr": "younger", "jnr": "younger", "junior": "younger", "ii": "younger", "iii": "third",
    "sr": "older", "snr": "older", "senior": "older",
}  # fmt: skip
_NOT_NAMES = {
    "unknown", "anonymous", "caller", "not", "known", "recorded", "given", "stated", "na", "nk",
    "none", "name", "withheld", "unnamed", "mother", "father", "mum", "dad", "child", "boyfriend",
    "girlfriend", "partner", "neighbour", "male", "female", "man", "woman", "boy", "girl", "adult",
    "person", "uncle", "aunt", "brother", "sister", "son", "daughter", "baby", "infant", "unborn",
    "the", "a", "an", "of", "his", "her", "their", "no", "friend", "member", "public", "resident",
    "tenant", "occupier", "patient", "subject", "victim", "suspect", "carer", "staff", "tbc", "tba",
    "family", "wife", "husband", "sibling", "yet", "refused", "redacted", "young",
}  # fmt: skip
# What is written in front of a surname, or instead of a first name, where that is not known.
_STAND_INS = {
    "unknown", "not", "known", "given", "recorded", "stated", "na", "nk", "unnamed", "tbc", "tba",
    "withheld", "male", "female", "unborn", "infant", "none", "name", "no",
}  # fmt: skip
_MISREAD = str.maketrans("0153", "olse")  # a scanner's M0hammed
_GLUED = {"o", "mc", "mac", "fitz", "d"}
PARTICLES = {
    "van", "von", "der", "den", "de", "da", "do", "dos", "das", "del", "della", "di", "la", "le",
    "al", "el", "ul", "ur", "bin", "ibn", "bint", "binti", "ben", "abu", "ter", "ten",
    "st", "e", "y",
}  # fmt: skip
# First names that in many families every brother bears, so that the next name tells them apart.
SHARED_FIRST = {
    "mohammed", "muhammad", "mohamed", "mohammad", "muhammed", "md", "mohd", "syed", "sayed",
    "abdul", "abdel", "abd", "sheikh", "abu",
}  # fmt: skip
# "Child S" and "Mr A" are what a review or a careful agency calls somebody: a label, not a name.
_LABEL = re.compile(
    r"(?:child|girl|boy|baby|adult|mr|mrs|ms|miss|person|male|female|victim|student)\s+[a-z]", re.I
)
_BABY_OF = re.compile(
    r"^(?:unborn\s+)?(?:baby|infant|child|unborn)(?:\s+(?:girl|boy|baby|child))*\s+of\s+", re.I
)
_BABY = re.compile(r"^(?:unborn|baby|infant|newborn)\b(?:\s+(?:girl|boy|baby|child))*\s*", re.I)
_ALSO = re.compile(
    r"\b(also known as|known as|formerly|previously|aka|a\.k\.a\.?|alias|née|nee|born)(?!\w)", re.I
)
_BRACKETED, _WITHIN = re.compile(r"[(\[].*?[)\]]"), re.compile(r"[(\[](.*?)[)\]]")
_BETWEEN = re.compile(r"[\s,/]+")
_UNBORN = re.compile(r"\s*unborn\b", re.I)
_NO_NAME_YET = re.compile(r"\s*(baby|unborn|infant)\b", re.I)
_MAIDEN = {"formerly", "previously", "née", "nee", "born"}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One way to read a name: parts folded to plain letters, compounds kept as several parts."""

    given: tuple[str, ...] = field(default=(), repr=False)
    middles: tuple[str, ...] = field(default=(), repr=False)
    family: tuple[str, ...] = field(default=(), repr=False)
    sex: str | None = None  # what the title says
    generation: str | None = None  # junior or senior, or which of twins
    whole_family: str = field(default="", repr=False)  # Ben Ali as benali
    shown_given: str = field(default="", repr=False)
    shown_family: str = field(default="", repr=False)

    @property
    def whole_given(self) -> str:
        return "".join((*self.given, *self.middles))

    def __bool__(self) -> bool:
        return bool(self.given or self.family)


@dataclass(frozen=True, kw_only=True)
class ReadName:
    """All readings of what one record says a person is called."""

    readings: tuple[Reading, ...] = field(repr=False)
    parent: str | None = field(default=None, repr=False)  # from "Baby of Jane Smith"
    is_unborn: bool = False


def _words(text: str) -> list[str]:
    """Return the words of a name; hyphened words stay one word, split later."""
    kept = _BRACKETED.sub(" ", text) if "(" in text or "[" in text else text
    return [_unscanned(w) for w in _BETWEEN.split(kept) if plain(w)]


def _unscanned(word: str) -> str:
    """Return a word with the figures that a scanner took for letters as letters again."""
    if word.isalpha() or not any(sign.isdigit() for sign in word):
        return word
    letters = sum(sign.isalpha() for sign in word)
    return word.translate(_MISREAD) if letters >= 3 else word


def _parts(word: str) -> tuple[str, ...]:
    return tuple(plain(word).split())


def _family_parts(words: list[str]) -> tuple[str, ...]:
    """Return the parts of a surname: O' and Mc joined, Mac as Mc, particles left out."""
    parts = [p for word in words for p in _parts(word)]
    joined: list[str] = []
    while parts:
        part = parts.pop(0)
        if part in _GLUED and parts:
            part += parts.pop(0)
        joined.append("mc" + part[3:] if part.startswith("mac") and len(part) >= 6 else part)
    return tuple(p for p in joined if p not in PARTICLES) or tuple(joined)


def _given_parts(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the first name and the middle names; in Mohammed Yusuf, Yusuf is the first name."""
    names = [_parts(word) for word in words]
    if not names:
        return (), ()
    first, rest = names[0], [p for name in names[1:] for p in name]
    if len(first) == 1 and first[0] in SHARED_FIRST and rest:
        return (rest[0],), (first[0], *rest[1:])
    return first, tuple(rest)


def _strip(words: list[str]) -> tuple[list[str], str | None, str | None, bool]:
    """Take titles and junior/senior off; say also which sex, generation, and whether titled."""
    sex = generation = None
    titled = False
    kept: list[str] = []
    for place, word in enumerate(words):
        key = plain(word)
        if key in _TITLES and (place == 0 or titled) and len(words) > 1 and not kept:
            sex, titled = _TITLES[key] or sex, True
        elif key in _GENERATIONS and place > 0:
            generation = _GENERATIONS[key]
        else:
            kept.append(word)
    return kept, sex, generation, titled


def _split(words: list[str], *, titled: bool) -> tuple[list[str], list[str]]:
    """Split undivided words into first names and surname, taking particles with the surname."""
    if len(words) == 1:
        return ([], words) if titled else (words, [])
    start = len(words) - 1
    while start > 1 and plain(words[start - 1]) in PARTICLES | _GLUED:
        start -= 1
    return words[:start], words[start:]


def _reading(text: str) -> Reading:
    family_first, comma, given_after = text.partition(",")
    if comma and _words(family_first) and _words(given_after):
        given_words, sex, generation, _ = _strip(_words(given_after))
        given_words = [w for w in given_words if plain(w) not in _STAND_INS]
        return _built(given_words, _words(family_first), sex=sex, generation=generation)
    if plain(text).replace(" ", "") in _NOT_NAMES:
        return Reading()
    label = _LABEL.fullmatch(text.strip())
    if label:
        word, letter = plain(text).split()
        return Reading(
            given=(f"{word}{ord(letter)}",), family=("labelled",), shown_given=text.strip()
        )
    words, sex, generation, titled = _strip(_words(text))
    if words and all(plain(w) in _NOT_NAMES or plain(w).isdigit() for w in words):
        return Reading()
    known = list(dropwhile(lambda w: plain(w) in _STAND_INS, words))
    if len(known) < len(words) and known:
        return _built([], known, sex=sex, generation=generation)
    if comma and _words(family_first):
        return _built([], words, sex=sex, generation=generation)
    given, family = _split(words, titled=titled)
    return _built(given, family, sex=sex, generation=generation)


def _built(
    given_words: list[str],
    family_words: list[str],
    *,
    sex: str | None = None,
    generation: str | None = None,
) -> Reading:
    given, middles = _given_parts(given_words)
    return Reading(
        given=given,
        middles=middles,
        family=_family_parts(family_words),
        sex=sex,
        generation=generation,
        whole_family="".join(p for word in family_words for p in _parts(word)),
        shown_given=" ".join(given_words[:1]),
        shown_family=" ".join(family_words),
    )


@lru_cache(maxsize=50_000)
def read_name(text: str) -> ReadName:
    """Return every reading of an undivided name; none where the text names nobody.

    "Baby of Jane Smith" names a mother and no child: her surname is kept as a guess at the
    child's. Names after "known as", "née" or in brackets are further readings.
    """
    text, order = birth_order(text)
    found = _read_undivided(text)
    return _numbered(found, order) if order else found


def _numbered(found: ReadName, order: str) -> ReadName:
    readings = found.readings or (Reading(),)
    return replace(found, readings=tuple(replace(r, generation=order) for r in readings))


def _read_undivided(text: str) -> ReadName:
    said_unborn = bool(_UNBORN.match(text))
    of = _BABY_OF.match(text.strip())
    if of:
        parent = text.strip()[of.end() :]
        family = _reading(parent)
        kept = Reading(family=family.family, shown_family=family.shown_family)
        return ReadName(readings=(kept,) if kept else (), parent=parent, is_unborn=said_unborn)
    baby = _BABY.match(text.strip())
    if baby and not _LABEL.fullmatch(text.strip()):
        rest = _words(text.strip()[baby.end() :])
        kept = _built([], rest) if rest else Reading()
        return ReadName(readings=(kept,) if kept else (), is_unborn=said_unborn)
    return ReadName(readings=_completed(list(_pieces(text))))


def _pieces(text: str) -> Iterator[tuple[str, Reading]]:
    """Yield each name in the text with the word ("née", "aka") that leads it in."""
    within = _WITHIN.findall(text) if "(" in text or "[" in text else ()
    outside = _BRACKETED.sub(" ", text) if within else text
    for stretch in (outside, *within):
        start, *rest = _ALSO.split(stretch)
        for said, piece in [("", start), *zip(rest[::2], rest[1::2], strict=True)]:
            reading = _reading(piece) if piece.strip() else Reading()
            if reading:
                yield said.lower(), reading


def _completed(found: list[tuple[str, Reading]]) -> tuple[Reading, ...]:
    """Give a lone further name the other half: Jane Smith (née Brown) is Jane Brown too."""
    if not found:
        return ()
    first = found[0][1]
    done = [first]
    for said, other in found[1:]:
        is_lone = bool(other.given) and not other.family
        if is_lone and said in _MAIDEN:
            done.append(_merged(Reading(family=other.given, shown_family=other.shown_given), first))
        elif is_lone and first.family:
            done.append(_merged(first, other))
        else:
            done.append(other)
    return tuple(dict.fromkeys(done))


def _merged(family_from: Reading, given_from: Reading) -> Reading:
    return Reading(
        given=given_from.given,
        middles=given_from.middles,
        family=family_from.family,
        sex=family_from.sex or given_from.sex,
        whole_family=family_from.whole_family,
        shown_given=given_from.shown_given,
        shown_family=family_from.shown_family,
    )


@lru_cache(maxsize=50_000)
def read_divided(given: str, family: str) -> ReadName:
    """Return the reading of a name that the agency recorded in two fields."""
    given, order = birth_order(given)
    of = read_name(given) if _NO_NAME_YET.match(given) else None
    given_words, sex, generation, _ = _strip(_words(given))
    given_words = [w for w in given_words if plain(w) not in _STAND_INS]
    if of is not None or all(plain(w) in _NOT_NAMES for w in given_words):
        given_words = []
    family_words = [w for w in _words(family) if plain(w) not in _NOT_NAMES]
    reading = _built(given_words, family_words, sex=sex, generation=order or generation)
    return ReadName(
        readings=(reading,) if reading else (),
        parent=of.parent if of else None,
        is_unborn=bool(of and of.is_unborn),
    )
