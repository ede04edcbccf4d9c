"""The questions of triage: how soon, which level, why we may share, how it is answered."""

from collections.abc import Iterable

from django import forms

from openmash.contacts.words import danger_tests
from openmash.design.forms import Checkboxes, PlainForm, Radios
from openmash.design.templatetags.design_practice import brag
from openmash.enquiries.triage import practice
from openmash.enquiries.triage.actions import Rating
from openmash.enquiries.triage.agreement import IN_WORDS, Agreement
from openmash.enquiries.triage.rules import NONE_OF_THESE
from openmash.policy import Remit

YES_NO = [("yes", "Yes"), ("no", "No"), ("not_known", "Not known yet")]
INFORMED = [
    ("YES", "Yes, they know"),
    ("ALREADY", "They were told before this came to us"),
    ("NO_RISK", "No: telling them would raise the risk"),
    ("NO_CRIME", "No: it would disturb a criminal enquiry"),
    ("NO_IMPRACTICABLE", "No: nobody could be reached yet"),
]
_PART = {Remit.CHILDREN: "child", Remit.ADULTS: "adult"}


def parts_of(remits: Iterable[str]) -> set[str]:
    """Return whom a contact is about, in the library's words: child, adult, and always both."""
    return {_PART[Remit(remit)] for remit in remits} | {"both"}


class RatingForm(PlainForm):
    """How soon somebody must act, and why. Children have a level; adults the three-part test."""

    missing = {
        "brag": "Choose how soon somebody must act",
        "level": "Choose a level of need for the children",
        "practice_area": "Choose what it is mainly about",
        "why": "Say why you rate it so",
    }

    danger_tests = forms.MultipleChoiceField(
        label="Is any of this so?",
        help_text="Any one of them is Red, and waits for nothing.",
        required=False,
        widget=Checkboxes(exclusive=NONE_OF_THESE, small=True),
    )
    brag = forms.ChoiceField(label="How soon must somebody act?", widget=Radios())
    level = forms.ChoiceField(label="Which level of need, for the children?", widget=Radios())
    practice_area = forms.ChoiceField(label="What is it mainly about?")
    why = forms.CharField(label="Why?", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, remits: Iterable[str], **kwargs):
        self.remits, self.parts = {Remit(remit) for remit in remits}, parts_of(remits)
        super().__init__(*args, **kwargs)
        known = practice.thresholds()
        tests = [(t.id, t.words) for t in danger_tests().values() if t.applies_to in self.parts]
        self.fields["danger_tests"].choices = [*tests, (NONE_OF_THESE, "None of these")]
        self.fields["brag"].choices = [(code, brag(code)) for code in known.ratings]
        self.fields["brag"].widget.hints = {c: one.words for c, one in known.ratings.items()}
        self.fields["practice_area"].choices = [
            ("", "Choose what it is mainly about"),
            *((a.code, a.title) for a in practice.practice_areas().values()
              if a.applies_to in self.parts),
        ]  # fmt: skip
        self._level(known)
        self._adult_test(known)

    def _level(self, known: practice.Thresholds) -> None:
        if Remit.CHILDREN not in self.remits:
            del self.fields["level"]
            return
        levels = known.levels
        self.fields["level"].choices = [(c, f"{c}, {one.title}") for c, one in levels.items()]
        self.fields["level"].widget.hints = {c: one.words for c, one in levels.items()}

    def _adult_test(self, known: practice.Thresholds) -> None:
        if Remit.ADULTS not in self.remits:
            return
        for part in known.adult_test:
            self.fields[f"test_{part.code}"] = forms.ChoiceField(
                label=part.question,
                help_text=part.hint,
                choices=YES_NO,
                widget=Radios(inline=True, small=True),
                error_messages={"required": f"Choose an answer to “{part.question}”"},
            )

    def rating(self) -> Rating:
        """Return the rating that was made."""
        made = self.cleaned_data
        tests = {
            name.removeprefix("test_"): made[name] for name in made if name.startswith("test_")
        }
        return Rating(
            brag=made["brag"],
            why=made["why"],
            level=made.get("level") or "",
            danger_tests=tuple(made["danger_tests"]),
            practice_area=made["practice_area"],
            adult_test=tests,
        )


