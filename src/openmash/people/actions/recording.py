"""Keep what agencies write of people, as they wrote it."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from openmash.people.matching import keys
from openmash.people.matching.identifiers import BLANK, VALID, read_identifier
from openmash.people.models import AgencyRecord, RecordWords
from openmash.people.reading import facts_of
from openmash.people.rules import PersonAsWritten
from openmash.people.searching import marks_of, words_of

_AS_LISTS = ("other_names", "related_names", "addresses_of_others")


@transaction.atomic
def record_person(
    facts: PersonAsWritten,
    *,
    source_reference: str,
    agency_id: int | None,
    at: datetime,
    recorded_on: date | None = None,
    is_restricted: bool = False,
) -> AgencyRecord:
    """Keep one person as a source wrote them down, and return the record.

    `source_reference` is the contact, answer or feed that says so. Who the person is among
    those already held is another question: `resolve_contact` answers it afterwards. Without
    `recorded_on` it was recorded on the day of `at`.
    """
    written = asdict(facts)
    written.update((name, list(written[name])) for name in _AS_LISTS)
    written["other_identifiers"] = dict(written["other_identifiers"])
    record = AgencyRecord(
        **written,
        nhs_number_checks=_checks(facts.nhs_number),
        source_reference=source_reference,
        agency_id=agency_id,
        recorded_on=recorded_on or timezone.localdate(at),
        is_restricted=is_restricted,
        created_at=at,
    )
    read = facts_of(record)
    record.keys = sorted(keys(read))
    record.save(force_insert=True)
    RecordWords.objects.create(record=record, words=marks_of(words_of(read)))
    return record


def _checks(nhs_number: str) -> bool | None:
    check = read_identifier("nhs_number", nhs_number).check if nhs_number else BLANK
    return None if check == BLANK else check == VALID
