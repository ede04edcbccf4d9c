"""Who stands in the middle of a jigsaw, and the adults around the home. Pure."""

from collections.abc import Sequence
from datetime import date

from openmash.enquiries.jigsaw import AdultAround, Person, PersonRole, Voice
from openmash.enquiries.reading.naming import (
    HUB,
    age_of,
    called,
    is_in_the_picture,
    is_looked_up,
    label_of,
    ref_of,
    short_names,
)
from openmash.enquiries.reading.standing import is_taken_back

_CHECKED = {
    "answered": "",
    "nothing_held": ": nothing held",
    "nothing_relevant": ": nothing relevant",
}


def people_of(
    subjects: Sequence, *, pieces: Sequence, contacts: Sequence, today: date
) -> list[Person]:
    """Return whoever has a jigsaw of their own, in the enquiry's order."""
    names = short_names(subjects)
    return [
        Person(
            ref=ref_of(subject),
            name=names[subject.pk],
            age_words=age_of(subject, today=today),
            role=(
                PersonRole.ADULT_AT_RISK if subject.part == "adult_at_risk" else PersonRole.CHILD
            ),
            voice=voice_of(subject),
            why_not_heard=why_not_heard(subject, pieces=pieces, contacts=contacts),
        )
        for subject in subjects
        if is_in_the_picture(subject, today=today)
    ]


def voice_of(subject) -> Voice | None:
    """Return the sentence in the middle, which somebody chose. It is never chosen by itself.

    Words on record are about somebody, and may have been said by a sister: to put them in the
    wrong child's mouth would be worse than an empty place.
    """
    if not subject.centre_words.strip():
        return None
    return Voice(words=subject.centre_words, to_whom=subject.centre_words_to or HUB)


def why_not_heard(subject, *, pieces: Sequence, contacts: Sequence) -> str:
    """Return why nobody has heard somebody, or that words on record wait to be chosen."""
    if own_words(subject, pieces=pieces):
        return "Own words on record may be theirs: choose them."
    return next((contact.voice_why_not for contact in contacts if contact.voice_why_not), "")


def own_words(subject, *, pieces: Sequence) -> list:
    """Return own words on record about a person, newest first. A sister may have said them."""
    said = [
        piece
        for piece in pieces
        if piece.kind == "own_words"
        and not is_taken_back(piece)
        and any(about.subject_id == subject.pk for about in piece.about.all())
    ]
    return sorted(said, key=lambda p: (p.happened_on or p.known_on, p.pk), reverse=True)


def adults_of(subjects: Sequence, *, asked_about: Sequence, today: date) -> list[AdultAround]:
    """Return the adults in and around the home, with who has checked each of them."""
    checked: dict[int, list[str]] = {}
    for row in asked_about:
        words = _CHECKED.get(row.request.state)
        if words is not None:
            agency = row.request.agency
            who = label_of(agency) if agency else row.request.outside_authority
            checked.setdefault(row.subject_id, []).append(f"{who}{words}")
    return [
        AdultAround(
            ref=ref_of(subject),
            called=called(subject),
            is_named=is_looked_up(subject),
            relation=subject.relation,
            checked_by=tuple(filter(None, (*checked.get(subject.pk, ()), subject.is_checked_by))),
            spoken_to=subject.is_spoken_to,
        )
        for subject in subjects
        if not is_in_the_picture(subject, today=today)
    ]