class OpenForm(RatingForm):
    """The rating, and why agencies may be asked: necessary, proportionate, agreed or not."""

    missing = RatingForm.missing | {
        "reason": "Choose why we may share",
        "informed": "Say whether they have been told",
        "necessity": "Say why others have to be asked",
        "proportionality": "Say why this much, and no more",
    }

    reason = forms.ChoiceField(label="Why may we share?", widget=Radios())
    agreement = forms.ChoiceField(
        label="Does the family agree to our asking?",
        help_text="Never ask the person who may be causing harm.",
        required=False,
        widget=Radios(small=True),
    )
    agreed_by = forms.ChoiceField(label="Who agreed?", required=False)
    agreement_why = forms.CharField(
        label="Why go on without agreement?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    informed = forms.ChoiceField(
        label="Have they been told that we ask others?", choices=INFORMED,
        widget=Radios(small=True),
    )  # fmt: skip
    necessity = forms.CharField(
        label="Why do others have to be asked?", widget=forms.Textarea(attrs={"rows": 2})
    )
    proportionality = forms.CharField(
        label="Why this much, and no more?",
        help_text="Whom we ask about, and how far back.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, safe_to_ask: list[tuple[str, str]] = (), **kwargs):
        super().__init__(*args, **kwargs)
        reasons = [r for r in practice.sharing_reasons().values() if r.applies_to in self.parts]
        self.fields["reason"].choices = [(one.code, one.title) for one in reasons]
        self.fields["reason"].widget.hints = {one.code: one.hint for one in reasons}
        if Remit.CHILDREN not in self.remits:
            for name in ("agreement", "agreed_by", "agreement_why"):
                del self.fields[name]
            return
        asked = [one for one in Agreement if one is not Agreement.REFUSED_RESPECTED]
        self.fields["agreement"].choices = [(one.value, IN_WORDS[one]) for one in asked]
        self.fields["agreement"].widget.reveals = {Agreement.GIVEN.value: "agreed_by"}
        self.fields["agreed_by"].choices = [("", "Choose who agreed"), *safe_to_ask]

    def clean(self) -> dict:
        """Hold agreement together: given by somebody, and by somebody who may be asked."""
        made = super().clean()
        if made.get("agreement") == Agreement.GIVEN.value and not made.get("agreed_by"):
            self.add_error("agreed_by", "Choose who agreed. Whoever is feared is never asked")
        chosen = practice.sharing_reasons().get(made.get("reason") or "")
        if chosen and chosen.needs_agreement and made.get("agreement") != Agreement.GIVEN.value:
            self.add_error("agreement", "You say that the family agrees. Say who agreed")
        return made

    def agreement_made(self) -> Agreement:
        """Return what was asked and answered; nobody is asked where agreement is not needed."""
        if Remit.CHILDREN not in self.remits:
            return Agreement.N_A
        given = self.cleaned_data.get("agreement")
        if not given:
            is_needless = self.cleaned_data.get("level") == "4"
            return Agreement.N_A if is_needless else Agreement.NOT_SOUGHT
        return Agreement(given)

    def agreement_in_words(self) -> str:
        """Return who agreed, or why it is done without agreement."""
        words = self.cleaned_data.get("agreement_why") or ""
        chosen = self.cleaned_data.get("agreed_by")
        if not chosen:
            return words
        who = dict(self.fields["agreed_by"].choices)[chosen]
        return f"Agreed by {who}. {words}".strip()


class AnswerForm(RatingForm):
    """How a contact is answered at once: rated, answered, and whoever spoke up told."""

    missing = RatingForm.missing | {
        "response": "Choose how you answer",
        "why": "Say why this is the right answer",
    }

    response = forms.ChoiceField(label="How do you answer?", widget=Radios())
    closing_reasons = forms.MultipleChoiceField(
        label="If nothing more is needed, why?",
        help_text="Some of these may be so, and are never by themselves a reason to stop.",
        required=False,
        widget=Checkboxes(small=True),
    )
    agreement = forms.ChoiceField(
        label="Does the family agree?", required=False, widget=Radios(small=True)
    )
    level_again_why = forms.CharField(
        label="If they said no, or did not answer: what is the level now, and why?",
        help_text="A refusal does not close a worry. It sends you back to the level.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    feedback = forms.CharField(
        label="What do we tell the person who spoke up?",
        help_text="Leave it blank for the usual words. Nothing that another agency told us.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].label = "Why is this the right answer?"
        self.fields[
            "why"
        ].help_text = "What you looked at, who you spoke to, and what would make you look again."
        fitting = [
            one for one in practice.responses().values()
            if one.applies_to in self.parts and one.is_for == "worry"
        ]  # fmt: skip
        self.fields["response"].choices = [(one.code, one.title) for one in fitting]
        self.fields["response"].widget.hints = {one.code: one.hint for one in fitting}
        self.fields["closing_reasons"].choices = [
            (one.code, one.words) for one in practice.closing_reasons().values()
        ]
        if Remit.CHILDREN not in self.remits:
            del self.fields["agreement"], self.fields["level_again_why"]
            return
        asked = [one for one in Agreement if one not in (Agreement.LEVEL_UNCLEAR, Agreement.N_A)]
        self.fields["agreement"].choices = [(one.value, IN_WORDS[one]) for one in asked]


class ConsultationForm(PlainForm):
    """The hub's answer to a question: kept with it, and no case is opened."""

    answer = forms.CharField(
        label="Our answer",
        help_text="They read this word for word. Nothing that another agency told us.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class FoldForm(PlainForm):
    """Which open enquiry a contact belongs to, and why."""

    enquiry = forms.ChoiceField(label="Which enquiry?", widget=Radios())
    why = forms.CharField(
        label="Why does it belong there?", widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, enquiries: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enquiry"].choices = enquiries


class WordsForm(PlainForm):
    """One thing to say: why not, what was agreed, who has taken it on."""

    words = forms.CharField(label="Say it", max_length=2000,
                            widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip

    def __init__(self, *args, label: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].error_messages["required"] = f"Write an answer to “{label}”"
