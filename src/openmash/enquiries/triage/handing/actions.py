"""Hand a contact to its worker: danger tests first, and it is the hub's until accepted."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from openmash import firewall, policy
from openmash.agencies.access import holders_of
from openmash.audit import records
from openmash.contacts.actions import give_feedback
from openmash.contacts.rules import Band
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.clocks import actions as clocks
from openmash.enquiries.clocks.rules import TOTAL_CODES
from openmash.enquiries.models import Handover, Screening
from openmash.enquiries.risk import actions as risk
from openmash.enquiries.risk.access import held_now
from openmash.enquiries.triage import actions as triage
from openmash.enquiries.triage import rules
from openmash.enquiries.triage.holding.access import held_about
from openmash.errors import NotVisible, RuleBroken
from openmash.policy import Role, Service

WITH_THE_WORKER = (
    "What you told us is with the worker who knows the family. They may get in touch with you."
)


@transaction.atomic
def offer_handover(
    screening: Screening,
    *,
    to: int,
    is_spoken: bool = False,
    words: str = "",
    by: policy.Viewer,
    at: datetime,
) -> Handover:
    """Offer a contact to the worker who has the family. The hub keeps it until they accept.

    Raises:
        RuleBroken: danger that nobody has spoken of, an offer that is open already, or somebody
            who neither has the family nor takes such contacts.
    """
    screening = triage.opened(screening, by=by)
    contact = screening.contact
    is_in_danger = rules.is_danger(contact.danger, tests=screening.danger_tests)
    rules.check_handover(is_in_danger=is_in_danger, is_spoken=is_spoken)
    _check_worker(screening, to=to, at=at)
    offer = Handover.objects.create(
        screening=screening,
        worker_id=to,
        offered_by_id=by.id,
        offered_at=at,
        accept_by_at=rules.accept_by(
            at, is_in_danger=is_in_danger, calendar=clocks.clockwork().calendar
        ),
        is_spoken=is_spoken,
        words=words,
    )
    if screening.claimed_by_id is None:
        triage.claim(screening, version=screening.version, by=by, at=at)
    _tell_worker(offer, reference=contact.reference)
    records.record_change("handover.offer", contact.reference, by=by, at=at)
    return offer


@transaction.atomic
def accept_handover(pk: int, *, by: policy.Viewer, at: datetime) -> Handover:
    """Accept a contact as the allocated worker: it is theirs from now on, and so is its risk.

    Any danger clock goes on until the discussion is held: acceptance is not action.

    Raises:
        NotVisible: it was not offered to this viewer.
        RuleBroken: it is answered already, or the hub has decided otherwise meanwhile.
    """
    offer = _own(pk, by=by)
    offer.accepted_at = at
    offer.save(update_fields=["accepted_at"])
    # The worker may accept, and changes nothing else of the hub's record: the service does.
    with firewall.acting_as(Service.WORKER):
        screening = _handed(offer, at=at)
        held = held_now(screening=screening)
        if held is not None:
            risk.take_over(held, to=by.id, at=at)
        give_feedback(
            screening.contact,
            moment="triage",
            band=Band.WITH_WORKER,
            words=WITH_THE_WORKER,
            by=by,
            at=at,
        )
    records.record_change("handover.accept", screening.contact.reference, by=by, at=at)
    return offer


@transaction.atomic
def decline_handover(pk: int, *, why: str, by: policy.Viewer, at: datetime) -> Handover:
    """Say no to a contact, and why: it goes back to whoever offered it, at once.

    Raises:
        NotVisible: it was not offered to this viewer.
        RuleBroken: it is answered already, or no reason is given.
    """
    offer = _own(pk, by=by)
    if not why.strip():
        raise RuleBroken("Say why you cannot take it, so that the hub can act.")
    reference = offer.screening.contact.reference
    offer.words = f"{offer.words}\n\nDeclined: {why.strip()}".strip()
    offer.declined_at = at
    with firewall.acting_as(Service.WORKER):
        offer.save(update_fields=["declined_at", "words"])
    tell(
        ToWhom(practitioner_id=offer.offered_by_id),
        kind="handover declined",
        words=f"The worker did not accept contact {reference}. It is still with the hub.",
        once=f"handover-declined:{offer.pk}",
        at=at,
        reference=reference,
    )
    records.record_change("handover.decline", reference, by=by, at=at)
    return offer


def alarm_unaccepted(*, at: datetime) -> int:
    """Tell the hub of every contact that no worker has accepted in time; return how many are late.

    Run by the worker every few minutes, as its own service; each is told once.
    """
    late = Handover.objects.filter(
        accepted_at=None, declined_at=None, accept_by_at__lt=at
    ).select_related("screening__contact")
    number = 0
    for offer in late:
        reference = offer.screening.contact.reference
        words = f"Contact {reference} is not accepted by the worker in time. Ring them now."
        for to in (ToWhom(practitioner_id=offer.offered_by_id), ToWhom(role=Role.HUB_MANAGER)):
            tell(
                to,
                kind="handover late",
                words=words,
                once=f"handover-late:{offer.pk}:{to.practitioner_id or to.role}",
                at=at,
                reference=reference,
            )
        number += 1
    return number


def workers_to_choose(screening: Screening, *, at: datetime) -> list[tuple[int, str]]:
    """Return who may be offered a contact: the allocated workers first, then lead practitioners."""
    held = held_about(screening.contact, today=timezone.localdate(at))
    found = {one.worker_id: f"{one.worker}, {one.plan}" for one in held.open_to}
    for person in holders_of(Role.LEAD_PRACTITIONER).select_related("agency"):
        found.setdefault(person.pk, f"{person.name}, {person.job_title or person.agency.name}")
    return list(found.items())


def _tell_worker(offer: Handover, *, reference: str) -> None:
    tell(
        ToWhom(practitioner_id=offer.worker_id),
        kind="handover offered",
        words=f"Contact {reference} is offered to you as the allocated worker.",
        once=f"handover:{offer.pk}",
        at=offer.offered_at,
    )


def _check_worker(screening: Screening, *, to: int, at: datetime) -> None:
    if screening.handovers.filter(accepted_at=None, declined_at=None).exists():
        raise RuleBroken("This contact is offered to a worker already. Wait, or ring them.")
    if to not in dict(workers_to_choose(screening, at=at)):
        raise RuleBroken("They have nobody of this contact open. Choose the worker.")


def _own(pk: int, *, by: policy.Viewer) -> Handover:
    offer = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("screening__contact")
        .filter(pk=pk, worker_id=by.id)
        .first()
    )
    if offer is None:
        raise NotVisible("Nothing is offered to you under that number. Go back to your work.")
    if offer.accepted_at is not None or offer.declined_at is not None:
        raise RuleBroken("This was answered already, or the hub has decided otherwise meanwhile.")
    return offer


def _handed(offer: Handover, *, at: datetime) -> Screening:
    screening = (
        Screening.objects.select_for_update(of=("self",))
        .select_related("contact")
        .get(pk=offer.screening_id)
    )
    if screening.state not in triage.OPEN_STATES:
        raise RuleBroken("The hub has decided about this contact meanwhile. Ring them.")
    triage.stop_deciding(screening, why="accepted by the allocated worker", at=at)
    clocks.stop_clocks(TOTAL_CODES.values(), screening=screening, why="handed over", at=at)
    screening.state, screening.response = Screening.State.HANDED_OVER, "handed_over"
    screening.rationale = offer.words or "Open already: accepted by the allocated worker."
    screening.decided_by_id, screening.decided_at = offer.offered_by_id, at
    screening.version += 1
    screening.save()
    triage.keep_decide_by(screening)
    return screening
