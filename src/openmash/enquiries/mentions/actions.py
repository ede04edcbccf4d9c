"""Tell those who read an enquiry that who is who has changed among its people."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import connection
from django.db.models import Q

from openmash import firewall
from openmash.agencies.models import Practitioner
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.models import Enquiry, Subject
from openmash.enquiries.risk.access import held_now
from openmash.policy import Service

WORDS = {
    "merged": "Records in enquiry {reference} were found to be of one person, {first}. "
    "Read what is new.",
    "split": "Records in enquiry {reference} were found to be of two people, {first} and {second}. "
    "Look whom each piece is about.",
}


def on_person_changed(
    sender, *, kind: str, references: Sequence[str], at: datetime, **kwargs
) -> None:
    """Tell every reader of each open enquiry about these people, and who holds its risk."""
    with firewall.acting_as(Service.WORKER):
        enquiries = list(
            Enquiry.objects.filter(pk__in=_subjects(references).values("enquiry_id")).exclude(
                stage=Enquiry.Stage.CLOSED
            )
        )
        told = {enquiry: _whom(enquiry) for enquiry in enquiries}
    for enquiry, whom in told.items():
        for practitioner_id in sorted(whom):
            tell(
                ToWhom(practitioner_id=practitioner_id),
                kind=f"person {kind}",
                words=_words(kind, enquiry.reference, references),
                once=_once(kind, enquiry.pk, practitioner_id, *references, at.isoformat()),
                at=at,
                reference=enquiry.reference,
                enquiry_id=enquiry.pk,
            )


def _subjects(references: Sequence[str]):
    return Subject.objects.filter(
        Q(person__reference__in=references)
        | Q(person__survivor__reference__in=references)
        | Q(record__membership__person__reference__in=references)
    )


def _whom(enquiry: Enquiry) -> set[int]:
    """Return who opened it, who holds its risk, and everybody who was let in to read it."""
    held = held_now(enquiry=enquiry)
    with connection.cursor() as cursor:
        cursor.execute("SELECT practitioner FROM om_who_read(%s)", [enquiry.reference])
        read = {row[0] for row in cursor.fetchall()}
    known = {enquiry.opened_by_id, held.owner_id if held else None} | read
    return set(
        Practitioner.objects.filter(pk__in=known - {None}, is_active=True).values_list(
            "pk", flat=True
        )
    )


def _words(kind: str, reference: str, references: Sequence[str]) -> str:
    second = references[1] if len(references) > 1 else ""
    return WORDS[kind].format(reference=reference, first=references[0], second=second)


def _once(*parts: object) -> str:
    return "person:" + sha256("|".join(map(str, parts)).encode()).hexdigest()[:40]
