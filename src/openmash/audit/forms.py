"""What to ask the audit."""

from django import forms

from openmash.audit.access import Question
from openmash.audit.models import Event
from openmash.design.forms import DatePartsField, PlainForm


class QuestionForm(PlainForm):
    """Narrow the audit down. It is sent in the address, which holds references and numbers only."""

    reference = forms.CharField(
        label="Reference", help_text="Whole, like ASH-2026-0417", required=False, max_length=60
    )
    who = forms.TypedChoiceField(
        label="Who", required=False, coerce=int, empty_value=None, choices=[("", "Anybody")]
    )
    kind = forms.ChoiceField(
        label="What was done", required=False, choices=[("", "Anything"), *Event.Kind.choices]
    )
    refused_only = forms.BooleanField(label="Only what was refused", required=False)
    from_on = DatePartsField(label="From this day", required=False)
    until_on = DatePartsField(label="Until this day", required=False)

    def __init__(self, *args: object, people: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("", "Anybody"), *people]

    def question(self) -> Question:
        """Return what was asked; of a form with faults, everything: the faults are shown."""
        if not self.is_valid():
            return Question()
        given = self.cleaned_data
        return Question(**{**given, "reference": given["reference"].strip()})
