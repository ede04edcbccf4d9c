"""What the hub shared with somebody, on their own page."""

from datetime import datetime

from django.urls import reverse

from openmash import policy
from openmash.design.your_work import Count, Section
from openmash.products.product_types import product_type
from openmash.products.receiving.access import not_answered

ROWS = 8


def home_sections(viewer: policy.Viewer, now: datetime) -> Section | None:
    """Return what is shared with the viewer and waits for their answer."""
    waiting = not_answered(viewer=viewer, now=now)
    number = waiting.count()
    if not number:
        return None
    entries = [
        {
            "reference": each.product.reference,
            "href": reverse("products:shared", args=[each.product.reference]),
            "type": product_type(each.product.type).title,
            "at": each.delivered_at,
            "is_opened": each.opened_at is not None,
        }
        for each in waiting[:ROWS]
    ]
    return Section(
        key="shared",
        title="Shared with you",
        template="products/home_shared.html",
        context={"entries": entries, "more": max(number - ROWS, 0)},
        order=15,
        counts=(
            Count(
                number=number,
                label="shared with you, to answer",
                href=f"{reverse('products:inbox')}?show=open",
                order=5,
            ),
        ),
    )
