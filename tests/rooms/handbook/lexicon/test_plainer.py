"""A plainer wording is offered, and nothing is changed that nobody took."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.handbook.lexicon.plainer import offers


def offered(text: str, *, writer: str = "") -> dict[str, tuple[str, ...]]:
    return {one.said: one.wordings for one in offers(text, writer=writer)}


def test_an_abbreviation_is_offered_its_plainer_wording():
    assert offered("I told DSL.") == {"DSL": ("the school’s safeguarding lead",)}


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("I told the DSL.", "I told the school’s safeguarding lead."),
        ("I told our DSL.", "I told our school’s safeguarding lead."),
        ("A DSL knows.", "A school’s safeguarding lead knows."),
        ("DSL knows.", "The school’s safeguarding lead knows."),
        ("It was late. DSL rang.", "It was late. The school’s safeguarding lead rang."),
    ],
)
def test_a_wording_fits_its_place(text, taken):
    (offer,) = offers(text)

    assert offer.taken(text, wording=offer.wordings[0]) == taken


def test_an_abbreviation_without_a_wording_is_offered_its_full_name():
    assert offered("The EWO called.") == {"EWO": ("education welfare officer",)}


@pytest.mark.parametrize(
    "text", ["Seen by the GP.", "Emergency protection order (EPO) asked for.", "She felt safe."]
)
def test_what_everybody_knows_or_the_text_explains_is_left(text):
    assert offered(text) == {}


def test_a_false_friend_says_what_it_means_elsewhere():
    (offer,) = offers("A disclosure was made.", writer="education")

    assert "what the person told us" in offer.wordings
    assert "in the police: giving unused material" in offer.why


def test_the_reason_leaves_out_the_writers_own_agency():
    (offer,) = offers("A disclosure was made.", writer="police")

    assert "in the police" not in offer.why
    assert "in children's social care" in offer.why


def test_words_that_blame_are_pointed_out_with_the_reason():
    (offer,) = offers("Mother failed to protect.")

    assert offer.wordings == ()
    assert "who caused the harm" in offer.why


@pytest.mark.parametrize("text", ["“He is manipulative,” she said.", 'He said "the DSL knows".'])
def test_somebodys_own_words_are_never_touched(text):
    assert offered(text) == {}


def test_the_same_words_are_offered_once():
    assert len(offers("DSL told. DSL rang.")) == 1


def test_taking_an_offer_changes_that_place_alone():
    text = "The DSL rang. The DSL wrote."
    (offer,) = offers(text)

    assert offer.taken(text, wording="lead") == "The lead rang. The DSL wrote."


@given(st.text(alphabet="DSL HVGPnotbr“”\"'.s47 domesticalleged", max_size=60))
def test_an_offer_always_stands_where_it_says(text):
    found = offers(text)

    assert all(text[one.start : one.end] == one.said for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
