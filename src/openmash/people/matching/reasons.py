"""Why two records may or may not be one person: reasons in words, each with its weight.

Weights are in bits: four bits for are sixteen times likelier in records of one person than in
records of two. They add up to the total, which is why it can be explained field by field.
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class Strength(StrEnum):
    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


STRONG_FROM_BITS = 8.0
FAIR_FROM_BITS = 3.0


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One field compared: what was found, in a code for rules and in words for people.

    `topic` groups fields that stand or fall together: a first name and surname are only
    worth anything from one and the same record.
    """

    field: str
    code: str  # such as "given.same"; the rules of `verdicts` read it
    weight: float
    words: str = dataclasses.field(repr=False)
    topic: str

    @property
    def direction(self) -> Direction:
        if self.weight == 0:
            return Direction.NEUTRAL
        return Direction.FOR if self.weight > 0 else Direction.AGAINST

    @property
    def strength(self) -> Strength:
        size = abs(self.weight)
        if size >= STRONG_FROM_BITS:
            return Strength.STRONG
        return Strength.FAIR if size >= FAIR_FROM_BITS else Strength.WEAK


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All reasons for and against two records, or a record and a person, being one."""

    reasons: tuple[Reason, ...]

    @property
    def total(self) -> float:
        """The sum of the weights shown, in bits."""
        return round(sum(reason.weight for reason in self.reasons), 1)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(reason.code for reason in self.reasons)

    def bits(self, *fields: str) -> float:
        """Return what these fields weigh together."""
        return sum(reason.weight for reason in self.reasons if reason.field in fields)

    def with_reason(self, reason: Reason) -> "Evidence":
        return Evidence(reasons=(*self.reasons, reason))


def combined(pieces: Iterable[Evidence]) -> Evidence:
    """Weigh a record against a whole person: topic by topic, what speaks most among the records.

    People move and change numbers, so of places the best agreement counts. What never changes
    (birth, sex, a national number) counts against wherever no record agrees. Two entries of one
    contact are two people, whatever the other records say.
    """
    by_topic: dict[str, list[tuple[Reason, ...]]] = {}
    for evidence in pieces:
        grouped: dict[str, list[Reason]] = {}
        for reason in evidence.reasons:
            grouped.setdefault(reason.topic, []).append(reason)
        for topic, reasons in grouped.items():
            by_topic.setdefault(topic, []).append(tuple(reasons))
    chosen = [_most_telling(topic, groups) for topic, groups in by_topic.items()]
    return Evidence(reasons=tuple(reason for group in chosen for reason in group))


_CHANGING = {"name", "place", "phone", "email", "role", "related"}
_SURER = ("dob", "age", "stage")  # a date says more than an age, and an age more than a role
_FIRM_BITS = 3.0  # less than this never outweighs something that cannot be true


def _most_telling(topic: str, groups: list[tuple[Reason, ...]]) -> tuple[Reason, ...]:
    if topic == "birth":
        groups = _surest(groups)
    best, worst = max(groups, key=_weight), min(groups, key=_weight)
    if topic == "contact":
        return worst
    if topic in _CHANGING or _weight(worst) >= 0 or _weight(best) >= _FIRM_BITS:
        return best
    return worst


def _surest(groups: list[tuple[Reason, ...]]) -> list[tuple[Reason, ...]]:
    for kind in _SURER:
        found = [group for group in groups if group[0].code.startswith(kind)]
        if found:
            return found
    return groups


def _weight(group: tuple[Reason, ...]) -> float:
    return sum(reason.weight for reason in group)
