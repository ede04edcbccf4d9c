"""The forms of a record in the making. What a question offers comes from its instrument."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django import forms

from openmash.design.forms import Checkboxes, DatePartsField, PlainForm, Radios
from openmash.instruments.choices import fact_label
from openmash.instruments.engine import (
    AnswerKind,
    Instrument,
    Item,
    Section,
    shared_vocabulary,
)
from openmash.instruments.rules import Given

SHORT_LABEL = 16
PARTS = ("", "-evidence", "-sources", "-on", "-piece")
KNOWN = [("yes", "Yes"), ("no", "No"), ("not_known", "Not known")]


@dataclass(frozen=True, kw_only=True)
class Prefilled:
    """What is held already, laid into one question's evidence until somebody confirms it."""

    item: str
    piece: int
    words: str = field(repr=False)
    source: str = ""
    on: date | None = None


class BeginForm(PlainForm):
    """Whom it is about, what is known of the case, and that the safety notes were read."""

    about = forms.ChoiceField(label="Whom is it about?", widget=Radios(small=True))
    acknowledged = forms.BooleanField(
        label="I have read these notes, and nobody is in danger now without help on the way"
    )

    missing = {
        "about": "Choose whom it is about",
        "acknowledged": "Read the notes, and tick that you have",
    }

    def __init__(
        self, *args: object, people: Iterable[tuple[str, str]], instrument: Instrument, **kwargs
    ) -> None:
        self.base_fields = dict(self.base_fields)
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = list(people)
        kinds = shared_vocabulary().facts
        self.facts = [fact for fact in instrument.facts_asked if fact in kinds]
        for fact in self.facts:
            self.fields[f"fact-{fact}"] = _fact_field(fact, is_number=kinds[fact] is int)

    @property
    def fact_fields(self) -> list:
        """Return the fields of what is known of the case."""
        return [self[f"fact-{fact}"] for fact in self.facts]

    def known_facts(self) -> dict[str, int | bool]:
        """Return what is known; what is not known is left out, and stays not known."""
        given = {fact: self.cleaned_data.get(f"fact-{fact}") for fact in self.facts}
        return {
            fact: value if isinstance(value, int) else value == "yes"
            for fact, value in given.items()
            if value not in (None, "", "not_known")
        }


def _fact_field(fact: str, *, is_number: bool) -> forms.Field:
    label = fact_label(fact)
    if is_number:
        return forms.IntegerField(
            label=label, required=False, min_value=0, max_value=150,
            help_text="Leave it blank if it is not known",
        )  # fmt: skip
    widget = Radios(inline=True, small=True)
    return forms.ChoiceField(label=label, choices=KNOWN, required=False, widget=widget)


class SectionForm(PlainForm):
    """The questions of one section, for one agency's answers. Nothing has to be answered now."""

    def __init__(
        self,
        *args: object,
        section: Section,
        own: Mapping,
        prefilled: Prefilled | None,
        today,
        **kw,
    ) -> None:
        self.section = section
        self.own = own
        kw["initial"] = _initial(section, own=own, prefilled=prefilled)
        super().__init__(*args, **kw)
        for item in section.items:
            self._add(item, today=today)

    def _add(self, item: Item, *, today: date) -> None:
        sources = shared_vocabulary().evidence_sources
        self.fields[item.id] = _answer_field(item)
        self.fields[f"{item.id}-piece"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput
        )
        if item.is_in_words:
            return
        self.fields[f"{item.id}-evidence"] = forms.CharField(
            label="What shows it?", required=False, widget=forms.Textarea
        )
        self.fields[f"{item.id}-sources"] = forms.MultipleChoiceField(
            label="Where is it from?",
            choices=list(sources.items()),
            required=False,
            widget=Checkboxes(small=True),
        )
        self.fields[f"{item.id}-on"] = DatePartsField(
            label="Date of the information", required=False, not_after=today
        )

    def given(self, *, as_far_as_whole: bool = False) -> list[Given]:
        """Return what was given; of a field half typed, what was kept before, if that is asked."""
        return [
            self._given(item)
            for item in self.section.items
            if as_far_as_whole or not any(f"{item.id}{part}" in self.errors for part in PARTS)
        ]

    def _given(self, item: Item) -> Given:
        kept = self.own.get(item.id)
        clean = self.cleaned_data
        value = clean.get(item.id)
        evidence = clean.get(f"{item.id}-evidence", "") or ""
        on = clean.get(f"{item.id}-on")
        if f"{item.id}-on" in self.errors:
            on = kept.information_on if kept else None
        piece = clean.get(f"{item.id}-piece") or (kept.piece_id if kept else None)
        if item.is_in_words:
            words = value.isoformat() if isinstance(value, date) else (value or "")
            return Given(item=item.id, words=words)
        codes = tuple(value) if isinstance(value, list) else ((value,) if value else ())
        return Given(
            item=item.id,
            codes=codes,
            evidence=evidence,
            sources=tuple(clean.get(f"{item.id}-sources") or ()),
            information_on=on,
            piece=piece,
        )


