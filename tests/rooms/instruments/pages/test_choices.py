"""What is suggested and what is offered: pure, and true to the library."""

import datetime
from types import SimpleNamespace

import pytest

from openmash.enquiries.triage.practice import practice_areas
from openmash.errors import BadInput
from openmash.instruments.choices import ADULT, CHILD, About, held_for, suggested
from openmash.instruments.engine import get_instrument, instrument_ids
from openmash.instruments.outside.tools import NONE, Result, check, tools
from openmash.sources import load_sources, read_library_file

DAY = datetime.date(2026, 6, 1)
CHILDREN = [
    About(key="0", called="A child", kind=CHILD),
    About(key="1", called="Another", kind=CHILD),
]
EVERYBODY = [
    *CHILDREN,
    About(key="2", called="An adult", kind=ADULT),
    About(key="3", called="A baby to come", kind="unborn"),
    About(key="family", called="The whole family", kind="family"),
]


def test_every_suggestion_names_what_the_library_has():
    rows = read_library_file("instrument_choices.yaml")
    places = {place["code"] for place in _places()}

    assert {row["instrument"] for row in rows["suggested"]} <= set(instrument_ids())
    areas = {area for row in rows["suggested"] for area in row["areas"]} - {"*"}
    assert areas <= set(practice_areas())
    assert {place for held in rows["held"].values() for place in held} <= places


def _places():
    """Return everything in the list of places that has a code."""
    found = []
    stack = [read_library_file("places.yaml")]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            found += [one] if "code" in one else []
            stack += list(one.values())
        elif isinstance(one, list):
            stack += one
    return found


@pytest.mark.parametrize("area", sorted(practice_areas()))
def test_every_practice_area_suggests_something_with_a_reason(area):
    found = suggested(area, about=EVERYBODY)

    assert [one for one in found if one.instrument != "information-sharing-check"]
    assert all(one.why.endswith(".") for one in found)


def test_each_child_has_a_suggestion_of_their_own():
    found = suggested("child_injury", about=CHILDREN)

    harm = [one.about.key for one in found if one.instrument == "child-harm-neglect"]
    assert harm == ["0", "1"]


def test_an_adults_tool_is_not_suggested_for_a_child():
    assert "adult-at-risk" not in {
        one.instrument for one in suggested("adult_at_risk", about=CHILDREN)
    }


def piece(pk, what, *, place="school"):
    return SimpleNamespace(pk=pk, what=what, place=place)


def test_what_is_held_is_offered_only_where_it_bears_on_the_question():
    item = get_instrument("child-harm-neglect").items["injury_not_moving"]
    bruise = piece(1, "A bruise on the cheek, swollen.", place="injuries")
    other = piece(2, "Late for class on Monday.")

    assert held_for(item, pieces=[other, bruise]) == [bruise]


def test_never_more_than_two_are_offered():
    item = get_instrument("child-harm-neglect").items["injury_not_moving"]
    pieces = [piece(n, "A bruise and a burn, swollen.", place="injuries") for n in range(9)]

    assert len(held_for(item, pieces=pieces)) == 2


def test_every_outside_tool_cites_a_source_and_says_what_it_is_never_for():
    for tool in tools().values():
        assert tool.never
        assert {asks.source for asks in tool.asks} <= set(load_sources())


def result(tool, **more) -> Result:
    return Result(tool=tool, on=DAY, completed_by="PC Example", agency=1, **more)


@pytest.mark.parametrize("tool", [one for one in tools() if tools()[one].result == NONE])
def test_what_is_restricted_is_never_stored_beyond_its_existence(tool):
    check(result(tool, words="Held by probation; a meeting is agreed."), today=DAY)
    for more in ({"number": 3}, {"level": "High"}):
        with pytest.raises(BadInput, match="No level or number"):
            check(result(tool, words="Held.", **more), today=DAY)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (result("dash", number=25), "from 0 to 24"),
        (result("dash"), "from 0 to 24"),
        (result("dara", level="Extreme"), "one of the levels"),
        (result("no-such-tool", number=1), "Choose the tool"),
        (Result(tool="dash", on=DAY + datetime.timedelta(1), completed_by="x", agency=1, number=1),
         "cannot lie ahead"),
    ],
)  # fmt: skip
def test_a_result_that_the_tool_cannot_have_is_refused(wrong, said):
    with pytest.raises(BadInput, match=said):
        check(wrong, today=DAY)


def test_judgement_alone_opens_the_same_door_as_a_count():
    dash = tools()["dash"]
    by_count = dash.prompted(number=14, level="", is_by_judgement=False)
    by_judgement = dash.prompted(number=2, level="", is_by_judgement=True)

    assert len(by_count) == len(by_judgement) == 1
    assert dash.prompted(number=13, level="", is_by_judgement=False) == []
