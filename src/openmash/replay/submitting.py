"""Turn a case's contact into answers at the hub's one door, as the agency could have given them."""

from openmash.contacts.answers import Answers, Part, PersonInContact
from openmash.people.rules import PersonAsWritten
from openmash.replay.reading import CaseContact, PersonSubmitted

_CHILD_WORDS = (
    "child", "pupil", "baby", "infant", "toddler", "girl", "boy", "sibling", "sister", "brother",
    "son", "daughter", "student", "unborn", "teenager", "young person",
)  # fmt: skip
_ADULT_AGE = 18
_OUTSIDE = ("caller", "referrer", "reporter", "neighbour", "childminder", "carer worker", "officer")
# How exact a date is, in the words of a contact.
_PRECISION = {"exact": "day", "about": "estimated", "month": "month", "year": "year"}


def answers_of(contact: CaseContact) -> Answers:
    """Return what the agency says: its summary as what it saw or was told, and whom it named."""
    heard_from_others = contact.reporter_type != "professional"
    return Answers(
        channel=contact.channel[:20],
        danger="not_sure",
        area=contact.area,
        is_anonymous=contact.reporter_type == "anonymous",
        referrer_body=contact.agency,
        happened_on=contact.on,
        happened_precision=_PRECISION[contact.precision],
        seen="" if heard_from_others else contact.summary,
        told=contact.summary if heard_from_others else "",
        voice_why_not="The record does not say.",
        indicators=contact.indicators,
        people=tuple(_person(person, contact=contact) for person in contact.people),
    )


def _person(person: PersonSubmitted, *, contact: CaseContact) -> PersonInContact:
    return PersonInContact(
        part=_part(person, contact=contact),
        relation=person.role[:120],
        is_seen={True: "yes", False: "no", None: "not_known"}[person.seen],
        last_seen_on=contact.on if person.seen else None,
        facts=PersonAsWritten(
            name=person.name,
            born_on=person.born_on,
            born_precision=person.born_precision,
            age=person.age,
            address=person.address,
            area=contact.area,
            role=person.role[:60],
        ),
    )


def _part(person: PersonSubmitted, *, contact: CaseContact) -> Part:
    if _is_child(person, contact=contact):
        return Part.CHILD
    if any(word in person.role.lower() for word in _OUTSIDE):
        return Part.OTHER
    has_child = any(_is_child(other, contact=contact) for other in contact.people)
    is_first = contact.people and contact.people[0] is person
    return Part.ADULT_AT_RISK if is_first and not has_child else Part.HOUSEHOLD


def _is_child(person: PersonSubmitted, *, contact: CaseContact) -> bool:
    if person.age is not None:
        return person.age < _ADULT_AGE
    if person.born_on is not None:
        return (contact.on - person.born_on).days < _ADULT_AGE * 365.25
    return any(word in person.role.lower() for word in _CHILD_WORDS)
