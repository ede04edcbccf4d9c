"""When somebody must look again at a person, and what lies within the band."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.people.doubts import (
    JOIN_FROM,
    NEAR_THE_LINE,
    STAY_FROM,
    TOO_MANY_RECORDS,
    Unsettled,
    doubts,
    finding,
)
from openmash.people.ledger import Said
from openmash.people.matching import PartialDate, RecordFacts

VALID, OTHER_VALID = "943 476 5919", "999 000 0018"


def record(number, **facts) -> RecordFacts:
    return RecordFacts(ref=str(number), **facts)


def joined(*pairs, bits=NEAR_THE_LINE + 5) -> list[Said]:
    return [Said(number=n, a=a, b=b, is_same=True, bits=bits) for n, (a, b) in enumerate(pairs, 1)]


def causes(*args, **kwargs) -> list[str]:
    return [one.cause for one in doubts(*args, **kwargs)]


@given(st.floats(STAY_FROM, JOIN_FROM, exclude_max=True))
def test_within_the_band_looking_again_finds_nothing_either_way(total):
    assert finding(total, is_one=True) == ""
    assert finding(total, is_one=False) == ""


@given(st.floats(-60, 80))
def test_what_just_joined_would_never_be_parted_at_the_same_weight(total):
    """Joining needs more than staying joined, so nothing comes and goes."""
    assert JOIN_FROM > STAY_FROM
    if finding(total, is_one=False) == "join":
        assert finding(total, is_one=True) == ""


def test_a_rule_that_stands_against_joining_is_heard():
    assert finding(JOIN_FROM + 9, is_one=False) == "join"
    assert finding(JOIN_FROM + 9, is_one=False, is_barred=True) == ""


def test_one_record_and_a_plain_pair_need_nobody():
    pair = [record(1, name="Wren Tallow"), record(2, name="Wren Tallow")]

    assert doubts(pair[:1], links=[]) == []
    assert doubts(pair, links=joined((1, 2))) == []


def test_two_numbers_that_both_check_need_attention_and_three_records_say_it_once():
    held = [record(1, nhs_number=VALID), record(2, nhs_number=OTHER_VALID)]
    held.append(record(3, nhs_number=OTHER_VALID))
    (doubt,) = doubts(held, links=joined((1, 2), (2, 3)))

    assert (doubt.cause, doubt.a, doubt.b) == ("numbers", 1, 2)
    assert VALID not in doubt.words


def test_two_births_that_cannot_be_one_need_attention():
    held = [
        record(1, date_of_birth=PartialDate.of(datetime.date(2018, 3, 4))),
        record(2, date_of_birth=PartialDate.of(datetime.date(1990, 7, 19))),
    ]

    assert causes(held, links=joined((1, 2))) == ["births"]


def test_two_subgroups_that_hang_on_one_link_near_the_line_need_attention():
    held = [record(n, name=name) for n, name in enumerate(["A Ash", "A Ash", "B Elm", "B Elm"], 1)]
    firm = joined((1, 2), (3, 4))
    weak = Said(number=9, a=2, b=3, is_same=True, bits=NEAR_THE_LINE - 1)

    assert causes(held, links=[*firm, weak]) == ["weak_bridge"]


@pytest.mark.parametrize(
    "bridge",
    [
        Said(number=9, a=2, b=3, is_same=True, bits=NEAR_THE_LINE + 1),
        Said(number=9, a=2, b=3, is_same=True, bits=None),
    ],
    ids=["far from the line", "said by a human"],
)
def test_a_firm_bridge_or_a_humans_needs_nobody(bridge):
    held = [record(n, name=name) for n, name in enumerate(["A Ash", "A Ash", "B Elm", "B Elm"], 1)]

    assert causes(held, links=[*joined((1, 2), (3, 4)), bridge]) == []


def test_one_record_on_a_thread_is_no_bridge():
    held = [record(n, name="A Ash") for n in (1, 2, 3)]
    links = [*joined((1, 2)), Said(number=9, a=2, b=3, is_same=True, bits=NEAR_THE_LINE - 1)]

    assert causes(held, links=links) == []


def test_too_many_records_need_attention_once_and_again_at_twice_as_many():
    def keys(count):
        held = [record(n) for n in range(1, count + 1)]
        return [one.key for one in doubts(held, links=[])]

    assert keys(TOO_MANY_RECORDS) == []
    assert keys(TOO_MANY_RECORDS + 1) == keys(TOO_MANY_RECORDS + 9) == ["too_many:1:1"]
    assert keys(2 * TOO_MANY_RECORDS) == ["too_many:1:2"]


def test_what_was_left_open_within_a_person_needs_attention():
    held = [record(1), record(2)]
    human = Unsettled(number=7, a=1, b=2, by_model=False)
    model = Unsettled(number=8, a=1, b=2, by_model=True)
    elsewhere = Unsettled(number=9, a=1, b=5, by_model=True)

    found = doubts(held, links=joined((1, 2)), unsettled=[human, model, elsewhere])
    assert [one.key for one in found] == ["cannot_tell:7", "rescored:8"]
