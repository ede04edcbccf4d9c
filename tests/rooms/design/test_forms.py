"""Forms say which field, what is wrong and what to do, and keep what was typed."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from openmash.design.forms import DateAsKnown, DatePartsField, PartialDateField, PlainForm, Radios
from openmash.design.templatetags.design_fields import form_errors, form_field, form_fields


class Worry(PlainForm):
    """A short form of every kind of trouble."""

    born = PartialDateField(label="Date of birth")
    seen_on = DatePartsField(label="When was it?", required=False)
    who = forms.CharField(label="Name")
    heard = forms.ChoiceField(
        label="Who heard it?",
        choices=[("me", "I did"), ("other", "Someone else")],
        widget=Radios(reveals={"other": "heard_by"}, hints={"me": "First hand"}),
    )
    heard_by = forms.CharField(label="Their name")


GOOD = {"born_year": "2020", "who": "Wren", "heard": "me"}


def typed(**changes: str) -> Worry:
    """Return the form as sent with these changes."""
    return Worry(GOOD | changes)


@pytest.mark.parametrize(
    ("parts", "precision", "said"),
    [
        (("", "", "2020"), "year", "2020"),
        (("", "5", "2020"), "month", "May 2020"),
        (("4", "May", "2020"), "day", "4 May 2020"),
        (("", "", ""), "unknown", "not known"),
    ],
)
def test_a_date_is_kept_as_far_as_it_is_known(parts, precision, said):
    """Nobody has to make up a day to be allowed to go on."""
    field = PartialDateField(label="Date of birth", required=False)
    known = field.clean(dict(zip(("day", "month", "year"), parts, strict=True)))

    assert (known.precision, str(known), bool(known)) == (precision, said, precision != "unknown")


@pytest.mark.parametrize(
    ("changes", "part", "words"),
    [
        ({"born_day": "31", "born_month": "2"}, "day", "There is no 31 February 2020"),
        ({"born_day": "4"}, "month", "Add the month"),
        ({"born_year": "", "born_month": "4"}, "year", "Add the year"),
        ({"born_year": "20"}, "year", "four numbers"),
        ({"born_month": "13"}, "month", "between 1 and 12"),
        ({"born_day": "x", "born_month": "1"}, "day", "Write the day of date of birth as a number"),
    ],
)
def test_an_impossible_date_names_its_part_and_stays_in_the_fields(changes, part, words):
    """The error leads to the part to put right, and nothing that was typed is lost."""
    form = typed(**changes)
    page = BeautifulSoup(form_errors(form) + form_field(form["born"]), "html.parser")

    assert words in page.find("a").text
    assert page.find("a")["href"] == f"#id_born-{part}"
    assert "govuk-input--error" in page.find(id=f"id_born-{part}")["class"]
    for name, value in (GOOD | changes).items():
        if name.startswith("born") and value:
            assert page.find(attrs={"name": name})["value"] == value


def test_a_whole_date_says_which_part_is_missing():
    """Where the day matters, the form asks for it by name."""
    form = typed(seen_on_month="3", seen_on_year="2026")

    assert form.errors["seen_on"] == ["Add the day of “When was it?”"]


def test_a_whole_date_becomes_a_date():
    """And a right one is a plain date."""
    form = typed(seen_on_day="27", seen_on_month="3", seen_on_year="2026")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["seen_on"] == date(2026, 3, 27)


@given(st.dates(min_value=date(1850, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_there_ever_was_can_be_typed(day):
    """Every date goes in and comes out again."""
    made = PartialDateField().clean(
        {"day": f"{day.day}", "month": f"{day.month:02}", "year": day.year}
    )

    assert (made.first_day, made.last_day) == (day, day)


@given(year=st.integers(1850, 2199), month=st.none() | st.integers(1, 12))
def test_a_date_as_known_lies_between_its_first_and_last_day(year, month):
    """What is not known widens the span and never moves it."""
    made = DateAsKnown(year=year, month=month)

    assert made.first_day <= made.last_day
    assert made.first_day.year == made.last_day.year == year


def test_an_empty_field_says_what_to_write():
    """ "This field is required" tells nobody anything."""
    errors = typed(who="", heard="", born_year="").errors

    assert errors["who"] == ["Enter name"]
    assert errors["heard"] == ["Choose an answer to “Who heard it?”"]
    assert errors["born"] == ["Enter date of birth"]


def test_words_of_the_form_s_own_are_kept():
    """A form that words its own error keeps it."""

    class Asked(PlainForm):
        missing = {"why": "Say why this much and no more"}
        why = forms.CharField()
        how = forms.CharField(error_messages={"required": "Say how you know"})

    assert Asked({}).errors == {
        "why": ["Say why this much and no more"],
        "how": ["Say how you know"],
    }


def test_a_field_under_an_answer_counts_only_under_that_answer():
    """What nobody could see cannot be missing; what they saw can."""
    assert typed(heard="me").is_valid()
    assert typed(heard="other").errors == {"heard_by": ["Enter their name"]}


def test_what_was_hidden_is_not_kept():
    """A name left over from another answer goes nowhere."""
    form = typed(heard="me", heard_by="Left over")

    assert form.is_valid()
    assert form.cleaned_data["heard_by"] is None


def test_a_revealed_field_stands_inside_its_answer_and_nowhere_else():
    """Drawn once, inside the conditional part."""
    page = BeautifulSoup(form_fields(typed()), "html.parser")
    fields = page.find_all(attrs={"name": "heard_by"})

    assert len(fields) == 1
    assert fields[0].find_parent(class_="govuk-radios__conditional")


def test_each_field_has_its_label_hint_and_error_in_its_description():
    """Who hears the page hears hint and error with the field."""
    form = typed(who="")
    page = BeautifulSoup(form_field(form["who"], hint="As the family says it"), "html.parser")
    field = page.find("input")

    assert page.find("label", attrs={"for": field["id"]}).text == "Name"
    described = [page.find(id=part).text for part in field["aria-describedby"].split()]
    assert described == ["As the family says it", "Error: Enter name"]


def test_what_people_type_is_escaped():
    """Names with brackets are names, not HTML."""
    page = form_field(typed(who="<script>alert(1)</script>")["who"])

    assert "<script>" not in page


def test_a_form_without_errors_has_no_summary():
    """Nothing to put right, nothing said."""
    assert form_errors(typed()) == ""
