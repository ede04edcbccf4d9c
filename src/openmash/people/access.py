"""The door to people: ask policy, record the look, then open or do not.

The database shows a viewer no record of a restricted person; what is counted and listed here is
counted and listed from what it shows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from openmash import policy
from openmash.audit import records
from openmash.errors import NotVisible
from openmash.people.models import AgencyRecord, Allocation, Claim, Membership, Person
from openmash.people.reading import facts_of
from openmash.people.searching import Part, closeness

NO_SUCH_PERSON = (
    "There is no person with that reference. Check it, or ask the person who gave it to you."
)
NO_SUCH_MATCH = "There is no match with that number. It may have been decided by somebody else."
MOST_FOUND = 500
MOST_PAIRS = 500  # the likeliest; the rest come up as these are answered


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
            "by", "undone_by__by", "record_a__agency", "record_b__agency"
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


@dataclass(frozen=True, kw_only=True)
class PossiblePair:
    """Two people who may be one, by the weightiest claim that says so."""

    claim: Claim
    people: tuple[Person, Person]
    is_unsure: bool

    @property
    def number(self) -> int:
        """Return the number under which the pair is decided."""
        return self.claim.pk

    @property
    def records(self) -> dict[int, int]:
        """Return the two records, each with the key of its person."""
        keys = (self.claim.record_a_id, self.claim.record_b_id)
        return dict(zip(keys, (person.pk for person in self.people), strict=True))


def unanswered(*, contact: str = "", person: Person | None = None) -> list[PossiblePair]:
    """Return the pairs shown as possible that no human has answered, with those left open.

    A pair of people stands once; one that was answered for any two of their records, or that is
    one person by now, is not asked again. Every question goes by keys, so that none becomes slow
    before the database knows how much there is.
    """
    claims = list(_possible(contact=contact, person=person)[:MOST_PAIRS])
    ends = {end for claim in claims for end in (claim.record_a_id, claim.record_b_id)}
    of_record = persons_of_records(ends)
    pairs: dict[frozenset[int], Claim] = {}
    for claim in claims:
        found = {of_record[r].pk for r in (claim.record_a_id, claim.record_b_id) if r in of_record}
        if len(found) == 2:
            pairs.setdefault(frozenset(found), claim)
    said = _said_between(pairs)
    records = AgencyRecord.objects.select_related("agency").in_bulk(ends)
    return [
        _pair(claim, of_record=of_record, records=records, said=said.get(pair, set()))
        for pair, claim in pairs.items()
        if Claim.Says.DIFFERENT not in said.get(pair, ())
    ]


def _possible(*, contact: str, person: Person | None) -> QuerySet[Claim]:
    rows = Claim.objects.filter(says=Claim.Says.POSSIBLE).order_by("-weight", "pk")
    if contact:
        rows = rows.filter(_of(AgencyRecord.objects.filter(source_reference=contact)))
    if person is not None:
        rows = rows.filter(_of(AgencyRecord.objects.filter(membership__person=person)))
    return rows


def _of(records: QuerySet[AgencyRecord]) -> Q:
    wanted = list(records.values_list("pk", flat=True))
    return Q(record_a_id__in=wanted) | Q(record_b_id__in=wanted)


def _pair(
    claim: Claim,
    *,
    of_record: Mapping[int, Person],
    records: Mapping[int, AgencyRecord],
    said: set[str],
) -> PossiblePair:
    claim.record_a, claim.record_b = records[claim.record_a_id], records[claim.record_b_id]
    people = (of_record[claim.record_a_id], of_record[claim.record_b_id])
    return PossiblePair(claim=claim, people=people, is_unsure=Claim.Says.UNSURE in said)


def _said_between(pairs: Iterable[frozenset[int]]) -> dict[frozenset[int], set[str]]:
    """Return what humans say, and did not take back, between these pairs of persons."""
    everyone = {person for pair in pairs for person in pair}
    members = Membership.objects.filter(person_id__in=everyone)
    of_record = dict(members.values_list("record_id", "person_id"))
    rows = Claim.objects.filter(
        record_a_id__in=of_record, record_b_id__in=of_record, by__isnull=False, undone_by=None
    )
    found: dict[frozenset[int], set[str]] = {}
    for a, b, says in rows.values_list("record_a_id", "record_b_id", "says"):
        found.setdefault(frozenset((of_record[a], of_record[b])), set()).add(says)
    return found


def find(parts: Iterable[Part], *, limit: int = 30) -> list[tuple[Person, list[AgencyRecord]]]:
    """Return the people who answer every part of a search, the closest first.

    The words are looked up as the database's owner, because a policy would keep it from its
    index; only what this viewer may see is read, counted and returned.
    """
    parts = list(parts)
    if not parts:
        return []
    with connection.cursor() as cursor:
        wanted = ["|".join(sorted(part.words)) for part in parts]
        cursor.execute("SELECT record_id FROM om_find_records(%s, %s)", [wanted, MOST_FOUND])
        found = [row[0] for row in cursor.fetchall()]
    of_record = persons_of_records(found)
    held = AgencyRecord.objects.select_related("agency").filter(pk__in=of_record).order_by("pk")
    people: dict[Person, list[AgencyRecord]] = {}
    for record in held:
        people.setdefault(of_record[record.pk], []).append(record)
    close = {
        person: max(closeness(facts_of(record), parts=parts) for record in written)
        for person, written in people.items()
    }
    ranked = sorted(people.items(), key=lambda item: (-close[item[0]], item[0].reference))
    return ranked[:limit]
