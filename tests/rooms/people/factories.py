"""Records as agencies write them, through the same door as a contact's."""

import datetime

from django.utils import timezone

from openmash import firewall
from openmash.people.access import persons_of_records
from openmash.people.actions import record_person, resolve_contact
from openmash.people.models import AgencyRecord
from openmash.people.rules import PersonAsWritten
from openmash.policy import Service

BORN = datetime.date(2018, 3, 4)
WREN = {"name": "Wren Tallow", "born_on": BORN, "address": "14 Tanner's Row, Ashmere", "sex": "F"}


def written(*people: dict, source: str, agency=None, is_restricted=False) -> list[AgencyRecord]:
    """Write down the people of one source, and return their records."""
    with firewall.acting_as(Service.IDENTITY):
        return [
            record_person(
                PersonAsWritten(**person),
                source_reference=source,
                agency_id=agency.pk if agency else None,
                at=timezone.now(),
                is_restricted=is_restricted,
            )
            for person in people
        ]


def arrived(*people: dict, source: str, **more) -> list[AgencyRecord]:
    """Write down the people of one source and resolve who they are."""
    records = written(*people, source=source, **more)
    resolve_contact(source, at=timezone.now())
    return records


def references(*records: AgencyRecord) -> list[str | None]:
    """Return the reference of each record's person as the identity service sees it."""
    with firewall.acting_as(Service.IDENTITY):
        found = persons_of_records([record.pk for record in records])
    return [found[r.pk].reference if r.pk in found else None for r in records]
