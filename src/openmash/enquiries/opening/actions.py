"""Open an enquiry from a contact, or put the contact into one that is open already."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from openmash import policy
from openmash.agencies.access import partnership
from openmash.audit import records
from openmash.contacts.access import facts_of
from openmash.contacts.actions import give_feedback
from openmash.contacts.rules import Band
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.asking.actions import raise_cross_border
from openmash.enquiries.clocks import actions as clocks
from openmash.enquiries.clocks.rules import DANGER_CODES, TOTAL_CODES
from openmash.enquiries.models import Enquiry, EnquiryContact, Screening
from openmash.enquiries.opening.taking_in.actions import take_in_people, take_in_words
from openmash.enquiries.risk import actions as risk
from openmash.enquiries.risk.access import held_now
from openmash.enquiries.triage import actions as triage
from openmash.enquiries.triage import practice
from openmash.enquiries.triage.agreement import Agreement, agreement_gate
from openmash.errors import BadInput, RuleBroken
from openmash.policy import Remit, Role

CONSIDERED = (
    "We have read what you told us and look into it with people who know the family. "
    "You hear from us again. Tell us at once if anything changes."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why agencies may be asked, why this much and no more, and what the family knows of it.

    `reason` is a code of the sharing reasons. Source: DFE-SHARING2024
    """

    reason: str
    necessity: str = field(repr=False)
    proportionality: str = field(repr=False)
    pressing_need: str = field(default="", repr=False)
    agreement: Agreement = Agreement.NOT_SOUGHT
    agreement_why: str = field(default="", repr=False)
    informed: str = ""
    informed_why: str = field(default="", repr=False)


@transaction.atomic
def open_enquiry(
    screening: Screening,
    *,
    rating: triage.Rating,
    grounds: Grounds,
    by: policy.Viewer,
    at: datetime,
) -> Enquiry:
    """Rate a contact and open an enquiry from it: its people, its words, its risk, its clocks.

    The opener holds the risk from now on. A child in a household with an adult victim of
    domestic abuse becomes a subject. Source: DAA2021-S3

    Raises:
        NotVisible: the viewer may not open one.
        RuleBroken: it is rated blue, decided already, or agreement is still awaited.
    """
    screening = triage.rate(screening, rating, by=by, at=at)
    contact = screening.contact
    policy.require(policy.may_open_enquiry(by, facts_of(contact)))
    _check_may_open(screening, grounds=grounds, by=by)
    enquiry = _enquiry_of(screening, grounds=grounds, by=by, at=at)
    EnquiryContact.objects.create(enquiry=enquiry, contact=contact, by_id=by.id, at=at)
    subjects = take_in_people(enquiry, contact, area=screening.practice_area, by=by, at=at)
    take_in_words(enquiry, contact, subjects=subjects, by=by, at=at)
    _settle(screening, enquiry=enquiry, response="enquiry", why=rating.why, by=by, at=at)
    risk.begin(owner_id=by.id, at=at, enquiry=enquiry)
    _tell_referrer(screening, by=by, at=at)
    if not enquiry.lawful_bases:
        _ask_governance(enquiry, at=at)
    raise_cross_border(enquiry, by=by, at=at)
    facts = {"contact": contact.reference, "brag": enquiry.brag, "level": enquiry.level}
    records.record_change("enquiry.open", enquiry.reference, by=by, at=at, facts=facts)
    return enquiry


@transaction.atomic
def fold_in(
    screening: Screening, enquiry: Enquiry, *, why: str, by: policy.Viewer, at: datetime
) -> EnquiryContact:
    """Put a contact into an enquiry that is open: word for word, with the people it adds.

    Raises:
        NotVisible: either is not for this viewer.
        RuleBroken: the contact is decided, the enquiry has ended, or no reason is given.
    """
    screening = triage.opened(screening, by=by)
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    policy.require(policy.may_read_enquiry(by, enquiry_facts(enquiry)))
    if enquiry.stage == Enquiry.Stage.CLOSED:
        raise RuleBroken("That enquiry has ended. Open a new one from this contact.")
    if not why.strip():
        raise RuleBroken("Say why this contact belongs in that enquiry.")
    contact = screening.contact
    folded = EnquiryContact.objects.create(enquiry=enquiry, contact=contact, by_id=by.id, at=at)
    area = screening.practice_area or enquiry.practice_area
    subjects = take_in_people(enquiry, contact, area=area, by=by, at=at)
    take_in_words(enquiry, contact, subjects=subjects, by=by, at=at)
    parts = set(enquiry.remits) | set(contact.remits)
    enquiry.remits = [remit.value for remit in Remit if remit.value in parts]
    enquiry.version += 1
    enquiry.save(update_fields=["remits", "version"])
    screening.brag = screening.brag or enquiry.brag
    _settle(screening, enquiry=enquiry, response="folded", why=why, by=by, at=at)
    _tell_owner(enquiry, reference=contact.reference, by=by, at=at)
    _tell_referrer(screening, by=by, at=at)
    facts = {"contact": contact.reference}
    records.record_change("enquiry.fold_in", enquiry.reference, by=by, at=at, facts=facts)
    return folded


