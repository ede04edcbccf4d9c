"""What stands so strongly against joining two people that a second person must agree."""

import datetime

import pytest

from openmash.people.conflicts import MERGE_SIZE_FOR_TWO, births_contradict, numbers_differ, why_two
from openmash.people.matching import PartialDate, RecordFacts

DAY = datetime.date(2026, 11, 20)
VALID, OTHER_VALID, MISTYPED = "943 476 5919", "999 000 0018", "943 476 5918"


def record(ref="1", **facts) -> RecordFacts:
    return RecordFacts(ref=ref, **facts)


def born(year, month=None, day=None, precision="day") -> PartialDate:
    return PartialDate(year=year, month=month, day=day, precision=precision)


def test_two_numbers_that_both_check_differ():
    assert numbers_differ(record(nhs_number=VALID), record(nhs_number=OTHER_VALID)) == "NHS number"


@pytest.mark.parametrize("other", [VALID, MISTYPED, "not known", None])
def test_the_same_number_a_mistyped_one_or_none_does_not(other):
    assert numbers_differ(record(nhs_number=VALID), record(nhs_number=other)) == ""


@pytest.mark.parametrize(
    ("a", "b", "contradict"),
    [
        (born(2018, 3, 4), born(2018, 3, 4), False),
        (born(2018, 3, 4), born(2018, 4, 3), False),  # day and month changed about
        (born(2018, 3, 4), born(2018, 3, 5), False),  # one digit
        (born(2018, 1, 1), born(2018, 7, 19), False),  # 1 January stands for its year
        (born(2018, precision="year"), born(2018, 7, 19), False),
        (born(2018, precision="year"), born(2011, 7, 19), True),
        (born(2018, 3, 4), born(2011, 11, 19), True),
        (None, born(2011, 11, 19), False),
    ],
)
def test_dates_of_birth_contradict_unless_one_may_be_a_slip(a, b, contradict):
    one, other = record(date_of_birth=a), record(date_of_birth=b)

    assert births_contradict(one, other) is contradict
    assert births_contradict(other, one) is contradict


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ({"nhs_number": VALID}, {"nhs_number": OTHER_VALID}, "both numbers check"),
        (
            {"date_of_birth": born(2018, 3, 4)},
            {"date_of_birth": born(1990, 7, 19)},
            "cannot be one",
        ),
        ({"name": "Wren Tallow", "sex": "F"}, {"name": "Kit Tallow", "sex": "M"}, "first name"),
        ({"contact_ref": "C-1"}, {"contact_ref": "C-1"}, "One contact names them both"),
        (
            {"address": "4 Ferry Steps, Ashmere", "recorded_on": DAY, "agency": "1"},
            {"address": "9 Kiln Court, Saltby", "recorded_on": DAY, "agency": "2"},
            "two towns",
        ),
    ],
)
def test_each_conflict_is_said_in_words(one, other, words):
    (said,) = why_two([record("1", **one)], [record("2", **other)])

    assert words in said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Sam Tallow", "sex": "F"}, {"name": "Samantha Tallow", "sex": "M"}),
        ({"contact_ref": "C-1"}, {"contact_ref": "C-2"}),
        (
            {"address": "4 Ferry Steps, Ashmere", "recorded_on": DAY, "agency": "1"},
            {"address": "9 Kiln Court, Ashmere", "recorded_on": DAY, "agency": "2"},
        ),
    ],
)
def test_what_may_be_true_of_one_person_needs_one_person_only(one, other):
    assert why_two([record("1", **one)], [record("2", **other)]) == ()


def test_much_at_once_needs_a_second_person():
    half = MERGE_SIZE_FOR_TWO // 2
    one = [record(str(n)) for n in range(half)]
    other = [record(str(100 + n)) for n in range(MERGE_SIZE_FOR_TWO - half)]

    assert why_two(one, other) == ()
    (said,) = why_two([*one, record("99")], other)
    assert f"{MERGE_SIZE_FOR_TWO + 1} records" in said
