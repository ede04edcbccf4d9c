"""Draw the jigsaw: five by three pieces that share their edges, the person in the middle.

The picture is 1220 by 878. Colours and dashes stand in classes, since the Content-Security-
Policy allows no styles. It is hidden from screen readers: the list laid over it and the table
beside it say everything it shows.
"""

from dataclasses import dataclass

from openmash.enquiries.jigsaw.board import Board
from openmash.enquiries.jigsaw.markup import PLACE_MARKS, SEAT_MARKS, Markup, escaped
from openmash.enquiries.jigsaw.shown import PlaceOnBoard, SeatOnBoard
from openmash.enquiries.jigsaw.states import PlaceState

WIDTH, HEIGHT = 1220, 878
LEFTS = (22, 244, 466, 754, 976, 1198)
TOPS = (122, 328, 550, 756)
MIDDLE = (1, 2)
_HATCHING = "om-jig-hatching"

Point = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One cut between two neighbours, from `start` to `end`, with its knob `at` along it.

    `side` is +1 where the knob stands right or down, -1 where it stands left or up.
    """

    start: Point
    end: Point
    at: int
    side: int

    def point(self, along: int, out: int) -> Point:
        """Return the point so far along the edge and so far out on the knob's side."""
        (x, y), is_upright = self.start, self.start[0] == self.end[0]
        out *= self.side
        return (x + out, y + along) if is_upright else (x + along, y + out)

    def points(self) -> list[Point]:
        """Return the edge as points: a line, four curves of three, and a line to its end."""
        m = self.at
        half = [
            *((m - 19, 0), (m - 7, 0), (m - 6, 4), (m - 10, 9)),
            *((m - 22, 16), (m - 14, 29), (m, 29)),
        ]
        mirrored = [(2 * m - along, out) for along, out in reversed(half[:-1])]
        return [*(self.point(along, out) for along, out in half + mirrored), self.end]


# Where each knob stands and which way it points: fixed, so that a place keeps its shape, and
# off the middle, so that knobs keep clear of words. Upright edges by row, level edges by row.
_UPRIGHT = (
    ((293, 1), (293, -1), (293, 1), (293, -1)),
    ((512, -1), (439, -1), (439, 1), (512, 1)),
    ((721, 1), (721, 1), (721, -1), (721, 1)),
)
_LEVEL = (
    ((213, 1), (435, -1), (610, -1), (945, 1), (1167, -1)),
    ((213, -1), (435, 1), (610, 1), (945, -1), (1167, 1)),
)


def upright_edge(row: int, *, left_of: int) -> Edge | None:
    """Return the edge on the left of a column, or None on the rim of the picture."""
    if not 0 < left_of < len(LEFTS) - 1:
        return None
    at, side = _UPRIGHT[row][left_of - 1]
    x, top = LEFTS[left_of], TOPS[row]
    return Edge(start=(x, top), end=(x, TOPS[row + 1]), at=at - top, side=side)


def level_edge(column: int, *, above: int) -> Edge | None:
    """Return the edge above a row, or None on the rim of the picture."""
    if not 0 < above < len(TOPS) - 1:
        return None
    at, side = _LEVEL[above - 1][column]
    y, left = TOPS[above], LEFTS[column]
    return Edge(start=(left, y), end=(LEFTS[column + 1], y), at=at - left, side=side)


def _drawn(points: list[Point]) -> str:
    first, *curves, last = points
    triples = [curves[index : index + 3] for index in range(0, len(curves), 3)]
    bends = "".join("C" + " ".join(f"{x} {y}" for x, y in triple) for triple in triples)
    return f"L{first[0]} {first[1]}{bends}L{last[0]} {last[1]}"


def _along(edge: Edge | None, *, end: Point, is_backwards: bool = False) -> str:
    """Draw one side of a piece. A piece walks two of its edges against their direction."""
    if edge is None:
        return f"L{end[0]} {end[1]}"
    points = edge.points()
    if is_backwards:
        points = [*reversed(points[:-1]), edge.start]
    return _drawn(points)


def outline(row: int, column: int) -> str:
    """Return the path of one piece, clockwise from its upper left corner."""
    left, right = LEFTS[column], LEFTS[column + 1]
    top, bottom = TOPS[row], TOPS[row + 1]
    return (
        f"M{left} {top}"
        + _along(level_edge(column, above=row), end=(right, top))
        + _along(upright_edge(row, left_of=column + 1), end=(right, bottom))
        + _along(level_edge(column, above=row + 1), end=(left, bottom), is_backwards=True)
        + _along(upright_edge(row, left_of=column), end=(left, top), is_backwards=True)
        + "Z"
    )


def position(number: int) -> tuple[int, int]:
    """Return row and column of a place. The middle one is the person, so it has no number."""
    return divmod(number - 1 if number < 8 else number, 5)


def _piece(place: PlaceOnBoard) -> str:
    path = outline(*position(place.number))
    return f'<path class="om-jig-piece om-jig-piece--{place.css_state}" d="{path}"/>'


