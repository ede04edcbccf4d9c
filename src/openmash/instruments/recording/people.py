"""Whom an assessment may be about, and what is known of them for its rules. Reads rows only."""

from collections.abc import Iterable
from datetime import date

from openmash.enquiries.asking.suggesting import age_on
from openmash.enquiries.reading.ages import ADULT_FROM
from openmash.enquiries.reading.naming import age_of, is_in_the_picture, person_called
from openmash.instruments.choices import ADULT, CHILD, FAMILY, UNBORN, About
from openmash.instruments.engine import Instrument

THE_FAMILY = About(key=FAMILY, called="The whole family", kind=FAMILY)


def everybody(subjects: Iterable, *, today: date) -> list[About]:
    """Return everybody whom an assessment may be about: those in the middle first, the family last."""
    rows = sorted(subjects, key=lambda row: not is_in_the_picture(row, today=today))
    return [
        *(
            About(
                key=str(row.position),
                called=", ".join(filter(None, (person_called(row), age_of(row, today=today)))),
                kind=kind_of(row, today=today),
            )
            for row in rows
            if row.part != "feared"
        ),
        THE_FAMILY,
    ]


def kind_of(subject, *, today: date) -> str:
    """Return what kind of subject somebody is for an instrument: unborn, child or adult."""
    if subject.expected_on and not subject.born_on:
        return UNBORN
    age = age_on(today, born_on=subject.born_on, age=subject.age)
    if subject.part == "child" or (age is not None and age < ADULT_FROM):
        return CHILD
    return ADULT


def may_be_about(about: Iterable[About], *, instrument: Instrument) -> list[About]:
    """Return for whom an instrument is meant; everybody where it is meant for nobody here."""
    about = list(about)
    kinds = set(instrument.subject_kinds)
    wide = kinds & {FAMILY, "information_request"}
    fitting = [who for who in about if who.kind in kinds or (who.kind == FAMILY and wide)]
    return fitting or about


def known_of(subject, *, subjects: Iterable, today: date) -> dict[str, int]:
    """Return the facts of the case that the record says already; a person confirms them."""
    found: dict[str, int] = {}
    age = age_on(today, born_on=subject.born_on, age=subject.age) if subject else None
    if age is not None:
        found["fact-subject_age_years"] = age
    kinds = [kind_of(row, today=today) for row in subjects]
    if CHILD in kinds:
        found["fact-children_in_household"] = kinds.count(CHILD)
    return found
