"""What is asked about people: why somebody looks, who is who, and to whom a person is open."""

import re

from django import forms
from django.utils import timezone

from openmash.design.forms import DatePartsField, PlainForm, Radios

OTHER = "other"
PURPOSES = {
    "contact": "I am reading a contact about them",
    "enquiry": "I am working on an enquiry about them",
    "call": "Somebody is asking or telling me about them now",
    "who_is_who": "I am checking who is who",
    "quality": "I am putting a record right",
    OTHER: "Something else",
}
_REFERENCE = re.compile(r"[A-Z]{1,8}-\d{4}-\d{1,6}|P-\d{1,9}")


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2}


class SearchForm(PlainForm):
    """One box, and why: every search is kept with its reason, never with its words."""

    words = forms.CharField(
        label="Who are you looking for?",
        help_text="Part of a name, how it sounds, a year or date of birth, a street or postcode, "
        "an NHS or telephone number, or a reference: what you have, in any order. "
        "For example: Talow, Tanner’s Row, aged 7",
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
    why = forms.CharField(
        label="If it is something else: why?",
        help_text="Without names or details. It is kept, and information governance reads it",
        max_length=120,
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

    def clean_why(self) -> str:
        """Ask for a reason where none of the list is it, and keep out of it what was typed."""
        why = " ".join(self.cleaned_data["why"].split())
        if self.cleaned_data.get("purpose") != OTHER:
            return ""
        if not why:
            raise forms.ValidationError("Write in a few words why you are looking")
        if _words(why) & _words(self.cleaned_data.get("words", "")):
            raise forms.ValidationError(
                "Say why without what you are looking for: no name, date or address"
            )
        return why

    @property
    def reason(self) -> str:
        """Return why, as the audit keeps it."""
        said = self.cleaned_data["why"] or PURPOSES[self.cleaned_data["purpose"]]
        reference = self.cleaned_data["reference"]
        return f"{said} ({reference})" if reference else said


QUICK_REASONS = (
    "I compared the records, and what matters agrees",
    "Somebody who knows them told me",
    "They are family: twins, brothers, sisters, or parent and child",
    "They are namesakes: two lives, two places",
    "A number or a date was written on the wrong record",
    "Too little is known, and I have asked",
)
NO_REASON = "Write your reason, or choose one of those above"


class MatchForm(PlainForm):
    """Same, different or cannot tell, with the reason: one of the usual, one's own words, or both."""

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
    usual = forms.ChoiceField(
        label="Your reason",
        choices=[(str(n), f"{words} (key {n})") for n, words in enumerate(QUICK_REASONS, 1)],
        widget=Radios(small=True, keys={str(n): str(n) for n in range(1, len(QUICK_REASONS) + 1)}),
        required=False,
    )
    why = forms.CharField(
        label="In your own words",
        help_text="What you looked at, or who told you. One of the two is enough",
        max_length=500,
        required=False,
    )

    missing = {"answer": "Choose an answer; “cannot tell yet” is a good one"}

    def clean(self):
        """Ask for a reason: the next reader needs it."""
        cleaned = super().clean()
        if not self.reason and not self.errors.get("why"):
            self.add_error("why", NO_REASON)
        return cleaned

    @property
    def reason(self) -> str:
        """Return the usual reason that was chosen and the own words, as one text."""
        usual = self.cleaned_data.get("usual")
        said = [QUICK_REASONS[int(usual) - 1]] if usual else []
        own = self.cleaned_data.get("why", "").strip()
        return ". ".join([*said, *([own] if own else [])])


class SecondForm(PlainForm):
    """What the second person says to a proposal, with the reason."""

    answer = forms.ChoiceField(
        label="Are they the same person?",
        choices=[("same", "Yes, the same person"), ("declined", "No, leave them as two")],
        widget=Radios(
            hints={
                "same": "They are joined now. It can be undone; nothing is lost",
                "declined": "They stay two people, and in the list of matches",
            }
        ),
    )
    why = forms.CharField(
        label="Your reason",
        help_text="What you looked at yourself, or who told you",
        max_length=500,
    )
    missing = {"answer": "Choose an answer", "why": "Write your reason"}


class SettleForm(PlainForm):
    """Whether a person in doubt is one or two, and what was found."""

    answer = forms.ChoiceField(
        label="What is it?",
        choices=[("one", "One person"), ("two", "Two people: part them here")],
        widget=Radios(
            hints={
                "one": "They stay together, and this is not asked again",
                "two": "They part at once, and are kept apart by any route until a person says "
                "otherwise. It can be undone",
            }
        ),
    )
    why = forms.CharField(
        label="What did you find?",
        help_text="For example: the hospital corrected the number on its record",
        max_length=500,
    )
    missing = {"answer": "Choose an answer", "why": "Write what you found"}

    def __init__(self, *args, may_part: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not may_part:  # no two records bring the doubt: there is only one thing to say
            del self.fields["answer"]

    @property
    def is_two(self) -> bool:
        """Say whether the two records are of two people."""
        return self.cleaned_data.get("answer") == "two"


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
