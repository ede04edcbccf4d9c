"""Reading what was typed into one box: names, births, places and numbers, in any order.

Each part is read into the words that would answer it, in three steps of nearness, and a person
must answer every part. What a part is meant as is not guessed: 2018 is a year, a house number
and the end of a telephone number at once, and the answer says which it was.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from stdnum.gb import nhs

from openmash.errors import BadInput
from openmash.people.matching.identifiers import is_one_slip, read_phone
from openmash.people.matching.spelling import full_names_of, plain, short_forms_of
from openmash.people.searching.births import read_births
from openmash.people.searching.words import (
    ENDINGS,
    LONGEST_BEGINNING,
    PARTICLES,
    bare,
    mark_of,
    place_forms,
    sound,
    with_one_left_out,
)

MOST_PARTS = 8
_REFERENCE = re.compile(r"\b(?:[A-Z]{1,8}-\d{4}-\d{1,6}|P-\d{1,9})\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d)([A-Z]{2})?\b", re.IGNORECASE)
_NHS = re.compile(r"(?<![\dA-Z])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\dA-Z])(?:\+44\s?(?:\(0\)\s?)?|0044\s?|0)\d(?:[\s-]?\d){8,9}(?!\d)")
_LETTERED = re.compile(
    r"\b(?:[A-Z]\d{11}[\dA-Z]|[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]|(?:\d{2})?\d{2}/\d{1,7}[A-Z])\b",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"(?<![\dA-Z])\d{6,}(?![\dA-Z])", re.IGNORECASE)
_BORN = re.compile(r"\bb\.?\s+(?=(?:about|circa|c\.)?\s*\d)", re.IGNORECASE)  # b. 2018
_IDLE = frozenset({
    "the", "and", "of", "in", "at", "near", "from", "called", "named", "known", "as", "aka", "born",
    "dob", "age", "aged", "years", "old", "nhs", "number", "no", "phone", "tel", "telephone", "mr",
    "mrs", "ms", "miss", "dr", "road", "street", "rd", "upn", "ref",
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of what was typed, and the words any of which a person must have to answer it."""

    typed: str = field(repr=False)
    exact: frozenset[str] = field(repr=False)
    near: frozenset[str] = field(default=frozenset(), repr=False)
    far: frozenset[str] = field(default=frozenset(), repr=False)
    number_fails_check: bool = False

    @property
    def words(self) -> frozenset[str]:
        """Return the words of all three steps."""
        return self.exact | self.near | self.far

    @cached_property
    def marks(self) -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
        """Return the words of each step, the nearest first, by the marks that stand for them."""
        exact, near, far = (
            {mark_of(word): word for word in step} for step in (self.exact, self.near, self.far)
        )
        return exact, near, far


@dataclass(frozen=True, kw_only=True)
class Query:
    """What was typed, as read: parts to look up, and references, which lead somewhere at once."""

    parts: tuple[Part, ...] = field(repr=False)
    references: tuple[str, ...] = ()


def read_query(typed: str, *, today: date) -> Query:
    """Return what was typed as parts of which a person must answer each.

    Raises:
        BadInput: there are more parts than can be looked for at once; none is left out silently.
    """
    references = tuple(dict.fromkeys(m[0].upper() for m in _REFERENCE.finditer(typed)))
    rest, parts = _BORN.sub(" ", _REFERENCE.sub(" ", typed)), []
    for reader in (_births(today), _lettered, _phones, _nhs, _long_numbers, _postcodes):
        for part in reader(rest):
            if part.typed in rest:
                rest = rest.replace(part.typed, " ", 1)
                parts.append(part)
    parts += _words(rest)
    if len(parts) > MOST_PARTS:
        raise BadInput(
            f"This has {len(parts)} parts, and at most {MOST_PARTS} are looked for at once. "
            "Leave out those of which you are least sure."
        )
    return Query(parts=tuple(parts), references=references)


def _births(today: date) -> Callable[[str], Iterator[Part]]:
    def read(text: str) -> Iterator[Part]:
        for typed, exact, near in read_births(text, today=today):
            digits = re.sub(r"\D", "", typed)
            as_number = {f"i:{digits}"} if digits == typed else set()
            yield Part(typed=typed, exact=frozenset(exact | as_number), far=frozenset(near))

    return read


