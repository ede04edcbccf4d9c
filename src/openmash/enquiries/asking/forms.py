"""The form that asks agencies: what is common to all, and what each is asked about whom."""

from collections.abc import Sequence

from django import forms

from openmash.design.forms import Checkboxes, PlainForm, Radios
from openmash.enquiries.asking.actions import Ask, Wording
from openmash.enquiries.asking.lines import Line
from openmash.enquiries.asking.templates import purposes
from openmash.enquiries.triage.agreement import IN_WORDS, Agreement
from openmash.sources import lawful_bases

USUAL_BASES = ("A6_E", "A9_G", "A10", "CA04_11", "CA89_17", "CA89_47", "CARE_42", "CDA_115")
NOT_TICKED = "Tick at least one agency to ask."


def bases_to_choose(chosen: Sequence[str], *, usual: Sequence[str] = USUAL_BASES):
    """Return the lawful bases to tick, those already relied on first, as code and title."""
    known = lawful_bases()
    codes = dict.fromkeys([*chosen, *usual])
    return [(code, known[code].title) for code in codes if code in known]


class AskForm(PlainForm):
    """Ask several agencies at once; each line carries its own people and questions."""

    purpose = forms.ChoiceField(label="What is it for?")
    why_asked = forms.CharField(
        label="What the agencies read: why they are asked",
        help_text="A sentence or two. They see nothing else of the enquiry, "
        "so write no more about anybody than they need.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    must_not_know = forms.CharField(
        label="Who must not learn of this?",
        help_text="Stands on every request. Leave it empty if nobody is named.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    lawful_bases = forms.MultipleChoiceField(label="Why may we ask?", widget=Checkboxes)

    def __init__(self, *args, lines: Sequence[Line], people: Sequence, bases, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.fields["purpose"].choices = [(p.code, p.title) for p in purposes().values()]
        self.fields["lawful_bases"].choices = bases
        self.fields["lawful_bases"].error_messages["required"] = "Tick why it is lawful to ask"
        for line in lines:
            self._add_line(line, people=people)

    def _add_line(self, line: Line, *, people: Sequence) -> None:
        named = [(str(each.pk), _name_of(each)) for each in people]
        add = {
            "ask": forms.BooleanField(label=f"Ask {line.name}", required=False,
                                      initial=line.is_ticked),
            "about": forms.MultipleChoiceField(
                label="About whom? Only those it needs", choices=named, required=False,
                widget=Checkboxes(small=True), initial=[str(pk) for pk in line.about]),
            "questions": forms.CharField(
                label="Questions, one a line", required=False,
                widget=forms.Textarea(attrs={"rows": 5}), initial="\n".join(line.questions)),
            "period": forms.CharField(label="How far back", required=False, max_length=200,
                                      initial=line.period),
            "existence": forms.BooleanField(
                label="Ask only whether they are known, and whom to call", required=False),
        }  # fmt: skip
        if line.needs_reason:
            add["reason"] = forms.CharField(
                label="There is no sharing agreement. Why can it not wait?", required=False
            )
        for name, field in add.items():
            self.fields[f"{line.key}-{name}"] = field

    def rows(self) -> list[dict[str, object]]:
        """Return each line with its own fields, for the page."""
        return [
            {
                "line": line,
                **{
                    name: self[f"{line.key}-{name}"]
                    for name in ("ask", "about", "questions", "period", "existence", "reason")
                    if f"{line.key}-{name}" in self.fields
                },
            }
            for line in self.lines
        ]

    def clean(self) -> dict:
        """Refuse a sending that asks nobody, or asks somebody about nobody."""
        cleaned = super().clean()
        asked = [line for line in self.lines if cleaned.get(f"{line.key}-ask")]
        if not asked:
            self.add_error(None, NOT_TICKED)
        for line in asked:
            if not cleaned.get(f"{line.key}-about"):
                self.add_error(f"{line.key}-about", f"Tick whom {line.name} is asked about")
            only_existence = cleaned.get(f"{line.key}-existence")
            if not only_existence and not (cleaned.get(f"{line.key}-questions") or "").strip():
                self.add_error(f"{line.key}-questions", f"Write what {line.name} is asked")
        return cleaned

    def asks(self) -> list[Ask]:
        """Return what each ticked agency is asked."""
        return [
            Ask(
                agency=line.agency,
                outside_authority=line.outside_authority,
                subjects=tuple(int(pk) for pk in self._of(line, "about")),
                questions=tuple((self._of(line, "questions") or "").splitlines()),
                period=self._of(line, "period"),
                is_existence_only=bool(self._of(line, "existence")),
                no_agreement_why=self._of(line, "reason") or "",
            )
            for line in self.lines
            if self._of(line, "ask")
        ]

    def wording(self) -> Wording:
        """Return what stands on every request."""
        return Wording(
            purpose=self.cleaned_data["purpose"],
            why_asked=self.cleaned_data["why_asked"],
            lawful_bases=tuple(self.cleaned_data["lawful_bases"]),
            must_not_know=self.cleaned_data["must_not_know"],
        )

    def _of(self, line: Line, name: str):
        return self.cleaned_data.get(f"{line.key}-{name}")


def _name_of(subject) -> str:
    said = subject.name or subject.relation or "Somebody not named"
    return f"{said}, {subject.relation}" if subject.name and subject.relation else said


class DoorForm(PlainForm):
    """Go on without agreement, and why."""

    door = forms.ChoiceField(label="Why do you go on without agreement?", widget=Radios)
    why = forms.CharField(
        label="Your reason",
        help_text="It stands before the question is asked, and is kept with your name.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, doors: Sequence[Agreement], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["door"].choices = [(door.value, IN_WORDS[door]) for door in doors]


class WithdrawForm(PlainForm):
    """Take a request back."""

    why = forms.CharField(
        label="Why is this no longer asked?", widget=forms.Textarea(attrs={"rows": 3})
    )


class GistForm(PlainForm):
    """Tell an asked agency one line."""

    piece = forms.TypedChoiceField(label="Which piece?", coerce=int)
    words = forms.CharField(
        label="The line, in your words",
        help_text="Say nothing that shows who told us. “Has anybody else seen him with a car?”",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why = forms.CharField(label="Why does this agency need it?")

    def __init__(self, *args, pieces: Sequence, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(piece.pk, _piece_words(piece)) for piece in pieces]
        self.fields["piece"].choices = [("", "Choose a piece"), *choices]


def _piece_words(piece) -> str:
    who = piece.agency.name if piece.agency_id else piece.source_label
    words = piece.what if len(piece.what) <= 80 else f"{piece.what[:79]}…"
    return f"{who}: {words}" if who else words
