"""What was done, as a form."""

from django import forms

from openmash.design.forms import PlainForm


class DoneForm(PlainForm):
    """What was done."""

    note = forms.CharField(
        label="What was done, and what came of it?", widget=forms.Textarea(attrs={"rows": 3})
    )
