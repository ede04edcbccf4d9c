"""Take a contact's people and words into an enquiry: the jigsaw's first pieces."""

from datetime import datetime

from django.db.models import F, Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from openmash import policy
from openmash.contacts.models import Contact, ContactPerson
from openmash.design.quoting import unquoted
from openmash.enquiries.models import Enquiry, Piece, PieceSubject, Subject
from openmash.enquiries.opening import rules
from openmash.enquiries.triage import practice, wording
from openmash.enquiries.triage.queue.access import named, source_of
from openmash.people.models import Membership

NOT_TO_BE_NAMED = "Somebody who asked not to be named"


def take_in_people(
    enquiry: Enquiry, contact: Contact, *, area: str, by: policy.Viewer, at: datetime
) -> list[Subject]:
    """Make the people of a contact subjects of an enquiry, and return those they are now.

    Somebody who is a subject already, by the ledger, is not made one twice. Children who became
    subjects widen the enquiry's remits.
    """
    people = list(contact.people.select_related("record").order_by("position"))
    person_of = _persons([person.record_id for person in people if person.record_id])
    there = {subject.person_id: subject for subject in enquiry.subjects.all() if subject.person_id}
    last = enquiry.subjects.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    subjects = []
    for person in people:
        person_id = person_of.get(person.record_id)
        if person_id in there:
            subjects.append(there[person_id])
            continue
        part = _part(person, area=area, at=at)
        if part:
            made = _subject(
                enquiry, person, part=part, person_id=person_id, position=position, by=by, at=at
            )
            subjects.append(made)
            position += 1
    _widen(enquiry, subjects)
    _keep_voice(contact, subjects)
    return subjects


def take_in_words(
    enquiry: Enquiry,
    contact: Contact,
    *,
    subjects: list[Subject],
    by: policy.Viewer,
    at: datetime,
) -> list[Piece]:
    """Make what a contact says into the referrer's pieces, and each sighting of a child another."""
    areas = practice.practice_areas()
    area = areas.get(enquiry.practice_area) or areas[rules.UNKNOWN_AREA]
    centre = [one for one in subjects if one.part in wording.CENTRE_PARTS]
    said = rules.pieces_of(
        seen=contact.seen,
        told=contact.told,
        opinion=contact.opinion,
        voice=contact.voice,
        history=contact.history,
        done_so_far=contact.done_so_far,
        area=area,
        is_about_child=any(one.part == Subject.Part.CHILD for one in centre),
    )
    speaker = _speaker(contact, subjects)
    pieces = []
    for part in said:
        about = [speaker] if part.kind == "own_words" and speaker else centre
        fields = {"happened_on": contact.happened_on}
        if contact.happened_precision:
            fields["happened_precision"] = contact.happened_precision
        pieces.append(_piece(enquiry, contact, part, about=about, by=by, at=at, **fields))
    return pieces + _sightings(enquiry, contact, subjects=subjects, by=by, at=at)


def _part(person: ContactPerson, *, area: str, at: datetime) -> str:
    return rules.part_in_enquiry(
        named(person),
        lives_there=person.lives_there,
        area=practice.practice_areas().get(area),
        on=timezone.localdate(at),
    )


def _persons(record_ids: list[int]) -> dict[int, int]:
    rows = Membership.objects.filter(record_id__in=record_ids).annotate(
        now_person=Coalesce(F("person__survivor_id"), F("person_id"))
    )
    return dict(rows.values_list("record_id", "now_person"))


def _subject(
    enquiry: Enquiry,
    person: ContactPerson,
    *,
    part: str,
    person_id: int | None,
    position: int,
    by: policy.Viewer,
    at: datetime,
) -> Subject:
    record = person.record
    written = {}
    if record is not None:
        written = {
            "name": record.name,
            "born_on": record.born_on,
            "born_precision": record.born_precision,
            "expected_on": record.expected_on,
            "age": record.age,
            "sex": record.sex,
            "address": ", ".join(filter(None, (record.address, record.postcode)))[:500],
        }
    return Subject.objects.create(
        enquiry=enquiry,
        person_id=person_id,
        record=record,
        position=position,
        part=part,
        relation=person.relation,
        added_by_id=by.id,
        added_at=at,
        **written,
    )


def _widen(enquiry: Enquiry, subjects: list[Subject]) -> None:
    remits = rules.remits_of([one.part for one in subjects], contact_remits=enquiry.remits)
    if remits != list(enquiry.remits):
        enquiry.remits = remits
        enquiry.save(update_fields=["remits"])


def _speaker(contact: Contact, subjects: list[Subject]) -> Subject | None:
    names = [(index, one.name, one.part) for index, one in enumerate(subjects)]
    index = rules.whose_voice(contact.voice_of, names=names)
    return None if index is None else subjects[index]


def _keep_voice(contact: Contact, subjects: list[Subject]) -> None:
    speaker = _speaker(contact, subjects)
    if speaker is None or speaker.centre_words or not contact.voice.strip():
        return
    speaker.centre_words = wording.shortened(
        unquoted(contact.voice), letters=rules.CENTRE_WORDS_LETTERS - 2
    )
    speaker.centre_words_to = (contact.voice_heard_by or source_of(contact))[:160]
    speaker.save(update_fields=["centre_words", "centre_words_to"])


def _piece(
    enquiry: Enquiry,
    contact: Contact,
    said: rules.Said,
    *,
    about: list[Subject],
    by: policy.Viewer,
    at: datetime,
    **more,
) -> Piece:
    piece = Piece.objects.create(
        enquiry=enquiry,
        contact=contact,
        agency_id=contact.agency_id,
        source_label=NOT_TO_BE_NAMED if contact.is_confidential else source_of(contact)[:200],
        place=said.place,
        what=said.what,
        known_on=timezone.localdate(contact.received_at),
        kind=said.kind,
        is_first_hand=said.is_first_hand,
        lawful_bases=enquiry.lawful_bases,
        by_id=by.id,
        at=at,
        **more,
    )
    PieceSubject.objects.bulk_create([PieceSubject(piece=piece, subject=one) for one in about])
    return piece


def _sightings(
    enquiry: Enquiry,
    contact: Contact,
    *,
    subjects: list[Subject],
    by: policy.Viewer,
    at: datetime,
) -> list[Piece]:
    by_record = {one.record_id: one for one in subjects if one.record_id}
    pieces = []
    for person in contact.people.exclude(last_seen_on=None).order_by("position"):
        subject = by_record.get(person.record_id)
        if subject is None:
            continue
        seen_by = person.last_seen_by or "somebody not named"
        said = rules.Said(what=f"Last seen by {seen_by}.", kind="reported", place="help_so_far")
        pieces.append(
            _piece(
                enquiry,
                contact,
                said,
                about=[subject],
                by=by,
                at=at,
                happened_on=person.last_seen_on,
                sighting="seen",
                seen_by=person.last_seen_by,
                is_seen_alone=person.is_seen_alone,
            )
        )
    return pieces
