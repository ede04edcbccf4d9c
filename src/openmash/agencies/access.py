"""The door to agencies and the people who work there."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from openmash.agencies.models import Agency, Partnership, Practitioner, RoleGrant
from openmash.policy import Remit, Role, Viewer


def viewer_for(practitioner: Practitioner) -> Viewer:
    """Return the viewer that a practitioner is today: their agency and the roles that hold now."""
    today = timezone.localdate()
    grants = [grant for grant in practitioner.grants.all() if _holds(grant, on=today)]
    return Viewer(
        id=practitioner.pk,
        agency=practitioner.agency_id,
        roles=frozenset(Role(grant.role) for grant in grants),
        remits=frozenset(Remit(grant.remit) for grant in grants if grant.remit),
        name=practitioner.name,
        job=practitioner.job_title,
    )


def _holds(grant: RoleGrant, *, on) -> bool:
    return grant.from_on <= on and (grant.until_on is None or grant.until_on >= on)


def partnership() -> Partnership | None:
    """Return the partnership whose hub this is, or None before it is set up."""
    return Partnership.objects.order_by("pk").first()


def agencies() -> QuerySet[Agency]:
    """Return the partner bodies that work with the hub now."""
    return Agency.objects.filter(is_active=True)


def holders_of(role: Role, *, remit: Remit | None = None) -> QuerySet[Practitioner]:
    """Return who holds a role today, by name: for choosing an owner or a reader."""
    today = timezone.localdate()
    held = Q(grants__role=role.value, grants__from_on__lte=today) & (
        Q(grants__until_on=None) | Q(grants__until_on__gte=today)
    )
    if remit is not None:
        held &= Q(grants__remit=remit.value)
    return Practitioner.objects.filter(held, is_active=True).distinct().order_by("name")
