"""The door to people: ask policy, record the look, then open or do not.

The database shows a viewer no record of a restricted person; what is counted and listed here is
counted and listed from what it shows.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from openmash import policy
from openmash.audit import records
from openmash.errors import NotVisible
from openmash.people.models import AgencyRecord, Allocation, Claim, Membership, Person

NO_SUCH_PERSON = (
    "There is no person with that reference. Check it, or ask the person who gave it to you."
)
NO_SUCH_MATCH = "There is no match with that number. It may have been decided by somebody else."


def readers_of(person: Person) -> frozenset[int] | None:
    """Return who alone may read a person, or None where every hub role may."""
    if not person.is_restricted:
        return None
    return frozenset(person.readers.values_list("practitioner_id", flat=True))


def get_person(reference: str, *, viewer: policy.Viewer) -> Person:
    """Return the person to whom a reference leads today, and record the look.

    The reference of somebody who was absorbed leads to the survivor.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    person = Person.objects.select_related("survivor").filter(reference=reference).first()
    if person is not None and person.survivor_id:
        person = person.survivor  # None where the survivor is not for this viewer
    if person is None:
        verdict = policy.Verdict(False, "no such person, or not for this viewer")
    else:
        verdict = policy.may_read_person(viewer, readers=readers_of(person))
    records.record_look(reference, by=viewer, verdict=verdict)
    if person is None or not verdict:
        raise NotVisible(NO_SUCH_PERSON)
    return person


def records_of(person: Person) -> QuerySet[AgencyRecord]:
    """Return what agencies wrote of a person, newest first, as far as this viewer may see it."""
    return (
        AgencyRecord.objects.filter(membership__person=person)
        .select_related("agency")
        .order_by("-recorded_on", "-pk")
    )


def persons_of_records(record_ids: Iterable[int]) -> dict[int, Person]:
    """Return the person of each record, without those that are of nobody yet or not to be seen."""
    rows = Membership.objects.filter(
        record_id__in=list(record_ids), person__isnull=False
    ).select_related("person")
    return {row.record_id: row.person for row in rows}


def allocated_to(person_ids: Iterable[int]) -> dict[int, list[Allocation]]:
    """Return, in one query, to whom each of these people is open today.

    What was said of a reference that has since been absorbed counts for the survivor.
    """
    wanted = set(person_ids)
    today = timezone.localdate()
    rows = (
        Allocation.objects.filter(Q(person_id__in=wanted) | Q(person__survivor_id__in=wanted))
        .filter(Q(until_on=None) | Q(until_on__gte=today), since_on__lte=today)
        .select_related("worker", "worker__agency", "person")
        .order_by("since_on", "pk")
    )
    found: dict[int, list[Allocation]] = {}
    for row in rows:
        person = row.person_id if row.person_id in wanted else row.person.survivor_id
        found.setdefault(person, []).append(row)
    return found


def ledger_of(record_ids: Iterable[int]) -> list[Claim]:
    """Return what was said of who these records are, newest first, with who said it."""
    wanted = list(record_ids)
    return list(
        Claim.objects.filter(Q(record_a_id__in=wanted) | Q(record_b_id__in=wanted))
        .exclude(says=Claim.Says.UNDO)
        .select_related(
            "by", "undone_by__by", "answered_by__by", "answers__by",
            "record_a__agency", "record_b__agency",
        )
        .order_by("-at", "-pk")
    )  # fmt: skip


def get_claim(number: int, *, viewer: policy.Viewer) -> Claim:
    """Return one entry of the ledger to somebody who may decide about both of its records.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    claim = (
        Claim.objects.select_related("record_a", "record_b", "record_a__agency", "record_b__agency")
        .filter(pk=number)
        .first()
    )
    people = persons_of_records([claim.record_a_id, claim.record_b_id]) if claim else {}
    verdict = policy.Verdict(False, "no such match, or not for this viewer")
    if claim is not None:
        verdict = policy.may_decide_match(viewer, readers=None)
        for person in people.values():
            if not policy.may_decide_match(viewer, readers=readers_of(person)):
                verdict = policy.may_decide_match(viewer, readers=readers_of(person))
    records.record_look(f"match-{number}", by=viewer, verdict=verdict)
    if claim is None or not verdict:
        raise NotVisible(NO_SUCH_MATCH)
    return claim


def get_allocation(number: int, *, person: Person) -> Allocation:
    """Return one allocation of a person whom the viewer has opened.

    Raises:
        NotVisible: there is none.
    """
    rows = Allocation.objects.select_related("worker", "worker__agency").filter(
        Q(person=person) | Q(person__survivor=person)
    )
    allocation = rows.filter(pk=number).first()
    if allocation is None:
        raise NotVisible(NO_SUCH_PERSON)
    return allocation
