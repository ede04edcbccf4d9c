"""What an author writes for a product, and the screen it passes before it is printed.

A product is written from the record, never copied out of it. So the author's text is looked
through for the words of pieces that may not go, and a text that holds some is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from openmash.errors import NaiveTime
from openmash.products.echoes import Echoes, words_of
from openmash.products.pieces import Recipient
from openmash.products.product_types import ProductType, standing_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """Who sends the product, on what ground, for how long. `bases` and `purpose` are in words.

    `necessity` says why the purpose cannot be reached with less. `heading` is printed inside the
    sheet only; a document's title never holds a name.
    """

    reference: str
    author: str = field(repr=False)
    author_role: str
    written_at: datetime
    expires_on: date | None
    bases: tuple[str, ...]
    purpose: str
    necessity: str = field(repr=False)
    questions_to: str
    second_reader: str = field(default="", repr=False)
    heading: str = field(default="", repr=False)
    conditions: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if self.written_at.tzinfo is None:
            raise NaiveTime("The moment a product was written needs a timezone.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A person it is about. Their voice comes from pieces; `voice_missing` says why none came."""

    ref: str
    shown_as: str = field(repr=False)
    born: str = field(default="", repr=False)
    voice_missing: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Analysis:
    """What the agencies made of it together, and how sure they are."""

    words: str = field(default="", repr=False)
    confidence: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What was decided. The general words are all that a referrer or an asked agency reads."""

    outcome: str = field(repr=False)
    reason: str = field(default="", repr=False)
    led_by: str = field(default="", repr=False)
    decided_on: date | None = None
    general_outcome: str = field(default="", repr=False)
    general_reason: str = field(default="", repr=False)
    next_steps: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """What one agency is asked to do, by when, both in words. `who` stands on others' sheets."""

    what: str = field(repr=False)
    by_when: str
    agency_ref: str
    who: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown:
    """Something nobody knows yet, and who finds it out."""

    what: str = field(repr=False)
    finds_out: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """The author's text after the screen. `echoes` says where it held words that may not go."""

    header: Header
    subjects: tuple[Subject, ...]
    analysis: Analysis
    decision: Decision
    asks: tuple[Action, ...]
    others: tuple[Action, ...]
    unknowns: tuple[Unknown, ...]
    safe_contact: str
    is_safe_contact_answered: bool
    echoes: tuple[tuple[str, tuple[str, ...]], ...]


class Screen:
    """Passes a text on, or stops it and remembers where it stood and what it repeated."""

    def __init__(self, echoes: Echoes, *, names: frozenset[str]) -> None:
        self._echoes = echoes
        self._names = names
        self.stopped: dict[str, tuple[str, ...]] = {}

    def passed(self, text: str, *, where: str) -> str:
        """Return the text, or nothing where it holds words that may not go."""
        repeated = self._echoes.in_text(text)
        if self._names & set(words_of(text)):
            repeated = (*repeated, "a name")
        if not repeated:
            return text.strip()
        self.stopped[where] = tuple(dict.fromkeys((*self.stopped.get(where, ()), *repeated)))
        return ""

    def passed_all(self, texts: Sequence[str], *, where: str) -> tuple[str, ...]:
        """Return those of the texts that pass."""
        return tuple(text for text in (self.passed(one, where=where) for one in texts) if text)


