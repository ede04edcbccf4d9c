"""Restrict an enquiry to named readers, open it again, break the glass, and review who did."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from openmash import policy
from openmash.audit import records
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.models import BreakGlass, Enquiry, Reader
from openmash.enquiries.reading.restricted import rules
from openmash.enquiries.risk.access import held_now
from openmash.errors import NotVisible, RuleBroken
from openmash.policy import Role


@transaction.atomic
def restrict(
    enquiry: Enquiry, *, readers: Collection[int], why: str, by: policy.Viewer, at: datetime
) -> Enquiry:
    """Let only named readers know that an enquiry exists; named again, the list is replaced.

    Raises:
        NotVisible: the viewer has not the authority.
        RuleBroken: no reason, or the list leaves out the viewer or whoever holds the risk.
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    policy.require(policy.may_restrict_enquiry(by, enquiry_facts(enquiry)))
    held = held_now(enquiry=enquiry)
    wanted = set(readers)
    rules.check_readers(wanted, by=by.id, risk_owner=held.owner_id if held else None, why=why)
    there = set(enquiry.readers.values_list("practitioner_id", flat=True))
    # First those who are new, so that the enquiry is never without a reader on the way.
    for practitioner_id in sorted(wanted - there):
        Reader.objects.create(
            enquiry=enquiry, practitioner_id=practitioner_id, named_by_id=by.id, named_at=at
        )
    enquiry.is_restricted, enquiry.restricted_why = True, why.strip()
    enquiry.version += 1
    enquiry.save(update_fields=["is_restricted", "restricted_why", "version"])
    enquiry.readers.filter(practitioner_id__in=there - wanted).delete()
    facts = {"readers": len(wanted)}
    records.record_change("restrict", enquiry.reference, by=by, at=at, facts=facts)
    return enquiry


@transaction.atomic
def unrestrict(enquiry: Enquiry, *, why: str, by: policy.Viewer, at: datetime) -> Enquiry:
    """Open an enquiry again to everybody within its remit.

    Raises:
        NotVisible: the viewer has not the authority.
        RuleBroken: no reason.
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    policy.require(policy.may_restrict_enquiry(by, enquiry_facts(enquiry)))
    if not why.strip():
        raise RuleBroken("Say why everybody within the remit may know of this enquiry again.")
    enquiry.is_restricted, enquiry.restricted_why = False, ""
    enquiry.version += 1
    enquiry.save(update_fields=["is_restricted", "restricted_why", "version"])
    enquiry.readers.all().delete()
    records.record_change("unrestrict", enquiry.reference, by=by, at=at, because=why)
    return enquiry


@transaction.atomic
def break_glass(
    reference: str,
    *,
    reason: str,
    is_danger_to_life: bool,
    by: policy.Viewer,
    at: datetime,
) -> BreakGlass:
    """Open a restricted record for danger to life, for a while, and tell governance at once.

    Whether there is such a record is not looked at: the glass is broken for a reference, and
    what stands behind it is seen only afterwards.

    Raises:
        NotVisible: the viewer has no hub role, or the words are no reference.
        RuleBroken: no danger to life, or no reason that somebody can review.
    """
    policy.require(policy.may_break_glass(by))
    if not rules.is_reference(reference):
        raise NotVisible("There is no enquiry with that reference. Check it.")
    rules.check_reason(reason, is_danger_to_life=is_danger_to_life)
    glass = BreakGlass.objects.create(
        reference=reference,
        practitioner_id=by.id,
        reason=reason.strip(),
        at=at,
        lapses_at=rules.lapses_at(at),
    )
    tell(
        ToWhom(role=Role.INFORMATION_GOVERNANCE.value),
        kind="glass broken",
        words=f"The glass was broken for {reference}: danger to life. Review it today.",
        once=f"glass:{glass.pk}",
        at=at,
        reference=reference,
    )
    records.record_change("break glass", reference, by=by, at=at, because="danger to life")
    return glass


@transaction.atomic
def review(pk: int, *, words: str, by: policy.Viewer, at: datetime) -> BreakGlass:
    """Write down what governance found when it looked at why a glass was broken.

    Raises:
        NotVisible: the viewer is not information governance, or nothing was broken.
        RuleBroken: nothing is written, or it was reviewed already.
    """
    policy.require(policy.may_read_audit(by))
    glass = BreakGlass.objects.select_for_update().filter(pk=pk).first()
    if glass is None:
        raise NotVisible("No glass was broken under that number. Go back to the list.")
    if not words.strip():
        raise RuleBroken("Write what you found, and what follows from it.")
    if glass.reviewed_at is not None:
        raise RuleBroken("This was reviewed already. Both words would be lost if it changed.")
    glass.review, glass.reviewed_by_id, glass.reviewed_at = words.strip(), by.id, at
    glass.save(update_fields=["review", "reviewed_by", "reviewed_at"])
    records.record_change("review glass", glass.reference, by=by, at=at)
    return glass
