"""The doors to contacts and drafts: ask policy, record the look, then open or do not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from openmash import firewall, policy
from openmash.agencies.access import partnership
from openmash.agencies.opening import calendar_of
from openmash.audit import records
from openmash.contacts import keys, receipt
from openmash.contacts.models import Attachment, Contact, Draft, Feedback, Outbox
from openmash.errors import NotVisible
from openmash.policy import ContactFacts, Permission, Remit, Service, Viewer

NO_SUCH_CONTACT = (
    "There is no contact with that reference. Check it, or ask the person who gave it to you."
)
NO_SUCH_DRAFT = (
    "There is no draft here. It may have been sent, or it belongs to somebody else. "
    "Look under “Your worries”."
)
NO_SUCH_FILE = "There is no file here. Go back to the contact and choose it again."


def facts_of(contact: Contact) -> ContactFacts:
    """Return what a rule may know of a contact."""
    readers = None
    if contact.is_restricted:
        readers = frozenset(contact.readers.values_list("practitioner_id", flat=True))
    return ContactFacts(
        author=contact.by_id,
        agency=contact.agency_id,
        remits=frozenset(Remit(remit) for remit in contact.remits),
        readers=readers,
        handed_to=frozenset(
            Contact.objects.filter(
                pk=contact.pk,
                screening__handovers__worker__isnull=False,
                screening__handovers__declined_at=None,
            ).values_list("screening__handovers__worker_id", flat=True)
        ),
    )


def get_contact(reference: str, *, viewer: Viewer, verb: str = "read") -> Contact:
    """Return a contact to somebody who may read it, and record that they looked.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    contact = Contact.objects.select_related("agency", "by").filter(reference=reference).first()
    if contact is None:
        verdict = policy.Verdict(False, "no such contact, or not for this viewer")
    else:
        verdict = policy.may_read_contact(viewer, facts_of(contact))
    records.record_look(reference, by=viewer, verdict=verdict, verb=verb)
    if contact is None or not verdict:
        raise NotVisible(NO_SUCH_CONTACT)
    return contact


def get_attachment(reference: str, file_id: int, *, viewer: Viewer) -> Attachment:
    """Return a file of a contact to somebody who may read the contact; a download is a look.

    Raises:
        NotVisible: no such contact or file, or none for this viewer.
    """
    contact = get_contact(reference, viewer=viewer, verb="download")
    found = contact.attachments.filter(pk=file_id).first()
    if found is None:
        raise NotVisible(NO_SUCH_FILE)
    return found


def files_of(contact: Contact) -> QuerySet[Attachment]:
    """Return a contact's files without their content, which only a download needs."""
    return contact.attachments.defer("content").order_by("pk")


def own_contacts(*, viewer: Viewer) -> QuerySet[Contact]:
    """Return what this viewer has said themselves, newest first, with how far each is (`band`)."""
    return _with_band(Contact.objects.filter(by_id=viewer.id)).order_by("-received_at")


def agency_contacts(*, viewer: Viewer) -> QuerySet[Contact]:
    """Return what others of the viewer's agency have said, for its lead; nobody else has any."""
    if Permission.CONTACT_READ_AGENCY not in viewer.permissions or not viewer.agency:
        return Contact.objects.none()
    found = Contact.objects.filter(agency_id=viewer.agency).exclude(by_id=viewer.id)
    return _with_band(found.select_related("by")).order_by("-received_at")


def _with_band(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    told = Feedback.objects.filter(contact=OuterRef("pk"), is_withheld=False).order_by("-at", "-pk")
    return contacts.annotate(band=Subquery(told.values("band")[:1]))


def feedback_of(contact: Contact, *, viewer: Viewer) -> QuerySet[Feedback]:
    """Return what the writer was told; what was withheld from them only the hub reads."""
    if viewer.is_hub:
        return contact.feedback.all()
    return contact.feedback.filter(is_withheld=False)


def own_drafts(*, viewer: Viewer) -> QuerySet[Draft]:
    """Return this viewer's drafts that are not sent yet, newest first."""
    unsent = Draft.objects.filter(by_id=viewer.id, submitted_reference="")
    return unsent.defer("answers").order_by("-saved_at")


def get_draft(key: str, *, viewer: Viewer, held: str = "") -> Draft:
    """Return a draft to who writes it: its account, or who came by its link (`held` is their key).

    Raises:
        NotVisible: there is none, or it is somebody else's.
    """
    draft = draft_by_key(key)
    if draft is not None and draft.by_id is not None and draft.by_id == viewer.id:
        return draft
    if draft is not None and draft.by_id is None and held == key and draft.is_verified:
        return draft
    raise NotVisible(NO_SUCH_DRAFT)


def draft_by_key(key: str) -> Draft | None:
    """Return the draft with this key, whoever asks: to keep what was typed, never to show it."""
    firewall.hold_draft(keys.hashed(key))
    return Draft.objects.filter(key_hash=keys.hashed(key)).first()


def contact_of(draft: Draft) -> Contact:
    """Return what a sent draft became, to whom the caller has opened the draft."""
    return Contact.objects.get(submission_key=draft.submission_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """One line of the receipt page: how far things are, without content."""

    reference: str
    received_at: datetime
    band: str
    at: datetime | None


def receipt_lines(reference: str, *, code: str, viewer: Viewer) -> Sequence[ReceiptLine]:
    """Return how far a contact is, to anybody with its reference and its code.

    Raises:
        NotVisible: the two do not belong together.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM om_receipt(%s, %s)", [reference, keys.hashed_code(code)])
        rows = cursor.fetchall()
    verdict = policy.Verdict(
        bool(rows), "has the code" if rows else "reference and code do not fit"
    )
    records.record_look(reference, by=viewer, verdict=verdict, verb="receipt")
    if not rows:
        raise NotVisible("This reference and this code do not belong together. Check both.")
    return [
        ReceiptLine(reference=ref, received_at=received_at, band=band or "received", at=at)
        for ref, received_at, _, band, at in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message of the outbox, as the practice hub shows it."""

    to: str = field(repr=False)
    subject: str
    words: str = field(repr=False)
    at: datetime
    sent_at: datetime | None


def outbox(*, most: int = 50) -> Sequence[Message]:
    """Return the newest messages of a practice hub, where everybody is invented.

    Raises:
        NotVisible: this is no practice hub.
    """
    here = partnership()
    if here is None or not here.is_practice:
        raise NotVisible("There is no page here.")
    with firewall.acting_as(Service.WORKER):
        found = list(Outbox.objects.order_by("-pk")[:most])
    return [
        Message(to=one.to, subject=one.subject, words=one.words, at=one.at, sent_at=one.sent_at)
        for one in found
    ]


def steps_after(contact: Contact, *, is_urgent: bool) -> Sequence[receipt.NextStep]:
    """Return what happens next with a contact, and by when, by this partnership's own hours."""
    here = partnership()
    calendar = calendar_of(
        here.opening_hours if here else {},
        nation=here.nation if here else "england",
        closed_on=here.closed_on if here else [],
    )
    return receipt.next_steps(
        contact.received_at, kind=contact.kind, is_urgent=is_urgent, calendar=calendar
    )