def _lettered(text: str) -> Iterator[Part]:
    for found in _LETTERED.finditer(text):
        number = bare(found[0])
        words = {f"i:{number}"}
        if "/" in found[0]:  # a police number is kept with its serial filled up: 20/1E
            year, serial = found[0].split("/")
            words.add(f"i:{year[-2:]}{serial[:-1]:0>7}{serial[-1].lower()}")
        yield Part(typed=found[0], exact=frozenset(words))


def _nhs(text: str) -> Iterator[Part]:
    for found in _NHS.finditer(text):
        number = bare(found[0])
        checks = bool(nhs.is_valid(number)) or number.startswith("0")
        near = frozenset() if checks else frozenset(f"i:{one}" for one in _valid_near(number))
        yield Part(
            typed=found[0], exact=frozenset({f"i:{number}"}), far=near,
            number_fails_check=not checks,
        )  # fmt: skip


def _valid_near(number: str) -> Iterator[str]:
    """Yield the numbers that do check and are one slip of the pen from one that does not."""
    swapped = {number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in range(9)}
    changed = {number[:i] + digit + number[i + 1 :] for i in range(10) for digit in "0123456789"}
    for other in swapped | changed:
        if is_one_slip(number, other) and nhs.is_valid(other):
            yield other


def _phones(text: str) -> Iterator[Part]:
    for found in _PHONE.finditer(text):
        if number := read_phone(found[0]):
            yield Part(typed=found[0], exact=frozenset({f"i:{number}"}))


def _long_numbers(text: str) -> Iterator[Part]:
    for found in _LONG_NUMBER.finditer(text):
        ends = {f"l:{found[0]}"} if len(found[0]) in ENDINGS else set()
        yield Part(typed=found[0], exact=frozenset({f"i:{found[0]}"}), near=frozenset(ends))


def _postcodes(text: str) -> Iterator[Part]:
    for found in _POSTCODE.finditer(text):
        yield Part(typed=found[0], exact=frozenset({f"a:{bare(found[0])}"}))


def _words(text: str) -> Iterator[Part]:
    tokens = [word for word in plain(text).split() if word not in _IDLE]
    is_alone = len(tokens) == 1
    at = 0
    while at < len(tokens):
        joined = tokens[at] in PARTICLES and at + 1 < len(tokens) and len(tokens[at + 1]) > 2
        token = tokens[at + 1] if joined else tokens[at]
        whole = tokens[at] + token if joined else ""
        yield _part(token, whole=whole, is_alone=is_alone)
        at += 2 if joined else 1


def _part(token: str, *, whole: str, is_alone: bool) -> Part:
    """Return the part for one word; `whole` is it joined with the particle before it."""
    names = [name for name in (token, whole) if name]
    exact = {f"i:{token}", f"a:{token}"}
    near = {f"a:{form}" for form in place_forms(token)}
    far = {f"h:{form}" for form in place_forms(token)}
    if token.isdigit():
        exact |= {f"y:{token}"}
        near |= {f"l:{token}"} if len(token) in ENDINGS else set()
    elif len(token) == 1:
        exact |= {f"b:{token}", f"p:{token}"}
    else:
        exact |= {f"w:{name}" for name in names}
        near |= {word for name in names for word in _near_names(name)}
        far |= {word for name in names for word in _slips_of(name)}
        if not is_alone:  # an initial alone would be found under every name
            far.add(f"b:{token[0]}")
    return Part(
        typed=whole or token, exact=frozenset(exact), near=frozenset(near - exact),
        far=frozenset(far - near - exact),
    )  # fmt: skip


def _near_names(name: str) -> Iterator[str]:
    if heard := sound(name):
        yield f"s:{heard}"
    yield f"p:{name[:LONGEST_BEGINNING]}"
    yield from (f"w:{other}" for other in short_and_full(name))


def _slips_of(name: str) -> Iterator[str]:
    """Yield the words under which a name is kept that differs by one letter."""
    left_out = with_one_left_out(name)
    yield f"e:{name}"
    for rest in left_out:
        yield f"e:{rest}"
        yield f"w:{rest}"


@lru_cache(maxsize=20_000)
def short_and_full(name: str) -> frozenset[str]:
    """Return the names for which this one is short, and other short forms of those: Bill, Will."""
    full = full_names_of(name)
    found = {*full, *short_forms_of(name)}
    for other in full:
        found |= short_forms_of(other)
    return frozenset(_plain_names(found)) - {name}


def _plain_names(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from plain(name).split()[:1]
