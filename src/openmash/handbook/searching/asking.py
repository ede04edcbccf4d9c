"""Reading a question: its words, what else they are called, and which of them belong together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from openmash.handbook.searching.answering import COMMON
from openmash.handbook.searching.synonyms import calls

IN_PASSING = 0.4
AS_ASKED, OTHERWISE_CALLED, SIDE_BY_SIDE, WORD_FOR_WORD = 1.0, 0.55, 0.5, 2.0
MOST_WORDS = 40  # of one question: what is longer is a story, and its first words say most
_SECTION = re.compile(r"\bs\.?\s?(\d{1,3})\b")
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_BARE = frozenset(
    ["cant", "couldnt", "didnt", "doesnt", "dont", "im", "isnt", "ive", "wasnt", "wont", "wouldnt"]
)
_PASSING = COMMON | {"always", "keeps", "last", "month", "now", "old", "say", "says"}
_PASSING |= {"something", "told", "using", "year"}
_MEANING = re.compile(r"\b(stands? for|means?|meaning|acronym|abbreviation)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words to look for. Terms of one `idea` say the same thing: the best of them counts."""

    idea: int
    words: str
    weight: float


def tidy(text: str) -> str:
    """Return text as it is indexed and asked: one kind of apostrophe, `s47` as `section 47`."""
    return _SECTION.sub(r"section \1", text.lower().replace("’", "'").replace("‘", "'"))


def words_of(question: str) -> list[str]:
    """Return the words of a question, as many as a search reads."""
    found = _WORD.findall(tidy(question))
    return [word for word in found if word not in _BARE][:MOST_WORDS]


def asks_for_a_meaning(question: str) -> bool:
    """Tell whether somebody asks what a word means, rather than what to do."""
    return bool(_MEANING.search(tidy(question)))


def terms_of(words: list[str], *, otherwise: Mapping[str, tuple[str, ...]] | None = None):
    """Return what to look for: each word, what else it is called, and neighbours side by side."""
    known = calls() if otherwise is None else otherwise
    return list(_terms(words, known=known))


def _terms(words: list[str], *, known: Mapping[str, tuple[str, ...]]) -> Iterator[Term]:
    ideas = dict.fromkeys(words)
    for idea, word in enumerate(ideas):
        weight = IN_PASSING if word in _PASSING else AS_ASKED
        yield Term(idea=idea, words=word, weight=weight)
        for other in known.get(singular(word, known), ()):
            yield Term(idea=idea, words=other, weight=OTHERWISE_CALLED)
    idea = len(ideas)
    for phrase in dict.fromkeys(_phrases(words, known)):
        yield Term(idea=idea, words=phrase, weight=AS_ASKED)
        for other in known[phrase]:
            yield Term(idea=idea, words=other, weight=OTHERWISE_CALLED)
        idea += 1
    yield Term(idea=idea, words=" ".join(words), weight=WORD_FOR_WORD)
    idea += 1
    for first, second in pairwise(words):
        if _is_telling(first) and (second.isdigit() or _is_telling(second)):
            yield Term(idea=idea, words=f"{first} {second}", weight=SIDE_BY_SIDE)
            idea += 1


def _is_telling(word: str) -> bool:
    return word not in _PASSING and not word.isdigit()


def _phrases(words: list[str], known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield every run of two to six words that has another name."""
    for length in range(2, 7):
        for at in range(len(words) - length + 1):
            phrase = " ".join(words[at : at + length])
            if phrase in known:
                yield phrase


def singular(word: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """Return the word as the list has it: `bruises` is found under `bruise`."""
    for form in (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("'s")):
        if form in known:
            return form
    return word
