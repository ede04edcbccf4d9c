"""The decision as a form, built from what lies on the table so that nothing is passed over."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from django import forms
from django.utils.datastructures import MultiValueDict

from openmash.decisions import rules
from openmash.decisions.answers import Answers, ForPerson, Person, PlannedAction
from openmash.decisions.outcomes import outcomes
from openmash.decisions.shown import Table
from openmash.design.forms import Checkboxes, DatePartsField, PlainForm, Radios
from openmash.enquiries.triage import practice
from openmash.enquiries.triage.agreement import IN_WORDS

ACTION_ROWS, MOST_ACTION_ROWS = 2, 20
TEST_ANSWERS = [("yes", "Yes"), ("no", "No"), ("not_known", "Not known")]


def hole_field(key: str) -> str:
    """Return the name of the field for one hole: short, and nobody's details in it."""
    return f"hole_{sha256(key.encode()).hexdigest()[:10]}"


class DecisionForm(PlainForm):
    """One enquiry's decision. Nothing is required by the form: `rules` says what is missing."""

    def __init__(
        self,
        data: Mapping | None = None,
        *,
        table: Table,
        agencies: Sequence[tuple[int, str]],
        owners: Sequence[tuple[int, str]],
        holders: Sequence[tuple[int, str]],
        saved: Mapping[str, list[str]] | None = None,
        rows: int = ACTION_ROWS,
    ) -> None:
        super().__init__(data)
        self.table, self.rows = table, min(rows, MOST_ACTION_ROWS)
        self._add_voice()
        self._add_what_lies_open()
        for person in table.people:
            self._add_person(person)
        self._add_why()
        for row in range(self.rows):
            self._add_action(row, agencies=agencies, owners=owners)
        self.fields["risk_to"] = forms.TypedChoiceField(
            label="Who is asked to hold the risk next?",
            choices=[("", "Nobody yet: I hold it"), *holders],
            coerce=int,
            empty_value=None,
            required=False,
            help_text="They are asked now. It stays with you until they accept it.",
        )
        if saved and data is None:
            self._fill_from(saved)

    def _fill_from(self, saved: Mapping[str, list[str]]) -> None:
        typed = MultiValueDict(saved)
        for name, field in self.fields.items():
            if not field.widget.value_omitted_from_data(typed, {}, name):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)
            elif isinstance(field.widget, Checkboxes):
                self.initial[name] = []

    def _words(self, name: str, label: str, *, rows: int = 3, hint: str = "") -> None:
        self.fields[name] = forms.CharField(
            label=label,
            help_text=hint,
            required=False,
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    def _choice(self, name: str, label: str, choices, *, hints=None, hint: str = "") -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            help_text=hint,
            choices=choices,
            required=False,
            widget=Radios(hints=hints or {}),
        )

    def _ticks(self, name: str, label: str, choices, *, hints=None, hint: str = "") -> None:
        self.fields[name] = forms.MultipleChoiceField(
            label=label,
            help_text=hint,
            choices=choices,
            required=False,
            widget=Checkboxes(hints=hints or {}),
        )

    def _add_voice(self) -> None:
        self._words("voice", "Their own words, with which this decision begins")
        self.fields["voice"].initial = "\n".join(said.words for said in self.table.said)
        self._words("voice_why_not", "If nobody heard them: why not?", rows=2)
        self._words("voice_plan", "And what do we do about it?", rows=2)

    def _add_what_lies_open(self) -> None:
        for view in self.table.dissents:
            self._words(f"dissent_{view.pk}", f"Your answer to {view.agency}", rows=2)
        for hole in self.table.holes:
            self.fields[hole_field(hole.key)] = forms.CharField(
                label=f"{hole.title}: who finds out, by when?", required=False, max_length=300
            )
        for one in self.table.silent:
            self._words(
                f"without_{one.pk}", f"{one.agency}: why do you go on without the answer?", rows=2
            )

    def _add_person(self, person: Person) -> None:
        start = f"p{person.key}"
        if person.part == "child":
            levels = practice.thresholds().levels.values()
            self._choice(
                f"{start}_level",
                f"Level of need for {person.called}",
                [(level.code, f"Level {level.code}: {level.title}") for level in levels],
                hints={level.code: level.words for level in levels},
            )
        else:
            for part in practice.thresholds().adult_test:
                self._choice(f"{start}_{part.code}", part.question, TEST_ANSWERS, hint=part.hint)
        fitting = [each for each in outcomes().values() if each.fits(person.part)]
        for name, label, is_usual in (
            ("outcomes", f"What happens for {person.called}", True),
            ("more", f"What else happens for {person.called}", False),
        ):
            chosen = [each for each in fitting if each.is_usual is is_usual]
            self._ticks(
                f"{start}_{name}",
                label,
                [(each.code, each.title) for each in chosen],
                hints={each.code: each.words for each in chosen},
            )
        reasons = practice.closing_reasons().values()
        self._ticks(
            f"{start}_closing",
            "If nothing more is needed: what shows it?",
            [(reason.code, reason.words) for reason in reasons],
        )
        self._words(f"{start}_words", f"Anything that is only about {person.called}", rows=2)

    def _add_why(self) -> None:
        self._words("rationale", "Why this, and why not less?", rows=5)
        self._words(
            "challenge",
            "What if we are wrong? What would change our mind?",
            hint="A minute for the other explanation, before you sign.",
        )
        self._choice("told", "Are the family or the adult told?", list(rules.TOLD.items()))
        self._words("told_why", "Who tells whom, when; or why not yet", rows=2)
        self._choice(
            "agreement",
            "Agreement to help or to asking others",
            [(each.value, words) for each, words in IN_WORDS.items()],
            hint="Agreement is not the lawful basis. Level 4 and section 42 do not need it.",
        )
        self.fields["agreement"].initial = self.table.enquiry.agreement
        if self.table.decisions:
            self._words("why_again", "Why is it decided again?")

    def _add_action(self, row: int, *, agencies, owners) -> None:
        self._words(f"a{row}_what", "What is done", rows=2)
        self.fields[f"a{row}_agency"] = forms.TypedChoiceField(
            label="Which agency", choices=[("", "Choose"), *agencies], coerce=int,
            empty_value=None, required=False,
        )  # fmt: skip
        self.fields[f"a{row}_owner"] = forms.TypedChoiceField(
            label="Who", choices=[("", "Nobody named yet"), *owners], coerce=int,
            empty_value=None, required=False,
        )  # fmt: skip
        self.fields[f"a{row}_due"] = DatePartsField(label="By which day", required=False)

    def clean(self) -> dict:
        """Hold every action that was begun to its agency and its day; `rules` does the rest."""
        cleaned = super().clean()
        for row in range(self.rows):
            if not (cleaned.get(f"a{row}_what") or "").strip():
                continue
            if not cleaned.get(f"a{row}_agency"):
                self.add_error(f"a{row}_agency", "Choose which agency does it")
            if not cleaned.get(f"a{row}_due") and f"a{row}_due" not in self.errors:
                self.add_error(f"a{row}_due", "Write the day by which it is done")
        return cleaned

    def field_of(self, code: str) -> str | None:
        """Return the field at which something missing is put right."""
        if code.startswith("person-"):
            return f"p{code.removeprefix('person-')}_outcomes"
        if code == "requests" and self.table.silent:
            empty = [one for one in self.table.silent if not self.said(f"without_{one.pk}")]
            return f"without_{(empty or self.table.silent)[0].pk}"
        if code == "views" and self.table.dissents:
            return f"dissent_{self.table.dissents[0].pk}"
        if code == "actions":
            return "a0_what"
        return code if code in self.fields else None

    def said(self, name: str) -> str:
        """Return the words of a field, whether typed just now or saved before."""
        if self.is_bound:
            return (getattr(self, "cleaned_data", {}).get(name) or "").strip()
        return str(self.initial.get(name, self.fields[name].initial) or "").strip()

    def given(self, name: str):
        """Return the answer of a field, whether sent just now or saved before."""
        if self.is_bound:
            return getattr(self, "cleaned_data", {}).get(name)
        return self.initial.get(name, self.fields[name].initial)

    def answers(self) -> Answers:
        """Return the decision as it stands in the form, complete or not."""
        return Answers(
            rationale=self.said("rationale"),
            people=tuple(self._for_person(person) for person in self.table.people),
            voice=self.said("voice"),
            voice_why_not=self.said("voice_why_not"),
            voice_plan=self.said("voice_plan"),
            challenge=self.said("challenge"),
            comments={hole.key: self.said(hole_field(hole.key)) for hole in self.table.holes},
            went_without={
                one.reference: self.said(f"without_{one.pk}") for one in self.table.silent
            },
            dissent_answers={
                view.pk: self.said(f"dissent_{view.pk}") for view in self.table.dissents
            },
            told=self.said("told"),
            told_why=self.said("told_why"),
            agreement=self.said("agreement"),
            actions=tuple(self._actions()),
            risk_to=self.given("risk_to") or None,
            why_again=self.said("why_again") if "why_again" in self.fields else "",
        )

    def _for_person(self, person: Person) -> ForPerson:
        start = f"p{person.key}"
        is_child = person.part == "child"
        parts = () if is_child else practice.thresholds().adult_test
        return ForPerson(
            person=person.key,
            level=self.said(f"{start}_level") if is_child else "",
            adult_test={part.code: self.said(f"{start}_{part.code}") for part in parts},
            outcomes=(
                *(self.given(f"{start}_outcomes") or ()),
                *(self.given(f"{start}_more") or ()),
            ),
            closing_reasons=tuple(self.given(f"{start}_closing") or ()),
            words=self.said(f"{start}_words"),
        )

    def _actions(self):
        for row in range(self.rows):
            what, agency = self.said(f"a{row}_what"), self.given(f"a{row}_agency")
            due_on = self.given(f"a{row}_due")
            if what and agency and hasattr(due_on, "year"):
                yield PlannedAction(
                    what=what,
                    agency=int(agency),
                    owner=int(self.given(f"a{row}_owner") or 0) or None,
                    due_on=due_on,
                )
