"""A decision as it was written, before it is weighed and signed. Plain frozen values."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody for whom something is decided: their key, and whether child or adult."""

    key: int
    part: str
    name: str = field(default="", repr=False)

    @property
    def called(self) -> str:
        """Return how a message names them: nobody is nameless on the page."""
        return self.name or "somebody not named"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForPerson:
    """What is decided for one person: a child's level or an adult's test, outcomes, words."""

    person: int
    level: str = ""
    adult_test: dict[str, str] = field(default_factory=dict, repr=False)
    outcomes: tuple[str, ...] = ()
    closing_reasons: tuple[str, ...] = ()
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """Who does what by when. The owner is an agency; a person where one is named."""

    what: str = field(repr=False)
    agency: int
    due_on: date
    owner: int | None = None
    owner_words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """A whole decision as somebody wrote it, ready to be weighed by `missing` and signed.

    `went_without` has a reason for each request not answered, by its reference; `comments` a
    word on each hole, by its key; `dissent_answers` the decision maker's answer by view.
    `feedback` replaces the words that a contact's writer is told, by the contact's reference.
    """

    rationale: str = field(repr=False)
    people: tuple[ForPerson, ...]
    voice: str = field(default="", repr=False)
    voice_why_not: str = field(default="", repr=False)
    voice_plan: str = field(default="", repr=False)
    challenge: str = field(default="", repr=False)
    comments: dict[str, str] = field(default_factory=dict, repr=False)
    went_without: dict[str, str] = field(default_factory=dict, repr=False)
    dissent_answers: dict[int, str] = field(default_factory=dict, repr=False)
    told: str = ""
    told_why: str = field(default="", repr=False)
    agreement: str = ""
    actions: tuple[PlannedAction, ...] = ()
    risk_to: int | None = None
    feedback: dict[str, str] = field(default_factory=dict, repr=False)
    why_again: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What stands before the decision maker: whom it is about, who is silent, who disagrees."""

    people: tuple[Person, ...]
    unanswered: tuple[str, ...] = ()
    dissents: tuple[int, ...] = ()
    earlier_decisions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing a decision needs: where on the page it is, and whether it is there."""

    code: str
    words: str
    is_done: bool
    repair: str = ""
