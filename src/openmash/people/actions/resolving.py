"""Find out who a newly recorded person is among all whom the hub holds.

The model only ever adds to the ledger: *same* where it treats records as one, *possible* where
somebody must look. What a human kept apart, or took apart, it does not join.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from openmash import firewall
from openmash.people.actions.keeping import hold_ledger, recompute
from openmash.people.actions.surroundings import (
    decisions_for_model,
    population,
    possible_partners,
    surroundings_of,
)
from openmash.people.matching import (
    MODEL_VERSION,
    Evidence,
    RecordFacts,
    Resolution,
    compare,
    proved_by_now,
)
from openmash.people.matching import resolve_contact as resolve_people
from openmash.people.matching.households import with_addresses_of_others
from openmash.people.models import AgencyRecord, Claim, Membership
from openmash.people.reading import facts_of
from openmash.policy import Service

LOOK_BACK = timedelta(days=30)
_MOST_JOINS = 10  # of persons who turn out to be one, in the wake of one source


@transaction.atomic
def resolve_contact(source_reference: str, *, at: datetime) -> int:
    """Say who the people of one source are, and return how many records were new to the ledger.

    It may run again at any time: a record whose question was answered is left alone.
    """
    hold_ledger()
    with firewall.acting_as(Service.IDENTITY):
        new = list(
            AgencyRecord.objects.filter(source_reference=source_reference, membership=None)
            .order_by("pk")
        )  # fmt: skip
        if not new:
            return 0
        for is_shielded in (False, True):
            _resolve([r for r in new if r.is_restricted == is_shielded], at=at)
    return len(new)


def unresolved_sources(*, at: datetime) -> list[str]:
    """Return the sources of the last month with records whose person nobody has looked for."""
    with firewall.acting_as(Service.IDENTITY):
        rows = AgencyRecord.objects.filter(membership=None, created_at__gte=at - LOOK_BACK)
        return sorted(set(rows.values_list("source_reference", flat=True)))


def resolve_waiting(*, at: datetime) -> int:
    """Resolve what was recorded and not resolved: the worker sweeps up after an interruption."""
    return sum(resolve_contact(reference, at=at) for reference in unresolved_sources(at=at))


def _resolve(new: Sequence[AgencyRecord], *, at: datetime) -> None:
    if not new:
        return
    entries = with_addresses_of_others([facts_of(record) for record in new])
    around = surroundings_of(entries)
    shielded = new[0].is_restricted
    for own_side in (True, False):
        held = around.side(is_shielded=shielded == own_side)
        found = resolve_people(
            entries,
            held=held,
            ties=around.ties,
            decisions=around.decisions,
            population=population(),
        )
        for entry, resolution in zip(entries, found, strict=True):
            # Across the shield nothing is joined: it would show the shielded to others.
            _claim(entry, resolution, held=held, may_join=own_side, at=at)
    recompute([record.pk for record in new], at=at)
    _join_proved(new, at=at)


def _claim(
    entry: RecordFacts,
    found: Resolution,
    *,
    held: Mapping[str, Sequence[RecordFacts]],
    may_join: bool,
    at: datetime,
) -> None:
    """Write what the model found of one record, each person once, by the record that is nearest."""
    joined = [found.because] if found.because is not None else []
    for candidate in [*joined, *found.possible]:
        nearest = _nearest(entry, held[candidate.person])
        is_same = may_join and candidate in joined
        _write(entry.ref, nearest.ref, candidate.evidence, is_same=is_same, at=at)


def _nearest(entry: RecordFacts, records: Iterable[RecordFacts]) -> RecordFacts:
    return max(records, key=lambda one: (compare(entry, one).total, -int(one.ref)))


def _write(a: str, b: str, evidence: Evidence, *, is_same: bool, at: datetime) -> None:
    Claim.objects.create(
        record_a_id=int(a),
        record_b_id=int(b),
        says=Claim.Says.SAME if is_same else Claim.Says.POSSIBLE,
        model_version=MODEL_VERSION,
        weight=evidence.total,
        reasons=[
            {"field": r.field, "code": r.code, "weight": r.weight, "words": r.words}
            for r in evidence.reasons
        ],
        at=at,
    )


def _join_proved(new: Sequence[AgencyRecord], *, at: datetime) -> None:
    """Join persons once shown as possible for whom what is held by now suffices."""
    for _ in range(_MOST_JOINS):
        rows = Membership.objects.filter(record__in=new, person__isnull=False)
        persons = sorted(set(rows.values_list("person_id", flat=True)))
        if not any(_join_one(person, at=at) for person in persons):
            return


def _join_one(person: int, *, at: datetime) -> bool:
    held, partners = possible_partners(person)
    if not partners.get(str(person)):
        return False
    decisions = decisions_for_model([int(r.ref) for one in held.values() for r in one])
    other = proved_by_now(str(person), held=held, possible=partners, decisions=decisions)
    if other is None:
        return False
    pairs = [(a, b) for a in held[str(person)] for b in held[other]]
    a, b = max(pairs, key=lambda two: (compare(*two).total, *(-int(one.ref) for one in two)))
    _write(a.ref, b.ref, compare(a, b), is_same=True, at=at)
    recompute([int(a.ref), int(b.ref)], at=at)
    return True
