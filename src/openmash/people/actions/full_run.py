"""What a full run over everybody needs of the hub, and what it may do: note, and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from openmash import firewall
from openmash.people.actions.review import note_disagreement
from openmash.people.actions.surroundings import decisions_for_model
from openmash.people.matching import CONTRADICTIONS, Decisions, Evidence, RecordFacts, compare
from openmash.people.models import AgencyRecord
from openmash.people.reading import facts_of
from openmash.policy import Service

_AT_ONCE = 5_000
_NEVER = CONTRADICTIONS | {"given.differs", "sex.differs"}


@dataclass(frozen=True, kw_only=True)
class HeldRecord:
    """A record, the person it belongs to as the ledger stands, and the source that named it."""

    number: int
    person: int | None
    source: str
    is_shielded: bool
    facts: RecordFacts = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Two records of which a full run would say otherwise than the ledger: "join" or "part"."""

    a: int
    b: int
    finding: str
    bits: float
    evidence: Evidence = field(repr=False)


def held_records() -> Iterator[HeldRecord]:
    """Yield every record of the hub, for the identity service alone, in the order of arrival."""
    with firewall.acting_as(Service.IDENTITY):
        rows = AgencyRecord.objects.select_related("membership").order_by("pk")
        for row in rows.iterator(chunk_size=_AT_ONCE):
            membership = getattr(row, "membership", None)
            yield HeldRecord(
                number=row.pk,
                person=membership.person_id if membership else None,
                source=row.source_reference,
                is_shielded=row.is_restricted,
                facts=facts_of(row),
            )


def decided(records: Iterable[int]) -> Decisions:
    """Return what the model must honour between these records."""
    with firewall.acting_as(Service.IDENTITY):
        return decisions_for_model(records)


def note(found: Finding, *, version: str, at: datetime) -> bool:
    """Put a finding before a human, and say whether it was one; the ledger stays as it is.

    A join is not put where the practice rules know of something that cannot be true of both.
    """
    with firewall.acting_as(Service.IDENTITY):
        rows = AgencyRecord.objects.in_bulk([found.a, found.b])
        if len(rows) < 2 or rows[found.a].is_restricted != rows[found.b].is_restricted:
            return False
        pair = [facts_of(rows[number]) for number in (found.a, found.b)]
        if found.finding == "join" and compare(*pair).codes & _NEVER:
            return False
        claim = note_disagreement(
            rows[found.a],
            rows[found.b],
            finding=found.finding,
            evidence=found.evidence,
            version=version,
            at=at,
        )
    return claim is not None
