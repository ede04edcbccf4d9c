"""The page of one person, and of how two of them belong together."""

import re
from collections.abc import Sequence
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from openmash.contacts.questions.asking import YES_NO, StepForm, choice, line, words
from openmash.contacts.words import tie_kinds
from openmash.design.forms import Checkboxes, DateAsKnown, PartialDateField
from openmash.people.matching.identifiers import DOES_NOT_CHECK, read_identifier

PARTS = (
    ("child", "A child I am worried about"),
    ("adult_at_risk", "An adult I am worried about, who needs care or support"),
    ("household", "Somebody who lives there, or comes and goes"),
    ("feared", "Somebody who may be causing harm"),
    ("other", "Somebody else who matters"),
)
PART_HINTS = {
    "child": "Also a baby who is not born yet",
    "feared": "A first name, or none, will do",
}
SEX = (("F", "Female"), ("M", "Male"), ("U", "Not known, or neither"))
OLDEST_YEARS = 130
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", re.IGNORECASE)


class PersonForm(StepForm):
    """One person as the writer knows them. Only what part they play is asked for in earnest."""

    part = forms.ChoiceField(
        label="Who is this?",
        choices=PARTS,
        widget=choice("", PARTS, hints=PART_HINTS).widget,
        error_messages={
            "required": "Choose who this is. If nothing fits, choose “Somebody else who matters”",
            "invalid_choice": "Choose one of the answers",
        },
    )
    name = line(
        "Name, as you know it", most=300, hint="A first name, a nickname or “a man” will do"
    )
    other_names = line("Other names they use, or used", most=300, hint="With commas between")
    relation = line(
        "What are they to the others?",
        most=120,
        hint="As “Wren’s mother” or “a friend of the family”",
    )
    unborn = forms.MultipleChoiceField(
        label="Not born yet?",
        choices=(("yes", "This baby is not born yet"),),
        required=False,
        widget=Checkboxes(reveals={"yes": "expected"}),
    )
    expected = PartialDateField(label="When is the baby expected?", required=False)
    born = PartialDateField(
        label="Date of birth", help_text="Leave blank what you do not know.", required=False
    )
    age = line("Or their age in years, or your guess", most=20, inputmode="numeric", width="3")
    sex = choice("Sex", SEX, inline=True)
    address = words(
        "Where do they live or stay?", hint="An address, a street or an area", rows=3, most=500
    )
    postcode = line("Postcode", most=20, width="10")
    lives_there = choice(
        "Do they live where the child or adult lives?",
        (("yes", "Yes"), ("comes_and_goes", "They come and go"), *YES_NO[1:]),
    )
    last_seen = PartialDateField(label="When were they last seen?", required=False)
    last_seen_by = line("Who saw them?")
    is_seen_alone = choice("Were they seen or spoken with alone?", YES_NO, inline=True)
    known_to = line("School, nursery or doctor who knows them", most=300)
    phone = line("Telephone", most=60, inputmode="tel")
    nhs_number = line("NHS number, if you have it", most=40, inputmode="numeric", width="20")
    language = line("Language, and whether they need an interpreter", most=80)
    ethnicity = line("Ethnicity, as they describe it", most=80)
    needs = words("Disability, health, care or support they need", rows=3, most=500)
    responsibility = choice("Do they hold parental responsibility?", YES_NO, inline=True)
    is_told = choice("Do they know that you are telling us?", YES_NO, inline=True)
    not_known = line("What do you not know about them?", most=500)

    def clean_nhs_number(self) -> str:
        typed = self.cleaned_data["nhs_number"]
        if read_identifier("nhs_number", typed).check == DOES_NOT_CHECK:
            raise ValidationError(
                "This NHS number does not check. Compare it, or keep it as it is: we will mark it"
            )
        return typed

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        if typed and not POSTCODE.fullmatch(typed):
            raise ValidationError(
                "This does not look like a whole postcode. Compare it, or keep it as it is"
            )
        return typed

    def clean_age(self) -> int | None:
        typed = self.cleaned_data["age"]
        if not typed:
            return None
        found = re.fullmatch(r"\D{0,8}(\d{1,3})\D{0,8}", typed)
        if not found or int(found[1]) > OLDEST_YEARS:
            raise ValidationError("Write the age as a number of years, like 6")
        return int(found[1])


def birth_faults(born: DateAsKnown, *, happened: DateAsKnown | None, today: date) -> str:
    """Return what is odd about a date of birth next to what happened, or nothing."""
    if not born:
        return ""
    if born.first_day > today:
        return "The date of birth is in the future. Leave it blank if you are not sure"
    if happened and born.first_day > happened.last_day:
        return "The date of birth is after the day it happened. Leave it blank if you are not sure"
    if today.year - born.year > OLDEST_YEARS:
        return f"The date of birth is more than {OLDEST_YEARS} years ago. Check the year"
    return ""


class TieForm(StepForm):
    """One person is something to another. `people` are pairs of a person's key and their words."""

    def __init__(
        self, *args: object, people: Sequence[tuple[str, str]] = (), **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        one_of = [("", "Choose"), *people]
        kinds = [("", "Choose"), *tie_kinds().items()]
        for name, label, choices in (
            ("who", "Who", one_of), ("kind", "is", kinds), ("whom", "of or with whom", one_of),
        ):  # fmt: skip
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=choices,
                error_messages={
                    "required": "Choose from each list",
                    "invalid_choice": "Choose again",
                },
            )

    def clean(self) -> dict[str, str]:
        found = super().clean() or self.cleaned_data
        if found.get("who") and found.get("who") == found.get("whom"):
            raise ValidationError("Choose two different people")
        return found
