"""A professional without an account: a link by e-mail opens one draft, and nothing else."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from openmash import firewall
from openmash.audit import records
from openmash.contacts import keys
from openmash.contacts.actions.drafting import LINK_LASTS, start_draft
from openmash.contacts.actions.posting import post
from openmash.contacts.models import Draft, Outbox
from openmash.errors import NotVisible
from openmash.policy import Service, Viewer

MOST_LINKS = 5
WITHIN = timedelta(hours=1)
LINK_LAPSED = (
    "This link does not open anything any more. It was used up, or nobody came back to it for "
    "seven days. Ask for a new one, and call us if it is urgent."
)
SUBJECT = "Your link to say a worry"
WORDS = """You asked for a link to tell the safeguarding hub about a worry.

{base}/concerns/link/{key}/

It is for you alone: do not pass it on. It works for seven days after you last used it, and \
what you write is kept there until you send it.

If somebody is in danger now, do not wait for this: call 999.

If you did not ask for this, you can leave it. Nothing was sent in your name."""


@transaction.atomic
def send_link(email: str, *, by: Viewer, at: datetime, submission_key: UUID) -> bool:
    """Start a draft for this address and post its link; False where too many were asked for.

    At most five an hour go to one address, so that nobody's mailbox can be filled.
    """
    with firewall.acting_as(Service.WORKER):
        asked = Outbox.objects.filter(to=email, subject=SUBJECT, at__gte=at - WITHIN).count()
    if asked >= MOST_LINKS:
        return False
    draft = start_draft(by=by, at=at, submission_key=submission_key, email=email)
    key = keys.draft_key(draft.submission_key)
    post(email, subject=SUBJECT, words=WORDS.format(base=settings.BASE_URL, key=key), at=at)
    records.record_change("draft.link", "", by=by, at=at)
    return True


@transaction.atomic
def open_link(key: str, *, by: Viewer, at: datetime) -> Draft:
    """Open the draft of a link: whoever has it reads the mailbox to which it went.

    Raises:
        NotVisible: there is no such draft, or nobody came back to it for seven days.
    """
    firewall.hold_draft(keys.hashed(key))
    draft = Draft.objects.select_for_update().filter(key_hash=keys.hashed(key), by=None).first()
    if draft is None or draft.saved_at < at - LINK_LASTS:
        raise NotVisible(LINK_LAPSED)
    if not draft.is_verified:
        draft.is_verified = True
        draft.save(update_fields=["is_verified"])
        records.record_change("draft.verify", "", by=by, at=at)
    return draft
