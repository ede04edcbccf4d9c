"""The lexicon as the hub needs it: a word, what it means to all, and to each agency."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from openmash.sources import read_library_file

LEXICON = "lexicon.yaml"
EVERYBODY = "all"
# The lexicon names agencies more finely than a reader's job: their first words come first.
OF_SECTOR = {
    "education": ("education",),
    "health": ("health",),
    "police": ("police", "police_prevent"),
    "la_children": ("childrens_social_care", "early_help", "youth_justice"),
    "la_adults": ("adult_social_care",),
    "probation": ("probation", "prison"),
    "housing": ("housing", "fire"),
    "voluntary": ("voluntary",),
    "other": ("local_authority", "legal", "immigration"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of the lexicon. `meanings` are pairs of agency and meaning, as the library has them.

    A term has one meaning, for all; `plain` repeats it, and `own_words` say it again for agencies
    that do not use it. A translation has a meaning for each agency that uses the word, the danger
    of mixing them up, and what to say instead. `spellings` are how it stands in a text, and
    `wordings` what can be written in its place as it stands.
    """

    id: str
    word: str
    expansion: str = ""
    plain: str = ""
    meanings: tuple[tuple[str, str], ...]
    own_words: tuple[tuple[str, str], ...] = ()
    used_by: tuple[str, ...] = ()
    danger: str = ""
    say_instead: str = ""
    spellings: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    is_marked: bool = True
    is_known_to_all: bool = False

    @property
    def is_said_differently(self) -> bool:
        """Tell whether agencies mean different things by it."""
        return len(self.meanings) > 1

    def meanings_for(self, sector: str) -> list[tuple[str, str]]:
        """Return the meanings as pairs of who and what, the reader's own agency's first."""
        own = OF_SECTOR.get(sector, ())
        ordered = sorted(self.meanings, key=lambda pair: pair[0] not in own)
        return [(agency_labels().get(agency, agency), meaning) for agency, meaning in ordered]

    def meaning_in(self, sector: str) -> tuple[str, str] | None:
        """Return agency and meaning in the words of a sector, or None where it has none."""
        said = dict(self.own_words)
        if self.is_said_differently:
            said |= dict(self.meanings)
        return next(((one, said[one]) for one in OF_SECTOR.get(sector, ()) if one in said), None)


@cache
def lexicon() -> dict[str, Word]:
    """Return every word by its id: terms first, then words that mean several things.

    One id may be both; the translation then wins, since it says more.
    """
    kept = read_library_file(LEXICON)
    terms = {row["id"]: _term(row) for row in kept["terms"]}
    by_name = {name: one for one in terms.values() for name in _names(one.word)}
    translations = {row["id"]: _translation(row, by_name=by_name) for row in kept["translations"]}
    words = (terms | translations).values()
    return {one.id: _as_read(one, kept=kept, by_name=by_name) for one in words}


@cache
def agency_labels() -> dict[str, str]:
    """Return what the lexicon calls each agency."""
    return {row["id"]: row["label"] for row in read_library_file(LEXICON)["agencies"]}


def _term(row: Mapping[str, Any]) -> Word:
    expansion = row.get("expansion", "")
    return Word(
        id=row["id"],
        word=row["term"],
        expansion="" if expansion in (row["term"], "No acronym") else expansion,
        plain=row["meaning"],
        meanings=((EVERYBODY, row["meaning"]),),
        used_by=tuple(row["used_by"]),
    )


def _translation(row: Mapping[str, Any], *, by_name: Mapping[str, Word]) -> Word:
    """Return a word with several meanings; a term of the same name lends its full name."""
    names = _names(row["phrase"])
    twin = by_name.get(names[0]) if len(names) == 1 else None
    return Word(
        id=row["id"],
        word=row["phrase"],
        expansion=twin.expansion if twin else "",
        plain=twin.plain if twin else "",
        meanings=tuple(row["meanings"].items()),
        used_by=tuple(row["meanings"]),
        danger=row.get("danger", ""),
        say_instead=row.get("product_wording", ""),
    )


def _names(word: str) -> list[str]:
    """Return the names under which two lists may share a word: without brackets, one by one."""
    return [name.strip().lower() for name in word.partition(" (")[0].split("/")]


def _as_read(word: Word, *, kept: Mapping[str, Any], by_name: Mapping[str, Word]) -> Word:
    """Return a word with how it is read in a text and what could stand there instead."""
    shared = [by_name[name].id for name in _names(word.word) if name in by_name]
    own = {
        agency: said[one]
        for agency, said in kept["in_words_of"].items()
        for one in (*shared, word.id)
        if one in said
    }
    return replace(
        word,
        own_words=tuple(own.items()),
        spellings=tuple(kept["in_text"].get(word.id, ())),
        wordings=tuple(kept["wordings"].get(word.id, ())),
        is_marked=word.id not in kept["unmarked"],
        is_known_to_all=word.id in kept["known"],
    )
