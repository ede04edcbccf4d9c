"""The rule that exactly one named person holds the risk, as plain values. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openmash.errors import RuleBroken


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One person held the risk from a moment, until another took it or it ended."""

    owner: int
    from_at: datetime
    until_at: datetime | None = None
    offered_to: int | None = None

    @property
    def is_now(self) -> bool:
        """Return whether this person holds it still."""
        return self.until_at is None


def holder_at(holdings: Sequence[Holding], *, at: datetime) -> int:
    """Return the one person who held the risk at that moment.

    Raises:
        RuleBroken: nobody did, or two people did. Neither may ever be so.
    """
    held = [
        holding.owner
        for holding in holdings
        if holding.from_at <= at and (holding.until_at is None or at < holding.until_at)
    ]
    if len(held) != 1:
        raise RuleBroken(
            f"At {at:%Y-%m-%d %H:%M} {len(held)} people held this risk. It has to be one."
        )
    return held[0]


def check_offer(*, owner: int, to: int, by: int, may_reassign: bool) -> None:
    """Let the owner, or a hub manager for them, offer the risk to somebody else.

    Raises:
        RuleBroken: it is somebody else's to offer, or it is offered to who holds it already.
    """
    if to == owner:
        raise RuleBroken("They hold this risk already. Choose somebody else.")
    if by != owner and not may_reassign:
        raise RuleBroken(
            "Only the person who holds the risk can offer it to somebody, or a hub manager. "
            "Ask them."
        )


def check_answer(*, offered_to: int | None, by: int) -> None:
    """Let nobody but the person who was asked accept or decline.

    Raises:
        RuleBroken: nobody was asked, or somebody else was.
    """
    if offered_to is None:
        raise RuleBroken("This is not offered to anybody now. Read who holds it before you act.")
    if offered_to != by:
        raise RuleBroken("This was offered to somebody else, so only they can accept it.")
