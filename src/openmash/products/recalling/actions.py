"""Call a product back, or set one aside that was begun and never sent."""

from datetime import datetime

from django.db import transaction

from openmash import policy
from openmash.audit import records
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.errors import RuleBroken
from openmash.products.actions import require_author
from openmash.products.models import Composing, Delivery, Product


@transaction.atomic
def recall(product: Product, *, why: str, by: policy.Viewer, at: datetime) -> Product:
    """Call a product back: from this moment its recipients cannot open it. Who did is kept.

    Raises:
        RuleBroken: it was never sent, or nobody says why.
    """
    require_author(product, by=by)
    product = Product.objects.select_for_update(of=("self",)).get(pk=product.pk)
    if product.state == Product.State.RECALLED:
        return product
    if product.state != Product.State.SENT:
        raise RuleBroken("This was never sent, so there is nothing to call back.")
    if not why.strip():
        raise RuleBroken("Write why it is called back: those who opened it will ask.")
    product.state, product.recalled_at, product.recalled_why = "recalled", at, why.strip()
    product.save(update_fields=["state", "recalled_at", "recalled_why"])
    deliveries = list(Delivery.objects.select_for_update().filter(product=product))
    for delivery in deliveries:
        delivery.is_recalled = True
        delivery.save(update_fields=["is_recalled"])
        _tell_recall(product, delivery, at=at)
    opened = sum(delivery.opened_at is not None for delivery in deliveries)
    records.record_change(
        "product.recall", product.reference, by=by, at=at, facts={"opened_before": opened}
    )
    return product


def _tell_recall(product: Product, delivery: Delivery, *, at: datetime) -> None:
    to = (
        ToWhom(practitioner_id=delivery.practitioner_id)
        if delivery.practitioner_id
        else ToWhom(agency_id=delivery.agency_id)
    )
    tell(
        to,
        kind="product recalled",
        words=f"{product.reference} was called back. Destroy any copy and do not rely on it.",
        once=f"recall:{product.pk}:{delivery.pk}",
        at=at,
    )


@transaction.atomic
def set_aside(product: Product, *, by: policy.Viewer, at: datetime) -> None:
    """Leave a product that was begun and not sent; what was written is kept, and nobody gets it."""
    require_author(product, by=by)
    if product.state != Product.State.DRAFT:
        raise RuleBroken("This has been sent. Recall it if it should not be read.")
    kept = Composing.objects.select_for_update().get(product=product)
    kept.is_set_aside = True
    kept.save(update_fields=["is_set_aside"])
    records.record_change("product.set_aside", product.reference, by=by, at=at)
