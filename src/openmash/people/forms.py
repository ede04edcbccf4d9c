"""What is asked about people: why somebody looks, who is who, and to whom a person is open."""

import re

from django import forms
from django.utils import timezone

from openmash.design.forms import DatePartsField, PlainForm, Radios

PURPOSES = {
    "contact": "I am reading a contact about them",
    "enquiry": "I am working on an enquiry about them",
    "call": "Somebody is asking or telling me about them now",
    "who_is_who": "I am checking who is who",
    "quality": "I am putting a record right",
}
_REFERENCE = re.compile(r"[A-Z]{1,8}-\d{4}-\d{1,6}|P-\d{1,9}")


class SearchForm(PlainForm):
    """One box, and why: every search is kept with its reason, never with its words."""

    words = forms.CharField(
        label="Who are you looking for?",
        help_text="Part of a name, how it sounds, a year or date of birth, a street or postcode, "
        "an NHS or telephone number. For example: Talow, Tanner, 2018",
        max_length=200,
    )
    purpose = forms.ChoiceField(
        label="Why are you looking?", choices=list(PURPOSES.items()), widget=Radios(small=True)
    )
    reference = forms.CharField(
        label="Reference of the contact or enquiry, if there is one",
        help_text="For example C-2026-1183",
        max_length=30,
        required=False,
    )

    missing = {
        "words": "Write part of a name, a date of birth, a street or a number",
        "purpose": "Say why you are looking",
    }

    def clean_reference(self) -> str:
        """Keep names out of the audit: a reference names nobody."""
        reference = self.cleaned_data["reference"].strip().upper()
        if reference and not _REFERENCE.fullmatch(reference):
            raise forms.ValidationError(
                "This is not a reference. One looks like C-2026-1183; "
                "leave it blank if there is none"
            )
        return reference

    @property
    def reason(self) -> str:
        """Return why, as the audit keeps it."""
        said = PURPOSES[self.cleaned_data["purpose"]]
        reference = self.cleaned_data["reference"]
        return f"{said} ({reference})" if reference else said


class MatchForm(PlainForm):
    """Same, different or cannot tell, with the reason."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[
            ("same", "Same person (key S)"),
            ("different", "Different people (key D)"),
            ("unsure", "Cannot tell yet (key C)"),
        ],
        widget=Radios(
            hints={
                "same": "Whoever reads one will read both. You can undo it; nothing is lost",
                "different": "They will not be joined again, by any route, until a person says "
                "otherwise",
                "unsure": "They stay in this list, and nothing joins them by itself",
            },
            keys={"same": "s", "different": "d", "unsure": "c"},
        ),
    )
    why = forms.CharField(
        label="Your reason", help_text="What you looked at, or who told you", max_length=500
    )

    missing = {
        "answer": "Choose an answer; “cannot tell yet” is a good one",
        "why": "Write your reason",
    }


class UndoForm(PlainForm):
    """Why a word is taken back."""

    why = forms.CharField(label="Why do you take it back?", max_length=500)
    missing = {"why": "Write why you take it back"}


class AllocationForm(PlainForm):
    """To whom a person is open, under which plan, since when."""

    worker = forms.ChoiceField(label="Worker")
    plan = forms.CharField(
        label="Under which plan", help_text="For example child in need, or care and support plan",
        max_length=120,
    )  # fmt: skip
    since_on = DatePartsField(label="Since")

    def __init__(self, *args, workers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), f"{one.name}, {one.agency.name}") for one in workers]
        self.fields["worker"].choices = [("", "Choose a worker"), *choices]

    def clean_since_on(self):
        """Refuse a day ahead: a plan that has not begun does not make anybody already open."""
        since = self.cleaned_data["since_on"]
        if since > timezone.localdate():
            raise forms.ValidationError("This day lies ahead. Record it when the plan has begun")
        return since


class EndForm(PlainForm):
    """The last day on which a person was open to a worker."""

    until_on = DatePartsField(label="Last day")
