"""What the end of an enquiry depends on, as it stands now."""

from datetime import datetime, timedelta

from openmash import policy
from openmash.agencies.access import partnership
from openmash.decisions.access import referrers_of, table_of, told_outcome
from openmash.decisions.outcomes import outcomes
from openmash.enquiries.models import Enquiry
from openmash.products.closing.rules import TIMES_OUT_AFTER, Sent, State


def state_of(enquiry: Enquiry, *, viewer: policy.Viewer, now: datetime) -> State:
    """Return what stands in the way of the end, and what does not."""
    table = table_of(enquiry, viewer=viewer, now=now)
    decided = list(table.latest.for_subjects.all()) if table.latest else []
    with_outcome = {each.subject_id for each in decided if each.outcomes}
    codes = [code for each in decided for code in each.outcomes]
    return State(
        is_ended=enquiry.stage == Enquiry.Stage.CLOSED,
        people_without_outcome=sum(each.key not in with_outcome for each in table.people)
        if table.latest
        else max(len(table.people), 1),
        is_acted_on_elsewhere=any(
            not outcomes()[code].is_closing for code in codes if code in outcomes()
        ),
        sent=tuple(sent_of(enquiry)),
        contacts_not_told=tuple(
            contact.reference for contact in referrers_of(enquiry) if told_outcome(contact) is None
        ),
        is_risk_offered=bool(table.risk and table.risk.offered_to_id),
        drafts=tuple(
            enquiry.products.filter(state="draft", composing__is_set_aside=False).values_list(
                "reference", flat=True
            )
        ),
        arrived_after=table.arrived_after,
    )


def sent_of(enquiry: Enquiry):
    """Yield every delivery of an enquiry's products."""
    products = enquiry.products.exclude(state="draft").prefetch_related("deliveries__agency")
    for product in products.order_by("sent_at"):
        for delivery in product.deliveries.all():
            yield Sent(
                reference=product.reference,
                agency=delivery.agency.name,
                agency_key=delivery.agency_id,
                answer=delivery.answer,
                delivered_at=delivery.delivered_at,
                is_recalled=delivery.is_recalled,
            )


def times_out_after() -> timedelta:
    """Return how long a recipient has to answer before the time counts as run out."""
    here = partnership()
    hours = (here.settings if here else {}).get("product_times_out_after_hours")
    return timedelta(hours=float(hours)) if hours else TIMES_OUT_AFTER
