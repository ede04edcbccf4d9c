"""Read the audit: for information governance, and for the hub on the record that it is reading."""

from django.db.models import QuerySet

from openmash import policy
from openmash.audit.models import Event


def events(*, viewer: policy.Viewer) -> QuerySet[Event]:
    """Return all events, newest first.

    Raises:
        NotVisible: the viewer does not hold the information governance role.
    """
    policy.require(policy.may_read_audit(viewer))
    return Event.objects.order_by("-at", "-id")


def events_about(reference: str) -> QuerySet[Event]:
    """Return who looked at and changed one reference; the caller has opened it already."""
    return Event.objects.filter(reference=reference).order_by("-at", "-id")
