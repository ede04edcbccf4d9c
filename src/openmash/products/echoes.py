"""Find words of a withheld piece in what somebody wrote for a product.

An author who has read everything may repeat what must not go without noticing. A run of words in
common shows it; so do a postcode or a house number with its street from an address of safety.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from openmash.products.letters import cleaned

RUN_WORDS = 8  # shorter runs are stock phrases of the field ("a danger to the children")
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
# A number and two words, unless the number counts days or tells a date or an age.
HOUSE = re.compile(
    r"\b\d{1,4}[a-z]?\s+"
    r"(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|(?:minute|hour|day|night|week|month|year|time)s?\b|child|people|am\b|pm\b)"
    r"\w+\s+\w+",
    re.IGNORECASE,
)

Run = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hidden:
    """Words that may not be repeated, and the piece they stand in."""

    ref: str
    text: str = field(repr=False)
    is_address: bool = False


def words_of(text: str) -> Run:
    """Return the words of a text, folded so that case, spacing and stops make no difference.

    Letters that look alike in print count as one, and letters that do not print count as none:
    what the reader would see is what is compared.
    """
    return tuple(re.findall(r"\w+", _as_seen(text)))


def _as_seen(text: str) -> str:
    whole = unicodedata.normalize("NFKC", str(cleaned(text)))
    return "".join(mark for mark in whole if unicodedata.category(mark) != "Cf").casefold()


def _runs(text: str, *, of_words: int) -> set[Run]:
    words = words_of(text)
    return {words[at : at + of_words] for at in range(len(words) - of_words + 1)}


def _address_runs(text: str) -> set[Run]:
    codes = {("".join(words_of(found)),) for found in POSTCODE.findall(_as_seen(text))}
    return codes | {words_of(found) for found in HOUSE.findall(_as_seen(text))}


def _marks(hidden: Hidden) -> set[Run]:
    length = min(RUN_WORDS, len(words_of(hidden.text)))
    found = _runs(hidden.text, of_words=length) if length else set()
    return found | (_address_runs(hidden.text) if hidden.is_address else set())


class Echoes:
    """The words that may not be repeated, ready to be looked for in many texts.

    `allowed` are texts that go to the same recipient anyway: what stands there is no secret.
    """

    def __init__(self, hidden: Iterable[Hidden], *, allowed: Iterable[str] = ()) -> None:
        self._allowed = tuple(allowed)
        self._marked = [(words.ref, _marks(words)) for words in hidden]
        lengths = {len(run) for _, marks in self._marked for run in marks}
        free = self._seen(" \n ".join(self._allowed), lengths=lengths)
        self._marked = [(ref, marks - free) for ref, marks in self._marked]
        self._lengths = lengths

    @staticmethod
    def _seen(text: str, *, lengths: set[int]) -> set[Run]:
        seen = {run for length in lengths for run in _runs(text, of_words=length)}
        return seen | {("".join(words_of(found)),) for found in POSTCODE.findall(_as_seen(text))}

    def in_text(self, text: str) -> tuple[str, ...]:
        """Return the references of the pieces whose words this text repeats."""
        if not text.strip():
            return ()
        seen = self._seen(text, lengths=self._lengths)
        return tuple(dict.fromkeys(ref for ref, marks in self._marked if marks & seen))
