"""Answer a contact without an enquiry, and see that what was promised was done."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from openmash import policy
from openmash.audit import records
from openmash.contacts.access import facts_of
from openmash.contacts.actions import give_feedback
from openmash.enquiries.clocks import actions as clocks
from openmash.enquiries.clocks.rules import DANGER_CODES, TOTAL_CODES
from openmash.enquiries.models import Screening
from openmash.enquiries.risk import actions as risk
from openmash.enquiries.risk.access import held_now
from openmash.enquiries.triage import actions as triage
from openmash.enquiries.triage import practice, rules
from openmash.enquiries.triage.agreement import Agreement
from openmash.errors import RuleBroken
from openmash.policy import Remit

# An answer that starts a danger clock, because somebody has found cause to act now.
STARTS_CLOCK = {"strategy": "C-STRAT-I", "adult_safety": "AD-EMERG-I"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a contact is answered at once, why, and what the person who spoke up is told."""

    response: str
    rationale: str = field(repr=False)
    closing_reasons: tuple[str, ...] = ()
    agreement: Agreement = Agreement.NOT_SOUGHT
    level_again_why: str = field(default="", repr=False)
    feedback: str = field(default="", repr=False)


@transaction.atomic
def answer_at_once(
    screening: Screening,
    answer: Answer,
    *,
    rating: triage.Rating | None = None,
    by: policy.Viewer,
    at: datetime,
) -> Screening:
    """Answer a contact without an enquiry, and tell whoever spoke up as much as they may know.

    An answer that ends the matter ends the risk. Any other leaves it with the viewer until a
    named person in the service has taken it on.

    Raises:
        RuleBroken: the answer does not fit, leaves danger be, or rests on words that are never
            enough; a refusal does not close; or it needs a decision maker.
    """
    if rating is not None:
        screening = triage.rate(screening, rating, by=by, at=at)
    screening = triage.opened(screening, by=by)
    response = practice.response(answer.response)
    _check(screening, answer, response=response, by=by)
    _write(screening, answer, response=response, by=by, at=at)
    _settle_clocks(screening, response=response, at=at)
    _settle_risk(screening, response=response, by=by, at=at)
    give_feedback(
        screening.contact,
        moment="triage",
        band=response.band,
        words=answer.feedback.strip() or response.feedback,
        by=by,
        at=at,
    )
    reference = screening.contact.reference
    facts = {"response": response.code, "outcome": response.outcome}
    records.record_change("triage.answer", reference, by=by, at=at, facts=facts)
    return screening


@transaction.atomic
def say_done(screening: Screening, *, words: str, by: policy.Viewer, at: datetime) -> Screening:
    """Say that the strategy discussion was held, or the safety plan agreed: the clock stops.

    Raises:
        RuleBroken: nothing of the kind is awaited, or nobody says who was there.
    """
    screening = _locked(screening, by=by)
    if not words.strip():
        raise RuleBroken("Say who took part and what was agreed.")
    running = screening.clocks.filter(code__in=DANGER_CODES.values(), stopped_at=None)
    if not running.exists():
        raise RuleBroken("No discussion or safety plan is awaited for this contact now.")
    # The clock keeps a short word; what was agreed goes where the firewall holds it.
    clocks.stop_clocks(DANGER_CODES.values(), screening=screening, why="held", at=at)
    screening.rationale = _with(screening.rationale, f"Done: {words.strip()}")
    screening.version += 1
    screening.save(update_fields=["rationale", "version"])
    triage.keep_decide_by(screening)
    records.record_change("triage.done", screening.contact.reference, by=by, at=at)
    return screening


