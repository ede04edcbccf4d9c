"""The jigsaw as a table: the same places, states and words as the picture, holes first.

The filters are plain links (`?only=holes&person=P-12&by=agency`), so that a filtered table can
be kept, printed and sent by its address. References only: no name ever stands in an address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from openmash.enquiries.jigsaw.board import Board
from openmash.enquiries.jigsaw.facts import PieceFact, PieceKind
from openmash.enquiries.jigsaw.shown import PlaceOnBoard
from openmash.enquiries.jigsaw.telling import quoted
from openmash.enquiries.jigsaw.wording import capitalised, day_words, listed

KIND_WORDS = {
    PieceKind.OWN_WORDS: "own words",
    PieceKind.FACT: "fact",
    PieceKind.REPORTED: "reported",
    PieceKind.ALLEGATION: "alleged",
    PieceKind.OPINION: "opinion",
    PieceKind.INFERENCE: "inferred",
}


@dataclass(frozen=True, kw_only=True)
class TableFilter:
    """Which rows somebody asked for: holes only, one person's, or gathered by agency."""

    only_holes: bool = False
    person: str = ""
    by_agency: bool = False
    middle: str = ""

    @property
    def query(self) -> str:
        """The filter as it stands in an address, without the question mark."""
        chosen = {
            "only": "holes" if self.only_holes else "",
            "person": self.person,
            "by": "agency" if self.by_agency else "",
        }
        return urlencode({name: value for name, value in chosen.items() if value})

    @property
    def address(self) -> str:
        """The filter with whoever was put in the middle: no filter moves anybody out of it."""
        chosen = [f"middle={self.middle}" if self.middle else "", self.query]
        return "&".join(filter(None, chosen))


def read_filter(asked: Mapping[str, str], *, board: Board) -> TableFilter:
    """Return the filter that an address asks for. What it does not know, it leaves out."""
    people = {person.ref for person in (board.subject, *board.others)}
    person = asked.get("person", "")
    return TableFilter(
        only_holes=asked.get("only") == "holes",
        person=person if person in people else "",
        by_agency=asked.get("by") == "agency",
        middle=board.subject.ref if asked.get("middle") == board.subject.ref else "",
    )


@dataclass(frozen=True, kw_only=True)
class FilterLink:
    """One filter as a link: what it does, where it leads, and whether it is on."""

    words: str = field(repr=False)
    query: str
    is_on: bool


def filter_links(chosen: TableFilter, *, board: Board) -> list[FilterLink]:
    """Return a link for each filter; following one that is on takes it off again."""
    holes = replace(chosen, only_holes=not chosen.only_holes)
    agency = replace(chosen, by_agency=not chosen.by_agency)
    links = [FilterLink(words="Only holes", query=holes.address, is_on=chosen.only_holes)]
    for person in (board.subject, *board.others):
        is_on = chosen.person == person.ref
        links.append(
            FilterLink(
                words=f"Only {person.name}",
                query=replace(chosen, person="" if is_on else person.ref).address,
                is_on=is_on,
            )
        )
    return [*links, FilterLink(words="By agency", query=agency.address, is_on=chosen.by_agency)]


@dataclass(frozen=True, kw_only=True)
class PieceLine:
    """One piece in the table: its words in full, and who said so, when, how it is known."""

    piece: PieceFact
    words: str = field(repr=False)
    said_by: str = field(repr=False)
    kind: str
    about: str = field(repr=False)
    also: str = field(repr=False)


def piece_line(piece: PieceFact, *, board: Board) -> PieceLine:
    """Return a piece with everything the reader needs to weigh it."""
    happened = (
        day_words(piece.happened_on, today=board.today, precision=piece.happened_precision)
        if piece.happened_on
        else f"day not known, told {day_words(piece.known_on, today=board.today)}"
    )
    kind = KIND_WORDS[piece.kind] + (", first hand" if piece.first_hand else "")
    return PieceLine(
        piece=piece,
        words=quoted(piece, piece.what),
        said_by=f"{board.labels.get(piece.agency, piece.agency)}, {happened}",
        kind=f"{kind}, graded {piece.grade}" if piece.grade else kind,
        about=_about(piece, board=board),
        also=_also(piece, board=board),
    )


def _about(piece: PieceFact, *, board: Board) -> str:
    """Say whom a piece is about, where the enquiry has more than one person to confuse."""
    names = {person.ref: person.name for person in (board.subject, *board.others)}
    known = [names[ref] for ref in piece.about if ref in names]
    return f"about {listed(known)}" if known and len(names) > 1 else ""


def _also(piece: PieceFact, *, board: Board) -> str:
    def named(refs: Sequence[str]) -> str:
        return listed([board.labels.get(ref, ref) for ref in sorted(refs)])

    said = []
    if piece.corroborated_by:
        said.append(f"Borne out by {named(piece.corroborated_by)}.")
    if piece.contradicted_by:
        said.append(f"Contradicted by {named(piece.contradicted_by)}.")
    return " ".join(said)


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """One place in the table, with the pieces that the filter lets through."""

    place: PlaceOnBoard
    lines: tuple[PieceLine, ...]
    note: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class TableGroup:
    """Rows under one heading."""

    heading: str
    rows: tuple[TableRow, ...]


def _row(place: PlaceOnBoard, *, board: Board, agency: str = "", person: str = "") -> TableRow:
    pieces = (*place.pieces, *place.elsewhere)
    kept = [
        piece
        for piece in pieces
        if agency in ("", piece.agency) and (not person or person in piece.about)
    ]
    note = place.words if place.state.is_hole else ""
    if pieces and not kept:
        note = f"{note} Nothing here about the person asked for.".strip()
    return TableRow(
        place=place, lines=tuple(piece_line(piece, board=board) for piece in kept), note=note
    )


def table_groups(board: Board, *, chosen: TableFilter) -> list[TableGroup]:
    """Return the table's rows, grouped. Without a filter: all fourteen places, holes first.

    By agency each says what it brought, and the holes stand together in the first group: a
    filter may hide what is known, but never that something is missing. A filter for one person
    keeps every place, since a place without news of them is itself news.
    """
    places = [place for place in board.rows if place.state.is_hole or not chosen.only_holes]
    if not chosen.by_agency:
        heading = "Only holes" if chosen.only_holes else "Fourteen places, holes first"
        rows = tuple(_row(place, board=board, person=chosen.person) for place in places)
        return [TableGroup(heading=heading, rows=rows)]
    holes = [place for place in places if place.state.is_hole]
    groups = [
        TableGroup(
            heading="Holes: nobody has brought this",
            rows=tuple(_row(place, board=board, person=chosen.person) for place in holes),
        )
    ]
    filled = [place for place in places if not place.state.is_hole]
    for agency in sorted({piece.agency for place in filled for piece in place.pieces}):
        groups.append(_of_agency(agency, places=filled, board=board, person=chosen.person))
    return [group for group in groups if group.rows]


def _of_agency(
    agency: str, *, places: Sequence[PlaceOnBoard], board: Board, person: str
) -> TableGroup:
    rows = (_row(place, board=board, agency=agency, person=person) for place in places)
    return TableGroup(
        heading=capitalised(board.labels.get(agency, agency)),
        rows=tuple(row for row in rows if row.lines),
    )
