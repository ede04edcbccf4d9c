"""What a word means to who reads it, and whether who wrote it means something else."""

from dataclasses import dataclass

from openmash.handbook.words import OF_SECTOR, Word, agency_labels

# Where the lexicon's label of an agency does not follow "in" as one says it.
IN_WORDS = {
    "police": "the police",
    "police_prevent": "Prevent",
    "fire": "the fire service",
    "immigration": "immigration work",
    "legal": "court work",
    "local_authority": "the council",
    "voluntary": "a voluntary service",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A word as one reader needs it. The pairs are who, and what they mean by it.

    `writer` is there only where the agency that wrote the word means something else by it than
    the reader's does, or where the reader's own has no meaning for it.
    """

    word: Word
    in_full: str = ""
    plain: str = ""
    own: tuple[str, str] | None = None
    writer: tuple[str, str] | None = None
    others: tuple[tuple[str, str], ...] = ()


def meaning_of(word: Word, *, reader: str, writer: str = "") -> Meaning:
    """Return what a word means to a reader of one sector, in a text written by another.

    Sectors are those of `words.OF_SECTOR`; without a reader's every agency's meaning stands
    there, without a writer's nobody is warned of theirs.
    """
    own = word.meaning_in(reader)
    theirs = word.meaning_in(writer) if word.is_said_differently else None
    differs = theirs if theirs and (own is None or own[0] != theirs[0]) else None
    told = {pair[0] for pair in (own, differs) if pair}
    others = [pair for pair in word.meanings if pair[0] not in told]
    return Meaning(
        word=word,
        in_full=word.expansion,
        plain=word.plain,
        own=_named(own) if own else None,
        writer=_named(differs) if differs else None,
        others=tuple(_labelled(pair) for pair in others) if word.is_said_differently else (),
    )


def in_words(agency: str) -> str:
    """Return an agency as it follows "in": "probation", "the police"."""
    label = agency_labels()[agency]
    return IN_WORDS.get(agency, label[:1].lower() + label[1:])


def _named(pair: tuple[str, str]) -> tuple[str, str]:
    return in_words(pair[0]), pair[1]


def _labelled(pair: tuple[str, str]) -> tuple[str, str]:
    return agency_labels()[pair[0]], pair[1]


def sectors_that_speak(word: Word) -> list[str]:
    """Return the sectors in whose words the library says something of a word."""
    return [sector for sector in OF_SECTOR if word.meaning_in(sector)]
