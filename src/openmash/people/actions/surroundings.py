"""What a newly recorded person is compared with: who may be meant, and who was beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q

from openmash.people.matching import Decisions, RecordFacts, keys
from openmash.people.matching.opinion import FEWEST_HELD
from openmash.people.matching.roles import read_role
from openmash.people.models import AgencyRecord, Claim, Membership, Person
from openmash.people.reading import facts_of

MOST_CANDIDATES = 2000
MOST_SOURCES = 400  # whoever is named in more stands beside too many to tell anything

_KEEPS_APART = {
    Claim.Says.DIFFERENT, Claim.Says.UNSURE, Claim.Says.PROPOSED, Claim.Says.DECLINED,
}  # fmt: skip
Held = dict[str, list[RecordFacts]]


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Whom some records may be about, with all that is held of them, and who was beside whom."""

    held: Held = field(repr=False)
    ties: Mapping[str, frozenset[str]]
    decisions: Decisions = field(repr=False)
    shielded: frozenset[str]

    def side(self, *, is_shielded: bool) -> Held:
        """Return the persons on one side of the shield."""
        return {p: rs for p, rs in self.held.items() if (p in self.shielded) == is_shielded}


def surroundings_of(entries: Sequence[RecordFacts]) -> Surroundings:
    """Return whoever the people of one source may be, and those once recorded beside them."""
    found = _persons_under({key for entry in entries for key in keys(entry)})
    beside = found | _beside(found)
    rows = _records(beside)
    held: Held = {}
    for person, record in rows:
        held.setdefault(str(person), []).append(facts_of(record))
    refs = [int(entry.ref) for entry in entries] + [record.pk for _, record in rows]
    shielded = Person.objects.filter(pk__in=beside, is_restricted=True)
    return Surroundings(
        held=held,
        ties=_ties(beside),
        decisions=decisions_for_model(refs),
        shielded=frozenset(str(pk) for pk in shielded.values_list("pk", flat=True)),
    )


def decisions_for_model(records: Iterable[int]) -> Decisions:
    """Return what the model must honour between these records.

    Besides what humans said to be different, it keeps apart those of whom somebody said that
    they cannot tell yet, those whose joining somebody took back, and those that wait for a second
    person or were declined by one.
    """
    wanted = list(records)
    rows = Claim.objects.filter(record_a_id__in=wanted, record_b_id__in=wanted).exclude(
        says__in=[Claim.Says.POSSIBLE, Claim.Says.DOUBT]
    )
    same, apart = set(), set()
    for a, b, says, by, undone in rows.values_list(
        "record_a_id", "record_b_id", "says", "by_id", "undone_by"
    ):
        pair = (str(min(a, b)), str(max(a, b)))
        if says == Claim.Says.SAME and undone is None and by:
            same.add(pair)
        elif (says == Claim.Says.SAME and undone is not None) or (
            says in _KEEPS_APART and undone is None
        ):
            apart.add(pair)
    return Decisions(same=frozenset(same), different=frozenset(apart - same))


def population() -> int:
    """Return about how many records are held, by the database's own estimate."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'people_agencyrecord'")
        row = cursor.fetchone()
    return max(int(row[0]) if row else 0, FEWEST_HELD)


def possible_partners(person: int) -> tuple[Held, dict[str, set[str]]]:
    """Return the persons shown as possibly this one, and theirs, with their records."""
    partners: dict[str, set[str]] = {}
    near = _partners_of({person})
    for one, other in near | _partners_of({p for pair in near for p in pair}):
        partners.setdefault(str(one), set()).add(str(other))
        partners.setdefault(str(other), set()).add(str(one))
    held: Held = {}
    everyone = {int(p) for p in partners}
    side = set(
        Person.objects.filter(pk__in=everyone | {person}, is_restricted=True).values_list(
            "pk", flat=True
        )
    )
    for one, record in _records(everyone):
        held.setdefault(str(one), []).append(facts_of(record))
    is_shielded = person in side
    across = {str(p) for p in everyone if (p in side) != is_shielded}
    kept = {p: others - across for p, others in partners.items() if p not in across}
    return {p: rs for p, rs in held.items() if p not in across}, kept


def _partners_of(persons: set[int]) -> set[tuple[int, int]]:
    rows = Claim.objects.filter(
        Q(record_a__membership__person_id__in=persons)
        | Q(record_b__membership__person_id__in=persons),
        says=Claim.Says.POSSIBLE,
        record_a__membership__person__isnull=False,
        record_b__membership__person__isnull=False,
    ).values_list("record_a__membership__person_id", "record_b__membership__person_id")
    return {(min(a, b), max(a, b)) for a, b in rows if a != b}


def _persons_under(wanted: set[str]) -> set[int]:
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT record_id FROM om_candidate_records(%s, %s)", [sorted(wanted), MOST_CANDIDATES]
        )
        found = [row[0] for row in cursor.fetchall()]
    rows = Membership.objects.filter(record_id__in=found, person__isnull=False)
    return set(rows.values_list("person_id", flat=True))


def _records(persons: Iterable[int]) -> list[tuple[int, AgencyRecord]]:
    rows = (
        Membership.objects.filter(person_id__in=list(persons))
        .select_related("record")
        .order_by("record_id")
    )
    return [(row.person_id, row.record) for row in rows]


def _beside(persons: set[int]) -> set[int]:
    return {p for others in _ties(persons).values() for p in others}


def _ties(persons: set[int]) -> dict[str, frozenset[str]]:
    """Return, for each person, those recorded with them in one source, callers left out."""
    sources = _sources(persons)
    inside: dict[str, set[int]] = {}
    rows = Membership.objects.filter(
        record__source_reference__in=sources, person__isnull=False
    ).values_list("record__source_reference", "person_id", "record__role")
    for source, person, role in rows:
        if not read_role(role).is_outside:
            inside.setdefault(source, set()).add(person)
    ties: dict[str, set[str]] = {}
    for together in inside.values():
        for person in together & persons:
            ties.setdefault(str(person), set()).update(str(p) for p in together - {person})
    return {person: frozenset(others) for person, others in ties.items()}


def _sources(persons: set[int]) -> list[str]:
    rows = Membership.objects.filter(person_id__in=persons).values_list(
        "record__source_reference", "record__role"
    )
    found = {source for source, role in rows if not read_role(role).is_outside}
    return sorted(found)[-MOST_SOURCES:]
