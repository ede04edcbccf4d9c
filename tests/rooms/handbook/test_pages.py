"""A page as its author writes it: front matter and sections, or a sentence that says what to mend."""

from datetime import date

import pytest
from tests.rooms.handbook.examples import BODY, make_page

from openmash.errors import BadInput
from openmash.handbook.pages import anchor


def test_a_page_has_its_opening_and_a_part_for_each_heading():
    page = make_page()

    assert page.path == "children/first-hour-day-week"
    assert page.reviewed_on == date(2026, 11, 1)
    assert [one.key for one in page.sections] == ["", "first-hour", "first-day", "first-week"]
    assert page.sections[0].text == "You do not have to be sure."


def test_a_heading_may_name_the_job_it_speaks_to():
    page = make_page(body="Hello.\n\n## From the police {police}\n\nYou go in.\n")

    assert page.section("police").heading == "From the police"
    assert page.section("health") is None


def test_two_hashes_inside_a_callout_begin_no_part():
    page = make_page(body=":::example\n## not a heading\n:::\n\n## One\n\nText.\n")

    assert [one.key for one in page.sections] == ["", "one"]


def test_a_page_is_past_its_review_only_after_the_day():
    page = make_page()

    assert not page.is_past_review(date(2027, 11, 1))
    assert page.is_past_review(date(2027, 11, 2))


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Who leads?", "who-leads"),
        ("The child’s own words", "the-childs-own-words"),
        ("First hour, day & week", "first-hour-day-week"),
    ],
)
def test_an_anchor_is_made_of_the_words_of_a_heading(words, key):
    assert anchor(words) == key


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": None}, "lacks title"),
        ({"colour": "red"}, "does not know colour"),
        ({"review_by": "soon"}, "write review_by as a day"),
        ({"title": "[unclosed"}, "not valid YAML"),
    ],
)
def test_front_matter_that_cannot_be_read_says_what_to_mend(changes, says):
    with pytest.raises(BadInput, match=says) as problem:
        make_page(**changes)

    assert "library/handbook/children/03-first-hour-day-week.md" in str(problem.value)


def test_a_file_is_named_by_its_order_and_key():
    with pytest.raises(BadInput, match="name it by order and key"):
        make_page(name="first hour.md")


def test_a_page_without_front_matter_is_told_to_begin_with_it():
    with pytest.raises(BadInput, match="begin with front matter"):
        make_page(front="", body=BODY)
