"""Hide small numbers, and as many others as it takes that none can be worked out. Pure.

A table is given with its sums, so a hidden number could be found by taking the others away.
The pattern is therefore tried as somebody would try it who knows everything that is shown, all
the sums and what "under 5" means: a small number stays hidden only if at least two different
values of it fit all of that. Where hiding cells is not enough, sums are hidden as well; where
even that is not enough, the table is not shown at all.

The search is exact. A table with its sums is a network in which what flows into a row or column
flows out again, so a hidden value can be different exactly if a unit can be sent round through
other hidden values.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

UNDER = 5
ALL = "all"
NO_LIMIT = 10**12
Cell = tuple[str, str]


class Shown(StrEnum):
    """How a number is shown: as it is, as "under 5", or hidden to protect another."""

    PLAIN = "plain"
    UNDER = "under"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeTable:
    """A table that may be shown: lines, parts, and for each cell its number or None.

    The part and the line `ALL` hold the sums. `is_withheld` tables have nothing to show: too
    few are counted to show any of it without giving somebody away.
    """

    lines: tuple[str, ...]
    parts: tuple[str, ...]
    cells: Mapping[Cell, int | None] = field(default_factory=dict)
    states: Mapping[Cell, Shown] = field(default_factory=dict)
    is_withheld: bool = False

    def number(self, line: str, part: str = ALL) -> int | None:
        """Return a number that is shown, or None where it is hidden."""
        return None if self.is_withheld else self.cells[line, part]

    def state(self, line: str, part: str = ALL) -> Shown:
        return self.states[line, part]


def safe_table(
    counts: Mapping[Cell, int], *, lines: Sequence[str], parts: Sequence[str]
) -> SafeTable:
    """Return what may be shown of these counts, with their sums.

    Noughts are shown: they are about nobody. The sum of everything is shown or the whole table
    is withheld, so that two tables of the same people cannot be played against each other.
    """
    numbers = _with_sums(counts, lines=lines, parts=parts)
    withheld = SafeTable(lines=tuple(lines), parts=tuple(parts), is_withheld=True)
    if numbers[ALL, ALL] < UNDER:
        return withheld
    states = _hide(numbers)
    if states is None:
        return withheld
    cells = {cell: n if states[cell] is Shown.PLAIN else None for cell, n in numbers.items()}
    return SafeTable(lines=tuple(lines), parts=tuple(parts), cells=cells, states=states)


def _with_sums(
    counts: Mapping[Cell, int], *, lines: Sequence[str], parts: Sequence[str]
) -> dict[Cell, int]:
    numbers = {(line, part): counts.get((line, part), 0) for line in lines for part in parts}
    for line in lines:
        numbers[line, ALL] = sum(numbers[line, part] for part in parts)
    for part in (*parts, ALL):
        numbers[ALL, part] = sum(numbers[line, part] for line in lines)
    return numbers


def _hide(numbers: Mapping[Cell, int]) -> dict[Cell, Shown] | None:
    """Return how each number is shown, hiding one more as long as one can be found."""
    small = [cell for cell, number in numbers.items() if 0 < number < UNDER]
    states = {cell: Shown.UNDER if cell in small else Shown.PLAIN for cell in numbers}
    found = next((cell for cell in small if _can_be_found(cell, numbers, states)), None)
    while found is not None:
        more = _next_to_hide(found, numbers, states)
        if more is None:
            return None
        states[more] = Shown.HIDDEN
        found = next((cell for cell in small if _can_be_found(cell, numbers, states)), None)
    return states


def _next_to_hide(
    found: Cell, numbers: Mapping[Cell, int], states: Mapping[Cell, Shown]
) -> Cell | None:
    """Return what to hide next: in the line and column of the cell first, sums and noughts last."""

    def cost(cell: Cell) -> tuple:
        is_sum = ALL in cell
        is_apart = cell[0] != found[0] and cell[1] != found[1]
        return (numbers[cell] == 0, is_sum, is_apart, numbers[cell], cell)

    left = [c for c, state in states.items() if state is Shown.PLAIN and c != (ALL, ALL)]
    return min(left, key=cost, default=None)


def _can_be_found(cell: Cell, numbers: Mapping[Cell, int], states: Mapping[Cell, Shown]) -> bool:
    """Tell whether only one value of a hidden cell fits everything that is shown."""
    arcs = {c: _arc(c) for c, state in states.items() if state is not Shown.PLAIN}
    room = {c: _room(numbers[c], states[c]) for c in arcs}
    less, more = room[cell]
    start, end = arcs[cell]
    others = {c: arc for c, arc in arcs.items() if c != cell}
    can_grow = more > 0 and _reaches(end, start, others, room)
    can_shrink = less > 0 and _reaches(start, end, others, room)
    return not (can_grow or can_shrink)


def _arc(cell: Cell) -> tuple[str, str]:
    """Return between which nodes a cell's number flows: from its line to its column.

    Sums flow the other way, from the column of sums to the lines, and from each column on into
    the line of sums, so that at every node as much comes in as goes out.
    """
    line, part = f"line {cell[0]}", f"part {cell[1]}"
    is_sum = (cell[0] == ALL) != (cell[1] == ALL)
    return (part, line) if is_sum else (line, part)


def _room(number: int, state: Shown) -> tuple[int, int]:
    """Return by how much less and how much more a hidden number could be, as far as is known."""
    if state is Shown.UNDER:
        return number - 1, UNDER - 1 - number
    return number, NO_LIMIT


def _reaches(
    start: str, end: str, arcs: Mapping[Cell, tuple[str, str]], room: Mapping[Cell, tuple[int, int]]
) -> bool:
    """Tell whether one unit can be sent from node to node: along arcs that can grow, back along
    those that can shrink."""
    ways: dict[str, list[str]] = {}
    for cell, (tail, head) in arcs.items():
        less, more = room[cell]
        if more:
            ways.setdefault(tail, []).append(head)
        if less:
            ways.setdefault(head, []).append(tail)
    seen, waiting = {start}, deque([start])
    while waiting:
        node = waiting.popleft()
        if node == end:
            return True
        fresh = [way for way in ways.get(node, ()) if way not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return False
