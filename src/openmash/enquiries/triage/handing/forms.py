"""Hand a contact over."""

from django import forms

from openmash.design.forms import PlainForm, Radios


class HandoverForm(PlainForm):
    """To whom, whether somebody spoke with them, and what was said."""

    to = forms.TypedChoiceField(label="Which worker?", coerce=int, widget=Radios())
    is_spoken = forms.BooleanField(
        label="I have spoken with the worker or the duty manager", required=False
    )
    words = forms.CharField(
        label="What do they need to know first?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, workers: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = workers
