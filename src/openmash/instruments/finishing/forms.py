"""The forms that end a record: prompts, a supervisor's view, the judgement, a second person."""

from collections.abc import Iterable
from datetime import date

from django import forms

from openmash.design.forms import Checkboxes, DatePartsField, PlainForm, Radios
from openmash.instruments.engine import Instrument, Rule, shared_vocabulary

DID = [("followed", "We follow it"), ("departed", "We do something else")]
CONFIDENCE = {"low": "Low", "medium": "Medium", "high": "High"}


class PromptsForm(PlainForm):
    """What is done about each prompt that asks for an answer."""

    def __init__(
        self, *args: object, rules: Iterable[Rule], said: dict, shortest: int, **kwargs
    ) -> None:
        self.rules = list(rules)
        kwargs["initial"] = {
            name: value
            for rule in self.rules
            if rule.id in said
            for name, value in (
                (f"do-{rule.id}", said[rule.id].response),
                (f"why-{rule.id}", said[rule.id].reason),
            )
        }
        super().__init__(*args, **kwargs)
        self.shortest = shortest
        for rule in self.rules:
            widget = Radios(small=True, reveals={"departed": f"why-{rule.id}"})
            self.fields[f"do-{rule.id}"] = forms.ChoiceField(
                label="What is done about it?", choices=DID, required=False, widget=widget
            )
            self.fields[f"why-{rule.id}"] = forms.CharField(
                label="What instead, and why?",
                help_text=f"{shortest} characters or more",
                required=False,
                widget=forms.Textarea,
            )

    def clean(self) -> dict[str, object]:
        """Ask for a whole reason where somebody departs from a prompt."""
        found = super().clean()
        for rule in self.rules:
            why = (found.get(f"why-{rule.id}") or "").strip()
            if found.get(f"do-{rule.id}") == "departed" and len(why) < self.shortest:
                self.add_error(
                    f"why-{rule.id}",
                    f"Say what you do instead, and why, in {self.shortest} characters or more",
                )
        return found

    def responses(self) -> dict[str, tuple[str, str]]:
        """Return what is done about each prompt, and why where it is something else."""
        return {
            rule.id: (
                self.cleaned_data.get(f"do-{rule.id}") or "",
                self.cleaned_data.get(f"why-{rule.id}") or "",
            )
            for rule in self.rules
        }


class SupervisorForm(PlainForm):
    """With whom the worrying answers were discussed, when, and what they thought."""

    supervisor = forms.TypedChoiceField(
        label="Whom did you talk with?", coerce=int, widget=forms.Select
    )
    on = DatePartsField(label="When?")
    view = forms.CharField(
        label="What did they think, and what did you agree?", widget=forms.Textarea
    )
    missing = {"supervisor": "Choose whom you talked with", "view": "Write what they thought"}

    def __init__(
        self, *args: object, supervisors: Iterable[tuple[int, str]], today: date, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].choices = [("", "Choose a person"), *supervisors]
        self.fields["on"].not_after = today


class JudgementForm(PlainForm):
    """The practitioner's own judgement, and the reasons for it."""

    def __init__(self, *args: object, instrument: Instrument, judged=None, **kwargs) -> None:
        self.instrument = instrument
        kwargs["initial"] = _judged(judged)
        super().__init__(*args, **kwargs)
        judgement = instrument.judgement
        self.fields["band"] = forms.ChoiceField(
            label="What is your judgement?",
            choices=[(band.id, band.label) for band in judgement.bands],
            widget=Radios(
                hints={band.id: f"{band.meaning} {band.response}" for band in judgement.bands}
            ),
        )
        self.fields["band"].error_messages["required"] = "Choose the outcome: it is your judgement"
        for one in judgement.rationale_fields:
            self.fields[f"why-{one.id}"] = forms.CharField(
                label=one.label, required=False, widget=forms.Textarea
            )
        self.fields["confidence"] = forms.ChoiceField(
            label="How sure are you?",
            choices=[(code, CONFIDENCE.get(code, code)) for code in judgement.confidence],
            required=False,
            widget=Radios(inline=True),
        )
        self.fields["override_reason"] = forms.CharField(
            label="If your judgement is not the floor: why?",
            help_text=f"{instrument.override.shortest_reason} characters or more. "
            + " · ".join(instrument.override.fields),
            required=False,
            widget=forms.Textarea,
        )
        words = shared_vocabulary().requirements
        needs = instrument.override.below_floor_requires
        self.fields["met"] = forms.MultipleChoiceField(
            label="If it is below the floor: what was done first?",
            choices=[(need, words.get(need, need.replace("_", " "))) for need in needs],
            required=False,
            widget=Checkboxes(small=True),
        )

    @property
    def reasons(self) -> list:
        """Return the fields of the reasons."""
        return [self[f"why-{one.id}"] for one in self.instrument.judgement.rationale_fields]

    def rationale(self) -> dict[str, str]:
        """Return the reasons, by the field of the instrument."""
        return {
            one.id: self.cleaned_data.get(f"why-{one.id}") or ""
            for one in self.instrument.judgement.rationale_fields
        }


def _judged(row) -> dict[str, object]:
    if row is None:
        return {}
    given = {f"why-{name}": text for name, text in row.rationale.items()}
    return given | {
        "band": row.band,
        "confidence": row.confidence,
        "override_reason": row.override_reason,
        "met": row.met,
    }


class SecondForm(PlainForm):
    """Why a second person agrees."""

    words = forms.CharField(
        label="Why do you agree that it stands below the floor?", widget=forms.Textarea
    )
    missing = {"words": "Write why you agree, in a sentence or two"}


class SignForm(PlainForm):
    """When somebody looks again."""

    review_on = DatePartsField(label="When do we look again?", required=False)