@transaction.atomic
def say_taken_on(screening: Screening, *, who: str, by: policy.Viewer, at: datetime) -> Screening:
    """Say which named person in the service has taken the matter on: the hub's risk ends there.

    Raises:
        RuleBroken: somebody else holds the risk, a danger clock still runs, or nobody is named.
    """
    screening = _locked(screening, by=by)
    held = held_now(screening=screening)
    if held is None or screening.state != Screening.State.ANSWERED:
        raise RuleBroken("The hub holds no risk of this contact that could be taken on.")
    if held.owner_id != by.id and policy.Permission.REASSIGN not in by.permissions:
        raise RuleBroken("Only the person who holds the risk can say so, or a hub manager.")
    if screening.clocks.filter(code__in=DANGER_CODES.values(), stopped_at=None).exists():
        raise RuleBroken("First say that the discussion was held or the safety plan agreed.")
    if not who.strip():
        raise RuleBroken("Name the person who has taken it on. A team is not a person.")
    screening.rationale = _with(screening.rationale, f"Taken on by {who.strip()}.")
    screening.version += 1
    screening.save(update_fields=["rationale", "version"])
    risk.end(held, at=at)
    records.record_change("triage.taken_on", screening.contact.reference, by=by, at=at)
    return screening


def _locked(screening: Screening, *, by: policy.Viewer) -> Screening:
    locked = (
        Screening.objects.select_for_update(of=("self",))
        .select_related("contact")
        .get(pk=screening.pk)
    )
    policy.require(policy.may_triage(by, facts_of(locked.contact)))
    return locked


def _check(
    screening: Screening, answer: Answer, *, response: practice.Response, by: policy.Viewer
) -> None:
    contact, known = screening.contact, practice.closing_reasons()
    remits = {Remit(remit) for remit in contact.remits}
    rules.check_response(
        response,
        remits=remits,
        kind=contact.kind,
        is_in_danger=rules.is_danger(contact.danger, tests=screening.danger_tests),
    )
    if contact.kind == "worry" and not screening.brag:
        raise RuleBroken("Rate the contact first: how soon must somebody act?")
    reasons = [known[code] for code in answer.closing_reasons if code in known]
    rules.check_closing(response, reasons=reasons, rationale=answer.rationale, known=known.values())
    agreement = answer.agreement
    if any(reason.is_refusal for reason in reasons):
        agreement = Agreement.REFUSED_RESPECTED
    rules.check_refusal(
        response, remits=remits, agreement=agreement, level_again_why=answer.level_again_why
    )
    rules.check_authority(response, may_decide=policy.Permission.DECIDE in by.permissions)
    overrides = {Agreement.REFUSED_OVERRIDDEN, Agreement.NOT_SOUGHT_UNSAFE}
    if agreement in overrides and policy.Permission.OVERRIDE_AGREEMENT not in by.permissions:
        raise RuleBroken("A decision maker goes on without agreement, and says why. Ask one now.")


def _settle_clocks(screening: Screening, *, response: practice.Response, at: datetime) -> None:
    triage.stop_deciding(screening, why=response.title, at=at)
    clocks.stop_clocks(TOTAL_CODES.values(), screening=screening, why="answered at once", at=at)
    if response.code in STARTS_CLOCK:
        clocks.start_clock(STARTS_CLOCK[response.code], started_at=at, screening=screening)
    triage.keep_decide_by(screening)


def _settle_risk(
    screening: Screening, *, response: practice.Response, by: policy.Viewer, at: datetime
) -> None:
    held = held_now(screening=screening)
    if held is None:
        return
    if response.is_closing:
        risk.end(held, at=at)
    else:
        risk.take_over(held, to=by.id, at=at)


def _write(
    screening: Screening,
    answer: Answer,
    *,
    response: practice.Response,
    by: policy.Viewer,
    at: datetime,
) -> None:
    screening.state, screening.response = Screening.State.ANSWERED, response.code
    screening.rationale = answer.rationale
    if answer.level_again_why.strip():
        screening.rationale = _with(
            answer.rationale, f"Level looked at again: {answer.level_again_why.strip()}"
        )
    screening.closing_reasons = list(answer.closing_reasons)
    screening.agreement = answer.agreement.value
    screening.decided_by_id, screening.decided_at = by.id, at
    if response.is_referral:
        screening.became_referral_at = at
    screening.version += 1
    screening.save()
    screening.handovers.filter(accepted_at=None, declined_at=None).update(declined_at=at)


def _with(words: str, more: str) -> str:
    return f"{words.rstrip()}\n\n{more}"
