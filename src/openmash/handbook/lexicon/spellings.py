"""Where the words of the lexicon stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from openmash.handbook.words import Word, lexicon

TOKEN = re.compile(r"[^\W_][\w&-]*")
# An abbreviation has a digit, or a capital after its first letter: "CoP", "s47", "ABE".
ABBREVIATION = re.compile(r"\d|[A-Z].*[A-Z]")
SECTION = re.compile(r"^s(\d+)$")
BRACKET = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way in which a word is written. Abbreviations are read as they are, words in any case."""

    said: str
    word_id: str
    is_exact: bool

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return how it is found: whole, and with the ending of a plural or a possessive."""
        whole = r"\s+".join(re.escape(part) for part in self.said.split())
        whole = re.sub("['’]", "['’]", whole)
        return re.compile(rf"{whole}(?:['’]?s)?(?!\w)", 0 if self.is_exact else re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A word of the lexicon in a text, from `start` up to `end`."""

    start: int
    end: int
    said: str
    word_id: str

    @property
    def word(self) -> Word:
        return lexicon()[self.word_id]

    @property
    def is_abbreviation(self) -> bool:
        """Tell whether it stands there short: who does not know it cannot guess it."""
        return bool(ABBREVIATION.search(self.said))


def words_in(text: str) -> Iterator[Found]:
    """Yield the words of the lexicon in a text, in order, the longest where two begin alike."""
    at = 0
    for token in TOKEN.finditer(text):
        if token.start() < at or text[max(0, token.start() - 1) : token.start()] in ("@", "/"):
            continue
        for spelling, pattern in _spellings().get(token.group().lower(), ()):
            match = pattern.match(text, token.start())
            if match:
                at = match.end()
                yield Found(
                    start=match.start(), end=at, said=match.group(), word_id=spelling.word_id
                )
                break


@cache
def _spellings() -> dict[str, list[tuple[Spelling, re.Pattern[str]]]]:
    """Return every spelling by the first word it begins with, the longest first."""
    kept = defaultdict(list)
    known: dict[str, Spelling] = {}
    for word in sorted(lexicon().values(), key=_rank):
        for spelling in spellings_of(word):
            known.setdefault(spelling.said, spelling)
    for spelling in sorted(known.values(), key=lambda one: -len(one.said)):
        for key in _keys(spelling.said):
            kept[key].append((spelling, spelling.pattern))
    return dict(kept)


def _rank(word: Word) -> tuple[bool, bool]:
    """Put first what the library spells out, then words that agencies use differently."""
    return (not word.spellings, not word.is_said_differently)


def _keys(said: str) -> list[str]:
    first = TOKEN.search(said).group().lower()
    return [first, f"{first}s"] if first == said.lower() else [first]


def spellings_of(word: Word) -> list[Spelling]:
    """Return how a word is written: as the library spells it out, or by its own name."""
    if not word.is_marked:
        return []
    if word.spellings:
        return [
            _spelling(said, word=word, is_exact=said != said.lower()) for said in word.spellings
        ]
    found = []
    for said in _named(word.word):
        section = SECTION.match(said)
        also = _sections(section[1]) if section else ()
        found += [_spelling(one, word=word, is_exact=_is_short(one)) for one in (said, *also)]
    return found


def _named(name: str) -> list[str]:
    bare = BRACKET.sub("", name).strip("'‘’ ")
    return [part.strip() for part in bare.split("/") if part.strip()]


def _sections(number: str) -> Sequence[str]:
    return (f"S{number}", f"s.{number}", f"s {number}", f"section {number}", f"Section {number}")


def _is_short(said: str) -> bool:
    return bool(ABBREVIATION.search(said))


def _spelling(said: str, *, word: Word, is_exact: bool) -> Spelling:
    return Spelling(said=said if is_exact else said.lower(), word_id=word.id, is_exact=is_exact)
