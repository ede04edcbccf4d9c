"""How the parts of a form are drawn from plain values: one control, choices, a date."""

from collections.abc import Iterable, Mapping

from django.utils.safestring import SafeString

from openmash.design.drawing import attributes, described_by, draw

KNOWN_OPTIONS = {
    "label_size",
    "hide_label",
    "is_heading",
    "prefix",
    "suffix",
    "autocomplete",
    "inputmode",
    "spellcheck",
}
DATE_PARTS = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))


def control_drawn(
    component: str,
    *,
    name: str,
    label: str,
    id: str = "",
    hint: str = "",
    error: str = "",
    describes: str = "",
    told: Mapping[str, object],
    **options: object,
) -> SafeString:
    """Return one control with its label, hint and error.

    `told` goes to the component's template as it is; of `options`, those of `KNOWN_OPTIONS` do
    too, and the rest become attributes of the control.
    """
    id = id or name
    known = {key: options.pop(key) for key in KNOWN_OPTIONS & set(options)}
    info = f"{id}-info" if told.get("max_length") else ""
    notes = (info, describes, hint and f"{id}-hint", error and f"{id}-error")
    return draw(
        component,
        name=name,
        label=label,
        id=id,
        hint=hint,
        error=error,
        described_by=described_by(*notes),
        legend_is_heading=known.pop("is_heading", False),
        spellcheck=known.pop("spellcheck", None),
        attrs=attributes(options),
        **known,
        **told,
    )


def choices_drawn(
    kind: str,
    *,
    name: str,
    items: Iterable[Mapping],
    legend: str = "",
    id: str = "",
    hint: str = "",
    error: str = "",
    describes: str = "",
    is_heading: bool = False,
    **options: object,
) -> SafeString:
    """Return radios or checkboxes; the first has the field's own id, so that errors lead to it."""
    id = id or name
    numbered = [
        {"id": id if position == 1 else f"{id}-{position}", **_with_attributes(item)}
        for position, item in enumerate(items, start=1)
    ]
    return draw(
        "choices",
        kind=kind,
        type="radio" if kind == "radios" else "checkbox",
        name=name,
        items=numbered,
        legend=legend,
        legend_is_heading=is_heading,
        id=id,
        hint=hint,
        error=error,
        described_by=described_by(describes, hint and f"{id}-hint", error and f"{id}-error"),
        **options,
    )


def _with_attributes(item: Mapping) -> dict:
    return {**item, "attrs": attributes(item.get("attrs") or {})}


def date_drawn(
    *,
    id: str,
    legend: str,
    name: str = "",
    hint: str = "",
    error: str = "",
    describes: str = "",
    at_fault: str = "",
    born: bool = False,
    is_heading: bool = False,
    **options: object,
) -> SafeString:
    """Return day, month and year; an error that names no part marks all three."""
    marked = (at_fault.split() or [part for part, _, _ in DATE_PARTS]) if error else []
    typed = {part: options.pop(part, "") for part, _, _ in DATE_PARTS}
    parts = [
        {
            **_date_part(part, id=id, name=name, born=born),
            "value": typed[part],
            "at_fault": part in marked,
        }
        for part, _, _ in DATE_PARTS
    ]
    return draw(
        "date_input",
        id=id,
        legend=legend,
        hint=hint,
        error=error,
        parts=parts,
        legend_is_heading=is_heading,
        described_by=described_by(describes, hint and f"{id}-hint", error and f"{id}-error"),
        **options,
    )


def _date_part(part: str, *, id: str, name: str, born: bool) -> dict[str, object]:
    label, width = next((label, width) for p, label, width in DATE_PARTS if p == part)
    return {
        "id": f"{id}-{part}",
        "name": f"{name}_{part}" if name else part,
        "label": label,
        "width": width,
        "autocomplete": f"bday-{part}" if born else "",
    }
