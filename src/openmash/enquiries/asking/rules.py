"""When an agency may be asked, and what stands in the way, in words. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from openmash.enquiries.clocks.rules import REQUEST_CODES
from openmash.enquiries.triage.agreement import Agreement, Gate, agreement_gate
from openmash.errors import RuleBroken
from openmash.policy import Remit

AT_LEVEL_4 = "4"
ASK_STAGES = frozenset({"opened", "requested", "gathered", "analysis", "decided", "disseminated"})
UNCLEAR = "NOT_SOUGHT"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFact:
    """What a rule may know of one sharing agreement with an agency."""

    from_on: date
    ended_on: date | None = None


def gate_of(
    *, remits: Collection[str], level: str, agreement: str, reason: str, is_about_children: bool
) -> Gate:
    """Return whether agencies may be asked now about the people of an enquiry.

    What the enquiry holds was written by somebody with the authority for it, so a decision
    maker's reason that stands there counts. A request about adults only has no gate.
    Source: HARINGEY2013, DFE-SHARING2024
    """
    known = agreement if agreement in set(Agreement) else UNCLEAR
    concerned = {Remit(remit) for remit in remits}
    if not is_about_children and Remit.ADULTS in concerned:
        concerned = {Remit.ADULTS}
    return agreement_gate(
        remits=concerned,
        level=level,
        agreement=Agreement(known),
        reason=reason,
        may_override=True,
    )


def has_live_agreement(agreements: Iterable[AgreementFact], *, on: date) -> bool:
    """Return whether a sharing agreement with the agency holds on that day."""
    return any(
        each.from_on <= on and (each.ended_on is None or each.ended_on > on) for each in agreements
    )


def check_sharing_agreement(*, is_live: bool, level: str, brag: str, why: str) -> None:
    """Let nobody be asked without a sharing agreement, but for danger, and then with a reason.

    An agreement is not a lawful basis; without one nobody has settled how what is said is kept.

    Raises:
        RuleBroken: none is in force, and it is not level 4 or red, or nobody says why.
    """
    if is_live:
        return
    if level != AT_LEVEL_4 and brag != "red":
        raise RuleBroken(
            "No sharing agreement is in force with this agency, so it cannot be asked. Ask "
            "information governance for one, or ask an agency that has one."
        )
    if not why.strip():
        raise RuleBroken(
            "No sharing agreement is in force with this agency. In danger you may still ask: "
            "write down why it cannot wait."
        )


def check_asking(*, stage: str, is_ended: bool) -> None:
    """Let nobody be asked for an enquiry that has ended.

    Raises:
        RuleBroken: it has ended.
    """
    if is_ended or stage not in ASK_STAGES:
        raise RuleBroken(
            "This enquiry has ended, so nobody can be asked. "
            "To look again, say a new worry and link it to this enquiry."
        )


def check_subjects(*, given: Collection[int], known: Collection[int]) -> None:
    """Let a request be about at least one person of the enquiry, and nobody else.

    Raises:
        RuleBroken: nobody is ticked, or somebody is not in this enquiry.
    """
    if not given:
        raise RuleBroken("Tick whom the agency is asked about. It searches for nobody else.")
    if not set(given) <= set(known):
        raise RuleBroken("Somebody ticked is not in this enquiry. Open the page again.")


def clock_code(brag: str) -> str:
    """Return the clock an agency answers by; where nobody is in danger it is the slowest."""
    return REQUEST_CODES.get(brag, REQUEST_CODES["green"])


def stage_after_asking(stage: str) -> str:
    """Return the stage once agencies have been asked: an enquiry being read stays where it is."""
    return "requested" if stage in ("opened", "gathered") else stage


def areas_outside(named: Iterable[str], *, own_area: str) -> list[str]:
    """Return the other areas that were named for somebody, each once, in the order named.

    Source: ADASS-OUT-OF-AREA
    """
    own = own_area.strip().casefold()
    found: dict[str, str] = {}
    for area in named:
        key = area.strip().casefold()
        if key and key != own:
            found.setdefault(key, area.strip())
    return list(found.values())
