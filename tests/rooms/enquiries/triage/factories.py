"""Contacts on the hub's table, with people whom the ledger knows. Everybody is made up."""

import datetime
import itertools

from django.utils import timezone
from tests.factories import ContactFactory, ContactPersonFactory, RecordFactory

from openmash import firewall
from openmash.contacts.models import Contact
from openmash.enquiries.opening.actions import Grounds
from openmash.enquiries.receiving import on_contact_submitted
from openmash.enquiries.triage.actions import Rating
from openmash.people.models import Allocation, Membership, Person
from openmash.policy import Service

_numbers = itertools.count(70000)


def person() -> Person:
    """Make somebody the ledger knows."""
    with firewall.acting_as(Service.SETUP):
        return Person.objects.create(reference=f"P-{next(_numbers)}", created_at=timezone.now())


def somebody_named(contact: Contact, *, name: str, part: str = "child", who=None, **fields):
    """Name somebody in a contact, and let the ledger know who they are."""
    keys = ("born_on", "born_precision", "age", "is_unborn")
    written = {key: fields.pop(key) for key in keys if key in fields}
    record = RecordFactory(name=name, source_reference=contact.reference, **written)
    made = ContactPersonFactory(contact=contact, record=record, part=part, **fields)
    if who is not None:
        with firewall.acting_as(Service.SETUP):
            Membership.objects.create(record=record, person=who, since_at=timezone.now())
    return made


def received(*, at=None, people=("Wren Tallow",), who=(), **fields):
    """Make a contact that has arrived: on the table, with its clocks and an owner of its risk."""
    at = at or timezone.now()
    contact = ContactFactory(received_at=at, **fields)
    for name, known in itertools.zip_longest(people, who):
        somebody_named(contact, name=name, who=known, born_on=datetime.date(2020, 2, 1))
    on_contact_submitted(None, contact=contact, at=at)
    with firewall.acting_as(Service.SETUP):
        return Contact.objects.select_related("screening").get(pk=contact.pk).screening


def open_to(who: Person, worker, *, plan: str = "family help") -> Allocation:
    """Give somebody an allocated worker."""
    with firewall.acting_as(Service.SETUP):
        return Allocation.objects.create(
            person=who, worker=worker, plan=plan, since_on=datetime.date(2026, 1, 5)
        )


def rating(brag: str = "red", **fields) -> Rating:
    """Return a rating as a screener would make it."""
    usual = {"red": "4", "amber": "3", "green": "2", "blue": "1"}
    made = {"why": "A mark on a baby who cannot tell us.", "level": usual[brag]} | fields
    return Rating(brag=brag, **made)


def grounds(**fields) -> Grounds:
    """Return why we may share, as a screener would write it."""
    made = {
        "reason": "protect_child",
        "necessity": "One agency alone cannot say whether the children are safe.",
        "proportionality": "Both children and the adults in the home, two years back.",
    } | fields
    return Grounds(**made)
