"""Nobody is found by taking away: tried as somebody would try it who knows all that is shown."""

import itertools

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from openmash.agencies.figures.suppression import ALL, Shown, safe_table

MOST_TABLES = 6000


def table_of(rows: list[list[int]]):
    lines = [f"line {n}" for n in range(len(rows))]
    parts = [f"part {n}" for n in range(len(rows[0]))]
    counts = {
        (line, part): rows[i][j] for i, line in enumerate(lines) for j, part in enumerate(parts)
    }
    return safe_table(counts, lines=lines, parts=parts)


def sums_of(cells: dict, *, lines, parts) -> dict:
    whole = dict(cells)
    for line in lines:
        whole[line, ALL] = sum(cells[line, part] for part in parts)
    for part in (*parts, ALL):
        whole[ALL, part] = sum(whole[line, part] for line in lines)
    return whole


def fits(whole: dict, table) -> bool:
    for cell, state in table.states.items():
        if state is Shown.PLAIN and whole[cell] != table.cells[cell]:
            return False
        if state is Shown.UNDER and not 1 <= whole[cell] < 5:
            return False
    return True


def values_that_fit(table) -> dict[tuple[str, str], set[int]]:
    """Try every table that could stand behind what is shown."""
    cells = list(itertools.product(table.lines, table.parts))
    whole = table.number(ALL)
    ways = {
        Shown.PLAIN: lambda cell: [table.cells[cell]],
        Shown.UNDER: lambda cell: [1, 2, 3, 4],
        Shown.HIDDEN: lambda cell: range(whole + 1),
    }
    tried = [list(ways[table.states[cell]](cell)) for cell in cells]
    size = 1
    for each in tried:
        size *= len(each)
    assume(size <= MOST_TABLES)
    found = {cell: set() for cell, state in table.states.items() if state is Shown.UNDER}
    for numbers in itertools.product(*tried):
        guess = sums_of(
            dict(zip(cells, numbers, strict=True)), lines=table.lines, parts=table.parts
        )
        if fits(guess, table):
            for cell, values in found.items():
                values.add(guess[cell])
    return found


SMALL = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 7), min_size=width, max_size=width), min_size=1, max_size=3
    )
)


@settings(max_examples=150, deadline=None)
@given(SMALL)
def test_no_small_number_can_be_worked_out_from_what_is_shown(rows):
    table = table_of(rows)
    assume(not table.is_withheld)

    for cell, values in values_that_fit(table).items():
        assert len(values) > 1, (cell, table)


@given(SMALL)
def test_every_number_that_is_shown_is_true_and_none_under_five_is_shown(rows):
    table = table_of(rows)
    if table.is_withheld:
        return
    cells = {
        (line, part): rows[i][j]
        for i, line in enumerate(table.lines)
        for j, part in enumerate(table.parts)
    }
    truth = sums_of(cells, lines=table.lines, parts=table.parts)
    for cell, number in table.cells.items():
        assert number is None or (number == truth[cell] and number not in range(1, 5))


@given(SMALL)
def test_the_sum_of_everything_is_shown_or_nothing_is(rows):
    table = table_of(rows)

    assert table.is_withheld or table.number(ALL) == sum(map(sum, rows))


def test_a_large_table_hides_nothing():
    table = table_of([[10, 20], [30, 40]])

    assert set(table.states.values()) == {Shown.PLAIN}


def test_one_small_number_takes_others_with_it_in_its_line_and_its_column():
    table = table_of([[3, 20, 30], [40, 50, 60], [70, 80, 90]])

    assert table.state("line 0", "part 0") is Shown.UNDER
    hidden = [cell for cell, state in table.states.items() if state is Shown.HIDDEN]
    assert len(hidden) >= 3
    assert table.number("line 0") == 53  # the sums themselves can stay


def test_a_nought_is_shown_because_it_is_about_nobody():
    assert table_of([[0, 20], [30, 40]]).number("line 0", "part 0") == 0


def test_fewer_than_five_in_all_are_not_shown_at_all():
    assert table_of([[1, 2], [1, 0]]).is_withheld
