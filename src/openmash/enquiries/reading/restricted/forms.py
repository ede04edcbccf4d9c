"""Who alone may read, why the glass is broken, and what a review found."""

from django import forms

from openmash.design.forms import Checkboxes, PlainForm
from openmash.enquiries.reading.restricted.rules import is_reference


class RestrictForm(PlainForm):
    """The only readers, and why."""

    missing = {"readers": "Tick who may read it", "why": "Say why only they may know of it"}

    readers = forms.TypedMultipleChoiceField(
        label="Who alone may read this enquiry?", coerce=int, widget=Checkboxes()
    )
    why = forms.CharField(
        label="Why?",
        help_text="For example: a parent works in the hub. Write no names.",
        max_length=200,
    )

    def __init__(self, *args, people: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = people


class UnrestrictForm(PlainForm):
    """Why everybody within the remit may read it again."""

    why = forms.CharField(label="Why may everybody within the remit read it again?", max_length=200)


class GlassForm(PlainForm):
    """Danger to life, said as such, with a reason that somebody will review."""

    missing = {"reason": "Say what the danger is, and why it cannot wait"}

    reference = forms.CharField(
        label="Which enquiry?", help_text="Its reference, like ASH-2026-0417", max_length=20
    )
    is_danger_to_life = forms.BooleanField(
        label="Somebody’s life is in danger, and I need this record to protect them",
        error_messages={"required": "Tick this only if it is so. Otherwise ask governance."},
    )
    reason = forms.CharField(
        label="What is the danger, and why can it not wait?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reference(self) -> str:
        """Return the reference as references are written."""
        written = self.cleaned_data["reference"].strip().upper()
        if not is_reference(written):
            raise forms.ValidationError("Write the whole reference, like ASH-2026-0417")
        return written


class ReviewForm(PlainForm):
    """What governance found."""

    words = forms.CharField(
        label="What did you find, and what follows from it?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
