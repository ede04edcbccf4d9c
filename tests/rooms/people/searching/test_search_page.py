"""The page of the search: what it asks before it looks, and what it says of what it found."""

import pytest
from django.urls import reverse
from tests.rooms.people.factories import WREN, arrived, references

PAGE = reverse("people:list")
LOOKING = {"words": "talow 2018", "purpose": "contact"}


@pytest.fixture
def kept(monkeypatch):
    said = []
    monkeypatch.setattr(
        "openmash.audit.records.record_search", lambda verb, **rest: said.append(rest)
    )
    return said


@pytest.fixture
def post(hub, signed_in):
    client = signed_in(hub.triage)
    return lambda **said: client.post(PAGE, LOOKING | said)


def page(response) -> str:
    return response.content.decode()


def test_namesakes_stand_side_by_side_with_what_tells_them_apart(hub, post):
    arrived(WREN, source="C-2026-1001", agency=hub.school)
    arrived({"name": "Wren Tallow", "age": 41, "area": "Saltby"}, source="C-2026-1002",
            agency=hub.police)  # fmt: skip
    answer = page(post(words="wren tallow"))

    assert "2 people answer this" in answer
    assert answer.count("Has a namesake here") == 2
    for told_apart in ("4 March 2018", "41 years old then", "Saltby", hub.school.name,
                       hub.police.name):  # fmt: skip
        assert told_apart in answer


def test_several_spellings_of_one_person_are_shown_as_each_agency_wrote_them(hub, post):
    (one,) = arrived(WREN, source="C-2026-1001", agency=hub.school)
    arrived({**WREN, "name": "Wren Talow"}, source="C-2026-1002", agency=hub.police)
    answer = page(post(words="tallow"))

    assert "1 person answers this" in answer
    assert references(one)[0] in answer
    assert "Also “Wren Talow”" in answer or "Also “Wren Tallow”" in answer


def test_an_empty_answer_says_what_to_try(post):
    answer = page(post(words="zzyzx"))

    assert "Nobody was found" in answer
    assert "part of one name and a year of birth" in answer
    assert "Not found does not mean not known" in answer


def test_a_wrong_part_is_named_beside_the_nearest(hub, post):
    arrived(WREN, source="C-2026-1001", agency=hub.school)
    answer = page(post(words="tallow harlesden"))

    assert "Nobody answers all of this" in answer
    assert "Does not answer “harlesden”" in answer


def test_a_number_with_a_wrong_digit_is_said(post):
    assert "does not pass its own check" in page(post(words="999 000 0019"))


def test_too_many_parts_are_an_error_and_no_search(post, kept):
    answer = post(words="a b c d e f g h i j")

    assert answer.status_code == 422
    assert "at most 8 are looked for at once" in page(answer)
    assert kept == []


def test_words_that_are_in_every_address_are_asked_for_again(post, kept):
    assert post(words="the road of").status_code == 422
    assert kept == []


def test_something_else_needs_a_reason_without_names(post, kept):
    assert post(purpose="other").status_code == 422
    refused = post(purpose="other", why="The neighbour asked about Talow")
    assert refused.status_code == 422
    assert "no name, date or address" in page(refused)
    assert post(purpose="other", why="A test of the fire register").status_code == 200
    assert [said["reason"] for said in kept] == ["A test of the fire register"]


def test_what_was_typed_is_in_no_title_and_no_address(hub, post):
    arrived(WREN, source="C-2026-1001", agency=hub.school)
    answer = page(post())

    assert "<title>People" in answer
    assert "talow" not in answer.split("</title>")[0].lower()
    assert f'action="{PAGE}"' in answer
