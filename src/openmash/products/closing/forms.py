"""What was reached, as a form."""

from django import forms

from openmash.design.forms import PlainForm


class EndForm(PlainForm):
    """What was reached."""

    words = forms.CharField(
        label="What was reached, and what would make us look again?",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