def screened(
    echoes: Echoes,
    *,
    product_type: ProductType,
    recipient: Recipient | None,
    header: Header,
    subjects: Sequence[Subject],
    analysis: Analysis,
    decision: Decision,
    actions: Sequence[Action],
    unknowns: Sequence[Unknown],
    safe_contact: str,
) -> Written:
    """Return the author's text without any part that repeats what may not go.

    A type without names also loses every text in which a subject's name stands.
    """
    names = _names(subjects) if product_type.is_nameless else frozenset()
    screen = Screen(echoes, names=names)
    agency = recipient.agency_ref if recipient else ""
    own = tuple(act for act in actions if agency and act.agency_ref == agency)
    shows_others = "others" in product_type.sections
    others = tuple(act for act in actions if shows_others and act.agency_ref != agency)
    return Written(
        header=_header(header, screen=screen),
        subjects=() if product_type.is_nameless else _subjects(subjects, screen=screen),
        analysis=Analysis(
            words=screen.passed(analysis.words, where="the analysis"),
            confidence=screen.passed(analysis.confidence, where="the analysis"),
        ),
        decision=_decision(decision, screen=screen),
        asks=_actions(own, screen=screen, where="what we ask"),
        others=_actions(others, screen=screen, where="what others do"),
        unknowns=_unknowns(unknowns, screen=screen),
        safe_contact=_safe_contact(
            safe_contact, product_type=product_type, recipient=recipient, screen=screen
        ),
        is_safe_contact_answered=bool(safe_contact.strip()),
        echoes=tuple(screen.stopped.items()),
    )


def _names(subjects: Sequence[Subject]) -> frozenset[str]:
    return frozenset(
        word for subject in subjects for word in words_of(subject.shown_as) if len(word) > 1
    )


def _header(header: Header, *, screen: Screen) -> Header:
    # dataclasses.replace would keep a text that a later field adds unscreened; say each one.
    return Header(
        reference=header.reference,
        author=header.author,
        author_role=header.author_role,
        written_at=header.written_at,
        expires_on=header.expires_on,
        bases=screen.passed_all(header.bases, where="the lawful basis"),
        purpose=screen.passed(header.purpose, where="the purpose"),
        necessity=screen.passed(header.necessity, where="why it is necessary"),
        questions_to=header.questions_to,
        second_reader=header.second_reader,
        heading=screen.passed(header.heading, where="the heading"),
        conditions=screen.passed_all(header.conditions, where="the conditions"),
    )


def _subjects(subjects: Sequence[Subject], *, screen: Screen) -> tuple[Subject, ...]:
    return tuple(
        Subject(
            ref=subject.ref,
            shown_as=subject.shown_as.strip(),
            born=screen.passed(subject.born, where="the person block"),
            voice_missing=screen.passed(subject.voice_missing, where="the voice"),
        )
        for subject in subjects
    )


def _decision(decision: Decision, *, screen: Screen) -> Decision:
    where = "the decision"
    return Decision(
        outcome=screen.passed(decision.outcome, where=where),
        reason=screen.passed(decision.reason, where=where),
        led_by=screen.passed(decision.led_by, where=where),
        decided_on=decision.decided_on,
        general_outcome=screen.passed(decision.general_outcome, where=where),
        general_reason=screen.passed(decision.general_reason, where=where),
        next_steps=screen.passed_all(decision.next_steps, where="what happens next"),
    )


def _actions(actions: Sequence[Action], *, screen: Screen, where: str) -> tuple[Action, ...]:
    passed = (
        Action(
            what=screen.passed(action.what, where=where),
            by_when=screen.passed(action.by_when, where=where),
            agency_ref=action.agency_ref,
            who=screen.passed(action.who, where=where),
        )
        for action in actions
    )
    return tuple(action for action in passed if action.what)


def _unknowns(unknowns: Sequence[Unknown], *, screen: Screen) -> tuple[Unknown, ...]:
    where = "what we do not know"
    passed = (
        Unknown(
            what=screen.passed(unknown.what, where=where),
            finds_out=screen.passed(unknown.finds_out, where=where),
        )
        for unknown in unknowns
    )
    return tuple(unknown for unknown in passed if unknown.what)


def _safe_contact(
    text: str, *, product_type: ProductType, recipient: Recipient | None, screen: Screen
) -> str:
    """Return whom it is safe to speak to; somebody who may be linked reads only the general rule.

    Source: MASH-FIVE-CORE
    """
    is_told = "safe_contact" in product_type.sections and recipient and not recipient.may_be_linked
    if not is_told:
        return standing_words("safe_contact_general")
    return screen.passed(text, where="safe contact") or standing_words("safe_contact_unknown")
