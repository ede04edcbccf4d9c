"""Everything the four templates of the jigsaw need, in one mapping."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from openmash.enquiries.jigsaw.board import Board
from openmash.enquiries.jigsaw.facts import SightingKind
from openmash.enquiries.jigsaw.picture import draw
from openmash.enquiries.jigsaw.sightings import MISSED_WORDS, LastSeen
from openmash.enquiries.jigsaw.table import filter_links, read_filter, table_groups
from openmash.enquiries.jigsaw.timeline import draw_timeline
from openmash.enquiries.jigsaw.wording import capitalised, day_words


@dataclass(frozen=True, kw_only=True)
class Links:
    """Where the jigsaw's links lead. Each is an address that ends where a reference is added.

    `request` and `piece` are followed by a reference and a slash; `ask` by `?place=CODE`,
    `?person=REF` or `?adult=REF`; `adult` by a reference and a slash; `board` is the page itself.
    Where one is empty, the words stand without a link.
    """

    board: str
    request: str = ""
    ask: str = ""
    piece: str = ""
    adult: str = ""


def sighting_lines(seen: LastSeen) -> list[dict[str, str]]:
    """Return the table twin of a timeline: the same sightings, the newest first."""
    return [
        {
            "day": capitalised(day_words(each.on, today=seen.today, precision=each.precision)),
            "what": MISSED_WORDS.get(each.kind, "Seen"),
            "alone": _alone_words(each.alone) if each.kind is SightingKind.SEEN else "–",
            "by": ", ".join(filter(None, (each.by, each.agency))),
            "note": each.note,
        }
        for each in reversed(seen.on_record)
    ]


def _alone_words(alone: bool | None) -> str:
    if alone is None:
        return "Not written down"
    return "Alone" if alone else "Not alone"


def jigsaw_context(
    board: Board,
    *,
    links: Links,
    asked: Mapping[str, str],
    arrived: Collection[str] = (),
    news: str = "",
) -> dict[str, Any]:
    """Return the context of the jigsaw's templates.

    `asked` is the query of the address. `arrived` holds the codes of places that have just
    changed, and `news` is the sentence that says so ("Health visiting answered: 3 pieces").
    """
    chosen = read_filter(asked, board=board)
    return {
        "board": board,
        "picture": draw(board),
        "links": links,
        "chosen": chosen,
        "filters": filter_links(chosen, board=board),
        "groups": table_groups(board, chosen=chosen),
        "timelines": [
            {"seen": seen, "picture": draw_timeline(seen), "lines": sighting_lines(seen)}
            for seen in board.seen
        ],
        "arrived": frozenset(arrived),
        "news": news,
    }
