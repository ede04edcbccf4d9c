"""Rate an enquiry again; say why agencies may share after all."""

from django import forms

from openmash.design.forms import PlainForm, Radios
from openmash.design.templatetags.design_practice import brag
from openmash.enquiries.clocks.rules import TOTAL_CODES
from openmash.enquiries.triage import practice
from openmash.enquiries.triage.forms import parts_of


class RateAgainForm(PlainForm):
    """A new rating, a level where children are concerned, and why."""

    brag = forms.ChoiceField(label="How soon must somebody act?", widget=Radios())
    level = forms.ChoiceField(
        label="Which level of need, for the children?", widget=Radios(small=True)
    )
    why = forms.CharField(
        label="Why do you rate it again?", widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, remits: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        known = practice.thresholds()
        self.fields["brag"].choices = [(code, brag(code)) for code in TOTAL_CODES]
        self.fields["brag"].widget.hints = {c: known.ratings[c].words for c in TOTAL_CODES}
        self.fields["level"].choices = [(c, f"{c}, {one.title}") for c, one in known.levels.items()]
        if "child" not in parts_of(remits):
            del self.fields["level"]


class BasisForm(PlainForm):
    """Why we may share, and who advised what."""

    reason = forms.ChoiceField(label="Why may we share?", widget=Radios())
    words = forms.CharField(
        label="Who advised, and what did they say?", widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, remits: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        parts = parts_of(remits)
        fitting = [
            one
            for one in practice.sharing_reasons().values()
            if one.applies_to in parts and one.bases
        ]
        self.fields["reason"].choices = [(one.code, one.title) for one in fitting]
        self.fields["reason"].widget.hints = {one.code: one.hint for one in fitting}
