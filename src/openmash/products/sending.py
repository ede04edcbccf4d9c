"""What stands in the way of sending a product, beyond what it says. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from openmash.errors import RuleBroken

NO_BASIS_TO_CONTACT = "Nobody has answered whether the family may be contacted. Answer that first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What the record says before a product goes: agreement, safe contact, level, end."""

    has_live_agreement: bool
    without_agreement_why: str
    level: str
    brag: str
    is_safe_contact_answered: bool
    is_ended: bool


def why_not_yet(readiness: Readiness, *, composed: Sequence[str] = ()) -> tuple[str, ...]:
    """Return everything that has to be done before a product may go, in words.

    A sharing agreement is not a lawful basis; without one nobody has settled how what is sent is
    kept. Danger does not wait for paper: at level 4 or red it goes with a written reason.
    Source: DFE-SHARING2024
    """
    found = list(composed)
    if not readiness.has_live_agreement:
        found += _without_agreement(readiness)
    if not readiness.is_safe_contact_answered:
        found.append(NO_BASIS_TO_CONTACT)
    if readiness.is_ended:
        found.append("This enquiry has ended. Say a new worry and link it, then share.")
    return tuple(found)


def _without_agreement(readiness: Readiness) -> list[str]:
    if readiness.level != "4" and readiness.brag != "red":
        return [
            "No sharing agreement is in force with this agency. Ask information governance for "
            "one first."
        ]
    if not readiness.without_agreement_why.strip():
        return [
            "No sharing agreement is in force with this agency. In danger it may still go: write "
            "down why it cannot wait."
        ]
    return []


def check(readiness: Readiness, *, composed: Sequence[str]) -> None:
    """Refuse to send while anything stands in the way.

    Raises:
        RuleBroken: something does; the message says all of it.
    """
    reasons = why_not_yet(readiness, composed=composed)
    if reasons:
        raise RuleBroken(" ".join(reasons))
