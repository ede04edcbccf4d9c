"""What people type into one box, and as what it is read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.errors import BadInput
from openmash.people.matching import PartialDate, RecordFacts
from openmash.people.searching import MOST_PARTS, answer_of, marks_of, read_query, words_of
from openmash.people.searching.words import name_tokens

TODAY = date(2026, 11, 24)
WREN = RecordFacts(
    ref="1",
    recorded_on=date(2026, 3, 1),
    name="O'Brien-Tallow, Wren",
    other_names=("Birdie", "Mohammed"),
    date_of_birth=PartialDate.of(date(2018, 3, 4)),
    address="14 Tanner's Row, Ashmere",
    postcode="AS1 2AB",
    nhs_number="999 000 0018",
    upn="H801200001001",
    phones=("07700 900123",),
    contact_ref="C-2026-1183",
)
WILLIAM = RecordFacts(ref="2", name="William Kouao", area="Harlesden", age=7,
                      recorded_on=date(2026, 3, 1))  # fmt: skip


def why(typed: str, record: RecordFacts) -> tuple[str, ...] | None:
    """Return why a record is found under what was typed, or None where it is not."""
    parts = read_query(typed, today=TODAY).parts
    names = name_tokens((record.name, *record.other_names))
    answer = answer_of(parts, marks=set(marks_of(words_of(record))), names=names)
    return answer.why if answer else None


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("Wren", "Has this name"),
        ("wren tallow", "Has this name"),
        ("Tallow, Wren", "Has this name"),
        ("obrien", "Has this name"),
        ("O Brien", "Has this name"),
        ("birdie", "Has this name"),
        ("محمد", "A name sounds like this"),
        ("Muhamed", "A name sounds like this"),
        ("Tal", "A name begins like this"),
        ("Talow", "A name sounds like this"),
        ("Tellow", "A name sounds like this"),
        ("Tsllow", "A name differs from this by one letter"),
        ("Tlalow", "A name sounds like this"),
        ("Wern", "A name sounds like this"),
        ("W Tallow", "A name begins like this"),
        ("2018", "Born in or about this year"),
        ("b. 2018", "Born in or about this year"),
        ("about 2018", "Born in or about this year"),
        ("about 2019", "Born within a year of this"),
        ("aged 8", "Born in or about this year"),
        ("8 years old", "Born in or about this year"),
        ("8yo", "Born in or about this year"),
        ("4 March 2018", "Born on this day"),
        ("4th of March 2018", "Born on this day"),
        ("March 4, 2018", "Born on this day"),
        ("04/03/2018", "Born on this day"),
        ("4.3.18", "Born on this day"),
        ("4-3-2018", "Born on this day"),
        ("2018-03-04", "Born on this day"),
        ("04032018", "Born on this day"),
        ("04 03 2018", "Born on this day"),
        ("dob 04/03/2018", "Born on this day"),
        ("03/04/2018", "Born on a day one slip of the pen from this"),
        ("14 March 2018", "Born on a day one slip of the pen from this"),
        ("March 2018", "Born in this month"),
        ("4 March", "Born on this day of the year"),
        ("31/02/2018", "Born in or about this year"),
        ("tanners row", "Has this in an address"),
        ("14 Tanner's Row", "Has this in an address"),
        ("AS1 2AB", "Has this in an address"),
        ("as12ab", "Has this in an address"),
        ("AS1", "Has this in an address"),
        ("AS1 2", "Has this in an address"),
        ("999 000 0018", "Has this number"),
        ("NHS 9990000018", "Has this number"),
        ("999 000 0081", "Has a number one digit from this, which checks"),
        ("wren 0018", "A number ends like this"),
        ("07700 900 123", "Has this number"),
        ("+44 7700 900123", "Has this number"),
        ("H801200001001", "Has this number"),
    ],
)
def test_a_person_is_found_as_people_write_and_say_things(typed, because):
    assert because in (why(typed, WREN) or ())


@pytest.mark.parametrize(
    "typed", ["Bill", "Billy Kouao", "Kouao, Harlesden", "Koao", "kouao 2018", "aged 7 harlesden"]
)
def test_short_forms_and_places_find_him(typed):
    assert why(typed, WILLIAM)
    assert why(typed, WREN) is None


@pytest.mark.parametrize(
    "typed",
    ["Idris", "Wren 2011", "Tallowby", "5 June 2018", "999 000 0026", "Wren Saltby", "Talbot"],
)
def test_what_does_not_answer_is_not_found(typed):
    assert why(typed, WREN) is None


def test_the_nearer_answer_counts_for_more():
    parts = read_query("tallow", today=TODAY).parts
    near, far = (
        answer_of(parts, marks=set(marks_of(words_of(RecordFacts(ref="", name=name)))),
                  names=name_tokens([name]))
        for name in ("Tallow", "Talow")
    )  # fmt: skip

    assert near.close > far.close


def test_references_are_read_as_references():
    query = read_query("p-000012 C-2026-1183", today=TODAY)

    assert query.references == ("P-000012", "C-2026-1183")
    assert query.parts == ()


def test_more_than_can_be_looked_for_is_said_and_not_cut():
    with pytest.raises(BadInput, match="Leave out those of which you are least sure"):
        read_query(" ".join(["wren"] * (MOST_PARTS + 1)), today=TODAY)


def test_a_number_that_fails_its_check_is_said():
    (part,) = read_query("999 000 0019", today=TODAY).parts

    assert part.number_fails_check


@given(st.text(max_size=80))
def test_anything_can_be_typed(text):
    try:
        query = read_query(text, today=TODAY)
    except BadInput:
        return
    for part in query.parts:
        assert part.exact
        assert marks_of(part.words)


@given(st.lists(st.sampled_from(["wren", "2018", "row", "999 000 0018", "as1 2ab"]), min_size=1))
def test_the_order_does_not_matter(words):
    try:
        one, other = (
            read_query(", ".join(order), today=TODAY) for order in (words, list(reversed(words)))
        )
    except BadInput:
        return

    assert {part.exact for part in one.parts} == {part.exact for part in other.parts}
