"""What a recipient does with a product: open it, answer it, and with it take over the risk."""

from datetime import datetime

from django.db import transaction

from openmash import firewall, policy
from openmash.audit import records
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.models import Enquiry
from openmash.enquiries.risk import actions as risk
from openmash.enquiries.risk.access import held_now
from openmash.errors import RuleBroken
from openmash.policy import Service
from openmash.products.models import Delivery
from openmash.products.receiving import access

ACKNOWLEDGED, ACCEPTED, REJECTED = "acknowledged", "accepted", "rejected"
FINAL = (ACCEPTED, REJECTED)


@transaction.atomic
def mark_opened(delivery: Delivery, *, by: policy.Viewer, at: datetime) -> Delivery:
    """Keep when somebody first opened what was shared with them. The sender sees it."""
    found = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if found.opened_at is None:
        found.opened_at, found.opened_by_id = at, by.id
        found.save(update_fields=["opened_at", "opened_by"])
        reference = delivery.product.reference
        records.record_change("product.open", reference, by=by, at=at)
    return found


@transaction.atomic
def answer(
    delivery: Delivery,
    *,
    says: str,
    words: str = "",
    takes_risk: bool = False,
    by: policy.Viewer,
    at: datetime,
) -> Delivery:
    """Say that one has it, that one takes it on, or send it back with the reason.

    Taking it on may take over the risk in the same step, where the viewer was asked to hold it.
    What is sent back brings the enquiry back to its decision: nothing falls between two desks.

    Raises:
        RuleBroken: it is answered already, sent back without a reason, or no risk was offered.

    Source: WT2023-CH3
    """
    found = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if found.answer == says and says in FINAL:
        return found
    _check(found, says=says, words=words)
    found.answer, found.words = says, words.strip()
    found.answered_at, found.answered_by_id = at, by.id
    found.save(update_fields=["answer", "words", "answered_at", "answered_by"])
    if takes_risk:
        _take_risk(found, says=says, by=by, at=at)
    reference = delivery.product.reference
    if says == REJECTED:
        _bring_back(found, reference=reference, at=at)
    _tell_sender(delivery, says=says, at=at)
    records.record_change(f"product.{says}", reference, by=by, at=at)
    return found


def _check(delivery: Delivery, *, says: str, words: str) -> None:
    if says not in (ACKNOWLEDGED, *FINAL):
        raise RuleBroken("Say whether you have it, take it on, or send it back.")
    if delivery.answer in FINAL:
        raise RuleBroken("This is answered already. If that was wrong, ring the hub.")
    if says == REJECTED and not words.strip():
        raise RuleBroken("Write why you send it back, and who you think should have it.")


def _take_risk(delivery: Delivery, *, says: str, by: policy.Viewer, at: datetime) -> None:
    offered = access.risk_offered(delivery, viewer=by)
    if says != ACCEPTED or offered is None:
        raise RuleBroken("Nobody asks you to hold the risk now. Take on the task alone.")
    risk.accept(offered.pk, by=by, at=at)


def _bring_back(delivery: Delivery, *, reference: str, at: datetime) -> None:
    with firewall.acting_as(Service.WORKER):
        enquiry = Enquiry.objects.select_for_update().get(pk=delivery.enquiry_id)
        if enquiry.stage == Enquiry.Stage.DISSEMINATED:
            enquiry.stage = Enquiry.Stage.DECIDED
        enquiry.version += 1
        enquiry.save(update_fields=["stage", "version"])
        held = held_now(enquiry=enquiry)
    if held is None:
        return
    tell(
        ToWhom(practitioner_id=held.owner_id),
        kind="product sent back",
        words=f"{reference} was sent back. You hold the risk: decide who acts now.",
        once=f"product-back:{delivery.pk}:{held.owner_id}",
        at=at,
        reference=enquiry.reference,
        enquiry_id=enquiry.pk,
    )


def _tell_sender(delivery: Delivery, *, says: str, at: datetime) -> None:
    product = delivery.product
    said = {
        ACKNOWLEDGED: "has arrived and was read",
        ACCEPTED: "was taken on",
        REJECTED: "was sent back, with a reason",
    }[says]
    tell(
        ToWhom(practitioner_id=product.sent_by_id),
        kind=f"product {says}",
        words=f"{product.reference} {said}.",
        once=f"product:{delivery.pk}:{says}",
        at=at,
        reference=product.reference,
        enquiry_id=delivery.enquiry_id,
    )


def record_download(delivery: Delivery, *, by: policy.Viewer, at: datetime) -> None:
    """Keep that the printed sheet left the hub as a file."""
    product = delivery.product
    records.record_disclosure(
        "product.download", product.reference, by=by, at=at,
        because=", ".join(product.lawful_bases),
        facts={"sha256": product.sha256, "agency": delivery.agency_id},
    )  # fmt: skip
