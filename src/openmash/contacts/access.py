"""The door to contacts: ask policy, record the look, then open or do not."""

from django.db.models import QuerySet

from openmash import policy
from openmash.audit import records
from openmash.contacts.models import Contact
from openmash.errors import NotVisible
from openmash.policy import ContactFacts, Remit

NO_SUCH_CONTACT = (
    "There is no contact with that reference. Check it, or ask the person who gave it to you."
)


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


def get_contact(reference: str, *, viewer: policy.Viewer) -> Contact:
    """Return a contact to somebody who may read it, and record that they looked.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    contact = Contact.objects.filter(reference=reference).first()
    if contact is None:
        records.record_look(reference, by=viewer, verdict=policy.Verdict(False, "no such contact"))
        raise NotVisible(NO_SUCH_CONTACT)
    verdict = policy.may_read_contact(viewer, facts_of(contact))
    records.record_look(reference, by=viewer, verdict=verdict)
    if not verdict:
        raise NotVisible(NO_SUCH_CONTACT)
    return contact


def own_contacts(*, viewer: policy.Viewer) -> QuerySet[Contact]:
    """Return what this viewer has said themselves, newest first."""
    return Contact.objects.filter(by_id=viewer.id).order_by("-received_at")
