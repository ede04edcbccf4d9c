"""What an agency thinks, and what came of a stage of a disagreement, as forms."""

from collections.abc import Sequence

from django import forms

from openmash.design.forms import PlainForm, Radios

STANCES = [
    ("agrees", "It agrees with what is planned"),
    ("disagrees", "It disagrees"),
    ("no_view", "It has no view"),
]


class ViewForm(PlainForm):
    """An agency's own view, in its own words."""

    stance = forms.ChoiceField(
        label="What does your agency think of what is planned?",
        choices=[
            ("agrees", "We agree"),
            ("disagrees", "We disagree"),
            ("no_view", "We have no view"),
        ],
        widget=Radios,
    )
    words = forms.CharField(
        label="What should happen, in your own words?",
        help_text="Kept exactly as you write it, also where you disagree.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HeardViewForm(PlainForm):
    """An agency's view as somebody of the hub heard it, and who said it."""

    agency = forms.TypedChoiceField(label="Which agency", coerce=int)
    said_by = forms.CharField(label="Who said it", max_length=160)
    stance = forms.ChoiceField(
        label="What does the agency think of what is planned?", choices=STANCES, widget=Radios
    )
    words = forms.CharField(
        label="Their words, as they were said",
        help_text="Word for word where you can. Do not smooth a disagreement.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, agencies: Sequence[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Choose"), *agencies]


class FurtherForm(PlainForm):
    """What one asks for by taking a disagreement further."""

    why = forms.CharField(
        label="What do you ask for, and why?", widget=forms.Textarea(attrs={"rows": 4})
    )
    is_danger_now = forms.BooleanField(
        label="Somebody may be in danger now, so it starts with managers",
        required=False,
    )


class StageForm(PlainForm):
    """What came of one stage."""

    words = forms.CharField(
        label="What came of it: who spoke with whom, and what did they say?",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_settled = forms.ChoiceField(
        label="Is it settled?",
        choices=[("yes", "Yes, we agree how to go on"), ("no", "No, it goes to the next stage")],
        widget=Radios,
    )
