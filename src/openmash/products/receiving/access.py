"""The doors to what was shared with somebody. Neither the enquiry nor what was withheld is here."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from openmash import policy
from openmash.audit import records
from openmash.enquiries.models import RiskOwnership
from openmash.enquiries.risk.access import offered_to
from openmash.errors import NotVisible
from openmash.products.access import NO_SUCH_PRODUCT, product_facts
from openmash.products.models import Delivery, Product


def inbox(*, viewer: policy.Viewer, now: datetime) -> QuerySet[Delivery]:
    """Return what is shared with this viewer now: not answered first, then the newest."""
    today = timezone.localdate(now)
    return (
        Delivery.objects.filter(_to(viewer), is_recalled=False, product__state="sent")
        .filter(Q(product__expires_on=None) | Q(product__expires_on__gte=today))
        .select_related("product", "product__sent_by", "agency")
        .defer("product__sheet", "product__recipient_part")
        .order_by("answered_at", "-delivered_at")
    )


def not_answered(*, viewer: policy.Viewer, now: datetime) -> QuerySet[Delivery]:
    """Return what is shared with this viewer and waits for their answer."""
    return inbox(viewer=viewer, now=now).filter(answer__in=("", "acknowledged"))


def get_delivery(
    reference: str, *, viewer: policy.Viewer, now: datetime, verb: str = "open product"
) -> Delivery:
    """Return the viewer's own delivery of a product; record the look.

    Raises:
        NotVisible: none was made to them, it was recalled, or its last day has passed.
    """
    product = Product.objects.filter(reference=reference).first()
    delivery = None
    verdict = policy.Verdict(False, "no such product, or not for this viewer")
    if product is not None:
        facts = product_facts(product, on=timezone.localdate(now))
        verdict = policy.may_read_product(viewer, facts)
        is_open = not facts.is_recalled and not facts.is_expired
        delivery = product.deliveries.filter(_to(viewer)).first() if is_open else None
    records.record_look(reference, by=viewer, verdict=verdict, verb=verb)
    if delivery is None or not verdict:
        raise NotVisible(NO_SUCH_PRODUCT)
    delivery.product = product
    return delivery


def risk_offered(delivery: Delivery, *, viewer: policy.Viewer) -> RiskOwnership | None:
    """Return the risk of the same enquiry that this viewer is asked to hold, if any."""
    # Without the enquiry's own row: the person asked may not read it, and a join would hide theirs.
    offered = offered_to(viewer=viewer).select_related(None)
    return offered.filter(enquiry_id=delivery.enquiry_id).first()


def _to(viewer: policy.Viewer) -> Q:
    mine = Q(practitioner_id=viewer.id)
    if policy.Permission.PRODUCT_RECEIVE in viewer.permissions:
        mine |= Q(practitioner=None, agency_id=viewer.agency)
    return mine