def _answer_field(item: Item) -> forms.Field:
    label = "Your answer"
    if item.kind is AnswerKind.TEXT:
        return forms.CharField(label=label, required=False, widget=forms.Textarea)
    if item.kind in (AnswerKind.DATE, AnswerKind.DATETIME):
        return DatePartsField(label=label, required=False)
    choices = [(option.code, option.label) for option in item.options]
    if item.kind is AnswerKind.MULTI_CHOICE:
        widget = Checkboxes(small=True)
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=widget
        )
    is_short = all(len(option.label) <= SHORT_LABEL for option in item.options)
    widget = Radios(inline=is_short, small=not is_short)
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=widget)


def _initial(section: Section, *, own: Mapping, prefilled: Prefilled | None) -> dict[str, object]:
    found: dict[str, object] = {}
    for item in section.items:
        row = own.get(item.id)
        if row is not None:
            found |= _kept(item, row=row)
    if prefilled is not None:
        name = prefilled.item
        before = str(found.get(f"{name}-evidence") or "").strip()
        found[f"{name}-evidence"] = "\n".join(filter(None, (before, prefilled.words)))
        found[f"{name}-piece"] = prefilled.piece
        found[f"{name}-on"] = prefilled.on
        if prefilled.source:
            chosen = set(found.get(f"{name}-sources") or ()) | {prefilled.source}
            found[f"{name}-sources"] = sorted(chosen)
    return found


def _kept(item: Item, *, row) -> dict[str, object]:
    if item.kind in (AnswerKind.DATE, AnswerKind.DATETIME):
        return {item.id: date.fromisoformat(row.words[:10]) if row.words else None}
    if item.is_in_words:
        return {item.id: row.words}
    is_many = item.kind is AnswerKind.MULTI_CHOICE
    return {
        item.id: list(row.codes) if is_many else next(iter(row.codes), ""),
        f"{item.id}-evidence": row.evidence,
        f"{item.id}-sources": list(row.sources),
        f"{item.id}-on": row.information_on,
        f"{item.id}-piece": row.piece_id,
    }


class InviteForm(PlainForm):
    """Which agency answers its own part, and why it is asked."""

    agency = forms.TypedChoiceField(label="Which agency?", coerce=int, widget=Radios(small=True))
    why = forms.CharField(
        label="What would you like them to answer, and why?",
        help_text="They read these words. Say nothing here that they may not know.",
        widget=forms.Textarea,
    )
    missing = {"why": "Say what you would like them to answer, and why"}

    def __init__(self, *args: object, agencies: Iterable[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = list(agencies)


class VoiceForm(PlainForm):
    """What the person said, showed and wants; or why not yet, and the plan."""

    def __init__(self, *args: object, instrument: Instrument, heard=None, **kwargs) -> None:
        self.instrument = instrument
        kwargs["initial"] = _heard(heard)
        super().__init__(*args, **kwargs)
        for one in instrument.voice.fields:
            self.fields[f"voice-{one.id}"] = _voice_field(one)
        reasons = [("", "The person was heard")]
        reasons += [(option.code, option.label) for option in instrument.voice.reasons]
        self.fields["why_not"] = forms.ChoiceField(
            label="If nobody has heard them yet, why not?",
            choices=reasons,
            required=False,
            widget=forms.Select,
        )
        self.fields["plan"] = forms.CharField(
            label="Who will hear them, where and how?", required=False, widget=forms.Textarea
        )
        self.fields["try_again_on"] = DatePartsField(label="When", required=False)

    @property
    def voice_fields(self) -> list:
        """Return the fields of what the person said and showed."""
        return [self[f"voice-{one.id}"] for one in self.instrument.voice.fields]

    def words(self) -> dict[str, str]:
        """Return what was written, by the field of the instrument."""
        found = {}
        for one in self.instrument.voice.fields:
            value = self.cleaned_data.get(f"voice-{one.id}") or ""
            found[one.id] = value.isoformat() if isinstance(value, date) else str(value)
        return found


def _voice_field(one) -> forms.Field:
    if one.kind is AnswerKind.DATE:
        return DatePartsField(label=one.label, required=False)
    if one.kind is AnswerKind.CHOICE:
        choices = [(option.code, option.label) for option in one.options]
        widget = Radios(small=True)
        return forms.ChoiceField(label=one.label, choices=choices, required=False, widget=widget)
    return forms.CharField(label=one.label, required=False, widget=forms.Textarea)


def _heard(row) -> dict[str, object]:
    if row is None:
        return {}
    words = {f"voice-{name}": text for name, text in row.words.items()}
    return words | {"why_not": row.why_not, "plan": row.plan, "try_again_on": row.try_again_on}
