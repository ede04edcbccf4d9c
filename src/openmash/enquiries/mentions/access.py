"""Read in which contacts and enquiries people are mentioned, as far as the viewer may see them."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from openmash import policy
from openmash.contacts.models import ContactPerson
from openmash.enquiries.models import Enquiry, Subject
from openmash.people.events import Mention


def on_mentions_asked(
    sender, *, records: Mapping[int, int], viewer: policy.Viewer, **kwargs
) -> list[Mention]:
    """Return each contact and enquiry about these people once, in two queries."""
    found = [*_contacts(records), *_enquiries(records)]
    once = {(one.person, one.reference): one for one in found}
    return list(once.values())


def on_references_asked(
    sender, *, references: Iterable[str], viewer: policy.Viewer, **kwargs
) -> list[int]:
    """Return the keys of the people whom the enquiries of these references are about."""
    rows = Subject.objects.filter(enquiry__reference__in=list(references), person__isnull=False)
    return [
        row.person.survivor_id or row.person_id
        for row in rows.select_related("person").order_by("position")
    ]


def _contacts(records: Mapping[int, int]) -> Iterator[Mention]:
    rows = (
        ContactPerson.objects.filter(record_id__in=records, contact__screening__isnull=False)
        .select_related("contact", "contact__agency")
        .order_by("-contact__received_at")
    )
    for row in rows:
        contact = row.contact
        yield Mention(
            person=records[row.record_id],
            kind="contact",
            reference=contact.reference,
            on=timezone.localdate(contact.received_at),
            href=reverse("triage:read", args=[contact.reference]),
            words=contact.agency.name if contact.agency else "",
        )


def _enquiries(records: Mapping[int, int]) -> Iterator[Mention]:
    people = set(records.values())
    rows = (
        Subject.objects.filter(
            Q(record_id__in=records) | Q(person_id__in=people) | Q(person__survivor_id__in=people)
        )
        .select_related("enquiry", "person")
        .order_by("-enquiry__opened_at")
    )
    for row in rows:
        yield Mention(
            person=_about(row, records=records),
            kind="enquiry",
            reference=row.enquiry.reference,
            on=timezone.localdate(row.enquiry.opened_at),
            href=reverse("enquiries:enquiry", args=[row.enquiry.reference]),
            words=row.enquiry.get_stage_display().lower(),
            is_open=row.enquiry.stage != Enquiry.Stage.CLOSED,
        )


def _about(row: Subject, *, records: Mapping[int, int]) -> int:
    if row.record_id in records:
        return records[row.record_id]
    return row.person_id if row.person_id in set(records.values()) else row.person.survivor_id
