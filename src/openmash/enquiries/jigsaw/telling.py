"""Which words of a place's pieces stand in the picture: the most telling, and never over twelve."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from openmash.enquiries.jigsaw.facts import Person, PieceFact, PieceKind
from openmash.enquiries.jigsaw.places import Place
from openmash.enquiries.jigsaw.states import is_old
from openmash.enquiries.jigsaw.wording import capitalised, listed

WORDS_IN_A_PLACE = 12
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_KIND_ORDER = list(PieceKind)


def by_telling(
    pieces: Sequence[PieceFact], *, place: Place, subject: Person, as_of: date
) -> list[PieceFact]:
    """Return the pieces of a place, the most telling first.

    About the person in the middle, before others; what is not old, before what is. Then own
    words; what a human marked as significant, so that no later reassurance takes its place; a
    fact, what was reported, alleged, thought; first hand before second; the most recent. The
    reference settles a tie, so that no order of arrival can change the page.
    """

    def order(piece: PieceFact) -> tuple[bool, bool, bool, bool, int, bool, int, str]:
        has_aged = is_old(piece, as_of=as_of, after_days=place.old_after_days)
        return (
            bool(piece.about) and subject.ref not in piece.about,
            has_aged and not piece.is_significant,
            piece.kind is not PieceKind.OWN_WORDS,
            not piece.is_significant,
            _KIND_ORDER.index(piece.kind),
            not piece.first_hand,
            -piece.dated.toordinal(),
            piece.ref,
        )

    return sorted(pieces, key=order)


def quoted(piece: PieceFact, words: str) -> str:
    """Return own words inside quotation marks, once; other kinds as they are."""
    if piece.kind is not PieceKind.OWN_WORDS or "“" in words:
        return words
    return f"“{words.strip()}”"


def shortened(words: str, *, limit: int) -> str:
    """Return at most `limit` words: whole sentences where they fit, else cut and marked with “…”.

    The mark is the honest part: a sentence that goes on may take back what it began.
    """
    if len(words.split()) <= limit:
        return words.strip()
    first = _SENTENCE_END.split(words.strip())[0]
    if len(first.split()) <= limit:
        return first
    return " ".join(words.split()[:limit]).rstrip(",;:.") + " …"


def about_whom(piece: PieceFact, *, subject: Person, names: Mapping[str, str]) -> str:
    """Return "Kit: " before news of somebody else, unless its words name them already.

    In a place that is about one person, another child's mark must never read as theirs.
    """
    if not piece.about or subject.ref in piece.about:
        return ""
    others = [names.get(ref, "somebody else") for ref in piece.about]
    if all(name in (piece.in_short or piece.what) for name in others):
        return ""
    return f"{capitalised(listed(others))}: "


def telling_words(
    pieces: Sequence[PieceFact], *, place: Place, subject: Person, names: Mapping[str, str]
) -> str:
    """Return the words for a place that is known: the first piece, and others while they fit."""
    spoken: list[str] = []
    room = WORDS_IN_A_PLACE
    for piece in pieces:
        whole = piece.in_short or piece.what
        whom = about_whom(piece, subject=subject, names=names) if place.is_about_the_person else ""
        if spoken and len(f"{whom}{whole}".split()) > room:
            break
        words = whom + quoted(piece, shortened(whole, limit=room - len(whom.split())))
        if words in spoken:
            continue
        spoken.append(words)
        room -= len(words.split())
        if words.endswith("…") or room <= 0:
            break
    return " ".join(_ended(words) for words in spoken)


def differing_words(pieces: Sequence[PieceFact], *, labels: Mapping[str, str]) -> str:
    """Return the words for a place on which agencies differ: each side named, the earlier first.

    The earlier side leads so that a later reassurance never takes the place of a concern.
    Where the other side has no piece here, it is named all the same.
    """
    first = min(
        (piece for piece in pieces if piece.contradicted_by),
        key=lambda piece: (piece.known_on, piece.ref),
    )
    answers = sorted(
        (piece for piece in pieces if piece.agency in first.contradicted_by),
        key=lambda piece: (piece.known_on, piece.ref),
    )
    ours = labels.get(first.agency, first.agency)
    other = answers[0].agency if answers else first.contradicted_by[0]
    theirs = labels.get(other, other)
    room = WORDS_IN_A_PLACE - len(ours.split()) - len(theirs.split())
    if not answers:
        # Two words go on "says otherwise".
        said = shortened(first.in_short or first.what, limit=max(room - 2, 3))
        return f"{ours}: {_ended(quoted(first, said))} {theirs} says otherwise."
    sides = sorted((first, answers[0]), key=lambda piece: (piece.known_on, piece.ref))
    each = max(room // 2, 3)
    return " ".join(
        f"{labels.get(side.agency, side.agency)}: "
        + _ended(quoted(side, shortened(side.in_short or side.what, limit=each)))
        for side in sides
    )


def _ended(words: str) -> str:
    return words if words.rstrip("”")[-1:] in ".!?…" else f"{words}."