def next_reference(at: datetime) -> str:
    """Return the next enquiry's reference, such as ASH-2026-0417."""
    here = partnership()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('om_enquiry_number')")
        number = cursor.fetchone()[0]
    prefix = here.reference_prefix if here else "HUB"
    return f"{prefix}-{timezone.localtime(at).year}-{number:04d}"


def _check_may_open(screening: Screening, *, grounds: Grounds, by: policy.Viewer) -> None:
    if screening.brag == "blue":
        raise RuleBroken("Blue needs no enquiry. Answer it at once, or rate it again and say why.")
    if grounds.reason not in practice.sharing_reasons():
        raise BadInput("Choose why we may share.")
    if not (grounds.necessity.strip() and grounds.proportionality.strip()):
        raise RuleBroken("Say why other agencies have to be asked, and why this much and no more.")
    gate = agreement_gate(
        remits={Remit(remit) for remit in screening.contact.remits},
        level=screening.level,
        agreement=grounds.agreement,
        reason=grounds.agreement_why,
        may_override=policy.Permission.OVERRIDE_AGREEMENT in by.permissions,
    )
    if not gate:
        raise RuleBroken(gate.why)


def _enquiry_of(
    screening: Screening, *, grounds: Grounds, by: policy.Viewer, at: datetime
) -> Enquiry:
    contact, reason = screening.contact, practice.sharing_reasons()[grounds.reason]
    screening.lawful_bases = list(reason.bases_for(screening.level))
    screening.necessity, screening.proportionality = grounds.necessity, grounds.proportionality
    screening.pressing_need = grounds.pressing_need
    screening.agreement, screening.agreement_why = grounds.agreement.value, grounds.agreement_why
    return Enquiry.objects.create(
        reference=next_reference(at),
        remits=list(contact.remits),
        practice_area=screening.practice_area,
        brag=screening.brag,
        level=screening.level,
        received_at=screening.received_at,
        opened_at=at,
        opened_by_id=by.id,
        purpose=reason.purpose,
        lawful_bases=screening.lawful_bases,
        pressing_need=grounds.pressing_need,
        necessity=grounds.necessity,
        proportionality=grounds.proportionality,
        agreement=grounds.agreement.value,
        agreement_why=grounds.agreement_why,
        informed=grounds.informed,
        informed_why=grounds.informed_why,
        safe_contact=contact.safe_contact,
        safe_contact_how=contact.safe_contact_how,
        must_not_know=contact.must_not_know,
    )


def _settle(
    screening: Screening,
    *,
    enquiry: Enquiry,
    response: str,
    why: str,
    by: policy.Viewer,
    at: datetime,
) -> None:
    """End the triage of a contact that is in an enquiry now, and carry its clocks over."""
    triage.stop_deciding(screening, why=f"in enquiry {enquiry.reference}", at=at)
    if response == "folded":
        why_stopped = f"counted with {enquiry.reference}"
        clocks.stop_clocks(TOTAL_CODES.values(), screening=screening, why=why_stopped, at=at)
    carried = [*TOTAL_CODES.values(), *DANGER_CODES.values()]
    screening.clocks.filter(code__in=carried, stopped_at=None).update(enquiry=enquiry)
    held = held_now(screening=screening)
    if held is not None:
        risk.end(held, at=at)
    screening.state, screening.response = Screening.State.ENQUIRY, response
    screening.rationale, screening.decided_by_id, screening.decided_at = why, by.id, at
    screening.became_referral_at = screening.became_referral_at or at
    screening.version += 1
    screening.save()
    screening.handovers.filter(accepted_at=None, declined_at=None).update(declined_at=at)


def _tell_referrer(screening: Screening, *, by: policy.Viewer, at: datetime) -> None:
    give_feedback(
        screening.contact,
        moment="triage",
        band=Band.LOOKED_INTO.value,
        words=CONSIDERED,
        by=by,
        at=at,
    )


def _tell_owner(enquiry: Enquiry, *, reference: str, by: policy.Viewer, at: datetime) -> None:
    held = held_now(enquiry=enquiry)
    if held is None or held.owner_id == by.id:
        return
    tell(
        ToWhom(practitioner_id=held.owner_id),
        kind="contact folded in",
        words=f"Contact {reference} is now in {enquiry.reference}. Read what is new.",
        once=f"folded:{reference}",
        at=at,
        reference=enquiry.reference,
        enquiry_id=enquiry.pk,
    )


def _ask_governance(enquiry: Enquiry, *, at: datetime) -> None:
    tell(
        ToWhom(role=Role.INFORMATION_GOVERNANCE.value),
        kind="basis asked",
        words=f"The hub is not sure why it may share in {enquiry.reference}. Please advise.",
        once=f"basis:{enquiry.reference}",
        at=at,
        reference=enquiry.reference,
    )
