"""Extracts of the council: the school roll, children's cases and the tenancies."""

from datetime import date
from random import Random

from bench.identity.held_out import hand
from bench.identity.held_out.agency import Agency, Row, day_text, several
from bench.identity.held_out.hand import Habit
from bench.identity.held_out.person import Person

SCHOOL = Habit(
    slip=0.006, spelling=0.025, short=0.03, turned=0.3, keeps_accents=0.3, middle=0.45, wrong_day=0.005,
    no_day=0.002, no_number=0.03, lag=250, no_phone=0.08, no_address=0.01,
)  # fmt: skip
CASES = Habit(
    slip=0.014, by_ear=0.012, spelling=0.07, short=0.08, former=0.15, turned=0.4, middle=0.3, wrong_day=0.015,
    default_day=0.015, no_day=0.05, year_only=0.01, no_number=0.55, borrowed_number=0.02, lag=90,
    no_phone=0.4, no_address=0.06,
)  # fmt: skip
HOUSING = Habit(
    slip=0.01, by_ear=0.003, spelling=0.03, short=0.09, former=0.12, turned=0.5, middle=0.15, wrong_day=0.02,
    default_day=0.03, no_day=0.16, year_only=0.05, no_number=0.3, borrowed_number=0.01, lag=5, no_phone=0.25,
    no_address=0.0,
)  # fmt: skip
PRIME = 9_999_991
ADULT_ROLES = ("parent", "parent", "carer", "other adult")


def _pupil(person: Person, on: int, by: Random) -> Row:
    name = hand.called(person, on=on, habit=SCHOOL, by=by)
    day = hand.born(person, habit=SCHOOL, by=by)
    place = hand.home(person, on=on, habit=SCHOOL, by=by)
    upn = person.upn if by.random() > 0.03 else ""
    if upn and by.random() < 0.006:
        upn = hand.misdialled(upn, by=by)
    step = by.random() < 0.04 and person.parents
    return (
        upn,
        name.first,
        hand.plain(person.parents[0].family) if step else name.family,
        hand.plain(person.known_as) if by.random() < 0.5 else "",
        day if isinstance(day, date) else None,
        hand.sex(person, words=("F", "M", ""), habit=SCHOOL, by=by),
        hand.relative(person, habit=SCHOOL, by=by),
        hand.phone(person, habit=SCHOOL, by=by),
        hand.address(place, habit=SCHOOL, by=by, with_code=False),
        hand.postcode(place, habit=SCHOOL, by=by),
        date.fromordinal(on),
    )


def _case(person: Person, on: int, by: Random) -> Row:
    name = hand.called(person, on=on, habit=CASES, by=by)
    today = date.fromordinal(on)
    unborn = on < person.born.toordinal()
    given = "Unborn" if unborn else name.given
    others = [
        hand.plain(word) for word in (person.known_as, person.alias, person.former_family) if word
    ]
    day = None if unborn else hand.born(person, habit=CASES, by=by)
    number = person.kin[0] if person.kin and by.random() < 0.006 else person
    place = hand.home(person, on=on, habit=CASES, by=by)
    return (
        number.case_number if by.random() < 0.7 else "",
        f"{name.family} {given}{' ' + name.middle if name.middle and not unborn else ''}",
        "|".join(others) if by.random() < 0.35 else "",
        hand.dated(day, "%d %B %Y"),
        str(max(0, person.age_on(today))) if day is None and not unborn else "",
        "" if unborn else hand.sex(person, words=("Girl", "Boy", "Unknown"), habit=CASES, by=by),
        "" if unborn else hand.nhs_number(person, habit=CASES, by=by),
        person.upn if by.random() < 0.35 else "",
        f"FAM{(person.household * 7_919 + 13) % 999_983:06d}" if by.random() < 0.75 else "",
        "child" if person.role == "child" else by.choice(ADULT_ROLES),
        hand.relative(person, habit=CASES, by=by),
        hand.address(place, habit=CASES, by=by, with_code=True),
        hand.phone(person, habit=CASES, by=by),
        day_text(on, "%d/%m/%y"),
    )


