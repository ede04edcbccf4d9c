"""Go on without agreement, for a reason that stands before the question."""

from datetime import datetime

from django.db import transaction

from openmash import policy
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.asking import rules
from openmash.enquiries.asking.access import may_ask
from openmash.enquiries.models import Enquiry
from openmash.enquiries.triage.agreement import Agreement
from openmash.errors import RuleBroken
from openmash.policy import Role


@transaction.atomic
def open_door(
    enquiry: Enquiry, *, door: Agreement, why: str, by: policy.Viewer, at: datetime
) -> Enquiry:
    """Let agencies be asked although agreement is missing: a decision maker's, with the reason.

    Raises:
        NotVisible: the viewer has no such authority, or may not read the enquiry.
        RuleBroken: that door is not open at this level, or no reason is given. Source: HARINGEY2013
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    policy.require(may_open_door(by, enquiry_facts(enquiry)))
    if not why.strip():
        raise RuleBroken("Choose one of the doors, and say why.")
    gate = rules.gate_of(
        remits=enquiry.remits, level=enquiry.level, agreement=door, reason=why,
        is_about_children=True,
    )  # fmt: skip
    if not gate:
        raise RuleBroken(gate.why)
    enquiry.agreement, enquiry.agreement_why = door, why
    enquiry.version += 1
    enquiry.save(update_fields=["agreement", "agreement_why", "version"])
    records.record_change("go on without agreement", enquiry.reference, by=by, at=at, because=door)
    return enquiry


def may_open_door(viewer: policy.Viewer, facts: policy.EnquiryFacts) -> policy.Verdict:
    """Only a decision maker goes on without agreement."""
    if policy.Permission.OVERRIDE_AGREEMENT not in viewer.permissions:
        return policy.Verdict(False, "no authority to go on without agreement")
    return policy.may_read_enquiry(viewer, facts)


@transaction.atomic
def put_before_decision_maker(enquiry: Enquiry, *, by: policy.Viewer, at: datetime) -> None:
    """Put a closed gate before the decision makers at once. No clock stops meanwhile."""
    policy.require(may_ask(by, enquiry_facts(enquiry)))
    tell(
        ToWhom(role=Role.DECISION_MAKER.value),
        kind="gate",
        words=f"{enquiry.reference}: agencies cannot be asked yet. Two doors are open to you.",
        once=f"gate:{enquiry.reference}:{enquiry.version}",
        at=at,
        reference=enquiry.reference,
        enquiry_id=enquiry.pk,
    )
    records.record_change("put before decision maker", enquiry.reference, by=by, at=at)
