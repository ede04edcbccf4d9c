"""One piece as an agency writes it: one thing, when, how it is known, and where it may go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms

from openmash.design.forms import (
    Checkboxes,
    DatePartsField,
    PartialDateField,
    PlainForm,
    Radios,
)
from openmash.enquiries.answering import grades
from openmash.enquiries.answering.rules import PieceGiven, check_piece
from openmash.enquiries.asking.templates import Kind
from openmash.enquiries.jigsaw.places import ADULTS, CHILDREN, picture_on_the_box
from openmash.errors import RuleBroken

KINDS = [
    ("fact", "Fact: seen or recorded by us"),
    ("reported", "Reported: somebody told us"),
    ("own_words", "The person’s own words"),
    ("opinion", "Professional opinion"),
    ("allegation", "Allegation"),
    ("inference", "Worked out from other things"),
]
WHERE_IT_GOES = [
    ("share", "To the enquiry, word for word"),
    ("gist", "The gist only"),
    ("meeting_only", "Spoken in the meeting, never on paper"),
    ("sealed", "Stays with us. The hub learns only that there is something"),
]
SIGHTINGS = [
    ("", "Not about seeing anybody"),
    ("seen", "Seen"),
    ("not_brought", "Was not brought"),
    ("not_in", "Nobody was in"),
    ("no_reply", "Nobody answered"),
]
ALONE = [("yes", "Alone"), ("no", "Not alone"), ("not_known", "Nobody wrote it down")]
KIND_WORDS = {code: words.split(":")[0] for code, words in KINDS}
PREFIX = "piece"


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceContext:
    """What the form of a piece depends on: whom it may be about, who answers, on which bases."""

    people: tuple[tuple[int, str], ...]
    kind: Kind
    bases: tuple[tuple[str, str], ...]
    chosen_bases: tuple[str, ...]
    today: date
    restrictions: tuple[str, ...] = ("share", "gist", "meeting_only", "sealed")
    is_about_children: bool = True


class PieceForm(PlainForm):
    """One thing known."""

    missing = {
        "what": "Write what you know",
        "about": "Tick whom the piece is about",
        "lawful_bases": "Tick why you may share this piece",
        "gist": "Write the gist, the words that may leave the hub",
        "place": "Choose which question it answers",
    }

    what = forms.CharField(
        label="What do you know?",
        help_text="One thing to a piece. Say “he”, “she” or the name, so that it stands alone.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    about = forms.MultipleChoiceField(label="About whom?", widget=Checkboxes(small=True))
    happened = PartialDateField(
        label="When did it happen?",
        help_text="As far as it is known: “6 2026” or “2026” will do.",
        required=False,
    )
    kind = forms.ChoiceField(label="What kind of piece is it?", choices=KINDS)
    place = forms.ChoiceField(label="Which question does it answer?")
    restriction = forms.ChoiceField(
        label="Where may it go?",
        choices=WHERE_IT_GOES,
        initial="share",
        widget=Radios(reveals={"gist": "gist"}),
    )
    gist = forms.CharField(
        label="The gist, in words that may leave the hub",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    analysis = forms.CharField(
        label="What do you make of it?",
        help_text="Kept apart from the fact, under your name. Empty is fine.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    known_on = DatePartsField(label="When did your agency learn of it?")
    source = forms.CharField(
        label="Who said it, or where is it written?",
        help_text="Not the name of anybody who must not be known as the source.",
        required=False,
        max_length=300,
    )
    is_first_hand = forms.BooleanField(
        label="Whoever wrote it down saw or heard it themselves", required=False
    )
    sighting = forms.ChoiceField(
        label="Was somebody seen, or not seen?", choices=SIGHTINGS, required=False
    )
    is_seen_alone = forms.ChoiceField(
        label="Were they seen alone?",
        choices=ALONE,
        required=False,
        widget=Radios(inline=True, small=True),
    )
    seen_by = forms.CharField(label="By whom?", required=False, max_length=160)
    flags = forms.MultipleChoiceField(
        label="Does it hold any of these?", required=False, widget=Checkboxes(small=True)
    )
    lawful_bases = forms.MultipleChoiceField(
        label="Why may you share it?", widget=Checkboxes(small=True)
    )

    MORE = ("known_on", "source", "is_first_hand", "sighting", "is_seen_alone", "seen_by", "flags",
            "lawful_bases")  # fmt: skip
    GRADE = ("grade_source", "grade_assessment", "grade_handling", "action", "sanitisation",
             "instructions", "rationale")  # fmt: skip

    def __init__(self, *args, context: PieceContext, **kwargs):
        kwargs.setdefault("prefix", PREFIX)
        super().__init__(*args, **kwargs)
        self.context = context
        self.given: PieceGiven | None = None
        self._offer(context)
        if context.kind.template.is_graded:
            self._ask_for_grade()

    def _offer(self, context: PieceContext) -> None:
        fields = self.fields
        fields["about"].choices = [(str(pk), name) for pk, name in context.people]
        fields["place"].choices = [("", "Choose a question"), *places_to_choose(context)]
        fields["flags"].choices = grades.flag_choices()
        fields["lawful_bases"].choices = context.bases
        fields["restriction"].choices = [
            pair for pair in WHERE_IT_GOES if pair[0] in context.restrictions
        ]
        for name, value in (
            ("known_on", context.today),
            ("lawful_bases", list(context.chosen_bases)),
            ("about", [str(context.people[0][0])] if len(context.people) == 1 else []),
        ):
            self.initial.setdefault(name, value)

    def _ask_for_grade(self) -> None:
        blank = [("", "Choose")]
        asked = (
            ("grade_source", "How reliable is the source?", "source_evaluation"),
            ("grade_assessment", "How is it known?", "assessment"),
            ("grade_handling", "How may it be handled?", "handling"),
            ("action", "With conditions: which action?", "action_codes"),
            ("sanitisation", "With conditions: who may sanitise it?", "sanitisation_codes"),
        )
        for name, label, part in asked:
            is_needed = part in ("source_evaluation", "assessment", "handling")
            self.fields[name] = forms.ChoiceField(
                label=label, choices=blank + grades.choices(part), required=is_needed
            )
        self.fields["instructions"] = forms.CharField(
            label="With conditions: how must it be handled?", required=False
        )
        self.fields["rationale"] = forms.CharField(
            label="If suspected to be false: why?", required=False
        )

    @property
    def has_hidden_errors(self) -> bool:
        """Tell whether something is to be put right among the folded questions."""
        return bool(self.is_bound and set(self.errors) & set(self.MORE))

    @property
    def kind_in_words(self) -> str:
        """Return what kind of piece it is, as one reads it."""
        return KIND_WORDS.get(self["kind"].value(), "")

    @property
    def goes_in_words(self) -> str:
        """Return where the piece may go."""
        return dict(WHERE_IT_GOES).get(self["restriction"].value(), "")

    @property
    def about_in_words(self) -> str:
        """Return the names of those whom the piece is about."""
        chosen = set(self["about"].value() or ())
        return ", ".join(name for pk, name in self.context.people if str(pk) in chosen)

    @property
    def happened_in_words(self) -> str:
        """Return when it happened, as far as it is known."""
        happened = self.cleaned_data.get("happened") if self.is_valid() else None
        return str(happened) if happened else "date not known"

    @property
    def graded_fields(self) -> list:
        """Return the questions about the grade, where there are any."""
        return [self[name] for name in self.GRADE if name in self.fields]

    def clean(self) -> dict:
        """Check the piece as a whole, by the rules that the database's verb applies again."""
        cleaned = super().clean()
        if set(self.errors) - self._unseen():
            return cleaned
        try:
            self.given = self._piece(cleaned)
            check_piece(
                self.given,
                subjects=[pk for pk, _ in self.context.people],
                is_graded=self.context.kind.template.is_graded,
                today=self.context.today,
            )
        except RuleBroken as broken:
            self.add_error(None, str(broken))
        return cleaned

    def _piece(self, cleaned: dict) -> PieceGiven:
        happened = cleaned.get("happened")
        is_sighting = bool(cleaned["sighting"])
        grade, conditions = self._grade(cleaned)
        return PieceGiven(
            what=cleaned["what"],
            place=cleaned["place"],
            kind=cleaned["kind"],
            about=tuple(int(pk) for pk in cleaned["about"]),
            known_on=cleaned["known_on"],
            happened_on=happened.first_day if happened else None,
            happened_precision=happened.precision if happened else "unknown",
            source=cleaned["source"],
            is_first_hand=cleaned["is_first_hand"],
            restriction=cleaned["restriction"],
            gist=cleaned.get("gist") or "",
            analysis=cleaned["analysis"],
            flags=tuple(cleaned["flags"]),
            lawful_bases=tuple(cleaned["lawful_bases"]),
            sighting=cleaned["sighting"],
            is_seen_alone=cleaned["is_seen_alone"] if is_sighting else "",
            seen_by=cleaned["seen_by"] if is_sighting else "",
            grade=grade,
            conditions=conditions,
        )

    def _grade(self, cleaned: dict) -> tuple[str, dict]:
        if not self.context.kind.template.is_graded:
            return "", {}
        grade = grades.grade_of(
            source=cleaned["grade_source"],
            assessment=cleaned["grade_assessment"],
            handling=cleaned["grade_handling"],
        )
        conditions = grades.conditions_of(grade, **{name: cleaned[name] for name in self.GRADE[3:]})
        return grade, conditions


def places_to_choose(context: PieceContext) -> Sequence[tuple[str, str]]:
    """Return the questions of the jigsaw, those this agency is usually asked first."""
    pictures = [(CHILDREN, "the child"), (ADULTS, "the adult")]
    if not context.is_about_children:
        pictures.reverse()
    found: dict[str, str] = {}
    for code, who in pictures:
        for place in picture_on_the_box(code).places:
            question = place.question.replace("{names}", f"{who}’s").replace("{name}", who)
            found.setdefault(place.code, f"{place.title}: {question}")
    first = [code for code in context.kind.template.places if code in found]
    return [(code, found[code]) for code in dict.fromkeys([*first, *found])]
