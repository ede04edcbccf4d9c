"""Every time on record that somebody of an enquiry was seen, or was not there. Pure."""

from collections.abc import Mapping, Sequence

from openmash.enquiries.jigsaw import Sighting
from openmash.enquiries.reading.naming import said_by
from openmash.enquiries.reading.standing import is_taken_back

_ALONE = {"yes": True, "no": False}


def sightings_of(
    subjects: Sequence, *, pieces: Sequence, contacts: Sequence, refs: Mapping[int, str]
) -> list[Sighting]:
    """Return every time on record that somebody of the enquiry was seen, or was not there."""
    found = []
    for piece in pieces:
        if not piece.sighting or is_taken_back(piece):
            continue
        for about in piece.about.all():
            if about.subject_id in refs:
                found.append(_sighting(piece, ref=refs[about.subject_id]))
    return [*found, *_sightings_in_contacts(contacts, subjects=subjects, refs=refs)]


def _sighting(piece, *, ref: str) -> Sighting:
    return Sighting(
        person_ref=ref,
        on=piece.happened_on or piece.known_on,
        precision=piece.happened_precision or "day",
        by=piece.seen_by,
        agency=said_by(piece),
        alone=_ALONE.get(piece.is_seen_alone),
        kind=piece.sighting,
    )


def _sightings_in_contacts(
    contacts: Sequence, *, subjects: Sequence, refs: Mapping[int, str]
) -> list[Sighting]:
    """What the people who spoke up said of when each was last seen, by the record they made."""
    by_record = {s.record_id: s for s in subjects if s.record_id}
    by_person = {s.person_id: s for s in subjects if s.person_id}
    found = []
    for contact in contacts:
        for named in contact.people.all():
            if named.last_seen_on is None or named.is_seen == "no":
                continue
            member = getattr(named.record, "membership", None) if named.record else None
            subject = by_record.get(named.record_id) or by_person.get(
                member.person_id if member else None
            )
            if subject and subject.pk in refs:
                found.append(_sighting_in_contact(contact, named, ref=refs[subject.pk]))
    return found


def _sighting_in_contact(contact, named, *, ref: str) -> Sighting:
    return Sighting(
        person_ref=ref,
        on=named.last_seen_on,
        by=named.last_seen_by,
        agency=contact.agency.name if contact.agency else (contact.referrer_body or "a contact"),
        alone=_ALONE.get(named.is_seen_alone),
    )
