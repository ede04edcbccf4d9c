"""What could be said so that everyone understands: offers to a writer, to take or leave.

Nothing here changes a text by itself. Words between quotation marks are somebody's own: they stay
as they were said, and nothing is offered for them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from openmash.handbook.lexicon.meaning import in_words
from openmash.handbook.lexicon.spellings import Found, words_in
from openmash.handbook.words import EVERYBODY, LEXICON, OF_SECTOR, Word
from openmash.sources import read_library_file

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)‘[^’]*’(?!\w)")
AFTER_ARTICLE = re.compile(
    r"\b(?:the|an?|my|our|your|his|her|their|its|this|that)\s+$", re.IGNORECASE
)
BEGINS = re.compile(r"(?:^|[.!?]\s+|\n\s*)$")
# Agencies named in a reason: more would not be read.
NAMED_AT_MOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A plainer wording for words at one place of a text. Without `wordings` only the reason."""

    start: int
    said: str = field(repr=False)
    wordings: tuple[str, ...] = ()
    why: str
    word_id: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.said)

    def taken(self, text: str, *, wording: str) -> str:
        """Return the text with one wording in the place of the words."""
        return text[: self.start] + wording + text[self.end :]


def offers(text: str, *, writer: str = "") -> list[Offer]:
    """Return what could be said plainer in a text, in its order, each wording once.

    `writer` is the sector of who writes: their own words are the ones that others do not know.
    """
    quoted = [match.span() for match in QUOTED.finditer(text)]
    found = [*_blaming(text), *_of_the_lexicon(text, writer=writer)]
    kept: list[Offer] = []
    for offer in sorted(found, key=lambda one: (one.start, -one.end)):
        is_own_words = any(start <= offer.start < end for start, end in quoted)
        is_said = any(one.said.lower() == offer.said.lower() for one in kept)
        is_within = any(one.start <= offer.start < one.end for one in kept)
        if not (is_own_words or is_said or is_within):
            kept.append(_fitted(offer, text))
    return kept


def _fitted(offer: Offer, text: str) -> Offer:
    """Return an offer whose wordings can stand at their place: articles and capitals are right."""
    before = text[: offer.start]
    wordings = offer.wordings
    if AFTER_ARTICLE.search(before):
        wordings = tuple(one.removeprefix("the ") for one in wordings)
    if BEGINS.search(before):
        wordings = tuple(one[:1].upper() + one[1:] for one in wordings)
    return replace(offer, wordings=wordings)


def _of_the_lexicon(text: str, *, writer: str) -> Iterator[Offer]:
    for found in words_in(text):
        word = found.word
        if word.is_known_to_all or _is_explained(text, found):
            continue
        if word.is_said_differently or found.is_abbreviation:
            wordings = _wordings(found)
            if wordings or word.is_said_differently:
                yield Offer(
                    start=found.start,
                    said=found.said,
                    wordings=wordings,
                    why=_why(word, writer=writer),
                    word_id=word.id,
                )


def _wordings(found: Found) -> tuple[str, ...]:
    """Return what can be taken: the library's wording, or the full name of what stands short."""
    if found.word.wordings or not found.is_abbreviation:
        return found.word.wordings
    full = found.word.expansion
    is_name = any(word[:1].isupper() for word in full.split()[1:])
    written = full if is_name else full[:1].lower() + full[1:]
    return (written,) if full and ";" not in full else ()


def _is_explained(text: str, found: Found) -> bool:
    """Tell whether the full name stands there too: "child in need (CIN)", "CIN (child in need)"."""
    around = text[max(0, found.start - 90) : found.end + 90].lower()
    return bool(found.word.expansion) and found.word.expansion.lower() in around


def _why(word: Word, *, writer: str) -> str:
    if not word.is_said_differently:
        return "Somebody in another agency may not know it."
    own = OF_SECTOR.get(writer, ())
    others = [pair for pair in word.meanings if pair[0] not in (*own, EVERYBODY)]
    named = [f"in {in_words(agency)}: {meaning}" for agency, meaning in others[:NAMED_AT_MOST]]
    return f"It means something else elsewhere ({'; '.join(named)})."


def _blaming(text: str) -> Iterator[Offer]:
    for pattern, row in _phrases():
        for match in pattern.finditer(text):
            yield Offer(
                start=match.start(),
                said=match.group(),
                wordings=tuple(row["wordings"]),
                why=f"{row['why']}.",
            )


@cache
def _phrases() -> Sequence[tuple[re.Pattern[str], Mapping[str, Any]]]:
    return [
        (re.compile(rf"(?<!\w){re.escape(said)}(?!\w)", re.IGNORECASE), row)
        for row in read_library_file(LEXICON)["phrases"]
        for said in row["said"]
    ]
