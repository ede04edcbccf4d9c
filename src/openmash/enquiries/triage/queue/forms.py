"""Share the work out."""

from django import forms

from openmash.design.forms import Checkboxes, PlainForm, Radios


class AssignForm(PlainForm):
    """Which contacts go to which worker."""

    contacts = forms.MultipleChoiceField(label="Which contacts?", widget=Checkboxes(small=True))
    to = forms.TypedChoiceField(label="To whom?", coerce=int, widget=Radios(small=True))

    def __init__(self, *args, contacts: list[tuple[str, str]], people: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contacts"].choices = contacts
        self.fields["to"].choices = [
            (one["id"], f"{one['name']}, {one['carries']} now") for one in people
        ]
