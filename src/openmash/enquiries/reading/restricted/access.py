"""Who may be named a reader, who is, and what governance has to review."""

from django.db.models import F, QuerySet

from openmash import policy
from openmash.agencies.access import holders_of
from openmash.enquiries.models import BreakGlass, Enquiry, Reader
from openmash.errors import NotVisible
from openmash.policy import HUB_ROLES, Remit


def who_may_read(enquiry: Enquiry) -> list[tuple[int, str]]:
    """Return everybody in a hub role for this enquiry's remits, as pairs to choose from."""
    found: dict[int, str] = {}
    for role in HUB_ROLES:
        for remit in enquiry.remits:
            for person in holders_of(role, remit=Remit(remit)).select_related("agency"):
                found[person.pk] = f"{person.name}, {person.job_title or person.agency.name}"
    return sorted(found.items(), key=lambda pair: pair[1])


def readers_of(enquiry: Enquiry) -> QuerySet[Reader]:
    """Return who is named as a reader of an enquiry, and by whom."""
    return enquiry.readers.select_related("practitioner__agency", "named_by").order_by("named_at")


def broken_glass(*, viewer: policy.Viewer) -> QuerySet[BreakGlass]:
    """Return every breaking of the glass to governance, what is not reviewed first.

    Raises:
        NotVisible: the viewer does not hold the information governance role.
    """
    policy.require(policy.may_read_audit(viewer))
    rows = BreakGlass.objects.select_related("practitioner__agency", "reviewed_by")
    return rows.order_by(F("reviewed_at").desc(nulls_first=True), "-at")


def get_glass(pk: int, *, viewer: policy.Viewer) -> BreakGlass:
    """Return one breaking of the glass to governance.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    glass = broken_glass(viewer=viewer).filter(pk=pk).first()
    if glass is None:
        raise NotVisible("No glass was broken under that number. Go back to the list.")
    return glass
