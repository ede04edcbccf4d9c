"""The words by which a record is found, and the marks under which the database keeps them.

w: a name as written       s: how it sounds          p: how it begins
e: it with a letter left   b: a name of which only   y: m: d: t: when somebody was born:
   out, for typing errors     the initial is known      year, month, day, day of any year
a: the place they live     h: where those named beside them live
i: a number                l: how a number ends      r: the reference of its contact
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from openmash.people.matching import RecordFacts
from openmash.people.matching.spelling import plain, skeleton, spelled_alike, variant_classes

LONGEST_BEGINNING = 6  # letters; what was typed beyond them is checked afterwards
SHORTEST_SLIP = 4  # a shorter name with another letter is another name
LONGEST_SLIP = 12
OPEN_MARK = -(2**31)  # set by the database on who is or was open to somebody; of no word
ENDINGS = (4, 6)  # digits
# Small words that some people write apart from the name that follows, and others do not.
PARTICLES = frozenset({
    "o", "mc", "mac", "fitz", "d", "al", "el", "ul", "ur", "abd", "abdul", "abdel", "abu", "bin",
    "ibn", "bint", "ben", "van", "von", "de", "da", "di", "la", "le", "st",
})  # fmt: skip
_STREET_KINDS = {
    "rd": "road", "st": "street", "ln": "lane", "ave": "avenue", "dr": "drive", "cl": "close",
    "ct": "court", "cres": "crescent", "gdns": "gardens", "ter": "terrace", "pl": "place",
    "sq": "square",
}  # fmt: skip
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d)([A-Z]{2})\b", re.IGNORECASE)


def words_of(record: RecordFacts) -> frozenset[str]:
    """Return the words by which a record is found."""
    names = name_tokens((record.name, record.given, record.family, *record.other_names))
    found = {word for name in names for word in _of_a_name(name)}
    found.update(_of_the_places(record))
    for number in _numbers(record):
        found.add(f"i:{number}")
        found.update(f"l:{number[-length:]}" for length in ENDINGS if len(number) > length)
    if record.contact_ref:
        found.add(f"r:{bare(record.contact_ref)}")
    found.update(_of_the_birth(record))
    return frozenset(found)


def marks_of(words: Iterable[str]) -> list[int]:
    """Return the marks of words, sorted: whole numbers of 32 bits, as the database compares them.

    Two words in some millions share a mark, so what was found is checked by its words.
    """
    return sorted({mark_of(word) for word in words})


def mark_of(word: str) -> int:
    """Return the mark of one word."""
    return max(crc32(word.encode()) - 2**31, OPEN_MARK + 1)


def name_tokens(names: Iterable[str | None]) -> frozenset[str]:
    """Return every part of every name as written, particles apart and joined."""
    return frozenset(token for text in names if text for token in _tokens(text))


def bare(text: str) -> str:
    """Return a number or reference without spaces and signs, in lower case."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def beginnings(token: str) -> list[str]:
    """Return how a name begins, as far as beginnings are kept."""
    return [token[:length] for length in range(1, min(len(token), LONGEST_BEGINNING) + 1)]


@lru_cache(maxsize=50_000)
def with_one_left_out(token: str) -> frozenset[str]:
    """Return a name with each of its letters left out in turn; none for a very short one."""
    if not SHORTEST_SLIP <= len(token) <= LONGEST_SLIP or not token.isalpha():
        return frozenset()
    return frozenset(token[:at] + token[at + 1 :] for at in range(len(token)))


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """Return the sounds of a name or, where it is listed, of the name that stands for it.

    A single sound is none: Lee, Leah and Lia would be one.
    """
    lines = variant_classes().get(name)
    if lines:
        return min(skeleton(other) for other in spelled_alike()[min(lines)])
    heard = skeleton(name)
    return heard if len(heard) > 1 else ""


@lru_cache(maxsize=50_000)
def place_forms(word: str) -> frozenset[str]:
    """Return a word of an address with and without its s: Tanner's Row is asked for as Tanner."""
    word = _STREET_KINDS.get(word, word)
    return frozenset({word, word.removesuffix("s")} if len(word) > 4 else {word})


@lru_cache(maxsize=200_000)
def _of_a_name(token: str) -> frozenset[str]:
    if len(token) == 1:
        return frozenset({f"b:{token}", f"p:{token}"})
    found = {f"w:{token}", *(f"p:{start}" for start in beginnings(token))}
    found.update(f"e:{rest}" for rest in with_one_left_out(token))
    if heard := sound(token):
        found.add(f"s:{heard}")
    return frozenset(found)


@lru_cache(maxsize=200_000)
def _tokens(text: str) -> frozenset[str]:
    parts = plain(text).split()
    joined = {a + b for a, b in pairwise(parts) if a in PARTICLES}
    return frozenset({*parts, *joined})


def _of_the_places(record: RecordFacts) -> Iterable[str]:
    own = (record.address or "", record.area or "", record.postcode or "")
    yield from (f"a:{form}" for text in own for form in _of_a_place(text))
    if not record.address:
        yield from (f"h:{form}" for text in record.other_addresses for form in _of_a_place(text))


@lru_cache(maxsize=100_000)
def _of_a_place(text: str) -> frozenset[str]:
    found = {form for word in plain(text).split() for form in place_forms(word)}
    for outward, sector, unit in _POSTCODE.findall(text):
        start = outward.lower()
        found |= {start, start + sector, f"{start}{sector}{unit.lower()}"}
    return frozenset(found)


def _numbers(record: RecordFacts) -> set[str]:
    said = {one.number.lower() for one in record.identifiers.values()}
    return said | set(record.phone_numbers)


def _of_the_birth(record: RecordFacts) -> Iterable[str]:
    born = record.date_of_birth
    if born is None:
        if record.born is not None:
            ends = (date.fromordinal(day) for day in (record.born.first, record.born.last))
            first, last = (day.year for day in ends)
            yield from (f"y:{year}" for year in range(first, last + 1))
        return
    yield f"y:{born.year}"
    if born.month is not None:
        yield f"m:{born.year}{born.month:02d}"
    if born.as_day:
        yield f"d:{born.as_day:%Y%m%d}"
        yield f"t:{born.as_day:%m%d}"
