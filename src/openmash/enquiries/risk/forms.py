"""Whom to ask to hold a risk, and why one cannot."""

from django import forms

from openmash.design.forms import PlainForm


class OfferForm(PlainForm):
    """Choose the person to ask."""

    to = forms.TypedChoiceField(label="Who is asked to hold the risk?", coerce=int)

    def __init__(self, *args, people: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Choose somebody"), *people]


class DeclineForm(PlainForm):
    """Say why not, so that the owner can ask better."""

    why = forms.CharField(
        label="Why can you not take it?", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
