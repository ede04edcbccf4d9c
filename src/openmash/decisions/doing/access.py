"""The doors to actions: to their owners, and to the hub."""

from django.db.models import QuerySet

from openmash import policy
from openmash.audit import records
from openmash.decisions.models import Action
from openmash.enquiries.access import enquiry_facts
from openmash.enquiries.models import Enquiry
from openmash.errors import NotVisible


def own_actions(*, viewer: policy.Viewer) -> QuerySet[Action]:
    """Return what this viewer is named to do, what is due first."""
    return (
        Action.objects.filter(owner_id=viewer.id)
        .select_related("agency")
        .order_by("done_at", "due_on", "pk")
    )


def get_action(pk: int, *, viewer: policy.Viewer) -> Action:
    """Return an action to its owner, or to the hub; record the look.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    action = Action.objects.select_related("agency", "owner").filter(pk=pk).first()
    is_own = action is not None and action.owner_id == viewer.id
    enquiry = Enquiry.objects.filter(pk=action.enquiry_id).first() if action else None
    is_hub = enquiry is not None and bool(policy.may_read_enquiry(viewer, enquiry_facts(enquiry)))
    allowed = is_own or is_hub
    verdict = policy.Verdict(allowed, "owner or hub" if allowed else "no such action")
    records.record_look(f"action {pk}", by=viewer, verdict=verdict)
    if not allowed:
        raise NotVisible("There is no action with that number. Go back to your work.")
    return action


def open_actions_of(enquiry: Enquiry) -> QuerySet[Action]:
    """Return what was agreed in an enquiry and is not done."""
    return enquiry.actions.filter(done_at=None)


def actions_waiting(*, viewer: policy.Viewer) -> int:
    """Return how many actions this viewer is named to do and has not done."""
    return Action.objects.filter(owner_id=viewer.id, done_at=None).count()
