"""Read what we already hold about the people of contacts: constant in queries, whatever the number.

Everything goes through the ledger: a record's person, and that person's other records. Row-level
security leaves out what the viewer may not see, so a hidden contact adds to no count.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from openmash.contacts.models import Contact, ContactPerson
from openmash.enquiries.models import Enquiry, Subject
from openmash.people.models import Allocation, Claim, Membership, Person

OPEN_STAGES = [stage for stage in Enquiry.Stage.values if stage != Enquiry.Stage.CLOSED]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTo:
    """The worker to whom somebody of a contact is open already, and under which plan."""

    worker_id: int
    worker: str
    plan: str
    since_on: date

    @property
    def first_name(self) -> str:
        """Return the worker's first name, for a button."""
        return self.worker.split()[0] if self.worker.split() else self.worker


@dataclass(slots=True, kw_only=True)
class Held:
    """What is held about the people of one contact."""

    contact_ids: set[int] = field(default_factory=set)
    enquiry_ids: set[int] = field(default_factory=set)
    open_enquiry_ids: set[int] = field(default_factory=set)
    possible: int = 0
    open_to: list[OpenTo] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Which persons each contact names, through its records."""

    persons: dict[int, set[int]]
    records: dict[int, set[int]]


def held_about_many(contact_ids: Collection[int], *, today: date) -> dict[int, Held]:
    """Return, for each contact, what is held about the people it names: eight queries in all."""
    people = _people_of(contact_ids)
    everybody = set().union(*people.persons.values()) if people.persons else set()
    found = {contact_id: Held() for contact_id in contact_ids}
    if not any(people.records.values()):
        return found
    now = _references(everybody)
    earlier = _contacts_by_person(now)
    enquiries = _enquiries_by_person(now)
    workers = _workers_by_person(now, today=today)
    possible = _possible_by_record(set().union(*people.records.values()))
    for contact_id, held in found.items():
        for person in people.persons.get(contact_id, ()):
            held.contact_ids |= earlier[person] - {contact_id}
            for enquiry_id, is_open in enquiries[person]:
                held.enquiry_ids.add(enquiry_id)
                if is_open:
                    held.open_enquiry_ids.add(enquiry_id)
            held.open_to += [w for w in workers[person] if w not in held.open_to]
        held.possible = sum(possible[record] for record in people.records.get(contact_id, ()))
    return found


def held_about(contact: Contact, *, today: date) -> Held:
    """Return what is held about the people of one contact."""
    return held_about_many([contact.pk], today=today)[contact.pk]


def allocated(*, on: date) -> Q:
    """Return the condition on an allocation that it holds on that day."""
    return Q(since_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))


def earlier_contacts(held: Held) -> list[Contact]:
    """Return the contacts held, newest first, with what was done about each."""
    return list(
        Contact.objects.filter(pk__in=held.contact_ids)
        .select_related("agency", "screening", "in_enquiry__enquiry")
        .order_by("-received_at")
    )


def earlier_enquiries(held: Held) -> list[Enquiry]:
    """Return the enquiries held, newest first, with the decisions that were made in them."""
    return list(
        Enquiry.objects.filter(pk__in=held.enquiry_ids)
        .prefetch_related("decisions")
        .order_by("-opened_at")
    )


def days_since(moments: Iterable[datetime], *, now: datetime) -> list[int]:
    """Return how many days ago each moment was."""
    return [(now - moment).days for moment in moments]


def _people_of(contact_ids: Collection[int]) -> People:
    persons: dict[int, set[int]] = defaultdict(set)
    records: dict[int, set[int]] = defaultdict(set)
    rows = ContactPerson.objects.filter(contact_id__in=contact_ids, record__isnull=False)
    contact_of = dict(rows.values_list("record_id", "contact_id"))
    for record_id, contact_id in contact_of.items():
        records[contact_id].add(record_id)
    members = Membership.objects.filter(record_id__in=contact_of)
    for record_id, person_id in members.values_list(
        "record_id", Coalesce("person__survivor_id", "person_id")
    ):
        persons[contact_of[record_id]].add(person_id)
    return People(persons=persons, records=records)


def _references(persons: Collection[int]) -> dict[int, int]:
    """Return each person and all whom they absorbed, each with who they are now.

    Looked up first, so that the questions after it can use their indexes.
    """
    absorbed = Person.objects.filter(survivor_id__in=persons).values_list("pk", "survivor_id")
    return {person: person for person in persons} | dict(absorbed)


def _contacts_by_person(now: dict[int, int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    members = Membership.objects.filter(person_id__in=now)
    person_of = dict(members.values_list("record_id", "person_id"))
    named = ContactPerson.objects.filter(record_id__in=person_of)
    for record_id, contact_id in named.values_list("record_id", "contact_id"):
        found[now[person_of[record_id]]].add(contact_id)
    return found


def _enquiries_by_person(now: dict[int, int]) -> dict[int, set[tuple[int, bool]]]:
    found: dict[int, set[tuple[int, bool]]] = defaultdict(set)
    rows = Subject.objects.filter(person_id__in=now).annotate(stage=F("enquiry__stage"))
    for person, enquiry_id, stage in rows.values_list("person_id", "enquiry_id", "stage"):
        found[now[person]].add((enquiry_id, stage in OPEN_STAGES))
    return found


def _workers_by_person(now: dict[int, int], *, today: date) -> dict[int, list[OpenTo]]:
    found: dict[int, list[OpenTo]] = defaultdict(list)
    rows = (
        Allocation.objects.filter(allocated(on=today), person_id__in=now, worker__is_active=True)
        .order_by("-since_on")
        .values_list("person_id", "worker_id", "worker__name", "plan", "since_on")
    )
    for person, worker_id, worker, plan, since_on in rows:
        found[now[person]].append(
            OpenTo(worker_id=worker_id, worker=worker, plan=plan, since_on=since_on)
        )
    return found


def _possible_by_record(records: Collection[int]) -> dict[int, int]:
    """Count, for each record, the possible matches that nobody has answered yet."""
    found: dict[int, int] = defaultdict(int)
    rows = Claim.objects.filter(
        Q(record_a__in=records) | Q(record_b__in=records), says=Claim.Says.POSSIBLE, undone_by=None
    ).values_list("record_a_id", "record_b_id")
    pairs = {tuple(sorted(pair)) for pair in rows}
    answered = {
        tuple(sorted(pair))
        for pair in Claim.objects.filter(
            Q(record_a__in=records) | Q(record_b__in=records),
            by__isnull=False,
            undone_by=None,
            says__in=[Claim.Says.SAME, Claim.Says.DIFFERENT],
        ).values_list("record_a_id", "record_b_id")
    }
    for a, b in pairs - answered:
        for record in (a, b):
            if record in records:
                found[record] += 1
    return found
