"""The recorded ties and homes of the people of an enquiry, in three questions to the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from openmash.enquiries.models import Subject
from openmash.enquiries.reading.naming import called
from openmash.network.models import Tie
from openmash.network.rules import other_is
from openmash.people.models import AgencyRecord, Membership


@dataclass(frozen=True, kw_only=True)
class TieLine:
    """One tie as its source said it. `since` and `until` are None where nobody said."""

    from_name: str = field(repr=False)
    words: str
    to_name: str = field(repr=False)
    said_by: str
    said_at: datetime
    source: str
    since_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class HomeLine:
    """One person at one address, as one source recorded it."""

    name: str = field(repr=False)
    said_by: str
    recorded_on: date
    source: str


@dataclass(frozen=True, kw_only=True)
class Home:
    """Everybody of the enquiry whom a source placed at one address, the latest first."""

    address: str = field(repr=False)
    lines: tuple[HomeLine, ...] = field(repr=False)

    @property
    def people_count(self) -> int:
        """How many different names were placed here."""
        return len({line.name for line in self.lines})


def ties_and_homes(subjects: Iterable[Subject]) -> dict[str, object]:
    """Return the ties and the homes of an enquiry's people, from every record of each of them."""
    subjects = list(subjects)
    names, records = _records(subjects)
    ties = _ties(list(names))
    return {
        "ties": [_tie_line(tie, names=names) for tie in ties],
        "homes": _homes(records, names=names),
        "relations": [(called(s), s.relation) for s in subjects if s.relation],
        "without": [
            called(s)
            for s in subjects
            if not s.relation and not _has_tie(s, ties=ties, names=names)
        ],
    }


def _records(subjects: list[Subject]) -> tuple[dict[int, str], list[AgencyRecord]]:
    """Return what each record's person is called here, and the records themselves."""
    by_person = {subject.person_id: called(subject) for subject in subjects if subject.person_id}
    names = {subject.record_id: called(subject) for subject in subjects if subject.record_id}
    members = Membership.objects.filter(person_id__in=by_person)
    names |= {member.record_id: by_person[member.person_id] for member in members}
    records = AgencyRecord.objects.filter(pk__in=names).select_related("agency")
    return names, list(records.order_by("-recorded_on", "pk"))


def _ties(record_ids: list[int]) -> list[Tie]:
    about = Q(from_record_id__in=record_ids) | Q(to_record_id__in=record_ids)
    return list(
        Tie.objects.filter(about)
        .select_related("from_record", "to_record", "said_by_agency")
        .order_by("-said_at", "pk")
    )


def _tie_line(tie: Tie, *, names: dict[int, str]) -> TieLine:
    return TieLine(
        from_name=names.get(tie.from_record_id) or tie.from_record.name or "Somebody not named",
        words=other_is(tie.kind, other_is_first=True),
        to_name=names.get(tie.to_record_id) or tie.to_record.name or "somebody not named",
        said_by=tie.said_by_agency.name if tie.said_by_agency else "Somebody outside the agencies",
        said_at=tie.said_at,
        source=tie.source_reference,
        since_on=tie.since_on,
        until_on=tie.until_on,
    )


def _homes(records: list[AgencyRecord], *, names: dict[int, str]) -> list[Home]:
    by_address: dict[str, list[AgencyRecord]] = {}
    for record in records:
        written = ", ".join(filter(None, (record.address.strip(), record.postcode.strip())))
        if written:
            by_address.setdefault(_as_one(written), []).append(record)
    return [
        Home(
            address=", ".join(filter(None, (kept[0].address.strip(), kept[0].postcode.strip()))),
            lines=tuple(_home_line(record, names=names) for record in kept),
        )
        for kept in by_address.values()
    ]


def _as_one(address: str) -> str:
    """Return an address without what people write differently: capitals, commas and spaces."""
    return "".join(sign for sign in address.lower() if sign.isalnum())


def _home_line(record: AgencyRecord, *, names: dict[int, str]) -> HomeLine:
    return HomeLine(
        name=names[record.pk],
        said_by=record.agency.name if record.agency else "Somebody outside the agencies",
        recorded_on=record.recorded_on,
        source=record.source_reference,
    )


def _has_tie(subject: Subject, *, ties: list[Tie], names: dict[int, str]) -> bool:
    theirs = {record for record, name in names.items() if name == called(subject)}
    return any({tie.from_record_id, tie.to_record_id} & theirs for tie in ties)
