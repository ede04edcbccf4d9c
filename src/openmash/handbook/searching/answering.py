"""Which part of a page answers which of its questions: words in common, the rare ones first."""

import re
from collections import Counter
from collections.abc import Sequence
from math import log

_WORD = re.compile(r"[a-z0-9]+")
_STEM = 5  # letters: enough to tell words apart, few enough to join "share" and "sharing"
COMMON = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "may",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "should",
        "so",
        "somebody",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "was",
        "we",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "you",
        "your",
    ]
)


def part_that_answers(question: str, *, parts: Sequence[str]) -> int:
    """Return which part shares most with the question; the first, where none shares anything."""
    held = [_stems(part) for part in parts]
    spread = Counter(stem for stems in held for stem in stems)
    asked = _stems(question)

    def worth(at: int) -> float:
        shared = asked & held[at]
        return sum(log(1 + len(parts) / spread[stem]) for stem in shared)

    return max(range(len(parts)), key=lambda at: (worth(at), -at))


def _stems(text: str) -> set[str]:
    found = _WORD.findall(text.lower().replace("’", ""))
    return {word[:_STEM] for word in found if word not in COMMON}
