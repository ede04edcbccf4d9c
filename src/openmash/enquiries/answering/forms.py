"""The answer as an agency fills it in: what the search found, what was searched, and why not."""

from datetime import datetime, time

from django import forms
from django.utils import timezone

from openmash.design.forms import DatePartsField, PlainForm, Radios
from openmash.enquiries.answering.existence.rules import Existence
from openmash.enquiries.answering.rules import Answer, State
from openmash.enquiries.asking.templates import not_shared_reasons

FOUND = [
    ("answered", "We hold something that matters"),
    ("nothing_relevant", "We know them, and hold nothing relevant"),
    ("nothing_held", "Searched, and nothing held"),
    ("cannot_share", "We cannot share, because …"),
    ("need_longer", "We need longer, until …"),
    ("not_searched", "We have not searched, because …"),
    ("cannot_search", "We cannot search, because …"),
]
HINTS = {
    "nothing_held": "Say below which systems, and under which names",
    "cannot_share": "We keep your reason. It is a decision like any other",
    "not_searched": "That is not the same as nothing held, and we say so",
    "cannot_search": "For example: no access, records not yet moved, system down",
}
REVEALS = {
    "cannot_share": ("why_kind", "why_cannot_share"),
    "need_longer": ("why_need_longer", "longer_until", "longer_until_hour"),
    "not_searched": "why_not_searched",
    "cannot_search": "why_cannot_search",
}
CLOSES_AT = time(17, 0)


def _reason(label: str) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(PlainForm):
    """What the search found, with what each answer needs. Pieces are written beside it."""

    missing = {
        "found": "Choose what your search found",
        "conflict": "Tick that nobody who will see this is related to anybody named, "
        "or ring the hub first",
    }

    found = forms.ChoiceField(
        label="What did your search find?",
        choices=FOUND,
        widget=Radios(hints=HINTS, reveals=REVEALS),
    )
    why_kind = forms.ChoiceField(label="What sort of reason is it?")
    why_cannot_share = _reason("Why can you not share it?")
    why_need_longer = _reason("Why do you need longer?")
    longer_until = DatePartsField(label="Until which day?")
    longer_until_hour = forms.TimeField(
        label="Until what time?",
        help_text="Like 15:30. Leave it empty for the end of the working day.",
        required=False,
        error_messages={"invalid": "Write the time like 15:30"},
    )
    why_not_searched = _reason("Why have you not searched?")
    why_cannot_search = _reason("Why can you not search?")
    searched_systems = forms.CharField(
        label="Which systems did you search?",
        help_text="Take out any that you did not search.",
        required=False,
        max_length=500,
    )
    searched_names = forms.CharField(
        label="Under which names and dates of birth?", required=False, max_length=500
    )
    authorised_by = forms.CharField(
        label="Who agreed that it may be sent?",
        help_text="Leave it empty if that is you.",
        required=False,
        max_length=160,
    )
    conflict = forms.BooleanField(
        label="Nobody who will see this is related to, friends with, or is anybody named"
    )

    def __init__(self, *args, is_spoken: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why_kind"].choices = [
            ("", "Choose a reason"),
            *not_shared_reasons().items(),
        ]
        if is_spoken:
            self.fields["said_by"] = forms.CharField(
                label="Who said it, and what is their job?", max_length=160
            )
            self.fields[
                "conflict"
            ].label = "I asked whether anybody who will see this is related to anybody named"

    def clean(self) -> dict:
        """Ask for what was searched where nothing was found."""
        cleaned = super().clean()
        if cleaned.get("found") in ("nothing_held", "nothing_relevant"):
            for name, words in (
                ("searched_systems", "Write which systems you searched"),
                ("searched_names", "Write which names you searched for"),
            ):
                if not (cleaned.get(name) or "").strip():
                    self.add_error(name, words)
        return cleaned

    def answer(self, *, pieces: int) -> Answer:
        """Return the answer as it was filled in."""
        given = self.cleaned_data
        found = given["found"]
        return Answer(
            state=State(found),
            pieces=pieces,
            searched_systems=given["searched_systems"],
            searched_names=given["searched_names"],
            why=given.get(f"why_{found}") or "",
            why_kind=given.get("why_kind") or "",
            longer_until=self._until(),
            authorised_by=given["authorised_by"],
            said_by=given.get("said_by") or "",
            is_conflict_checked=given["conflict"],
        )

    def _until(self) -> datetime | None:
        day = self.cleaned_data.get("longer_until")
        if day is None:
            return None
        hour = self.cleaned_data.get("longer_until_hour") or CLOSES_AT
        return timezone.make_aware(datetime.combine(day, hour))


class CorroborateForm(PlainForm):
    """Whether the agency saw this too."""

    says = forms.ChoiceField(
        label="Have you seen this too?",
        choices=[("same", "We saw this too"), ("otherwise", "We saw it otherwise")],
        widget=Radios(inline=True, small=True),
    )
    words = forms.CharField(label="In your words, if you like", required=False)


class ExistenceForm(PlainForm):
    """Whether anybody named is known, the last month, and whom to call. No more stands here."""

    answer = forms.ChoiceField(
        label="Is anybody named known to you?",
        choices=[("known", "Known"), ("not_known", "Not known")],
        widget=Radios(reveals={"known": ("month", "year", "whom_to_call")}),
    )
    month = forms.IntegerField(label="Month of the last contact", min_value=1, max_value=12,
                               required=False)  # fmt: skip
    year = forms.IntegerField(label="Year of the last contact", min_value=1900, max_value=2199,
                              required=False)  # fmt: skip
    whom_to_call = forms.CharField(label="Whom to call, with a number", max_length=200)
    basis = forms.ChoiceField(
        label="Why may you say so?",
        help_text="That somebody is known to you is a fact about them, and needs its own reason.",
    )
    systems = forms.CharField(label="Which systems did you search?", required=False)
    names = forms.CharField(label="Under which names?", required=False)

    def __init__(self, *args, bases, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = bases

    def said(self) -> Existence:
        """Return the smaller answer: year and month of the last contact, and never a day."""
        given = self.cleaned_data
        year, month = given.get("year"), given.get("month")
        return Existence(
            answer=given["answer"],
            last_contact=f"{year}-{month:02d}" if year and month else "",
            whom_to_call=given.get("whom_to_call") or "",
            basis=given["basis"],
            systems=given["systems"],
            names=given["names"],
        )


class TakeBackForm(PlainForm):
    """Take a piece back."""

    why = forms.CharField(
        label="Why do you take it back?", widget=forms.Textarea(attrs={"rows": 3})
    )
