"""The two glossaries: every source with its edition, and every word of the lexicon."""

from collections import defaultdict
from itertools import groupby

from openmash.handbook import addresses, words
from openmash.handbook.readers import Reader
from openmash.handbook.shelf import handbook
from openmash.handbook.shown import frame, steps
from openmash.sources import SourceKind, load_sources

SOURCE_KINDS = {
    SourceKind.ACT: "Acts of Parliament",
    SourceKind.REGULATIONS: "Regulations",
    SourceKind.CASE: "Judgments",
    SourceKind.STATUTORY_GUIDANCE: "Statutory guidance",
    SourceKind.GUIDANCE: "Other guidance",
    SourceKind.STANDARD: "Standards",
    SourceKind.RESEARCH: "Reviews, inquiries and research",
    SourceKind.TOOL: "Tools",
    SourceKind.LOCAL: "Papers of local partnerships",
    SourceKind.PRACTICE: "Practice",
}


def sources(*, reader: Reader) -> dict[str, object]:
    """Return every source by kind, the most binding first, with the pages that rest on it."""
    used = defaultdict(list)
    for one in handbook().pages.values():
        for source in one.sources:
            used[source].append({"page": one, "url": addresses.page(one.path)})
    order = list(SOURCE_KINDS)
    found = sorted(load_sources().values(), key=lambda one: (order.index(one.kind), one.title))
    return frame(reader) | {
        "groups": [
            {
                "title": SOURCE_KINDS[kind],
                "sources": [{"source": one, "pages": used[one.id]} for one in group],
            }
            for kind, group in groupby(found, key=lambda one: one.kind)
        ],
        "steps": steps(),
    }


def lexicon(*, reader: Reader) -> dict[str, object]:
    """Return every word in the order of the alphabet, by first letter."""
    found = sorted(words.lexicon().values(), key=lambda word: word.word.lower())
    letters = groupby(found, key=lambda word: _letter(word.word))
    return frame(reader) | {
        "letters": [
            {
                "letter": letter,
                "words": [
                    {"word": one, "meanings": one.meanings_for(reader.sector)} for one in group
                ],
            }
            for letter, group in letters
        ],
        "steps": steps(),
    }


def _letter(word: str) -> str:
    return word[0].upper() if word[0].isalpha() else "0–9"
