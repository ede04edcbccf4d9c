"""Finding a person as people really search: part of a name, how it sounds, a year, a street.

Each record is found by its words: `w:` names as written, `s:` how they sound, `p:` how they
begin, `y:` and `d:` when somebody was born, `a:` places, `i:` numbers. What was typed is read
into the same words; a record is found if it answers every part of it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from nicknames import NickNamer

from openmash.people.matching import RecordFacts
from openmash.people.matching.spelling import plain, skeleton, spelled_alike, variant_classes

_BEGINNINGS = (3, 4, 5)
_MOST_PARTS = 6
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"\b(\d{1,2})[/.\-\s]+(\d{1,2}|[a-z]{3,9})[/.\-\s]+(\d{4})\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d[\d\s-]{6,}\d")
_IDLE = {"the", "and", "of", "born", "dob", "mr", "mrs", "ms", "miss", "dr", "road", "street"}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of what was typed, and the words any of which a record must have to answer it."""

    typed: str = field(repr=False)
    words: frozenset[str] = field(repr=False)


def words_of(record: RecordFacts) -> frozenset[str]:
    """Return the words by which a record is found."""
    found: set[str] = set()
    for name in _name_words(record):
        found |= {f"w:{name}", f"s:{_sound(name)}"}
        found |= {f"p:{name[:length]}" for length in _BEGINNINGS if len(name) >= length}
    for place in (record.address or "", record.area or "", record.postcode or ""):
        found |= {f"a:{form}" for word in plain(place).split() for form in _place_forms(word)}
    for outward, inward in _POSTCODE.findall(f"{record.address or ''} {record.postcode or ''}"):
        found |= {f"a:{plain(outward + inward)}", f"a:{plain(outward)}"}
    numbers = [one.number for one in record.identifiers.values()]
    found |= {f"i:{number.lower()}" for number in [*numbers, *record.phone_numbers]}
    return frozenset(found | set(_birth_words(record)))


def read_query(typed: str) -> tuple[Part, ...]:
    """Return the parts of what was typed, at most six: a record must answer each of them."""
    parts: list[Part] = []
    rest = typed.strip()
    for pattern, reader in ((_DAY, _as_day), (_POSTCODE, _as_postcode), (_NUMBER, _as_number)):
        for match in pattern.finditer(rest):
            if words := reader(match):
                parts.append(Part(typed=match[0].strip(), words=frozenset(words)))
                rest = rest.replace(match[0], " ")
    words = [word for word in plain(rest).split() if word not in _IDLE]
    parts += [Part(typed=word, words=frozenset(_as_word(word))) for word in words]
    return tuple(parts[:_MOST_PARTS])


def why_found(record: RecordFacts, *, parts: Sequence[Part]) -> tuple[str, ...]:
    """Return in words how a record answers each part, without repeating what was typed."""
    has = words_of(record)
    return tuple(dict.fromkeys(_why(part, has) for part in parts))


def closeness(record: RecordFacts, *, parts: Sequence[Part]) -> int:
    """Return how well a record answers: a word as it was typed counts most, a sound least."""
    has = words_of(record)
    return sum(_WEIGHTS[_kind(part, has)] for part in parts)


_WEIGHTS = {
    "number": 8,
    "day": 6,
    "name": 5,
    "year": 4,
    "place": 3,
    "begins": 2,
    "sounds": 1,
    "": 0,
}
_WHY = {
    "number": "Has this number", "day": "Born on this day", "year": "Born in or about this year",
    "name": "Has this name", "place": "Has this in the address",
    "begins": "A name begins like this",
    "sounds": "A name sounds like this, or is short for it", "": "",
}  # fmt: skip
_KINDS = (("i:", "number"), ("d:", "day"), ("y:", "year"))


def _kind(part: Part, has: frozenset[str]) -> str:
    shared = part.words & has
    for start, kind in _KINDS:
        if any(word.startswith(start) for word in shared):
            return kind
    typed = plain(part.typed)
    if f"w:{typed}" in shared:
        return "name"
    if any(word.startswith("a:") for word in shared):
        return "place"
    if any(word.startswith("p:") for word in shared):
        return "begins"
    return "sounds" if shared else ""


def _why(part: Part, has: frozenset[str]) -> str:
    return _WHY[_kind(part, has)]


def _name_words(record: RecordFacts) -> Iterable[str]:
    written = (record.name, record.given, record.family, *record.other_names)
    return {word for text in written if text for word in plain(text).split() if len(word) > 1}


def _birth_words(record: RecordFacts) -> Iterable[str]:
    born = record.date_of_birth
    if born is not None:
        yield f"y:{born.year}"
        if born.as_day:
            yield f"d:{born.as_day:%Y%m%d}"
    elif record.born is not None:
        first, last = (date.fromordinal(day).year for day in (record.born.first, record.born.last))
        yield from (f"y:{year}" for year in range(first, last + 1))


def _as_day(match: re.Match) -> set[str]:
    day, month, year = match.groups()
    number = _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else month
    try:
        return {f"d:{date(int(year), int(number), int(day)):%Y%m%d}"}
    except ValueError:
        return set()


def _as_postcode(match: re.Match) -> set[str]:
    return {f"a:{plain(match[1] + match[2])}"}


def _as_number(match: re.Match) -> set[str]:
    digits = re.sub(r"\D", "", match[0])
    national = re.sub(r"^(0044|44)(?=\d{9,10}$)", "0", digits)
    return {f"i:{digits}", f"i:{national}"}


def _as_word(word: str) -> set[str]:
    found = {f"i:{word}"} | {f"a:{form}" for form in _place_forms(word)}
    if word.isdigit():
        return found | {f"y:{word}"}
    found |= {f"w:{word}", f"s:{_sound(word)}"}
    found |= {f"w:{name}" for name in _short_forms(word)}
    if len(word) >= _BEGINNINGS[0]:
        found.add(f"p:{word[: _BEGINNINGS[-1]]}")
    return found


def _place_forms(word: str) -> set[str]:
    """Return a word of an address with and without its s: Tanner's Row is asked for as Tanner."""
    return {word, word.removesuffix("s")} if len(word) > 4 else {word}


def _short_forms(word: str) -> set[str]:
    names = _nicknames()
    return {plain(name) for name in {*names.nicknames_of(word), *names.canonicals_of(word)}}


@cache
def _nicknames() -> NickNamer:
    return NickNamer()


def _sound(name: str) -> str:
    """Return the sounds of a name or, where it is listed, of the name that stands for it."""
    lines = variant_classes().get(name)
    if not lines:
        return skeleton(name)
    return min(skeleton(other) for other in spelled_alike()[min(lines)])
