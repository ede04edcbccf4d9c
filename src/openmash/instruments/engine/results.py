"""What the evaluation of a record says. Nothing here is a score, and nothing decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from openmash.instruments.engine.definitions import Band, EffectKind, Item, Rule


@dataclass(frozen=True, kw_only=True)
class Floor:
    """A band below which the judgement needs a reason and a second person, and why."""

    band: Band
    rule: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """One thing that a fired rule asks the practitioner to think of, in words, and why."""

    kind: EffectKind
    target: str
    title: str
    act_within: str
    rule: str
    why: str


@dataclass(frozen=True, kw_only=True)
class OldAnswer:
    """An answer in force whose information is more than six months old."""

    item: Item
    information_on: date


@dataclass(frozen=True, kw_only=True)
class Missing:
    """One thing that keeps the record from closing: its code, and what to do, in words."""

    code: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """Everything that follows from a record today, evaluated afresh.

    `standing` holds the answers in force by item, and nothing for an item without any; it
    never holds what silence is read as. `floor` is the highest of `floors`, None where no
    rule sets one. `review_due_on` is None until a band is chosen, and where none is planned.
    """

    instrument: str
    version: str
    title: str
    fired: tuple[Rule, ...]
    floor: Band | None
    floors: tuple[Floor, ...]
    prompts: tuple[Prompt, ...]
    unknown: tuple[Item, ...]
    unknown_facts: tuple[str, ...]
    to_discuss: tuple[Item, ...]
    disagreements: tuple[Item, ...]
    old_answers: tuple[OldAnswer, ...]
    missing: tuple[Missing, ...]
    judged: Band | None
    review_due_on: date | None
    change_triggers: tuple[str, ...]
    standing: Mapping[str, frozenset[str]] = field(repr=False)
    items: Mapping[str, Item] = field(repr=False)

    @property
    def unknown_count(self) -> int:
        """Return how many questions nobody has answered, or answered only with “not known”."""
        return len(self.unknown)

    @property
    def may_close(self) -> bool:
        """Return whether nothing keeps the record from closing."""
        return not self.missing

    def unknown_in(self, section: str) -> tuple[Item, ...]:
        """Return the questions of one section to which nobody knows the answer."""
        return tuple(item for item in self.unknown if item.section == section)

    def answers_in_words(self, item: str) -> tuple[str, ...]:
        """Return the labels of the answers to an item, in the order of its options."""
        known = self.items[item]
        codes = self.standing.get(item, frozenset())
        return tuple(known.label(code) for code in known.codes if code in codes)
