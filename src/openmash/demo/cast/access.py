"""Find the people of the practice hub, and act as one of them with the database's identity too."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from openmash import firewall
from openmash.agencies.access import viewer_for
from openmash.agencies.models import Agency, Practitioner
from openmash.demo.sign_ins import MAIL
from openmash.demo.tellings import PUBLIC, Writer
from openmash.policy import Permission, Service, Viewer

# A letter or a telephone call of the public came without a draft of its own: setting up lays it in.
LETTER_BOX = Viewer(id=0, agency=0, service=Service.SETUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody in the partnership, by their sign-in and by their agency's code."""

    by_short_name: dict[str, Viewer]
    agency_of: dict[str, Agency]
    staff_of: dict[str, list[Practitioner]]

    def named(self, short_name: str) -> Viewer:
        """Return somebody by what stands before the @ of their sign-in."""
        return self.by_short_name[short_name]

    def viewer_of(self, person: Practitioner) -> Viewer:
        """Return somebody as policy knows them."""
        return self.by_short_name[_short(person)]

    def researcher_of(self, code: str) -> Viewer | None:
        """Return who answers for an agency."""
        people = [self.viewer_of(one) for one in self.staff_of.get(code, ())]
        return next((one for one in people if Permission.REQUEST_ANSWER in one.permissions), None)

    def writer_of(self, code: str) -> tuple[Viewer, Writer]:
        """Return who says a worry for an agency; for the public somebody without an account."""
        if code == PUBLIC:
            return LETTER_BOX, Writer(agency=PUBLIC)
        person, agency = self.staff_of[code][0], self.agency_of[code]
        writer = Writer(
            agency=code,
            name=person.name,
            job=person.job_title,
            body=agency.name,
            email=person.email,
            phone=agency.phone,
        )
        return self.viewer_of(person), writer


def find_cast() -> Cast:
    """Return everybody of the practice hub; runs as the service that sets hubs up."""
    found = Practitioner.objects.select_related("agency").prefetch_related("grants").order_by("pk")
    people = list(found.filter(email__endswith=f"@{MAIL}"))
    staff: dict[str, list[Practitioner]] = {}
    for person in people:
        staff.setdefault(person.agency.code, []).append(person)
    return Cast(
        by_short_name={_short(person): viewer_for(person) for person in people},
        agency_of={person.agency.code: person.agency for person in people},
        staff_of=staff,
    )


def _short(person: Practitioner) -> str:
    return person.email.partition("@")[0]


@contextmanager
def playing(viewer: Viewer) -> Iterator[Viewer]:
    """Act as somebody: the database sees them, and what they may not see is not there."""
    firewall.identify(viewer_id=viewer.id, service=viewer.service)
    try:
        yield viewer
    finally:
        if not connection.needs_rollback:
            firewall.identify(viewer_id=0, service=None)
