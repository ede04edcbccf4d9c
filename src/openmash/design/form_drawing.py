"""How a Django form's fields and errors become GOV.UK components."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from openmash.design.field_drawing import DATE_PARTS, choices_drawn, control_drawn, date_drawn
from openmash.design.widgets import DateParts


def field_drawn(field: BoundField, **options: object) -> SafeString:
    """Return a Django field as its GOV.UK component.

    What the form says (label, help text, widget attributes) holds unless an option differs.
    """
    if field.is_hidden:
        return field.as_widget()
    options = {**_spoken(field), **options}
    return _drawer(field.field.widget)(field, **options)


def _spoken(field: BoundField) -> dict[str, object]:
    attrs = {k: v for k, v in field.field.widget.attrs.items() if k not in ("class", "style")}
    return {
        **attrs,
        "label": field.label,
        "hint": field.help_text,
        "error": " ".join(str(error) for error in field.errors),
    }


def _drawer(widget: forms.Widget) -> Callable[..., SafeString]:
    for kinds, drawer in DRAWERS:
        if isinstance(widget, kinds):
            return drawer
    return _one_line


def _one_line(field: BoundField, **options: object) -> SafeString:
    kind = getattr(field.field.widget, "input_type", "text")
    value = None if kind == "password" else field.value()
    if kind == "number":  # a number field swallows what is typed wrongly; a text field keeps it
        kind = "text"
        options.setdefault("inputmode", "numeric")
        options = _without(options, "min", "max", "step")
    if kind == "email":
        options.setdefault("autocomplete", "email")
        options.setdefault("spellcheck", "false")
    told = {"value": value, "type": kind, "width": options.pop("width", "")}
    # No maxlength: it cuts off what is pasted, unseen. The form says what is too long.
    return _control("text_input", field, told=told, **_without(options, "maxlength"))


def _many_lines(field: BoundField, **options: object) -> SafeString:
    told = {
        "value": field.value(),
        "rows": options.pop("rows", 5),
        "max_length": options.pop("max_length", getattr(field.field, "max_length", None)),
    }
    return _control("textarea", field, told=told, **_without(options, "cols", "maxlength"))


def _file(field: BoundField, **options: object) -> SafeString:
    told = {name: options.pop(name, "") for name in ("multiple", "accept")}
    return _control("file_upload", field, told=told, **options)


def _list(field: BoundField, **options: object) -> SafeString:
    several = getattr(field.field.widget, "allow_multiple_selected", False)
    return _control("select", field, told={"groups": _groups(field)}, multiple=several, **options)


def _control(component: str, field: BoundField, **options: object) -> SafeString:
    return control_drawn(component, name=field.html_name, id=field.id_for_label, **options)


def _without(options: Mapping[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in options.items() if name not in names}


def _groups(field: BoundField) -> list[dict[str, object]]:
    widget = field.field.widget
    groups = widget.optgroups(field.html_name, widget.format_value(field.value()))
    return [
        {
            "label": label or "",
            "items": [
                {"value": o["value"], "text": o["label"], "selected": o["selected"]}
                for o in options
            ],
        }
        for label, options, _ in groups
    ]


def _choices(kind: str, field: BoundField, **options: object) -> SafeString:
    widget = field.field.widget
    answers = [answer for group in _groups(field) for answer in group["items"]]
    items = [_answer(field, **answer) for answer in answers if str(answer["value"] or "")]
    for name in ("inline", "small"):
        options.setdefault(name, getattr(widget, name, False))
    options = _as_legend(_without(options, "required"))
    return choices_drawn(kind, name=field.html_name, id=field.auto_id, items=items, **options)


def _answer(field: BoundField, *, value: object, text: str, selected: bool) -> dict[str, object]:
    widget, value = field.field.widget, str(value)
    return {
        "value": value,
        "text": text,
        "checked": selected,
        "hint": getattr(widget, "hints", {}).get(value, ""),
        "reveals": _revealed(field, value=value),
        "exclusive": value == getattr(widget, "exclusive", None),
        "attrs": {"data-key": getattr(widget, "keys", {}).get(value)},
    }


def _revealed(field: BoundField, *, value: str) -> SafeString | str:
    names = getattr(field.field.widget, "reveals", {}).get(value, ())
    names = (names,) if isinstance(names, str) else names
    return SafeString("\n".join(field_drawn(field.form[name]) for name in names))


def _as_legend(options: dict[str, object]) -> dict[str, object]:
    renamed = {"label": "legend", "label_size": "legend_size", "hide_label": "hide_legend"}
    return {renamed.get(name, name): value for name, value in options.items()}


def _one_box(field: BoundField, **options: object) -> SafeString:
    """A single box to tick: its label is the sentence agreed to, and needs no legend."""
    label = options.pop("label")
    item = {"value": "on", "text": label, "checked": bool(field.value())}
    options = {k: v for k, v in options.items() if k in ("hint", "error", "describes", "small")}
    return choices_drawn(
        "checkboxes", name=field.html_name, id=field.auto_id, items=[item], **options
    )


def _date(field: BoundField, **options: object) -> SafeString:
    widget = field.field.widget
    typed = widget.typed(field.value())
    faults = {error.code for error in field.errors.as_data()} & {"day", "month", "year"}
    return date_drawn(
        id=field.auto_id,
        name=field.html_name,
        at_fault=" ".join(sorted(faults)),
        born=getattr(widget, "born", False),
        **typed,
        **_as_legend(options),
    )


DRAWERS = (
    ((DateParts,), _date),
    ((forms.Textarea,), _many_lines),
    ((forms.CheckboxSelectMultiple,), partial(_choices, "checkboxes")),
    ((forms.RadioSelect,), partial(_choices, "radios")),
    ((forms.Select,), _list),
    ((forms.CheckboxInput,), _one_box),
    ((forms.FileInput,), _file),
)


def names_revealed(form: forms.BaseForm) -> set[str]:
    """Return the fields that stand inside another's answer, and so not in the form's own order."""
    revealed: set[str] = set()
    for field in form.fields.values():
        for names in getattr(field.widget, "reveals", {}).values():
            revealed.update((names,) if isinstance(names, str) else names)
    return revealed


def errors_of(form: forms.BaseForm) -> Sequence[Mapping[str, str]]:
    """Return a form's errors in the order of its fields, each with where to put it right."""
    found = [{"text": str(error), "href": ""} for error in form.non_field_errors()]
    for name in form.fields:
        field = form[name]
        found += [{"text": str(e), "href": f"#{first_id(field)}"} for e in field.errors]
    return found


def first_id(field: BoundField) -> str:
    """Return the id of the control where an error is put right: of a date, the part at fault."""
    if isinstance(field.field.widget, DateParts):
        codes = [error.code for error in field.errors.as_data()]
        parts = [part for part, _, _ in DATE_PARTS if part in codes] or ["day"]
        return f"{field.auto_id}-{parts[0]}"
    return field.auto_id
