"""An instrument as it was published: its questions, its bands, and what its rules prompt."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from openmash.instruments.engine.conditions import Condition
from openmash.instruments.engine.vocabulary import Option

# Options of a choice have no scale, so these codes are what says “we do not know”.
UNCERTAIN_CHOICES = ("unknown", "unsure", "unclear", "not_asked")
NOT_ASKED = "not_asked"
# The worrying answers to a question about a strength.
STRENGTH_IS_MISSING = frozenset({"none", "absent", "not_met", "unable"})


class Status(StrEnum):
    """Where a version stands: written, approved by a partnership, or no longer for new records."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class AnswerKind(StrEnum):
    """What an answer is made of."""

    SCALE = "scale"
    TEXT = "text"
    DATE = "date"
    DATETIME = "datetime"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"


class Polarity(StrEnum):
    """What a positive answer means: a worry, good news, or neither."""

    CONCERN = "concern"
    STRENGTH = "strength"
    NEUTRAL = "neutral"


class Axis(StrEnum):
    """What a question is about. Harm that is happening is kept apart from vulnerability."""

    HARM = "harm"
    VULNERABILITY = "vulnerability"
    CAPABILITY_TO_PROTECT = "capability_to_protect"
    CONTEXT = "context"
    PROCESS = "process"


class Weight(StrEnum):
    """How much hangs on one answer. A worrying answer to a critical item is always discussed."""

    CRITICAL = "critical"
    CORE = "core"
    CONTEXT = "context"


class EvidenceNeed(StrEnum):
    """When an answer must have an account, a source and a date beside it."""

    REQUIRED = "required"
    IF_POSITIVE = "required_if_positive"
    OPTIONAL = "optional"


class EffectKind(StrEnum):
    """What a rule may prompt. None of these decides anything."""

    FLOOR = "floor_band"
    PATHWAY = "suggest_pathway"
    REQUIREMENT = "require"
    INSTRUMENT = "start_instrument"
    WARNING = "warn"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question. `codes` is empty for text and dates, which no rule can match."""

    id: str
    section: str
    text: str
    help: str
    kind: AnswerKind
    options: tuple[Option, ...]
    positive: tuple[str, ...]
    uncertain: tuple[str, ...]
    polarity: Polarity
    axis: Axis
    weight: Weight
    tags: frozenset[str]
    evidence: EvidenceNeed
    prompts: tuple[str, ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Return the codes that may be answered."""
        return tuple(option.code for option in self.options)

    @property
    def is_in_words(self) -> bool:
        """Return whether it is answered with text or a date, which is its own evidence."""
        return self.kind in (AnswerKind.TEXT, AnswerKind.DATE, AnswerKind.DATETIME)

    @cached_property
    def worrying(self) -> frozenset[str]:
        """Return the codes that are bad news: for a strength, those that say it is missing."""
        if self.polarity is Polarity.STRENGTH:
            return STRENGTH_IS_MISSING & set(self.codes)
        return frozenset(self.positive)

    @cached_property
    def read_as_when_unanswered(self) -> str | None:
        """Return the code that silence is read as: never absent, and nothing if none fits."""
        if NOT_ASKED in self.codes:
            return NOT_ASKED
        return self.uncertain[0] if self.uncertain else None

    def label(self, code: str) -> str:
        """Return the words of an answer."""
        return next((option.label for option in self.options if option.code == code), code)


@dataclass(frozen=True, kw_only=True)
class Section:
    """Questions that are asked together."""

    id: str
    title: str
    guidance: str
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One prompt of a rule. `act_within` is empty except where a pathway says how soon."""

    kind: EffectKind
    target: str
    act_within: str = ""

    def as_written(self) -> dict[str, str]:
        """Return the effect as the file writes it."""
        soon = {"act_within": self.act_within} if self.act_within else {}
        return {self.kind.value: self.target, **soon}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When these answers are given, this is prompted, and why."""

    id: str
    when: Condition
    then: tuple[Effect, ...]
    why: str

    @property
    def needs_response(self) -> bool:
        """Return whether the practitioner must say that they followed it, or why not."""
        return any(e.kind in (EffectKind.REQUIREMENT, EffectKind.PATHWAY) for e in self.then)


@dataclass(frozen=True, kw_only=True)
class VoiceField:
    """One thing to be told of what the person said, showed or wants."""

    id: str
    label: str
    kind: AnswerKind
    options: tuple[Option, ...]
    is_required: bool


@dataclass(frozen=True, kw_only=True)
class Voice:
    """How the person is heard, and the reasons for which that may have to wait."""

    subject: str
    title: str
    fields: tuple[VoiceField, ...]
    reasons: tuple[Option, ...]
    prompts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Band:
    """One outcome that the practitioner may choose."""

    id: str
    label: str
    meaning: str
    response: str


@dataclass(frozen=True, kw_only=True)
class RationaleField:
    """One part of the reasons that a judgement must give."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the practitioner decides. `is_ordered` bands are a ladder, least serious first."""

    method: str
    is_ordered: bool
    bands: tuple[Band, ...]
    rationale_fields: tuple[RationaleField, ...]
    confidence: tuple[str, ...]

    def rung(self, band: str) -> int:
        """Return how serious a band is, from 0. Only for bands that are a ladder."""
        return [one.id for one in self.bands].index(band)


@dataclass(frozen=True, kw_only=True)
class Override:
    """What must be written when the judgement is not the floor."""

    shortest_reason: int
    below_floor_requires: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """One version of one instrument. A published version never changes."""

    id: str
    version: str
    status: Status
    title: str
    short_title: str
    practice_area: str
    subject_kinds: tuple[str, ...]
    purpose: str
    use_when: tuple[str, ...]
    do_not_use_for: tuple[str, ...]
    completed_by: Mapping[str, Any]
    before_you_start: tuple[str, ...]
    sections: tuple[Section, ...]
    voice: Voice
    judgement: Judgement
    rules: tuple[Rule, ...]
    override: Override
    review_days: Mapping[str, int]
    change_triggers: tuple[str, ...]
    related_instruments: tuple[str, ...]
    published_tools: tuple[str, ...]
    evidence_base: tuple[str, ...]
    limitations: tuple[str, ...]

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Return every question by its id, in the order of the form."""
        return {item.id: item for section in self.sections for item in section.items}

    @cached_property
    def critical_items(self) -> tuple[Item, ...]:
        """Return the questions of which a single worrying answer must be discussed."""
        return tuple(item for item in self.items.values() if item.weight is Weight.CRITICAL)

    @cached_property
    def bands(self) -> Mapping[str, Band]:
        """Return every band by its id."""
        return {band.id: band for band in self.judgement.bands}

    @cached_property
    def facts_asked(self) -> tuple[str, ...]:
        """Return the facts of the case that some rule looks at, once each, in file order."""
        return tuple(dict.fromkeys(fact for rule in self.rules for fact in rule.when.facts()))
