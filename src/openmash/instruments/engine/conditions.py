"""When a rule fires. A condition looks at answers, at facts of the case, and at the voice.

Generic codes (`positive`, `uncertain`) and selectors were resolved when the file was read, so
that what is compared here are plain sets of codes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


class Situation(Protocol):
    """What a condition may look at."""

    voice_is_missing: bool

    def codes(self, item: str) -> frozenset[str]:
        """Return the answers to an item that are in force, or what silence is read as."""
        ...

    def fact(self, fact: str) -> int | bool | None:
        """Return a fact of the case, None if it is not known."""
        ...


class Condition(Protocol):
    """Something that is so or not so in a situation."""

    def holds(self, situation: Situation) -> bool:
        """Return whether it is so."""
        ...

    def facts(self) -> Iterator[str]:
        """Yield the facts that it asks for."""
        ...

    def items(self) -> Iterator[str]:
        """Yield the items that it looks at."""
        ...


@dataclass(frozen=True, kw_only=True)
class AnswerIs:
    """An answer to the item is one of the codes. Agencies may disagree: any of theirs will do."""

    item: str
    codes: frozenset[str]

    def holds(self, situation: Situation) -> bool:
        """Return whether any answer in force has one of the codes."""
        return not self.codes.isdisjoint(situation.codes(self.item))

    def facts(self) -> Iterator[str]:
        """Yield nothing: this asks for no fact."""
        yield from ()

    def items(self) -> Iterator[str]:
        """Yield the item."""
        yield self.item


@dataclass(frozen=True, kw_only=True)
class CountIs:
    """At least so many items have such an answer. Items are counted, not answers."""

    counted: tuple[AnswerIs, ...]
    at_least: int

    def holds(self, situation: Situation) -> bool:
        """Return whether enough items have such an answer."""
        return sum(one.holds(situation) for one in self.counted) >= self.at_least

    def facts(self) -> Iterator[str]:
        """Yield nothing: this asks for no fact."""
        yield from ()

    def items(self) -> Iterator[str]:
        """Yield the items that are counted."""
        for one in self.counted:
            yield one.item


@dataclass(frozen=True, kw_only=True)
class FactIs:
    """A fact of the case is in a range or has a value. A fact that is not known gives no."""

    fact: str
    below: float | None = None
    from_: float | None = None
    value: int | bool | None = None

    def holds(self, situation: Situation) -> bool:
        """Return whether every comparison holds."""
        known = situation.fact(self.fact)
        if known is None:
            return False
        return (
            (self.below is None or known < self.below)
            and (self.from_ is None or known >= self.from_)
            and (self.value is None or known == self.value)
        )

    def facts(self) -> Iterator[str]:
        """Yield the fact."""
        yield self.fact

    def items(self) -> Iterator[str]:
        """Yield nothing: this looks at no answer."""
        yield from ()


@dataclass(frozen=True, kw_only=True)
class VoiceMissing:
    """Nothing was said by the person and nothing was seen of them, whatever the reason."""

    def holds(self, situation: Situation) -> bool:
        """Return whether there are neither words nor observations."""
        return situation.voice_is_missing

    def facts(self) -> Iterator[str]:
        """Yield nothing: this asks for no fact."""
        yield from ()

    def items(self) -> Iterator[str]:
        """Yield nothing: this looks at no answer."""
        yield from ()


@dataclass(frozen=True, kw_only=True)
class _Combined:
    parts: tuple[Condition, ...]

    def facts(self) -> Iterator[str]:
        """Yield the facts that any part asks for."""
        for part in self.parts:
            yield from part.facts()

    def items(self) -> Iterator[str]:
        """Yield the items that any part looks at."""
        for part in self.parts:
            yield from part.items()


@dataclass(frozen=True, kw_only=True)
class AllOf(_Combined):
    """Every part holds."""

    def holds(self, situation: Situation) -> bool:
        """Return whether every part holds."""
        return all(part.holds(situation) for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class AnyOf(_Combined):
    """At least one part holds."""

    def holds(self, situation: Situation) -> bool:
        """Return whether some part holds."""
        return any(part.holds(situation) for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class NoneOf(_Combined):
    """No part holds. Two-valued: over a fact that is not known this is so."""

    def holds(self, situation: Situation) -> bool:
        """Return whether no part holds."""
        return not any(part.holds(situation) for part in self.parts)
