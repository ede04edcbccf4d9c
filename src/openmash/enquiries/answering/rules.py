"""A request ends in exactly one state, and each state says what must stand with it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from openmash.errors import RuleBroken


class State(StrEnum):
    """What one agency's request has come to. Silence, a search and a refusal never look alike."""

    SENT = "sent"
    OPENED = "opened"
    NEED_LONGER = "need_longer"
    ANSWERED = "answered"
    NOTHING_HELD = "nothing_held"
    NOTHING_RELEVANT = "nothing_relevant"
    NOT_SEARCHED = "not_searched"
    CANNOT_SEARCH = "cannot_search"
    CANNOT_SHARE = "cannot_share"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({State.SENT, State.OPENED, State.NEED_LONGER})
SEARCHED = frozenset({State.NOTHING_HELD, State.NOTHING_RELEVANT})
REASONED = frozenset({State.NOT_SEARCHED, State.CANNOT_SEARCH, State.CANNOT_SHARE})
ENDED = frozenset({State.ANSWERED}) | SEARCHED | REASONED
_ANSWERS = ENDED | {State.NEED_LONGER}

# An answer may come to more later (a search that finds something after all), never to less: what
# was given stays given, and a piece is taken back by itself, with its reason.
MOVES: dict[State, frozenset[State]] = {
    State.SENT: _ANSWERS | {State.OPENED, State.WITHDRAWN},
    State.OPENED: _ANSWERS | {State.WITHDRAWN},
    State.NEED_LONGER: _ANSWERS | {State.WITHDRAWN},
    State.ANSWERED: frozenset({State.ANSWERED}),
    **{state: ENDED for state in SEARCHED | REASONED},
    State.WITHDRAWN: frozenset(),
}

DECIDED_STAGES = frozenset({"decided", "disseminated", "closed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An agency's answer as a whole; its pieces are counted here and kept beside it."""

    state: State
    pieces: int = 0
    searched_systems: str = ""
    searched_names: str = field(default="", repr=False)
    why: str = field(default="", repr=False)
    why_kind: str = ""
    longer_until: datetime | None = None
    authorised_by: str = field(default="", repr=False)
    said_by: str = field(default="", repr=False)
    is_conflict_checked: bool = False


def check_move(*, now: str, to: str) -> None:
    """Let a request move only along its table.

    Raises:
        RuleBroken: this state does not follow that one.
    """
    if State(to) in MOVES[State(now)]:
        return
    if State(now) is State.WITHDRAWN:
        raise RuleBroken("The hub no longer asks this, so there is nothing to answer.")
    if State(to) is State.WITHDRAWN:
        raise RuleBroken("This is answered, so it cannot be taken back.")
    raise RuleBroken(
        "This is answered already. You can add a piece, put one right, or take one back."
    )


def check_answer(answer: Answer, *, at: datetime, pieces_before: int = 0) -> None:
    """Let an answer be sent only with what its state needs.

    "Searched, nothing held" says which systems and which names; a refusal says why; a longer
    time says until when. Without these, nobody could tell a search from silence.

    Raises:
        RuleBroken: something is missing, and the message says what.
    """
    if not answer.is_conflict_checked:
        raise RuleBroken(
            "Tick that nobody who will see this is related to, or friends with, anybody named. "
            "Where somebody is, ring the hub before you answer."
        )
    if answer.state is State.ANSWERED and not (answer.pieces or pieces_before):
        raise RuleBroken("Add at least one piece, or say that you hold nothing relevant.")
    if answer.state is not State.ANSWERED and answer.pieces:
        raise RuleBroken(
            "You have written pieces, so your answer is that you hold something. "
            "Choose that, or remove the pieces."
        )
    if answer.state in SEARCHED:
        _check_searched(answer)
    if answer.state in REASONED | {State.NEED_LONGER} and not answer.why.strip():
        raise RuleBroken("Write why. It is a decision like any other, and it is kept.")
    if answer.state is State.CANNOT_SHARE and not answer.why_kind:
        raise RuleBroken("Choose what sort of reason it is, for the register.")
    if answer.state is State.NEED_LONGER:
        _check_longer(answer.longer_until, at=at)


def _check_searched(answer: Answer) -> None:
    if not answer.searched_systems.strip():
        raise RuleBroken("Write which systems you searched, so that nobody takes it for silence.")
    if not answer.searched_names.strip():
        raise RuleBroken(
            "Write which names you searched for. A name that is spelt otherwise hides."
        )


def _check_longer(until: datetime | None, *, at: datetime) -> None:
    if until is None:
        raise RuleBroken("Write until when you need. The hub plans by it.")
    if until <= at:
        raise RuleBroken(
            "The day until which you need longer has gone by. Write one that lies ahead."
        )


def is_after_decision(stage: str) -> bool:
    """Return whether the enquiry was decided before this was known."""
    return stage in DECIDED_STAGES


def stage_after_answer(stage: str, *, has_new_pieces: bool, still_open: int) -> str:
    """Return the enquiry's stage once an answer came in.

    New facts after a decision reopen the analysis. When the last answer is in, the answers
    are gathered.
    """
    if is_after_decision(stage):
        return "analysis" if has_new_pieces else stage
    if stage == "requested" and not still_open:
        return "gathered"
    return stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceGiven:
    """One thing known, as it is handed in. `grade` is for police material only."""

    what: str = field(repr=False)
    place: str
    kind: str
    about: tuple[int, ...]
    known_on: date
    happened_on: date | None = field(default=None, repr=False)
    happened_precision: str = "unknown"
    happened_until_on: date | None = field(default=None, repr=False)
    source: str = field(default="", repr=False)
    is_first_hand: bool = False
    restriction: str = "share"
    gist: str = field(default="", repr=False)
    analysis: str = field(default="", repr=False)
    flags: tuple[str, ...] = ()
    lawful_bases: tuple[str, ...] = ()
    sighting: str = ""
    is_seen_alone: str = ""
    seen_by: str = field(default="", repr=False)
    grade: str = ""
    conditions: dict = field(default_factory=dict, repr=False)


def check_piece(
    piece: PieceGiven, *, subjects: Collection[int], is_graded: bool, today: date
) -> None:
    """Let a piece be given only with its source of knowledge, its handling and its lawful basis.

    Raises:
        RuleBroken: something is missing or cannot be, and the message says what.
    """
    if not piece.what.strip():
        raise RuleBroken("Write what you know.")
    if not piece.about or not set(piece.about) <= set(subjects):
        raise RuleBroken("Tick whom the piece is about, among the people asked about.")
    if not piece.lawful_bases:
        raise RuleBroken("Tick why you may share this piece.")
    if piece.restriction == "gist" and not piece.gist.strip():
        raise RuleBroken("Write the gist, the words that may leave the hub.")
    if piece.known_on > today:
        raise RuleBroken("The day you learned of it lies ahead. Check the date.")
    if piece.happened_on and piece.happened_on > today:
        raise RuleBroken("The day it happened lies ahead. Check the date.")
    if piece.happened_on and piece.happened_on > piece.known_on:
        raise RuleBroken("It was known before it happened. Check the two dates.")
    if is_graded and not piece.grade:
        raise RuleBroken("Grade the piece: police material leaves with its grade.")
    if piece.sighting == "seen" and not piece.is_seen_alone:
        raise RuleBroken("Say whether they were seen alone, or that nobody wrote it down.")
