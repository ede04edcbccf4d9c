"""The sentence in the middle, an adult around the home, and who may be contacted."""

from django import forms

from openmash.design.forms import PlainForm, Radios
from openmash.enquiries.reading.subjects.actions import AdultGiven

INFORMED = [
    ("", "Nobody has said yet"),
    ("YES", "They have been told"),
    ("ALREADY", "They knew already"),
    ("NO_RISK", "Not told: it could put somebody in danger"),
    ("NO_CRIME", "Not told: it could spoil the investigation of a crime"),
    ("NO_IMPRACTICABLE", "Not told: it was not possible"),
]
SAFE = [
    ("yes", "Yes"),
    ("no", "No, do not contact the family"),
    ("not_known", "Nobody knows yet"),
]
PARTS = [
    ("household", "Lives there, or comes and goes"),
    ("feared", "May be causing harm"),
]
SEXES = [("", "Not known"), ("female", "Woman"), ("male", "Man")]


class WordsForm(PlainForm):
    """Their own sentence, untidied, and who heard it."""

    words = forms.CharField(
        label="Which of their own words stand in the middle?",
        help_text="Exactly as they were said. Leave it blank if nobody has heard them.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    to_whom = forms.CharField(
        label="Who heard it, and when?",
        help_text="For example: Ms Abara, school, today 08:45",
        max_length=160,
        required=False,
    )


class AdultForm(PlainForm):
    """An adult in or around the home. A description will do: a man without a name belongs here."""

    missing = {"called": "Write a name, or the words somebody used, such as “a man”"}

    called = forms.CharField(
        label="What are they called?",
        help_text="A name, or the words somebody used. “A man in a blue van” will do.",
        max_length=300,
    )
    relation = forms.CharField(
        label="Who are they to the family?",
        help_text="And who says so: mother’s partner, says Wren",
        max_length=120,
        required=False,
    )
    part = forms.ChoiceField(
        label="Why are they here?", choices=PARTS, initial="household", widget=Radios()
    )
    sex = forms.ChoiceField(label="Man or woman?", choices=SEXES, required=False, widget=Radios())
    age = forms.IntegerField(
        label="About how old, in years?", min_value=16, max_value=130, required=False
    )
    address = forms.CharField(label="Where do they live?", max_length=500, required=False)
    is_checked_by = forms.CharField(
        label="Which agencies have checked them?",
        help_text="Leave it blank if nobody has. Agencies that answered a request are added here.",
        max_length=200,
        required=False,
    )
    is_spoken_to = forms.CharField(
        label="Who has spoken to them, and when?",
        help_text="Leave it blank if nobody has. Decide first whether it is safe to.",
        max_length=200,
        required=False,
    )

    def given(self) -> AdultGiven:
        """Return the adult as they were described."""
        made = self.cleaned_data
        return AdultGiven(**{name: made[name] for name in AdultGiven.__dataclass_fields__})


class ContactForm(PlainForm):
    """Who may be contacted, who must not know, and what the family has been told."""

    missing = {"safe_contact": "Say whether it is safe to contact the family"}

    safe_contact = forms.ChoiceField(
        label="Is it safe to contact the family?", choices=SAFE, widget=Radios()
    )
    safe_contact_how = forms.CharField(
        label="Who may be contacted, how, and when?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    must_not_know = forms.CharField(
        label="Who must not know?",
        help_text="Anybody who may be causing harm, and anybody who would tell them.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    informed = forms.ChoiceField(
        label="Has the family been told that agencies share this?",
        choices=INFORMED,
        required=False,
        widget=Radios(),
    )
    informed_why = forms.CharField(
        label="If not, why, who decided it, and when is it looked at again?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
