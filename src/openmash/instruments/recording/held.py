"""What agencies hold already that may answer a question: offered with its source, never assumed."""

from collections.abc import Iterable

from openmash.instruments.choices import held_for
from openmash.instruments.engine import Item
from openmash.instruments.recording.forms import Prefilled

# The sector of an agency, as a source of evidence in the published vocabulary.
SOURCES = {"police": "police_information", "health": "health_record"}
OWN_WORDS = "own_words"
GIST, SHARE = "gist", "share"


def offers(item: Item, *, pieces: Iterable, is_answered: bool) -> list[dict[str, object]]:
    """Return what is held that may bear on a question that nobody here has answered yet."""
    if is_answered or item.is_in_words:
        return []
    return [
        {"key": f"{item.id}:{piece.pk}", "words": words_of(piece), "by": said_by(piece),
         "on": piece.happened_on or piece.known_on}
        for piece in held_for(item, pieces=usable(pieces))
    ]  # fmt: skip


def usable(pieces: Iterable) -> list:
    """Return the pieces that may be laid into an assessment: not withdrawn, sealed or kept back."""
    return [
        piece
        for piece in pieces
        if piece.restriction in (SHARE, GIST)
        and words_of(piece)
        and not getattr(piece, "is_replaced", False)
        and getattr(piece, "withdrawal", None) is None
    ]


def words_of(piece) -> str:
    """Return a piece as far as it may leave its place: all of it, or only its gist."""
    return (piece.gist if piece.restriction == GIST else piece.what).strip()


def said_by(piece) -> str:
    """Return which agency holds a piece."""
    return piece.agency.name if piece.agency else (piece.source_label or "The hub")


def prefilled(chosen: str, *, items: Iterable[Item], pieces: Iterable) -> Prefilled | None:
    """Return what somebody asked to lay into a question, as `question:piece`; None if it is gone."""
    name, _, key = chosen.partition(":")
    if name not in {item.id for item in items}:
        return None
    piece = next((one for one in usable(pieces) if str(one.pk) == key), None)
    if piece is None:
        return None
    return Prefilled(
        item=name,
        piece=piece.pk,
        words=f"{words_of(piece)} ({said_by(piece)})",
        source=_source_of(piece),
        on=piece.happened_on or piece.known_on,
    )


def _source_of(piece) -> str:
    if piece.kind == OWN_WORDS:
        return "said_by_subject"
    return SOURCES.get(piece.agency.sector if piece.agency else "", "agency_record")
