"""When an enquiry may end. Pure.

Nothing falls between two desks: every product is answered or its time has run out, every person
has an outcome, and whoever spoke up has heard what became of it. Source: MASH-FIVE-CORE
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from openmash.errors import RuleBroken

ANSWERED = ("accepted", "acknowledged")
# Local and unverified: a partnership sets its own number of hours in its settings.
TIMES_OUT_AFTER = timedelta(hours=72)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One delivery of a product: what came back, and when it went."""

    reference: str
    agency: str
    agency_key: int
    answer: str
    delivered_at: datetime
    is_recalled: bool = False

    def is_timed_out(self, *, now: datetime, after: timedelta) -> bool:
        """Tell whether nobody answered in the time there was."""
        return not self.answer and now - self.delivered_at >= after


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the end of an enquiry depends on."""

    is_ended: bool
    people_without_outcome: int
    is_acted_on_elsewhere: bool  # some outcome needs somebody in another service
    sent: Sequence[Sent]
    contacts_not_told: Sequence[str]
    is_risk_offered: bool
    drafts: Sequence[str] = ()
    arrived_after: int = 0


def why_not_yet(state: State, *, now: datetime, after: timedelta = TIMES_OUT_AFTER) -> list[str]:
    """Return everything that has to happen before the enquiry may end, in words."""
    if state.is_ended:
        return ["This enquiry has ended already."]
    found = []
    if state.people_without_outcome:
        found.append("Decide first: not everybody it is about has an outcome.")
    going = [one for one in state.sent if not one.is_recalled]
    if state.is_acted_on_elsewhere and not going:
        found.append("Nobody who is to act has been told. Share it with them first.")
    found += _back_or_waiting(going, now=now, after=after)
    found += [
        f"Tell whoever spoke up in {ref} what became of it." for ref in state.contacts_not_told
    ]
    if state.is_risk_offered:
        found.append("Somebody is asked to hold the risk and has not accepted. Ring them.")
    found += [f"{ref} was begun and not sent. Send it or set it aside." for ref in state.drafts]
    if state.arrived_after:
        found.append("Something came in after the decision. Read it, and decide again if need be.")
    return found


def _back_or_waiting(going: Sequence[Sent], *, now: datetime, after: timedelta) -> list[str]:
    accepted = {one.agency_key for one in going if one.answer in ANSWERED}
    found = []
    for one in going:
        if one.answer == "rejected" and one.agency_key not in accepted:
            found.append(f"{one.agency} sent {one.reference} back. Decide who acts instead.")
        if not one.answer and not one.is_timed_out(now=now, after=after):
            found.append(f"{one.agency} has not answered {one.reference} yet. Ring them.")
    return found


def check(state: State, *, words: str, now: datetime, after: timedelta = TIMES_OUT_AFTER) -> None:
    """Refuse to end an enquiry while anything is open.

    Raises:
        RuleBroken: something is, or nobody says what was reached; the message says all of it.
    """
    found = why_not_yet(state, now=now, after=after)
    if not words.strip():
        found.append("Write what was reached, and what would make you look again.")
    if found:
        raise RuleBroken(" ".join(found))
