"""Say that an action is done; tell those concerned when its day has passed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from openmash import firewall, policy
from openmash.audit import records
from openmash.decisions.models import Action
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.models import Enquiry
from openmash.enquiries.risk.access import held_now
from openmash.errors import RuleBroken
from openmash.policy import Service


@transaction.atomic
def finish_action(action: Action, *, note: str, by: policy.Viewer, at: datetime) -> Action:
    """Say that an action is done, and what was done. Said twice, the first stays.

    Raises:
        RuleBroken: no note. "Done" alone tells the next reader nothing.
    """
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.done_at is not None:
        return action
    if not note.strip():
        raise RuleBroken("Write what was done and what came of it. The next person relies on it.")
    action.done_at, action.done_note, action.done_by_id = at, note.strip(), by.id
    action.save(update_fields=["done_at", "done_note", "done_by"])
    reference = reference_of(action.enquiry_id)
    held_by = _owner_of_risk(action.enquiry_id)
    records.record_change("action.finish", reference, by=by, at=at, facts={"action": action.pk})
    if held_by and held_by != by.id:
        tell(
            ToWhom(practitioner_id=held_by),
            kind="action done",
            words=f"An action of {reference} is done.",
            once=f"action-done:{action.pk}",
            at=at,
            reference=reference,
        )
    return action


@transaction.atomic
def tell_overdue(*, at: datetime) -> int:
    """Tell owners of actions, and who holds the risk, that a day has passed; return how many.

    It runs as the worker and tells once a day at most.
    """
    today = timezone.localdate(at)
    late = Action.objects.filter(done_at=None, due_on__lt=today).select_related("enquiry")
    for action in late:
        held = held_now(enquiry=action.enquiry)
        for who in {action.owner_id, held.owner_id if held else None} - {None}:
            tell(
                ToWhom(practitioner_id=who),
                kind="action",
                words=f"An action was due on {action.due_on:%-d %B} and is not done.",
                once=f"action-late:{action.pk}:{who}:{today}",
                at=at,
                reference=f"action {action.pk}",
            )
    return len(late)


def reference_of(enquiry_id: int) -> str:
    """Return an enquiry's reference, which whoever acts in it may know though not read it."""
    with firewall.acting_as(Service.WORKER):
        return Enquiry.objects.values_list("reference", flat=True).get(pk=enquiry_id)


def _owner_of_risk(enquiry_id: int) -> int | None:
    with firewall.acting_as(Service.WORKER):
        held = held_now(enquiry=Enquiry.objects.get(pk=enquiry_id))
    return held.owner_id if held else None