def _clipped(place: PlaceOnBoard, *, layers: str) -> str:
    # A hole is clipped to itself, so that its wide dashes never run over a neighbour's knob.
    clip = f"om-jig-clip-{place.number}"
    path = outline(*position(place.number))
    drawn = "".join(f'<path class="om-jig-{layer}" d="{path}"/>' for layer in layers.split())
    # A stylesheet elsewhere cannot point into this page, so the page's own pattern is named here.
    drawn = drawn.replace('class="om-jig-hatch"', f'class="om-jig-hatch" fill="url(#{_HATCHING})"')
    return (
        f'<clipPath id="{clip}"><path d="{path}"/></clipPath>'
        f'<g class="om-jig--{place.css_state}" clip-path="url(#{clip})">{drawn}</g>'
    )


def _places(board: Board) -> str:
    pieces = [place for place in board.places if not place.state.is_hole]
    holes = [place for place in board.places if place.state.is_hole]
    differing = [place for place in pieces if place.state is PlaceState.DIFFER]
    drawn = [_piece(place) for place in pieces]
    for place in holes:
        hatch = " hatch" if place.state is PlaceState.MAY_NOT_BE_SHARED else ""
        drawn.append(_clipped(place, layers=f"ground{hatch} dash rim"))
    drawn += [_clipped(place, layers="dash tint rim") for place in differing]
    return "".join(drawn)


def _numerals(board: Board) -> str:
    """Numbers, and the marks of the seats, for screens too narrow for the words."""
    drawn = []
    for place in board.places:
        row, column = position(place.number)
        x = (LEFTS[column] + LEFTS[column + 1]) // 2
        y = (TOPS[row] + TOPS[row + 1]) // 2
        ground = "hole" if place.state.is_hole else "piece"
        drawn.append(
            f'<text class="om-jig-figure om-jig-figure--{ground}" x="{x}" y="{y + 14}">'
            f"{place.number}</text>"
            f'<g class="om-jig-mark om-jig-mark--{ground}" '
            f'transform="translate({x - 24} {y + 28}) scale(2)">{PLACE_MARKS[place.state]}</g>'
        )
    drawn.append(_name(board.subject.name))
    return "".join(drawn)


def _name(name: str) -> str:
    """Draw the name so that it stays inside its piece: the longer, the smaller."""
    sizes = ((6, ""), (10, " om-jig-name--long"), (10**6, " om-jig-name--longer"))
    size = next(css for most, css in sizes if len(name) <= most)
    return f'<text class="om-jig-name{size}" x="610" y="464">{escaped(name)}</text>'


def _seat_row(seats: tuple[SeatOnBoard, ...], *, per_side: int, is_top: bool) -> tuple[str, str]:
    """Return the shapes of one side of the table, and their marks. Few seats sit in the middle."""
    slot = WIDTH / per_side
    inner = round(slot - 62)
    start = (WIDTH - slot * len(seats)) / 2
    shapes, marks = [], []
    for index, seat in enumerate(seats):
        x = round(start + slot * index + 5)
        path = (
            f"M{x} 96V30q0 -26 26 -26h{inner}q26 0 26 26v66z"
            if is_top
            else f"M{x} 782v66q0 26 26 26h{inner}q26 0 26 -26v-66z"
        )
        shapes.append(f'<path class="om-jig-seat om-jig-seat--{seat.css_state}" d="{path}"/>')
        at = f"{round(start + slot * (index + 0.5) - 30)} {20 if is_top else 798}"
        marks.append(
            f'<g class="om-jig-seatmark om-jig-seatmark--{seat.css_state}" '
            f'transform="translate({at}) scale(2.5)">{SEAT_MARKS[seat.state]}</g>'
        )
    return "".join(shapes), "".join(marks)


_DEFINITIONS = (
    '<defs><radialGradient id="om-jig-lamp" gradientUnits="userSpaceOnUse" cx="610" cy="439" '
    'r="640"><stop class="om-jig-lamp-1" offset="0"/><stop class="om-jig-lamp-2" offset=".45"/>'
    '<stop class="om-jig-lamp-3" offset="1"/></radialGradient>'
    '<pattern id="om-jig-hatching" width="9" height="9" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="om-jig-hatching" d="M0 0V9"/></pattern></defs>'
)


def draw(board: Board) -> Markup:
    """Return the picture of a board as inline SVG, for use once on a page (its ids are fixed)."""
    top, top_marks = _seat_row(board.seats_top, per_side=board.seats_per_side, is_top=True)
    bottom, bottom_marks = _seat_row(
        board.seats_bottom, per_side=board.seats_per_side, is_top=False
    )
    return Markup(
        f'<svg class="om-jig" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">'
        f"{_DEFINITIONS}{top}{bottom}"
        '<rect class="om-jig-table" fill="url(#om-jig-lamp)" '
        'x="4" y="102" width="1212" height="674" rx="34"/>'
        f"{_places(board)}"
        f'<path class="om-jig-person" d="{outline(*MIDDLE)}"/>'
        f'<g class="om-jig-num">{_numerals(board)}{top_marks}{bottom_marks}</g></svg>'
    )
