"""Bring persons up to what the ledger says now, and tell who must know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from openmash import firewall
from openmash.people.actions.attending import raise_doubts
from openmash.people.events import person_changed
from openmash.people.ledger import People, Said, people
from openmash.people.models import AgencyRecord, Claim, Membership, Person
from openmash.people.reading import facts_of
from openmash.policy import Service

_LOCK = 4024  # whoever changes the ledger waits for the other: two changes could cross


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a computation changed: `kind` is merged or split, the person that stays comes first."""

    kind: str
    references: tuple[str, ...]


def hold_ledger() -> None:
    """Let nobody else change the ledger until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


@transaction.atomic
def recompute(records: Iterable[int], *, at: datetime) -> list[Change]:
    """Compute again the persons of these records and of all that was ever said to be one with them.

    It may run at any time and changes nothing that already agrees with the ledger.
    """
    hold_ledger()
    with firewall.acting_as(Service.IDENTITY):
        everyone = _all_joined(records)
        held = {p.founding: p for p in Person.objects.filter(founder_id__in=everyone)}
        known_since = {name: person.pk for name, person in held.items() if name}
        said = standing(everyone)
        found = people(everyone, said=said, known_since=known_since)
        before = _references(everyone)
        written = AgencyRecord.objects.in_bulk(everyone)
        _keep(found, held=held, records=written, at=at)
        after = _references(everyone)
        raise_doubts(found.groups.values(), held=written, said=said, at=at)
    changes = _changes(before, after)
    for change in changes:
        person_changed.send(sender=Person, kind=change.kind, references=change.references, at=at)
    return changes


def standing(records: Iterable[int]) -> list[Said]:
    """Return the claims between these records that nobody has taken back, in their order."""
    wanted = list(records)
    rows = Claim.objects.filter(
        record_a_id__in=wanted,
        record_b_id__in=wanted,
        says__in=[Claim.Says.SAME, Claim.Says.DIFFERENT],
        undone_by=None,
    ).order_by("pk")
    return [
        Said(
            number=row.pk,
            a=row.record_a_id,
            b=row.record_b_id,
            is_same=row.says == Claim.Says.SAME,
            bits=None if row.by_id else row.weight or 0.0,
        )
        for row in rows
    ]


def _all_joined(records: Iterable[int]) -> set[int]:
    """Return the records and, through every *same* that was ever said, all that hang on them."""
    found: set[int] = set()
    fresh = set(records)
    while fresh:
        found |= fresh
        pairs = Claim.objects.filter(
            Q(record_a_id__in=fresh) | Q(record_b_id__in=fresh), says=Claim.Says.SAME
        ).values_list("record_a_id", "record_b_id")
        fresh = {record for pair in pairs for record in pair} - found
    return found


def _references(records: Iterable[int]) -> dict[int, str]:
    rows = Membership.objects.filter(record_id__in=records, person__isnull=False)
    return dict(rows.values_list("record_id", "person__reference"))


def _keep(
    found: People,
    *,
    held: Mapping[str, Person],
    records: Mapping[int, AgencyRecord],
    at: datetime,
) -> None:
    """Write persons and memberships as computed, and let absorbed references lead to survivors."""
    shielded = _shielded(found)
    persons: dict[str, Person | None] = {}
    for name, group in sorted(found.groups.items(), key=lambda item: min(item[1])):
        can_be_told = len(group) > 1 or any(_is_recognisable(records[r]) for r in group)
        persons[name] = held.get(name)
        if persons[name] is None and can_be_told:
            members = [records[record] for record in group]
            is_shielded = bool(shielded & group) or all(r.is_restricted for r in members)
            persons[name] = _new_person(name, group=members, is_restricted=is_shielded, at=at)
        _place(group, person=persons[name] if can_be_told else None, at=at)
    of_record = {record: name for name, group in found.groups.items() for record in group}
    for name, person in held.items():
        leads_to = found.survivors.get(name) or of_record[person.founder_id]
        survivor = None if name in found.groups else persons[leads_to]
        if person.survivor_id != (survivor.pk if survivor else None):
            person.survivor = survivor
            person.save(update_fields=["survivor"])


def _is_recognisable(record: AgencyRecord) -> bool:
    return facts_of(record).could_be_recognised


def _shielded(found: People) -> set[int]:
    """Return the records of restricted persons: they stay shielded when they part from them."""
    rows = Membership.objects.filter(
        record_id__in={r for group in found.groups.values() for r in group},
        person__is_restricted=True,
    )
    return set(rows.values_list("record_id", flat=True))


def _new_person(
    name: str, *, group: list[AgencyRecord], is_restricted: bool, at: datetime
) -> Person:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('om_person_number')")
        number = cursor.fetchone()[0]
    return Person.objects.create(
        reference=f"P-{number:06d}",
        founder=min(group, key=lambda record: record.pk),
        founding=name,
        created_at=at,
        is_restricted=is_restricted,
    )


def _place(group: Iterable[int], *, person: Person | None, at: datetime) -> None:
    rows = {row.record_id: row for row in Membership.objects.filter(record_id__in=group)}
    for record in sorted(group):
        row = rows.get(record)
        if row is None:
            Membership.objects.create(record_id=record, person=person, since_at=at)
        elif row.person_id != (person.pk if person else None):
            row.person = person
            row.save(update_fields=["person"])


def _changes(before: Mapping[int, str], after: Mapping[int, str]) -> list[Change]:
    now: dict[str, set[str]] = {}
    then: dict[str, set[str]] = {}
    for record, old in before.items():
        new = after.get(record, old)
        now.setdefault(old, set()).add(new)
        then.setdefault(new, set()).add(old)
    split = [
        Change(kind="split", references=(old, *sorted(new - {old})))
        for old, new in sorted(now.items())
        if len(new) > 1
    ]
    merged = [
        Change(kind="merged", references=(new, *sorted(old - {new})))
        for new, old in sorted(then.items())
        if len(old) > 1
    ]
    return merged + split
