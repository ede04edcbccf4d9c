"""Keep what an agency thinks, and take a disagreement further. The decision stands meanwhile."""

from datetime import datetime

from django.db import transaction

from openmash import firewall, policy
from openmash.audit import records
from openmash.decisions import escalation
from openmash.decisions.doing.actions import reference_of
from openmash.decisions.models import AgencyView, Disagreement, DisagreementStep
from openmash.enquiries.access import enquiry_facts, request_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.clocks import actions as clocks
from openmash.enquiries.models import Enquiry, Request
from openmash.errors import RuleBroken
from openmash.policy import Service


@transaction.atomic
def keep_view(
    enquiry: Enquiry,
    *,
    agency_id: int,
    stance: str,
    words: str,
    said_by: str = "",
    by: policy.Viewer,
    at: datetime,
) -> AgencyView:
    """Keep what an agency thinks should happen, as somebody of the hub heard it said.

    Raises:
        RuleBroken: an agency that agrees or disagrees says so in words.
    """
    policy.require(policy.may_read_enquiry(by, enquiry_facts(enquiry)))
    _check_words(words)
    view = AgencyView.objects.create(
        enquiry=enquiry, agency_id=agency_id, stance=stance, words=words.strip(),
        said_by=said_by.strip(), by_id=by.id, at=at,
    )  # fmt: skip
    records.record_change("view.keep", enquiry.reference, by=by, at=at, because=stance)
    return view


@transaction.atomic
def say_view(
    request: Request, *, stance: str, words: str, by: policy.Viewer, at: datetime
) -> AgencyView:
    """Say what one's own agency thinks should happen; it reaches the hub as it is written.

    Raises:
        NotVisible: it is not a request to the viewer's agency.
        RuleBroken: no words.
    """
    policy.require(policy.may_answer_request(by, request_facts(request)))
    _check_words(words)
    view = AgencyView.objects.create(
        enquiry_id=request.enquiry_id, request=request, agency_id=by.agency, stance=stance,
        words=words.strip(), by_id=by.id, at=at,
    )  # fmt: skip
    records.record_change("view.say", request.reference, by=by, at=at, because=stance)
    if stance == AgencyView.Stance.DISAGREES:
        tell(
            ToWhom(role=policy.Role.DECISION_MAKER.value),
            kind="dissent",
            words=f"An agency disagrees, in its answer to {request.reference}.",
            once=f"dissent:{view.pk}",
            at=at,
            reference=request.reference,
            enquiry_id=request.enquiry_id,
        )
    return view


def _check_words(words: str) -> None:
    if not words.strip():
        raise RuleBroken(
            "Write what the agency thinks, in its own words. They are kept as written."
        )


@transaction.atomic
def take_further(
    view: AgencyView, *, why: str, is_danger_now: bool, by: policy.Viewer, at: datetime
) -> Disagreement:
    """Take a disagreement further: its first clock starts, and both sides are told.

    The decision stands, and its own clocks run on. Source: ESCALATION-POLICIES

    Raises:
        RuleBroken: the agency did not disagree, or nobody says why.
    """
    if view.stance != AgencyView.Stance.DISAGREES:
        raise RuleBroken("Only a disagreement is taken further. Say first that you disagree.")
    if not why.strip():
        raise RuleBroken("Write what you ask for and why, so that the other side can answer it.")
    found = Disagreement.objects.filter(view=view).first()
    if found is not None:
        return found
    stage = escalation.first_stage(is_danger_now=is_danger_now)
    raised = Disagreement.objects.create(
        enquiry_id=view.enquiry_id, view=view, agency_id=view.agency_id, stage=stage,
        raised_by_id=by.id, raised_at=at, why=why.strip(),
    )  # fmt: skip
    _start(raised, at=at)
    records.record_change(
        "disagreement.raise", _public_reference(raised), by=by, at=at,
        because=escalation.CODES[stage],
    )  # fmt: skip
    return raised


@transaction.atomic
def end_stage(
    disagreement: Disagreement,
    *,
    words: str,
    is_settled: bool,
    by: policy.Viewer,
    at: datetime,
) -> Disagreement:
    """Write what came of a stage: settled, or on to the next, whose clock starts now.

    Raises:
        RuleBroken: no words, or it is settled already.
    """
    found = Disagreement.objects.select_for_update().get(pk=disagreement.pk)
    escalation.check_next(stage=found.stage, is_settled=bool(found.settled_at), words=words)
    is_final = is_settled or found.stage == escalation.LAST_STAGE
    DisagreementStep.objects.create(
        disagreement=found, stage=found.stage, words=words.strip(), is_settled=is_final,
        by_id=by.id, at=at,
    )  # fmt: skip
    _stop(found, at=at)
    if is_final:
        found.settled_at = at
    else:
        found.stage += 1
    found.save(update_fields=["settled_at", "stage"])
    if not is_final:
        _start(found, at=at)
    records.record_change(
        "disagreement.end_stage", _public_reference(found), by=by, at=at,
        because="settled" if is_final else escalation.CODES[found.stage],
    )  # fmt: skip
    return found


def _public_reference(disagreement: Disagreement) -> str:
    return f"disagreement {disagreement.pk}"


def _start(disagreement: Disagreement, *, at: datetime) -> None:
    """Start the stage's clock. As the worker: an agency cannot reach the enquiry."""
    with firewall.acting_as(Service.WORKER):
        enquiry = Enquiry.objects.get(pk=disagreement.enquiry_id)
        code = escalation.CODES[disagreement.stage]
        clocks.start_clock(code, started_at=at, enquiry=enquiry)
    reference = reference_of(disagreement.enquiry_id)
    for to in (
        ToWhom(role=policy.Role.DECISION_MAKER.value),
        ToWhom(role=policy.Role.HUB_MANAGER.value),
    ):
        tell(
            to,
            kind="disagreement",
            words=f"A disagreement about {reference} is at stage {disagreement.stage}: "
            f"{escalation.title_of(disagreement.stage)}.",
            once=f"disagreement:{disagreement.pk}:{disagreement.stage}:{to.role}",
            at=at,
            reference=reference,
            enquiry_id=disagreement.enquiry_id,
        )
    tell(
        ToWhom(agency_id=disagreement.agency_id),
        kind="disagreement",
        words=f"A disagreement that your agency raised is at stage {disagreement.stage}.",
        once=f"disagreement:{disagreement.pk}:{disagreement.stage}:agency",
        at=at,
        reference=_public_reference(disagreement),
    )


def _stop(disagreement: Disagreement, *, at: datetime) -> None:
    others = Disagreement.objects.filter(
        enquiry_id=disagreement.enquiry_id, stage=disagreement.stage, settled_at=None
    ).exclude(pk=disagreement.pk)
    with firewall.acting_as(Service.WORKER):
        if others.exists():
            return  # two disagreements at one stage share its clock; it stops with the last
        enquiry = Enquiry.objects.get(pk=disagreement.enquiry_id)
        clocks.stop_clocks(
            [escalation.CODES[disagreement.stage]], why="stage ended", at=at, enquiry=enquiry
        )
