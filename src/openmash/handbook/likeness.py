"""Tell near copies: what is said to every job alike is of use to none of them."""

from collections.abc import Iterator
from itertools import combinations

from openmash.handbook.chapters import FROM_YOUR_JOB
from openmash.handbook.markdown import words_of
from openmash.handbook.shelf import Handbook

RUN_WORDS = 5
MOST_ALIKE = 0.12


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Return every run of five words in a text."""
    words = words_of(text)
    return frozenset(tuple(words[at : at + RUN_WORDS]) for at in range(len(words) - RUN_WORDS + 1))


def likeness(one: frozenset, other: frozenset) -> float:
    """Return the share of the shorter text's runs that the other has too: 0 none, 1 all."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def near_copies(handbook: Handbook) -> Iterator[str]:
    """Yield each pair of parts from somebody's job, across all areas, that are much alike."""
    parts = [
        (f"{page.path}/{section.key}", runs_of(section.text))
        for page in handbook.pages.values()
        if page.key == FROM_YOUR_JOB
        for section in page.sections
        if section.heading
    ]
    for (one, runs), (other, others) in combinations(parts, 2):
        share = likeness(runs, others)
        if share > MOST_ALIKE:
            yield f"{one}: {share:.0%} of it stands in {other} too"
