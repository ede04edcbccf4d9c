"""Whatever was typed can be read, nothing is lost on the way, and the library fits the code."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rooms.contacts.factories import full_raw

from openmash.contacts import coach, words
from openmash.contacts.answers import Answers, Part, PersonInContact
from openmash.contacts.questions import STEP_FORMS, PersonForm
from openmash.contacts.questions.reading import read_draft
from openmash.contacts.typed import as_kept
from openmash.design.forms import DateParts
from openmash.handbook import beside
from openmash.network.rules import TIES
from openmash.people.rules import PersonAsWritten

TODAY = datetime.date(2026, 11, 23)
typed = st.text(max_size=60) | st.sampled_from(["", "yes", "child", "31", "2", "0", "x" * 700])


def raw_for(form_class) -> st.SearchStrategy:
    def one(field):
        if isinstance(field.widget, DateParts):
            return st.fixed_dictionaries({part: typed for part in ("day", "month", "year")})
        if getattr(field.widget, "allow_multiple_selected", False):
            return st.lists(typed, max_size=3)
        return typed

    fields = form_class().fields
    return st.fixed_dictionaries({}, optional={name: one(f) for name, f in fields.items()})


drafts = st.fixed_dictionaries(
    {
        **{slug: raw_for(form) for slug, form in STEP_FORMS.items()},
        "people": st.lists(
            st.fixed_dictionaries({"key": st.sampled_from("abc"), "raw": raw_for(PersonForm)}),
            max_size=3,
        ),
        "ties": st.lists(
            st.fixed_dictionaries(dict.fromkeys(("who", "kind", "whom"), st.sampled_from("abc"))),
            max_size=2,
        ),
    }
)


@given(drafts)
@settings(max_examples=60, deadline=None)
def test_any_draft_can_be_read(raw):
    read = read_draft(raw, today=TODAY)

    assert len(read.answers.people) == len(raw["people"])


@given(st.text(max_size=400).map(as_kept))
@settings(max_examples=60, deadline=None)
def test_a_narrative_is_read_exactly_as_it_is_kept(words):
    read = read_draft({"seen": {"seen": words}}, today=TODAY)

    assert read.answers.seen == (words if words.strip() else "")


def test_a_full_draft_gives_every_answer():
    read = read_draft(full_raw(), email="a@example.org", today=TODAY)

    assert read.notes == ()
    assert read.answers.happened_on == TODAY
    assert read.answers.referrer_relation == "professional"
    assert [person.part for person in read.answers.people] == [Part.CHILD, Part.HOUSEHOLD]
    assert read.answers.ties[0].kind == "lives_with"


def test_an_unborn_child_is_somebody_with_an_expected_date():
    raw = {"part": "child", "unborn": ["yes"], "expected": {"month": "3", "year": "2027"}}
    read = read_draft({"people": [{"key": "a", "raw": raw}]}, today=TODAY)

    facts = read.answers.people[0].facts
    assert (facts.is_unborn, facts.expected_on) == (True, datetime.date(2027, 3, 1))


def test_what_is_too_long_for_its_line_is_whole_beside_it():
    raw = {"part": "child", "address": "a" * 900}
    read = read_draft({"people": [{"key": "a", "raw": raw}]}, today=TODAY)

    person = read.answers.people[0]
    assert len(person.facts.address) == 500
    assert person.as_typed["Where do they live or stay?"] == "a" * 900


def test_the_librarys_checks_ask_for_answers_that_exist_on_pages_that_exist():
    known = {name for owner in (Answers, PersonInContact) for name in owner.__dataclass_fields__}
    known |= set(PersonAsWritten.__dataclass_fields__)
    for check in coach.checks():
        assert words.step(check.step), check.id
        assert set(check.when_blank) <= known, check.id
        assert check.about == "contact" or Part(check.about)


def test_every_page_has_its_paragraph_of_the_handbook():
    for step in (*(one.slug for one in words.steps()), "check", "adding"):
        assert beside(f"contact.{step}").text


def test_danger_tests_cover_children_and_adults_and_ties_are_of_known_kinds():
    assert {test.applies_to for test in words.danger_tests().values()} == set(words.WHOM)
    assert set(words.tie_kinds()) <= set(TIES)
