"""Rate an enquiry again, with its clocks and its requests; settle an unsure lawful basis."""

from datetime import datetime

from django.db import transaction

from openmash import policy
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.clocks import actions as clocks
from openmash.enquiries.clocks.rules import REQUEST_CODES, TOTAL_CODES
from openmash.enquiries.models import Enquiry, RatingChange, Request, RunningClock
from openmash.enquiries.triage import practice
from openmash.errors import BadInput, RuleBroken


@transaction.atomic
def rate_enquiry(
    enquiry: Enquiry, *, brag: str, level: str, why: str, by: policy.Viewer, at: datetime
) -> Enquiry:
    """Rate an enquiry again: who, when, why and from what are kept, and its clocks recomputed.

    Every clock, and every request still open, counts from its own original start: a new rating
    never buys time. The moment that stood before stands beside the new one.

    Raises:
        NotVisible: the viewer may not read it.
        RuleBroken: it has ended, no reason is given, or it would be rated blue.
    """
    enquiry = _locked(enquiry, by=by)
    _check_rating(brag, why=why)
    before, work = enquiry.brag, clocks.clockwork()
    total = enquiry.clocks.filter(code__in=TOTAL_CODES.values(), stopped_at=None).first()
    due_before = total.due_at if total else None
    if total is not None:
        total = clocks.rebase_clock(total, code=TOTAL_CODES[brag], work=work)
    for request in enquiry.requests.filter(state__in=Request.OPEN_STATES).select_for_update():
        _rebase_request(request, brag=brag, work=work)
    enquiry.brag, enquiry.level = brag, level or enquiry.level
    enquiry.version += 1
    enquiry.save(update_fields=["brag", "level", "version"])
    due = {"due_before_at": due_before, "due_after_at": total.due_at if total else None}
    first = enquiry.enquiry_contacts.select_related("contact__screening").earliest("at")
    # The change stands with the first contact, where the first rating stands.
    RatingChange.objects.create(
        screening=first.contact.screening,
        before=before,
        after=brag,
        why=why,
        by_id=by.id,
        at=at,
        **due,
    )
    facts = {"before": before, "after": brag}
    records.record_change("enquiry.rate", enquiry.reference, by=by, at=at, facts=facts)
    return enquiry


@transaction.atomic
def settle_basis(
    enquiry: Enquiry, *, reason: str, words: str, by: policy.Viewer, at: datetime
) -> Enquiry:
    """Settle why agencies may share, where nobody was sure: from now on they may say content.

    Raises:
        NotVisible: the viewer has no authority to decide about this enquiry.
        BadInput: no such reason.
        RuleBroken: it is settled already, or still unsure, or nobody says who advised what.
    """
    enquiry = _locked(enquiry, by=by)
    policy.require(policy.may_decide(by, enquiry_facts(enquiry)))
    chosen = practice.sharing_reasons().get(reason)
    if chosen is None:
        raise BadInput("Choose why we may share.")
    if enquiry.lawful_bases:
        raise RuleBroken("Why we may share is settled already. Read it before you go on.")
    if not chosen.bases:
        raise RuleBroken("Until somebody is sure, agencies say only whether they know somebody.")
    if not words.strip():
        raise RuleBroken("Say who advised, and what they said.")
    enquiry.lawful_bases = list(chosen.bases_for(enquiry.level))
    enquiry.purpose = chosen.purpose
    enquiry.necessity = f"{enquiry.necessity}\n\nAdvice on the basis: {words.strip()}"
    enquiry.version += 1
    enquiry.save(update_fields=["lawful_bases", "purpose", "necessity", "version"])
    facts = {"bases": enquiry.lawful_bases}
    records.record_change("enquiry.settle_basis", enquiry.reference, by=by, at=at, facts=facts)
    return enquiry


def _check_rating(brag: str, *, why: str) -> None:
    if brag not in TOTAL_CODES:
        raise RuleBroken("An enquiry is Red, Amber or Green. To end one, decide about it.")
    if not why.strip():
        raise RuleBroken("Say why you rate it so: the next person reads it before they act.")


def _rebase_request(request: Request, *, brag: str, work) -> None:
    request.brag = brag
    running = RunningClock.objects.filter(
        request=request, code__in=REQUEST_CODES.values(), stopped_at=None
    ).first()
    if running is not None:
        request.due_at = clocks.rebase_clock(running, code=REQUEST_CODES[brag], work=work).due_at
    request.version += 1
    request.save(update_fields=["brag", "due_at", "version"])


def _locked(enquiry: Enquiry, *, by: policy.Viewer) -> Enquiry:
    locked = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    policy.require(policy.may_read_enquiry(by, enquiry_facts(locked)))
    if locked.stage == Enquiry.Stage.CLOSED:
        raise RuleBroken("This enquiry has ended. To look again, say a new worry and link it.")
    return locked
