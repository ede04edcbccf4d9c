"""A completed record, as far as it has got: answers, voice, judgement, and who said what.

Answers are append-only: a correction is a new answer that names the one it replaces.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer. `codes` is empty for text and dates, and where nothing was answered.

    `words` holds the text or date of an item that is answered in words.
    """

    item: str
    codes: tuple[str, ...] = ()
    words: str = field(default="", repr=False)
    id: str = ""
    evidence: str = field(default="", repr=False)
    sources: tuple[str, ...] = ()
    information_on: date | None = None
    handling: str = ""
    corrects: str = ""
    agency: str = ""

    @property
    def has_value(self) -> bool:
        """Return whether anything was answered."""
        return bool(self.codes) or bool(self.words.strip())

    @property
    def has_evidence(self) -> bool:
        """Return whether an account, a source and a date stand beside it."""
        return bool(self.evidence.strip() and self.sources and self.information_on)


@dataclass(frozen=True, kw_only=True)
class VoiceGiven:
    """What the person said and showed; or why not, and the plan to try again."""

    words: Mapping[str, str] = field(default_factory=dict, repr=False)
    reason: str = ""
    plan: str = field(default="", repr=False)
    try_again_on: date | None = None

    def is_blank(self, part: str) -> bool:
        """Return whether nothing is written in a field."""
        return not self.words.get(part, "").strip()

    @property
    def is_missing(self) -> bool:
        """Return whether nothing was said and nothing seen, whatever the reason."""
        return self.is_blank("own_words") and self.is_blank("observed")

    @property
    def has_plan(self) -> bool:
        """Return whether reason, plan and the day for trying again are all there."""
        return bool(self.reason and self.plan.strip() and self.try_again_on)


@dataclass(frozen=True, kw_only=True)
class Discussion:
    """What a supervisor thought of the worrying answers."""

    by: str = field(default="", repr=False)
    on: date | None = None
    view: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The practitioner's own judgement, and the reasons for it."""

    band: str = ""
    rationale: Mapping[str, str] = field(default_factory=dict, repr=False)
    confidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Overridden:
    """Why the judgement is not the floor, and who agreed."""

    reason: str = field(default="", repr=False)
    second_person: str = field(default="", repr=False)
    met: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Response:
    """What the practitioner did about a rule that fired: `followed`, `departed`, or not yet said."""

    rule: str
    response: str = ""
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Record:
    """One record of one instrument. It may be unfinished; it cannot be wrong in form."""

    instrument: str
    version: str
    completed_by: str = field(default="", repr=False)
    is_acknowledged: bool = False
    facts: Mapping[str, int | bool] = field(default_factory=dict, repr=False)
    answers: tuple[Answer, ...] = ()
    voice: VoiceGiven = VoiceGiven()
    discussion: Discussion = Discussion()
    judged: Judged = Judged()
    overridden: Overridden = Overridden()
    responses: tuple[Response, ...] = ()
    closed_on: date | None = None

    @cached_property
    def in_force(self) -> Mapping[str, tuple[Answer, ...]]:
        """Return, for each item that has any, its answers that no later answer corrects."""
        found: dict[str, list[Answer]] = {}
        last_correction = {a.corrects: n for n, a in enumerate(self.answers) if a.corrects}
        for number, answer in enumerate(self.answers):
            is_corrected = last_correction.get(answer.id, -1) > number
            if answer.has_value and not is_corrected:
                found.setdefault(answer.item, []).append(answer)
        return {item: tuple(answers) for item, answers in found.items()}


def is_same_person(one: str, *, other: str) -> bool:
    """Return whether two names or sign-ins are the same, however they were typed."""
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()
