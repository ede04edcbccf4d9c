"""Widgets that know what the components need: hints, what an answer reveals, three date fields."""

from collections.abc import Mapping, Sequence
from datetime import date

from django import forms

PARTS = ("day", "month", "year")


class Hinted:
    """A choice whose answers may carry a hint, reveal further fields, or have a key.

    `hints`, `reveals` and `keys` go by the answer's value. `reveals` names fields of the same
    form; they show, and count, only under that answer.
    """

    def __init__(
        self,
        *args: object,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, str | Sequence[str]] | None = None,
        keys: Mapping[str, str] | None = None,
        exclusive: str | None = None,
        inline: bool = False,
        small: bool = False,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}
        self.reveals = reveals or {}
        self.keys = keys or {}
        self.exclusive = exclusive
        self.inline = inline
        self.small = small


class Radios(Hinted, forms.RadioSelect):
    """One answer of several, as GOV.UK radios."""


class Checkboxes(Hinted, forms.CheckboxSelectMultiple):
    """Several answers, as GOV.UK checkboxes; `exclusive` is the value of "none of these"."""


class DateParts(forms.Widget):
    """Day, month and year, each typed as it is known. Keeps impossible dates as they were typed."""

    def __init__(self, attrs: dict | None = None, *, born: bool = False) -> None:
        super().__init__(attrs)
        self.born = born

    def value_from_datadict(self, data: Mapping, files: Mapping, name: str) -> dict[str, str]:
        """Return what was typed in each part, without spaces around it."""
        return {part: (data.get(f"{name}_{part}") or "").strip() for part in PARTS}

    def value_omitted_from_data(self, data: Mapping, files: Mapping, name: str) -> bool:
        """Say whether the form had no such field at all."""
        return all(f"{name}_{part}" not in data for part in PARTS)

    def typed(self, value: object) -> dict[str, object]:
        """Return the three fields' words for what was typed, a date, or a partial date."""
        if isinstance(value, Mapping):
            return {part: value.get(part, "") for part in PARTS}
        if isinstance(value, date) or (value and all(hasattr(value, part) for part in PARTS)):
            return {part: getattr(value, part) or "" for part in PARTS}
        return dict.fromkeys(PARTS, "")

    def id_for_label(self, id_: str) -> str:
        """Return the first part's id: a click on the label starts there."""
        return f"{id_}-day" if id_ else id_
