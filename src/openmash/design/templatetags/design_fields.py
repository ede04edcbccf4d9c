"""The components of a form, drawn by hand with keywords or from a Django field."""

from collections.abc import Mapping, Sequence

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from openmash.design import field_drawing, form_drawing
from openmash.design.drawing import attributes, draw

register = template.Library()


@register.simple_tag
def error_summary(
    errors: Sequence[Mapping[str, str]], *, title: str = "There is a problem", focus: bool = True
) -> SafeString:
    """Show what is to be put right, `text` and `href` each; it takes the focus on arrival."""
    return draw("error_summary", errors=errors, title=title, focus=focus)


@register.simple_tag
def form_errors(form: forms.BaseForm | None, *, focus: bool = True) -> SafeString | str:
    """Show the error summary of a form, each error linked to its field; nothing if all is well."""
    errors = form_drawing.errors_of(form) if form else []
    if not errors:
        return ""
    title = "There is one thing to put right"
    if len(errors) > 1:
        title = f"There are {len(errors)} things to put right"
    return draw("error_summary", errors=errors, title=title, focus=focus)


@register.simple_tag
def form_field(field: BoundField, **options: object) -> SafeString:
    """Show a Django field as its GOV.UK component, with label, hint and error.

    Options: `label`, `hint`, `label_size` ("m", "l"), `is_heading`, `hide_label`, `inline`,
    `small`, `width` (2, 3, 4, 5, 10, 20, 30), `rows`, `prefix`, `suffix`, and any attribute.
    """
    return form_drawing.field_drawn(field, **options)


@register.simple_tag
def form_fields(form: forms.BaseForm) -> SafeString | str:
    """Show all fields of a form in their order, hidden ones too."""
    revealed = form_drawing.names_revealed(form)
    drawn = [form_drawing.field_drawn(field) for field in form if field.name not in revealed]
    return SafeString("\n".join(drawn))


@register.simple_block_tag
def fieldset(
    content: str,
    *,
    legend: str,
    legend_size: str = "",
    is_heading: bool = False,
    hide_legend: bool = False,
    describes: str = "",
    **attrs: object,
) -> SafeString:
    """Group fields that answer one question together."""
    return draw(
        "fieldset",
        content=content,
        legend=legend,
        legend_size=legend_size,
        legend_is_heading=is_heading,
        hide_legend=hide_legend,
        described_by=describes,
        attrs=attributes(attrs),
    )


@register.simple_tag
def text_input(
    *,
    name: str,
    label: str,
    value: object = None,
    type: str = "text",
    width: int | str = "",
    **options: object,
) -> SafeString:
    """Show a field for one line, `width` characters wide (2, 3, 4, 5, 10, 20, 30).

    Options of every control: `id`, `hint`, `error`, `describes` (ids of further descriptions),
    `label_size`, `hide_label`, `is_heading`, `prefix`, `suffix`, `autocomplete`, `inputmode`,
    `spellcheck`, and any attribute.
    """
    told = {"value": value, "type": type, "width": width}
    return field_drawing.control_drawn("text_input", name=name, label=label, told=told, **options)


@register.simple_tag
def textarea(
    *,
    name: str,
    label: str,
    value: object = None,
    rows: int = 5,
    max_length: int | None = None,
    **options: object,
) -> SafeString:
    """Show a field for many lines; with `max_length` it says how many characters are left."""
    told = {"value": value, "rows": rows, "max_length": max_length}
    return field_drawing.control_drawn("textarea", name=name, label=label, told=told, **options)


@register.simple_tag
def select(
    *, name: str, label: str, items: Sequence[Mapping[str, object]], **options: object
) -> SafeString:
    """Show a list to choose one from: items of `value`, `text`, `selected`, `disabled`.

    Radios are kinder where there are fewer than about eight.
    """
    told = {"groups": [{"label": "", "items": items}]}
    return field_drawing.control_drawn("select", name=name, label=label, told=told, **options)


@register.simple_tag
def file_upload(
    *, name: str, label: str, multiple: bool = False, accept: str = "", **options: object
) -> SafeString:
    """Show a field for a document or picture."""
    told = {"multiple": multiple, "accept": accept}
    return field_drawing.control_drawn("file_upload", name=name, label=label, told=told, **options)


@register.simple_tag
def radios(*, name: str, legend: str, items: Sequence[Mapping], **options: object) -> SafeString:
    """Show answers of which one is chosen: items of `value`, `text`, `hint`, `checked`, `reveals`.

    Options: `id`, `hint`, `error`, `inline`, `small`, `legend_size`, `is_heading`, `hide_legend`.
    """
    return field_drawing.choices_drawn("radios", name=name, legend=legend, items=items, **options)


@register.simple_tag
def checkboxes(
    *, name: str, legend: str, items: Sequence[Mapping], **options: object
) -> SafeString:
    """Show answers of which several may be chosen; an item with `divider` stands between."""
    return field_drawing.choices_drawn(
        "checkboxes", name=name, legend=legend, items=items, **options
    )


@register.simple_tag
def date_input(*, id: str, legend: str, **options: object) -> SafeString:
    """Show day, month and year as three fields.

    Options: `name` (the start of the three names), `hint`, `error`, `day`, `month`, `year` (what
    was typed), `at_fault` (the parts to mark, "day month"), `born` (the reader's own birthday),
    `legend_size`, `is_heading`, `hide_legend`.
    """
    return field_drawing.date_drawn(id=id, legend=legend, **options)
