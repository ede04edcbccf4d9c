"""Forms that speak plainly: what to write, which part of a date is wrong, and what to do."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django import forms
from django.core.exceptions import ValidationError

from openmash.design.widgets import Checkboxes, DateParts, Radios

__all__ = ["Checkboxes", "DateAsKnown", "DateParts", "DatePartsField", "PartialDateField"]
__all__ += ["PlainForm", "PlainWords", "Radios"]

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTHS["sept"] = 9
NOT_WORDED = forms.Field.default_error_messages["required"]
EARLIEST_YEAR = 1850
LATEST_YEAR = 2199


@dataclass(frozen=True, kw_only=True)
class DateAsKnown:
    """A day as far as it is known. False when nothing of it is.

    Raises:
        ValueError: a day without a month, a month without a year, or a day that never was.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.day and not self.month) or (self.month and not self.year):
            raise ValueError("A day needs its month, and a month its year.")
        if self.year:
            date(self.year, self.month or 1, self.day or 1)

    def __bool__(self) -> bool:
        return self.year is not None

    @property
    def precision(self) -> Literal["day", "month", "year", "unknown"]:
        """Say how much is known."""
        if self.day:
            return "day"
        if self.month:
            return "month"
        return "year" if self.year else "unknown"

    @property
    def first_day(self) -> date | None:
        """Return the earliest day that it can be."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def last_day(self) -> date | None:
        """Return the latest day that it can be."""
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if not self:
            return "not known"
        month = calendar.month_name[self.month] if self.month else ""
        return " ".join(str(part) for part in (self.day, month, self.year) if part)


def subject_of(label: str) -> str:
    """Return a label as it stands inside a sentence: "Date of birth" as "date of birth".

    Questions and abbreviations keep their capitals.
    """
    label = str(label)
    if label.endswith("?"):
        return f"“{label}”"
    keeps_capital = len(label) > 1 and label[1].isupper()
    return label if keeps_capital else label[:1].lower() + label[1:]


class _DateField(forms.Field):
    widget = DateParts
    partly = False

    def __init__(self, *, not_after: date | None = None, **kwargs: object) -> None:
        self.not_after = not_after
        super().__init__(**kwargs)

    def clean(self, value: Mapping[str, str] | None) -> object:
        """Return the date.

        Raises:
            ValidationError: its code is the part to put right (day, month, year) or "required".
        """
        typed = value or {}
        typed = {part: str(typed.get(part) or "") for part in ("day", "month", "year")}
        if not any(typed.values()):
            return self._nothing_typed()
        numbers = {part: self._number(part, typed[part]) for part in typed}
        self._check_gaps(numbers)
        self._check_day(numbers)
        made = DateAsKnown(**numbers)
        if self.not_after and made.first_day > self.not_after:
            raise ValidationError(f"{self._subject().capitalize()} cannot lie ahead", code="year")
        self.run_validators(made)
        return made if self.partly else made.first_day

    def _subject(self) -> str:
        return subject_of(self.label or "the date")

    def _nothing_typed(self) -> object:
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return DateAsKnown() if self.partly else None

    def _number(self, part: str, typed: str) -> int | None:
        if not typed:
            return None
        if part == "month" and typed.lower() in MONTHS:
            return MONTHS[typed.lower()]
        if not (typed.isascii() and typed.isdigit()):
            raise ValidationError(f"Write the {part} of {self._subject()} as a number", code=part)
        number = int(typed)
        if part == "year" and not EARLIEST_YEAR <= number <= LATEST_YEAR:
            raise ValidationError(
                f"Write the year of {self._subject()} with four numbers, like 2019",
                code="year",
            )
        if part == "month" and not 1 <= number <= 12:
            raise ValidationError(
                f"The month of {self._subject()} must be between 1 and 12", code="month"
            )
        return number

    def _check_gaps(self, numbers: Mapping[str, int | None]) -> None:
        missing = [part for part, number in numbers.items() if number is None]
        if not self.partly and missing:
            parts = " and ".join(missing)
            raise ValidationError(f"Add the {parts} of {self._subject()}", code=missing[0])
        if numbers["day"] and numbers["month"] is None:
            raise ValidationError(
                f"Add the month of {self._subject()}, or leave the day blank too",
                code="month",
            )
        if numbers["year"] is None:
            raise ValidationError(
                f"Add the year of {self._subject()}, even if you can only guess it",
                code="year",
            )

    def _check_day(self, numbers: Mapping[str, int | None]) -> None:
        day, month, year = numbers["day"], numbers["month"], numbers["year"]
        if day is None:
            return
        days = calendar.monthrange(year, month)[1]
        if not 1 <= day <= days:
            raise ValidationError(
                f"There is no {day} {calendar.month_name[month]} {year}. "
                + ("Leave the day blank if you are not sure" if self.partly else "Check the day"),
                code="day",
            )


class DatePartsField(_DateField):
    """A whole date, typed in three fields. Cleans to a `datetime.date`, or None when not asked."""


class PartialDateField(_DateField):
    """A date as far as it is known: only a year, or a month and a year, will do.

    Cleans to a `DateAsKnown`, false where all three fields were left blank.
    """

    partly = True


class PlainWords:
    """A mixin: empty required fields say what to write, in the words of their labels.

    `missing` gives better words for a field of which the label does not make a sentence.
    """

    missing: Mapping[str, str] = {}

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False  # the browser's own bubbles are not ours to word
        for name, field in self.fields.items():
            if name in self.missing or field.error_messages.get("required") == NOT_WORDED:
                field.error_messages["required"] = self.missing.get(name) or asked_for(field, name)

    def full_clean(self) -> None:
        """Leave out what stands under an answer that was not given: nobody saw those fields."""
        super().full_clean()
        for name in self._unseen():
            self._errors.pop(name, None)
            self.cleaned_data.pop(name, None)
            self.cleaned_data[name] = None

    def _unseen(self) -> set[str]:
        unseen: set[str] = set()
        if not self.is_bound or not hasattr(self, "cleaned_data"):
            return unseen
        for name, field in self.fields.items():
            given = self[name].value()
            given = {str(v) for v in (given if isinstance(given, list | tuple) else [given])}
            for value, names in getattr(field.widget, "reveals", {}).items():
                if value not in given:
                    unseen.update((names,) if isinstance(names, str) else names)
        return unseen


def asked_for(field: forms.Field, name: str) -> str:
    """Return what to say when a required field is empty: "Enter …" or "Choose …"."""
    subject = subject_of(field.label or name.replace("_", " ").capitalize())
    if subject.startswith("“"):
        chosen = isinstance(field, forms.ChoiceField)
        return f"{'Choose' if chosen else 'Write'} an answer to {subject}"
    if isinstance(field, forms.BooleanField):
        return f"Tick the box if you agree: {subject}"
    if isinstance(field, forms.FileField):
        return f"Choose a file for {subject}"
    return f"{'Choose' if isinstance(field, forms.ChoiceField) else 'Enter'} {subject}"


class PlainForm(PlainWords, forms.Form):
    """The form that every page of the hub starts from."""
