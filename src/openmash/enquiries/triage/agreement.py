"""Whether agencies may be asked about a child yet: agreement, and the two doors past it. Pure.

Agreement is to help and to gathering information; it is not the lawful basis. Adults have no
levels and no gate: what is needed to decide section 42(1) is gathered without it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from openmash.policy import Remit


class Agreement(StrEnum):
    """What was asked and answered, or why nobody was asked. Source: DFE-SHARING2024"""

    GIVEN = "GIVEN"
    REFUSED_OVERRIDDEN = "REFUSED_OVERRIDDEN"
    REFUSED_RESPECTED = "REFUSED_RESPECTED"
    NOT_SOUGHT_UNSAFE = "NOT_SOUGHT_UNSAFE"  # the door UNSAFE_TO_ASK
    LEVEL_UNCLEAR = "LEVEL_UNCLEAR"  # the door of the same name
    NOT_SOUGHT = "NOT_SOUGHT"
    N_A = "N_A"


IN_WORDS = {
    Agreement.GIVEN: "Given, by somebody whom it was safe to ask",
    Agreement.NOT_SOUGHT: "Not asked yet",
    Agreement.REFUSED_RESPECTED: "Refused, or no answer",
    Agreement.REFUSED_OVERRIDDEN: "Refused, and a decision maker goes on without it",
    Agreement.LEVEL_UNCLEAR: "The level is not clear, and there may be significant harm",
    Agreement.NOT_SOUGHT_UNSAFE: "It is not safe to ask: it would raise the risk, or warn somebody",
    Agreement.N_A: "Not needed: level 4, or an adult",
}
DOORS = (Agreement.LEVEL_UNCLEAR, Agreement.NOT_SOUGHT_UNSAFE)
_BY_AUTHORITY = (*DOORS, Agreement.REFUSED_OVERRIDDEN)
NEEDS_NO_AGREEMENT = "4"
MAY_BE_OVERRIDDEN = "3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whether agencies may be asked now, why or why not, and what would open it.

    A closed gate never stops a clock and never hides what the hub's own agency holds.
    """

    is_open: bool
    why: str
    doors: tuple[Agreement, ...] = ()

    def __bool__(self) -> bool:
        return self.is_open


def agreement_gate(
    *,
    remits: Collection[Remit],
    level: str,
    agreement: Agreement,
    reason: str = "",
    may_override: bool = False,
) -> Gate:
    """Return whether agencies may be asked about the people of a contact or an enquiry.

    Children at levels 1 and 2 wait for agreement; at level 3 for agreement or a decision
    maker's reasons; at level 4 for nothing. Two doors are always open to a decision maker
    with a reason: the level is unclear, or asking is unsafe. Source: HARINGEY2013, DFE-SHARING2024
    """
    if Remit.CHILDREN not in remits:
        return Gate(is_open=True, why="An adult concern needs no agreement to be looked into.")
    if level == NEEDS_NO_AGREEMENT:
        return Gate(
            is_open=True, why="Level 4 needs no agreement. Tell the family when it is safe."
        )
    if agreement is Agreement.GIVEN:
        return Gate(is_open=True, why="Agreement is given.")
    if agreement in _BY_AUTHORITY:
        return _by_authority(level, agreement=agreement, reason=reason, may_override=may_override)
    return Gate(is_open=False, why=_closed_because(level), doors=_doors(level))


def _by_authority(level: str, *, agreement: Agreement, reason: str, may_override: bool) -> Gate:
    if agreement not in _doors(level):
        return Gate(
            is_open=False,
            why="A refusal at level 1 or 2 stands. If you fear more, look at the level again.",
            doors=_doors(level),
        )
    if not may_override:
        return Gate(
            is_open=False,
            why="A decision maker decides this. Ask one now; the clock goes on meanwhile.",
            doors=_doors(level),
        )
    if not reason.strip():
        return Gate(
            is_open=False,
            why="Say why: a court has held that the reason has to stand before the question.",
            doors=_doors(level),
        )
    return Gate(
        is_open=True, why="A decision maker goes on without agreement, for the reason given."
    )


def _doors(level: str) -> tuple[Agreement, ...]:
    return (*DOORS, Agreement.REFUSED_OVERRIDDEN) if level == MAY_BE_OVERRIDDEN else DOORS


def _closed_because(level: str) -> str:
    if not level:
        return "The level is not decided, so nobody can say whether agreement is needed."
    if level == MAY_BE_OVERRIDDEN:
        return "Level 3 waits for agreement, or for a decision maker who goes on without it."
    return f"Level {level} waits for agreement before other agencies are asked."
