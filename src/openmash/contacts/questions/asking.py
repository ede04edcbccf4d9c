"""What every question of a worry has in common: nothing is demanded, everything is kept."""

from collections.abc import Mapping

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.datastructures import MultiValueDict

from openmash.contacts.typed import kept_deep
from openmash.design.forms import DateParts, PlainForm, Radios

YES_NO = (("yes", "Yes"), ("no", "No"), ("not_known", "I do not know"))
Raw = Mapping[str, object]


class StepForm(PlainForm):
    """One page of a worry. Its words are cleaned of control signs before they are checked."""

    def add_prefix(self, field_name: str) -> str:
        return field_name


def line(label: str, *, most: int = 160, hint: str = "", **attrs: str) -> forms.CharField:
    """Ask for one line of words."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=False,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"max_length": f"Write this in fewer than {most} letters"},
    )


def words(label: str, *, hint: str = "", rows: int = 6, most: int = 0) -> forms.CharField:
    """Ask for as many words as it takes; `most` is for what has to fit into a line of a record."""
    too_long = f"Write this in fewer than {most} letters, and the rest where you say what you saw"
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[MaxLengthValidator(most, message=too_long)] if most else [],
    )


def choice(label: str, choices: object, *, hint: str = "", **widget: object) -> forms.ChoiceField:
    """Ask for one answer of several; a blank is always allowed."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        required=False,
        widget=Radios(**widget),
        error_messages={"invalid_choice": "Choose one of the answers"},
    )


def raw_of(form_class: type[forms.Form], posted: MultiValueDict) -> dict[str, object]:
    """Return what was typed into the fields of this form, unread, as a draft keeps it."""
    form = form_class()
    raw: dict[str, object] = {}
    for name, field in form.fields.items():
        if not field.widget.value_omitted_from_data(posted, MultiValueDict(), name):
            raw[name] = kept_deep(field.widget.value_from_datadict(posted, MultiValueDict(), name))
    return {name: value for name, value in raw.items() if value is not None}


def posted_again(form_class: type[forms.Form], raw: Raw) -> forms.Form:
    """Return the form as if what the draft keeps had just been posted."""
    posted: MultiValueDict = MultiValueDict()
    for name, value in raw.items():
        if isinstance(value, Mapping):
            for part, typed in value.items():
                posted.appendlist(f"{name}_{part}", typed)
        elif isinstance(value, list):
            posted.setlist(name, value)
        elif value not in ("", None, False):
            posted.appendlist(name, "on" if value is True else value)
    return form_class(data=posted)


def typed_words(form: forms.Form, name: str) -> str:
    """Return what was typed into a field that could not be read, as one text."""
    value = form[name].value()
    if isinstance(form.fields[name].widget, DateParts):
        parts = form.fields[name].widget.typed(value)
        return " / ".join(str(parts[part]) for part in ("day", "month", "year") if parts[part])
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return str(value or "")
