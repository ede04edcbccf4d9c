"""The rules of roles, accounts and agreements. Pure: the day is handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from openmash.errors import RuleBroken
from openmash.policy import HUB_ROLES, Remit, Role

REVIEW_SOON_DAYS = 60
DORMANT_AFTER_DAYS = 90
APART = frozenset({Role.AGENCY_RESEARCHER, Role.DECISION_MAKER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role that somebody holds or held: from when, until when, and whether it was taken back."""

    role: Role
    remit: Remit | None
    from_on: date
    until_on: date | None = None
    is_withdrawn: bool = False

    def holds_on(self, day: date) -> bool:
        """Tell whether the role is held on that day, its first and last days included."""
        is_over = self.until_on is not None and self.until_on < day
        return not self.is_withdrawn and self.from_on <= day and not is_over

    def overlaps(self, other: "Held") -> bool:
        """Tell whether there is a day on which both are held."""
        if self.is_withdrawn or other.is_withdrawn:
            return False
        starts = max(self.from_on, other.from_on)
        return all(held.until_on is None or held.until_on >= starts for held in (self, other))


class AgreementState(StrEnum):
    """How an agency's sharing agreement stands on a day."""

    NONE = "none"
    NOT_YET = "not_yet"
    HOLDS = "holds"
    REVIEW_SOON = "review_soon"
    REVIEW_OVERDUE = "review_overdue"
    ENDED = "ended"


AGREEMENT_WORDS = {
    AgreementState.NONE: "No agreement",
    AgreementState.NOT_YET: "Signed, not in force yet",
    AgreementState.HOLDS: "In force",
    AgreementState.REVIEW_SOON: "In force, review due soon",
    AgreementState.REVIEW_OVERDUE: "In force, review overdue",
    AgreementState.ENDED: "Ended",
}
AGREEMENT_COLOURS = {
    AgreementState.HOLDS: "green",
    AgreementState.REVIEW_SOON: "yellow",
    AgreementState.REVIEW_OVERDUE: "yellow",
    AgreementState.NONE: "grey",
    AgreementState.ENDED: "grey",
    AgreementState.NOT_YET: "blue",
}


def check_grant(wanted: Held, *, held: Iterable[Held], to: int, by: int) -> None:
    """Check that a role may be granted.

    Nobody grants to themselves. A role inside the hub's firewall says for whose safety. Who
    answers for an agency does not decide for the hub: one person would give the facts and weigh
    them. The same role twice at once says nothing more.

    Raises:
        RuleBroken: the message says which rule, and what to do instead.
    """
    if to == by:
        raise RuleBroken("Nobody grants a role to themselves. Ask another administrator to do it.")
    if wanted.role in HUB_ROLES and wanted.remit is None:
        raise RuleBroken("A role in the hub needs a remit. Choose children, or adults at risk.")
    if wanted.until_on is not None and wanted.until_on < wanted.from_on:
        raise RuleBroken("The last day is before the first. Choose a later last day.")
    for other in held:
        _check_beside(wanted, other)


def _check_beside(wanted: Held, other: Held) -> None:
    if not wanted.overlaps(other):
        return
    if wanted.role != other.role and {wanted.role, other.role} == APART:
        raise RuleBroken(
            "Nobody both answers for an agency and decides for the hub: they would give the facts "
            "and weigh them. End the other role first."
        )
    if (wanted.role, wanted.remit) == (other.role, other.remit):
        raise RuleBroken("They hold this role already. To change its days, end it first.")


def check_ending(held: Held, *, to: int, by: int, last_on: date | None, today: date) -> None:
    """Check that a role may end: at once (`last_on` None) or after a day that is still to come.

    Raises:
        RuleBroken: it is their own, has ended already, or the day does not fit.
    """
    if to == by:
        raise RuleBroken("Nobody ends a role of their own. Ask another administrator to do it.")
    if held.is_withdrawn or (held.until_on is not None and held.until_on < today):
        raise RuleBroken("This role has ended already. Nothing more is needed.")
    if last_on is not None and last_on < max(today, held.from_on):
        raise RuleBroken("The last day has passed. Choose today or later, or end the role at once.")


def is_dormant(last_signed_in_at: datetime | None, *, now: datetime) -> bool:
    """Tell whether somebody has signed in before, and not for ninety days.

    Their account is looked at then: people move on, and nobody tells the hub.
    Source: OPENMASH-DEFAULTS
    """
    if last_signed_in_at is None:
        return False
    return now - last_signed_in_at > timedelta(days=DORMANT_AFTER_DAYS)


def agreement_state(
    *, from_on: date, review_on: date, ended_on: date | None, today: date
) -> AgreementState:
    """Return how an agreement stands. One whose review is overdue still holds, and says so."""
    if ended_on is not None and ended_on < today:
        return AgreementState.ENDED
    if from_on > today:
        return AgreementState.NOT_YET
    if review_on < today:
        return AgreementState.REVIEW_OVERDUE
    if (review_on - today).days <= REVIEW_SOON_DAYS:
        return AgreementState.REVIEW_SOON
    return AgreementState.HOLDS


def check_agreement_dates(*, from_on: date, review_on: date) -> None:
    """Check that an agreement is reviewed after it begins. Raises RuleBroken."""
    if review_on <= from_on:
        raise RuleBroken("The review is before the agreement begins. Choose a later day for it.")
