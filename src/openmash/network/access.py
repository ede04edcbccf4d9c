"""Read who is connected with whom. The database leaves out ties to whom the viewer may not see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from openmash.network.models import Tie
from openmash.network.rules import other_is
from openmash.people.access import persons_of_records, records_of
from openmash.people.events import Connection


@dataclass(frozen=True, kw_only=True)
class TieTold:
    """One tie seen from one person: what the other is to them, who said so, and when."""

    other_is: str
    other_record: int
    other_name: str = field(repr=False)
    other_reference: str
    said_by: str
    source_reference: str
    said_at: datetime
    since_on: date | None
    until_on: date | None


def ties_of(person) -> list[TieTold]:
    """Return the ties of a person whom the viewer has opened, newest first."""
    return ties_of_records(records_of(person).values_list("pk", flat=True))


def ties_of_records(record_ids: Iterable[int]) -> list[TieTold]:
    """Return the ties of these records to others, newest first, in two queries."""
    mine = set(record_ids)
    ties = list(
        Tie.objects.filter(Q(from_record_id__in=mine) | Q(to_record_id__in=mine))
        .select_related("from_record", "to_record", "said_by_agency")
        .order_by("-said_at", "pk")
    )
    people = persons_of_records({r for tie in ties for r in (tie.from_record_id, tie.to_record_id)})
    return [_told(tie, mine=mine, people=people) for tie in ties]


def _told(tie: Tie, *, mine: set[int], people: dict) -> TieTold:
    is_first = tie.from_record_id not in mine
    other = tie.from_record if is_first else tie.to_record
    person = people.get(other.pk)
    return TieTold(
        other_is=other_is(tie.kind, other_is_first=is_first),
        other_record=other.pk,
        other_name=other.name or f"{other.given_names} {other.family_name}".strip(),
        other_reference=person.reference if person else "",
        said_by=tie.said_by_agency.name if tie.said_by_agency else "",
        source_reference=tie.source_reference,
        said_at=tie.said_at,
        since_on=tie.since_on,
        until_on=tie.until_on,
    )


def connections(sender, *, records: Iterable[int], **more) -> list[Connection]:
    """Answer the people room, which does not know of ties: each other person and kind once."""
    found: dict[tuple[str, str], Connection] = {}
    for tie in ties_of_records(records):
        key = (tie.other_is, tie.other_reference or tie.other_name)
        found.setdefault(
            key,
            Connection(
                other_is=tie.other_is,
                name=tie.other_name,
                reference=tie.other_reference,
                said_by=tie.said_by,
                source=tie.source_reference,
                on=tie.said_at.date(),
                is_ended=tie.until_on is not None,
            ),
        )
    return list(found.values())
