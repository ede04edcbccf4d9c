"""The forms of sharing agreements."""

from django import forms

from openmash.design.forms import DatePartsField, PlainForm


class AgreementForm(PlainForm):
    """What an agency agreed to share, and until when it is to be looked at again."""

    title = forms.CharField(
        label="Title of the agreement",
        help_text="With the title of an earlier one it becomes its next version",
        max_length=200,
    )
    purposes = forms.CharField(
        label="For which purposes?",
        help_text="One on each line",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    words = forms.CharField(
        label="What was agreed, in its own words",
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    signed_by = forms.CharField(label="Who signed it?", max_length=200)
    from_on = DatePartsField(label="In force from")
    review_on = DatePartsField(label="To be reviewed by")

    def clean_purposes(self) -> list[str]:
        lines = self.cleaned_data["purposes"].splitlines()
        return [line.strip()[:300] for line in lines if line.strip()]


class EndAgreementForm(PlainForm):
    """After which day an agreement ends, and why."""

    ended_on = DatePartsField(label="Last day")
    why = forms.CharField(label="Why does it end?", max_length=300)
