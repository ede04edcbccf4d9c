"""The texts that are looked through, as fields: those of a form on its way, or one pasted in."""

from django import forms

from openmash.design.forms import PlainForm
from openmash.handbook.lexicon.looking import PASTED, Form

PASTE_LABEL = "What you wrote"


class TextsForm(PlainForm):
    """The texts of a form, under the names they have there, so that they go back as they came."""

    def __init__(self, looked: Form) -> None:
        super().__init__(initial=looked.texts)
        labels = looked.labels or {PASTED: PASTE_LABEL}
        for name in looked.texts:
            self.fields[name] = forms.CharField(
                label=labels[name] or PASTE_LABEL,
                required=False,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 6}),
            )
