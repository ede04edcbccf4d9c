"""Laws of recognising people that hold for every pair of records."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from openmash.people.matching import (
    PartialDate,
    RecordFacts,
    Verdict,
    compare,
    keys,
    resolve,
    verdict,
)

GIVEN = ["Anna", "Aisha", "Amina", "Mohammed", "Leila", "Layla", "Jack", "John", "J", "Kofi", ""]
FAMILY = ["Kouao", "Koao", "Bello", "Ali", "Smith", "Brackley-Stone", "O'Brien", "Petrova", ""]
ADDRESSES = ["8 Mill Lane", "2 Quay Row", "Reed House hostel", "no fixed address", "Dock", None]
ROLES = ["child", "mother", "father", "partner", "caller", "elderly man", "unborn child", None]
NUMBERS = ["9990000018", "9990000026", "9990000019", None]
RANK = [Verdict.NONE, Verdict.POSSIBLE, Verdict.SAME]

days = st.dates(min_value=date(1930, 1, 1), max_value=date(2019, 12, 31))
dates_of_birth = st.one_of(
    st.none(),
    st.sampled_from([date(2014, 9, 30), date(2014, 9, 29), date(1980, 1, 1)]).map(PartialDate.of),
    st.builds(
        PartialDate.of, days, precision=st.sampled_from(["day", "month", "year", "estimated"])
    ),
)


@st.composite
def records(draw, ref: str = "a") -> RecordFacts:
    return RecordFacts(
        ref=ref,
        agency=draw(st.sampled_from(["police", "gp"])),
        recorded_on=draw(st.dates(min_value=date(2015, 1, 1), max_value=date(2020, 1, 1))),
        name=f"{draw(st.sampled_from(GIVEN))} {draw(st.sampled_from(FAMILY))}".strip() or None,
        date_of_birth=draw(dates_of_birth),
        age=draw(st.one_of(st.none(), st.integers(min_value=0, max_value=95))),
        sex=draw(st.sampled_from(["F", "M", None])),
        address=draw(st.sampled_from(ADDRESSES)),
        area=draw(st.sampled_from(["Ashmere", "Dock", None])),
        nhs_number=draw(st.sampled_from(NUMBERS)),
        role=draw(st.sampled_from(ROLES)),
        phones=draw(st.sampled_from([(), ("01632960001",)])),
        contact_ref=draw(st.sampled_from([None, "c1"])),
        is_unborn=draw(st.booleans()),
        date_of_death=draw(st.sampled_from([None, date(2018, 1, 1)])),
    )


@given(records("a"), records("b"))
def test_it_does_not_matter_which_record_comes_first(one, other):
    assert sorted(map(str, compare(one, other).reasons)) == sorted(
        map(str, compare(other, one).reasons)
    )
    assert verdict(compare(one, other)) == verdict(compare(other, one))


@given(records("a"), records("b"))
def test_the_reasons_add_up_to_the_total(one, other):
    found = compare(one, other)

    assert found.total == round(sum(reason.weight for reason in found.reasons), 1)
    assert all(reason.words.endswith(".") for reason in found.reasons)


@given(records("a"), records("b"))
def test_an_agreeing_number_that_checks_never_lowers_anything(one, other):
    bare = [replace(record, nhs_number=None) for record in (one, other)]
    numbered = [replace(record, nhs_number="9990000018") for record in (one, other)]

    assert compare(*numbered).total >= compare(*bare).total
    assert RANK.index(verdict(compare(*numbered))) >= RANK.index(verdict(compare(*bare)))


@given(records("a"), st.sampled_from([None, "9990000018"]))
def test_twins_are_never_one(one, number):
    twins = [
        replace(
            one,
            ref=ref,
            name=f"{given} Bello",
            nhs_number=number,
            date_of_birth=PartialDate.of(date(2016, 3, 1)),
        )
        for ref, given in (("a", "Aisha"), ("b", "Amina"))
    ]

    assert verdict(compare(*twins)) is not Verdict.SAME


@given(records("a"), records("b"))
def test_two_people_of_one_contact_are_never_one_nor_possible(one, other):
    side_by_side = [replace(record, contact_ref="c") for record in (one, other)]

    assert verdict(compare(*side_by_side)) is Verdict.NONE


@given(records("new"), st.lists(records(), min_size=1, max_size=4))
def test_resolving_is_the_same_each_time_and_in_any_order(new, others):
    held = {f"p-{i}": [replace(record, ref=f"r{i}")] for i, record in enumerate(others)}
    backwards = dict(reversed(held.items()))

    assert resolve(new, held=held) == resolve(new, held=held) == resolve(new, held=backwards)


@given(records("a"), records("b"))
def test_records_that_would_be_joined_share_a_key(one, other):
    if verdict(compare(one, other)) is Verdict.SAME:
        assert keys(one) & keys(other)
