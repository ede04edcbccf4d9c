"""The lexicon as the handbook needs it: a term's plain meaning, and who means something else."""

from dataclasses import dataclass
from functools import cache

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

    A term has one meaning, for all. A translation has one for each agency that uses the word,
    the danger of mixing them up, and what to say instead.
    """

    id: str
    word: str
    expansion: str = ""
    meanings: tuple[tuple[str, str], ...]
    danger: str = ""
    say_instead: str = ""

    @property
    def is_said_differently(self) -> bool:
        """Tell whether agencies mean different things by it."""
        return len(self.meanings) > 1

    def meanings_for(self, sector: str) -> list[tuple[str, str]]:
        """Return the meanings as pairs of who and what, the reader's own agency's first."""
        own = OF_SECTOR.get(sector, ())
        ordered = sorted(self.meanings, key=lambda pair: pair[0] not in own)
        return [(agency_labels().get(agency, agency), meaning) for agency, meaning in ordered]


@cache
def lexicon() -> dict[str, Word]:
    """Return every word by its id: terms first, then words that mean several things.

    One id may be both; the translation then wins, since it says more.
    """
    kept = read_library_file(LEXICON)
    terms = {row["id"]: _term(row) for row in kept["terms"]}
    return terms | {row["id"]: _translation(row) for row in kept["translations"]}


@cache
def agency_labels() -> dict[str, str]:
    """Return what the lexicon calls each agency."""
    return {row["id"]: row["label"] for row in read_library_file(LEXICON)["agencies"]}


def _term(row: dict) -> Word:
    expansion = row.get("expansion", "")
    return Word(
        id=row["id"],
        word=row["term"],
        expansion="" if expansion == row["term"] else expansion,
        meanings=((EVERYBODY, row["meaning"]),),
    )


def _translation(row: dict) -> Word:
    return Word(
        id=row["id"],
        word=row["phrase"],
        meanings=tuple(row["meanings"].items()),
        danger=row.get("danger", ""),
        say_instead=row.get("product_wording", ""),
    )
