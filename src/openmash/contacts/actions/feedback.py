"""Tell the person who spoke up what became of it, as much as they may know."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from openmash.audit import records
from openmash.contacts import rules
from openmash.contacts.actions.posting import post
from openmash.contacts.models import Contact, Feedback
from openmash.policy import Viewer

NEWS = """There is news about what you told the hub, reference {reference}.

To see how far it is, open {base}/concerns/receipt/ and give the reference and the code that you \
were shown when you sent it. This message says no more, because others may read it.

If somebody is in danger now, call 999."""


@transaction.atomic
def give_feedback(
    contact: Contact,
    *,
    moment: Feedback.Moment | str,
    band: rules.Band | str,
    words: str,
    by: Viewer,
    at: datetime,
) -> Feedback:
    """Keep what the writer of a contact is told, and let them know that there is news.

    `band` is what the receipt page may say to anyone with its code; `words` are for a writer
    with an account, and hold no line of another agency. A member of the household is told
    nothing beyond the receipt: what is meant for others is kept as withheld.

    Source: LOCAL-PRACTICE
    """
    is_withheld = moment != Feedback.Moment.RECEIPT and rules.is_household_linked(
        contact.referrer_relation, has_agency=contact.agency_id is not None
    )
    given = Feedback.objects.create(
        contact=contact,
        moment=Feedback.Moment(moment),
        band=rules.Band(band).value,
        words=words,
        by_id=by.id or None,
        at=at,
        is_withheld=is_withheld,
    )
    if moment != Feedback.Moment.RECEIPT and not is_withheld and contact.by_id is None:
        _send_news(contact, at=at)
    records.record_change(
        "contact.feedback",
        contact.reference,
        by=by,
        at=at,
        facts={"moment": given.moment, "band": given.band, "is_withheld": is_withheld},
    )
    return given


def _send_news(contact: Contact, *, at: datetime) -> None:
    if contact.referrer_email:
        post(
            contact.referrer_email,
            subject=f"News about {contact.reference}",
            words=NEWS.format(reference=contact.reference, base=settings.BASE_URL),
            at=at,
        )
