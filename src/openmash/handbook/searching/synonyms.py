"""What else a word is called: the lexicon's acronyms, and the everyday words of practice."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from openmash.errors import BadInput
from openmash.handbook.words import lexicon
from openmash.sources import read_library_file

EVERYDAY = "handbook/synonyms.yaml"
_WORDS = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


@cache
def calls() -> Mapping[str, tuple[str, ...]]:
    """Return, for a word or a phrase in small letters, what else it is called.

    Raises:
        BadInput: the list of everyday words lacks its parts.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    kept = read_library_file(EVERYDAY)
    try:
        groups = [tuple(map(_plain, row)) for row in kept["same"]]
        leads = {_plain(said): tuple(map(_plain, to)) for said, to in kept["leads_to"].items()}
    except (KeyError, TypeError, AttributeError) as fault:
        raise BadInput(f"library/{EVERYDAY}: {fault}") from fault
    for group in (*_acronyms(), *groups):
        for word in group:
            found[word] |= dict.fromkeys(other for other in group if other != word)
    for word, others in leads.items():
        found[word] |= dict.fromkeys(others)
    return {word: tuple(others) for word, others in found.items()}


def _acronyms():
    """Yield the names of each term: `BRAG/RAG` are two, and each has the same words in full."""
    for word in lexicon().values():
        names = [_plain(name) for name in re.split(r"[/(),]", word.word)]
        full = [_plain(name) for name in word.expansion.split(";")]
        group = tuple(dict.fromkeys(name for name in (*names, *full) if name))
        if word.expansion and len(group) > 1:
            yield group


def _plain(words: object) -> str:
    return " ".join(_WORDS.findall(str(words).lower().replace("’", "'")))
