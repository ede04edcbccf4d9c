"""Read who holds a risk."""

from django.db.models import Q, QuerySet

from openmash import policy
from openmash.agencies.access import holders_of
from openmash.enquiries.models import Enquiry, RiskOwnership, Screening
from openmash.errors import NotVisible
from openmash.policy import Role


def held_now(
    *, screening: Screening | None = None, enquiry: Enquiry | None = None
) -> RiskOwnership | None:
    """Return who holds the risk of a contact or an enquiry now; None once it has ended."""
    held = RiskOwnership.objects.select_related("owner", "offered_to").filter(until_at=None)
    if enquiry is not None:
        return held.filter(enquiry=enquiry).first()
    return held.filter(screening=screening).first()


def holdings(
    *, screening: Screening | None = None, enquiry: Enquiry | None = None
) -> QuerySet[RiskOwnership]:
    """Return everybody who held a risk, in order."""
    held = RiskOwnership.objects.select_related("owner").order_by("from_at", "pk")
    return held.filter(enquiry=enquiry) if enquiry is not None else held.filter(screening=screening)


def held_by(*, viewer: policy.Viewer) -> QuerySet[RiskOwnership]:
    """Return the risks that this viewer holds now, the longest held first."""
    return (
        RiskOwnership.objects.filter(until_at=None, owner_id=viewer.id)
        .select_related("enquiry", "screening__contact", "offered_to")
        .order_by("from_at")
    )


def offered_to(*, viewer: policy.Viewer) -> QuerySet[RiskOwnership]:
    """Return the risks that this viewer is asked to take over."""
    return (
        RiskOwnership.objects.filter(until_at=None, offered_to_id=viewer.id)
        .select_related("owner", "enquiry", "screening__contact")
        .order_by("offered_at")
    )


def get_holding(pk: int, *, viewer: policy.Viewer) -> RiskOwnership:
    """Return a risk that is held now, to its owner, to who is asked, or to the hub.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    mine = Q(owner_id=viewer.id) | Q(offered_to_id=viewer.id)
    if policy.Permission.ENQUIRY_READ in viewer.permissions:
        mine |= Q(pk=pk)
    held = (
        RiskOwnership.objects.select_related("owner", "offered_to")
        .filter(mine, pk=pk, until_at=None)
        .first()
    )
    if held is None:
        raise NotVisible("Nobody holds a risk under that number. Go back to your work.")
    return held


def who_may_hold() -> list[tuple[int, str]]:
    """Return everybody who may hold a risk, as pairs for a list to choose from."""
    found: dict[int, str] = {}
    for role in Role:
        if policy.Permission.RISK_ACCEPT in policy.PERMISSIONS[role]:
            for person in holders_of(role).select_related("agency"):
                found[person.pk] = f"{person.name}, {person.job_title or person.agency.name}"
    return sorted(found.items(), key=lambda pair: pair[1])
