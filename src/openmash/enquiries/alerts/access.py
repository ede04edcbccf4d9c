"""Read the alerts that are put before somebody."""

from django.db.models import Q, QuerySet

from openmash import policy
from openmash.enquiries.models import Alert


def inbox(*, viewer: policy.Viewer) -> QuerySet[Alert]:
    """Return what came back to this viewer and is not dealt with, newest first."""
    if not viewer.id:
        return Alert.objects.none()
    mine = Q(practitioner_id=viewer.id)
    mine |= Q(practitioner=None, role__in=[role.value for role in viewer.roles])
    if policy.Permission.REQUEST_ANSWER in viewer.permissions:
        mine |= Q(practitioner=None, role="", agency_id=viewer.agency)
    return (
        Alert.objects.filter(mine, done_at=None)
        .select_related("enquiry", "request")
        .order_by("-at", "-pk")
    )
