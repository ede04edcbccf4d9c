"""What the people and agencies of an enquiry are called on its pages. Pure.

A person of an enquiry goes by `S` and their position in it: unique on the page, stable, and
nothing about them in an address.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from openmash.enquiries.asking.templates import kind_of
from openmash.enquiries.reading.ages import age_in_words, is_under_age
from openmash.enquiries.reading.rules import is_identified

HUB = "The hub"
_UNNAMED = {"male": "A man, name not known", "female": "A woman, name not known"}


def ref_of(subject) -> str:
    """Return how a page and an address name somebody of an enquiry."""
    return f"S{subject.position}"


def called(subject) -> str:
    """Return what somebody is called, or what is known instead of a name."""
    if subject.name.strip():
        name = subject.name.strip()
        is_only_a_word_for_them = len(name.split()) == 1 and not is_looked_up(subject)
        return f"“{name.strip('“”')}”" if is_only_a_word_for_them else name
    if subject.expected_on:
        return "An unborn baby"
    if subject.part == "child":
        return "A child, name not known"
    return _UNNAMED.get(subject.sex, "Somebody, name not known")


def person_called(subject) -> str:
    """Return somebody's name for a heading: as written, or what is known instead."""
    return subject.name.strip() or called(subject)


def is_in_the_picture(subject, *, today: date) -> bool:
    """Say whether somebody has a jigsaw of their own: every child, and every adult at risk."""
    if subject.part in ("child", "adult_at_risk"):
        return True
    return is_under_age(subject.born_on, age=subject.age, today=today)


def short_names(subjects: Iterable) -> dict[int, str]:
    """Return what each person is called in the picture: the given name where it is theirs alone."""
    given = {
        subject.pk: (subject.record.given_names if subject.record else "").strip()
        or person_called(subject)
        for subject in subjects
    }
    counts = Counter(given.values())
    return {
        subject.pk: given[subject.pk] if counts[given[subject.pk]] == 1 else person_called(subject)
        for subject in subjects
    }


def label_of(agency) -> str:
    """Return what an agency is to a family: "School", "Health visiting"."""
    return agency.kind_label or kind_of(agency.kind).title


def agency_ref(piece) -> str:
    """Return the reference of the agency that says a piece; a source of the hub by its name."""
    return piece.agency.code if piece.agency else (piece.source_label or HUB)


def said_by(piece) -> str:
    """Return who says a piece, as a page writes it."""
    return piece.agency.name if piece.agency else (piece.source_label or HUB)


def age_of(subject, *, today: date) -> str:
    """Return how old somebody of an enquiry is, in words."""
    return age_in_words(
        subject.born_on,
        today=today,
        precision=subject.born_precision or "day",
        age=subject.age,
        expected_on=subject.expected_on,
    )


def who_words(subjects: Iterable, *, today: date) -> str:
    """Return whom an enquiry is about, for its case bar: "Wren Tallow, 6 years old, and Kit"."""
    said = [
        ", ".join(filter(None, (person_called(row), age_of(row, today=today))))
        for row in subjects
        if row.part in ("child", "adult_at_risk")
    ]
    if len(said) < 2:
        return "".join(said) or "Nobody is named yet"
    return f"{', '.join(said[:-1])}, and {said[-1]}"


def is_looked_up(subject) -> bool:
    """Say whether somebody is named well enough for an agency to search for them."""
    family_name = subject.record.family_name if subject.record else ""
    return is_identified(subject.name, family_name=family_name)