def _tenant(person: Person, on: int, by: Random) -> Row:
    name = hand.called(person, on=on, habit=HOUSING, by=by)
    place = hand.home(person, on=on, habit=HOUSING, by=by)
    title = "" if by.random() < 0.4 else ("Ms " if person.female else "Mr ")
    written = by.choice(("%d/%m/%Y", "%d/%m/%Y", "%d-%m-%y"))
    moved = max((since for since, _home in person.homes if since <= on), default=0)
    tenancy = (person.household * 104_729 + moved * 31) % PRIME
    return (
        f"TEN{tenancy:07d}",
        f"{title}{name.given} {name.family}",
        hand.dated(hand.born(person, habit=HOUSING, by=by), written),
        hand.sex(person, words=("F", "M", "X"), habit=HOUSING, by=by),
        person.ni_number if by.random() < 0.55 else "",
        hand.address(place, habit=HOUSING, by=by, with_code=False),
        hand.postcode(place, habit=HOUSING, by=by),
        place.uprn if place and by.random() < 0.93 else "",
        hand.phone(person, habit=HOUSING, by=by),
        person.email if by.random() < 0.5 else "",
        "child" if person.role == "child" else by.choice(("tenant", "joint tenant", "occupant")),
        day_text(on, "%Y-%m-%d"),
    )


def _roll(person: Person, years: int, by: Random) -> int:
    if not 4 <= years <= 18:
        return 0
    return 1 + (by.random() < 0.22) if by.random() < 0.93 else 0


def _files(person: Person, years: int, by: Random) -> int:
    likely = (
        0.14 + 0.42 * person.trouble
        if years < 18
        else 0.09 + 0.2 * person.trouble * bool(person.kin)
    )
    return several(likely, by=by)


def _lets(person: Person, years: int, by: Random) -> int:
    return (1 + (by.random() < 0.15)) * (by.random() < (0.3 if years >= 18 else 0.2))


COUNCIL = (
    Agency(
        file="school_roll.parquet", code="education", id_column="roll_key", id_prefix="PUP",
        columns=("UPN", "LegalForename", "LegalSurname", "PreferredForename", "BirthDate",
                 "Gender", "ContactName",
                 "ContactPhone", "Address", "PostCode", "EntryDate"),
        fields={
            "upn": "UPN", "given_names": "LegalForename", "family_name": "LegalSurname",
            "known_as": "PreferredForename",
            "date_of_birth": {"column": "BirthDate", "format": "%Y-%m-%d"},
            "sex": {"column": "Gender", "values": {"F": "female", "M": "male"}},
            "related_name": "ContactName", "phone": "ContactPhone", "address": ["Address"],
            "postcode": "PostCode",
            "recorded_on": {"column": "EntryDate", "format": "%Y-%m-%d"},
        },
        habit=SCHOOL, row=_pupil, reach=_roll,
    ),
    Agency(
        file="childrens_cases.csv", code="childrens_social_care", id_column="episode", id_prefix="EP",
        columns=("person_no", "client", "also_known_as", "birth", "age_if_no_birth", "sex",
                 "nhs_no", "upn", "family_ref",
                 "role", "parent_carer", "lives_at", "tel", "opened"),
        fields={
            "name": {"column": "client", "style": "family given"},
            "other_names": {"column": "also_known_as", "separator": "|"},
            "date_of_birth": {"column": "birth", "format": "%d %B %Y"}, "age": "age_if_no_birth",
            "sex": {"column": "sex", "values": {"Girl": "female", "Boy": "male", "Unknown": None}},
            "nhs_number": "nhs_no", "upn": "upn", "other_ids": {"case_number": "person_no"},
            "household_ref": "family_ref", "role": "role",
            "related_name": "parent_carer", "address": ["lives_at"], "phone": "tel",
            "recorded_on": {"column": "opened", "format": "%d/%m/%y"},
        },
        habit=CASES, row=_case, reach=_files,
    ),
    Agency(
        file="tenancies.csv", code="housing", id_column="row", id_prefix="",
        columns=("tenancy", "full_name", "date_of_birth", "sex", "ni_no", "property", "pcode",
                 "uprn", "phone", "email",
                 "standing", "as_at"),
        fields={
            "household_ref": "tenancy", "name": {"column": "full_name", "style": "title given family"},
            "date_of_birth": {"column": "date_of_birth", "formats": ["%d/%m/%Y", "%d-%m-%y"]},
            "sex": {"column": "sex", "values": {"F": "female", "M": "male", "X": None}},
            "ni_number": "ni_no", "address": ["property"], "postcode": "pcode", "uprn": "uprn",
            "phone": "phone",
            "email": "email", "role": "standing",
            "recorded_on": {"column": "as_at", "format": "%Y-%m-%d"},
        },
        habit=HOUSING, row=_tenant, reach=_lets,
    ),
)  # fmt: skip
