"""End an enquiry, when nothing is open any more."""

from datetime import datetime

from django.db import transaction

from openmash import policy
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.clocks import actions as clocks
from openmash.enquiries.models import Enquiry, RunningClock
from openmash.enquiries.risk import actions as risk
from openmash.enquiries.risk.access import held_now
from openmash.products.closing import access, rules
from openmash.products.models import Ending


@transaction.atomic
def close(enquiry: Enquiry, *, words: str, by: policy.Viewer, at: datetime) -> Enquiry:
    """End an enquiry: its clocks stop, and the hub holds its risk no longer.

    It is never opened again by an edit. A new contact looks again.

    Raises:
        NotVisible: the viewer has no authority to decide.
        RuleBroken: something is open; the message says all of it.

    Source: MASH-FIVE-CORE
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    verdict = policy.require(policy.may_decide(by, enquiry_facts(enquiry)))
    state = access.state_of(enquiry, viewer=by, now=at)
    rules.check(state, words=words, now=at, after=access.times_out_after())
    enquiry.stage, enquiry.closed_at = Enquiry.Stage.CLOSED, at
    enquiry.version += 1
    enquiry.save(update_fields=["stage", "closed_at", "version"])
    for clock in RunningClock.objects.filter(enquiry=enquiry, stopped_at=None):
        clocks.stop_clock(clock, why="enquiry ended", at=at)
    held = held_now(enquiry=enquiry)
    if held is not None:
        risk.end(held, at=at)
    timed_out = [
        one.reference
        for one in state.sent
        if not one.is_recalled and one.is_timed_out(now=at, after=access.times_out_after())
    ]
    records.record_change(
        "enquiry.close", enquiry.reference, by=by, at=at, because=verdict.because,
        facts={"timed_out": timed_out},
    )  # fmt: skip
    Ending.objects.create(
        enquiry=enquiry, words=words.strip(), timed_out=timed_out, by_id=by.id, at=at
    )
    return enquiry
