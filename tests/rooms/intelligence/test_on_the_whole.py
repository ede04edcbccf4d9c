"""Groups that agree on the whole, though one pair of their records does not."""

import duckdb
import pytest

from openmash.intelligence.linkage import on_the_whole
from openmash.people.matching.weights import shipped

GROUPS = {1: 1, 2: 1, 3: 1, 4: 4, 5: 5, 6: 5}
CLEARLY = [(1, 4, 14.0), (2, 4, 9.0)]


def agreeing(*pairs, kin=()):
    """Return what is joined of the groups 1 2 3, 4 and 5 6, from (l, r, bits)."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE weighed(l INT, r INT, bits FLOAT, is_twin BOOL, is_namesake BOOL)"
    )
    rows = [(a, b, bits, (a, b) in kin, False) for a, b, bits in pairs]
    connection.executemany("INSERT INTO weighed VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("CREATE TABLE assigned(number INT, root INT)")
    connection.executemany("INSERT INTO assigned VALUES (?, ?)", list(GROUPS.items()))
    return on_the_whole.agreeing(connection, model=shipped())


def test_one_weak_contradiction_does_not_keep_a_record_alone():
    assert agreeing(*CLEARLY, (3, 4, -6.0)) == [(1, 4)]


@pytest.mark.parametrize(
    "against",
    [
        [(3, 4, -9.5)],  # one pair says clearly that they are two
        [(3, 4, -8.9), (2, 4, -8.9)],  # most of them do
    ],
)
def test_what_speaks_for_two_people_keeps_them_two(against):
    pairs = {(a, b): bits for a, b, bits in (*CLEARLY, *against)}
    assert agreeing(*((a, b, bits) for (a, b), bits in pairs.items())) == []


def test_those_who_may_be_twins_are_left_to_other_evidence():
    assert agreeing(*CLEARLY, (3, 4, -6.0), kin=[(3, 4)]) == []


def test_a_record_that_fits_two_people_belongs_to_neither():
    assert agreeing(*CLEARLY, (4, 5, 12.0)) == []


def test_without_a_clear_pair_nothing_is_joined():
    assert agreeing((1, 4, 7.0), (2, 4, 7.0)) == []
