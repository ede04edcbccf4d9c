"""Extracts of health: the tidy register of patients, the hospital, the health visitors,
the ambulances."""

from datetime import date
from random import Random

from bench.identity.held_out import hand
from bench.identity.held_out.agency import Agency, Row, day_text, several
from bench.identity.held_out.hand import Habit
from bench.identity.held_out.person import Person

GP = Habit(
    slip=0.004, spelling=0.012, short=0.01, former=0.05, turned=0.2, keeps_accents=0.03, middle=0.85,
    wrong_day=0.003, default_day=0.001, no_day=0.0, no_number=0.015, borrowed_number=0.001, lag=200,
    no_phone=0.18, no_address=0.005,
)  # fmt: skip
HOSPITAL = Habit(
    slip=0.013, by_ear=0.008, spelling=0.05, short=0.04, former=0.1, turned=0.7, middle=0.25, wrong_day=0.012,
    default_day=0.006, no_day=0.015, no_number=0.2, borrowed_number=0.01, lag=150, no_phone=0.25,
    no_address=0.03, capitals=True,
)  # fmt: skip
VISITOR = Habit(
    slip=0.009, by_ear=0.004, spelling=0.03, short=0.03, turned=0.4, middle=0.3, wrong_day=0.006,
    no_day=0.004, no_number=0.06, borrowed_number=0.018, lag=60, no_phone=0.1,
)  # fmt: skip
AMBULANCE = Habit(
    slip=0.03, by_ear=0.06, spelling=0.14, short=0.14, former=0.12, turned=0.9, middle=0.06, wrong_day=0.03,
    default_day=0.02, no_day=0.42, no_number=0.62, borrowed_number=0.01, wrong_sex=0.01, lag=20,
    no_phone=0.35, no_address=0.12,
)  # fmt: skip


def _patient(person: Person, on: int, by: Random) -> Row:
    name = hand.called(person, on=on, habit=GP, by=by)
    place = hand.home(person, on=on, habit=GP, by=by)
    title = by.choice(("Mrs", "Ms", "Miss")) if person.female else "Mr"
    return (
        hand.nhs_number(person, habit=GP, by=by),
        "" if person.role == "child" else title,
        name.family,
        name.given,
        name.middle,
        hand.plain(person.former_family) if by.random() < 0.5 else "",
        hand.plain(person.known_as) if by.random() < 0.25 else "",
        hand.dated(hand.born(person, habit=GP, by=by), "%d/%m/%Y"),
        hand.sex(person, words=("2", "1", "9"), habit=GP, by=by),
        ", ".join(filter(None, (place.line, place.block))) if place else "",
        place.town if place else "",
        hand.postcode(place, habit=GP, by=by),
        hand.phone(person, habit=GP, by=by),
        person.email if by.random() < 0.6 else "",
        day_text(on, "%d/%m/%Y"),
    )


def _attendance(person: Person, on: int, by: Random) -> Row:
    name = hand.called(person, on=on, habit=HOSPITAL, by=by)
    day = date.fromordinal(on)
    if person.age_on(day) < 1 and (day - person.born).days < 21 and person.parents:
        name = hand.Called(
            given="BABY", middle="", family=hand.plain(person.parents[-1].family).upper()
        )
    unknown = by.random() < 0.004
    number = person.kin[0] if person.kin and by.random() < 0.01 else person
    return (
        number.hospital_number if by.random() < 0.88 else "",
        "UNKNOWN UNKNOWN" if unknown else f"{name.first} {name.family}",
        hand.nhs_number(person, habit=HOSPITAL, by=by),
        hand.dated(hand.born(person, habit=HOSPITAL, by=by), "%Y-%m-%d"),
        hand.sex(person, words=("Female", "Male", "Not stated"), habit=HOSPITAL, by=by),
        hand.address(
            hand.home(person, on=on, habit=HOSPITAL, by=by), habit=HOSPITAL, by=by, with_code=True
        ),
        hand.phone(person, habit=HOSPITAL, by=by),
        hand.relative(person, habit=HOSPITAL, by=by),
        day_text(on, "%Y-%m-%d"),
    )


def _visit(person: Person, on: int, by: Random) -> Row:
    name = hand.called(person, on=on, habit=VISITOR, by=by)
    day = date.fromordinal(on)
    given = name.given
    if person.age_on(day) < 1 and by.random() < 0.12:
        given = by.choice(
            ("Baby", "Baby of", "Infant", "Twin 1" if person.kind == "twin" else "Baby")
        )
    place = hand.home(person, on=on, habit=VISITOR, by=by)
    return (
        given,
        name.family,
        hand.nhs_number(person, habit=VISITOR, by=by),
        hand.dated(hand.born(person, habit=VISITOR, by=by), "%d.%m.%Y"),
        hand.sex(person, words=("F", "M", ""), habit=VISITOR, by=by),
        hand.relative(person, habit=VISITOR, by=by),
        hand.address(place, habit=VISITOR, by=by, with_code=False),
        hand.postcode(place, habit=VISITOR, by=by),
        place.uprn if place and by.random() < 0.5 else "",
        hand.phone(person, habit=VISITOR, by=by),
        day_text(on, "%d.%m.%Y"),
    )


def _call(person: Person, on: int, by: Random) -> Row:
    name = hand.called(person, on=on, habit=AMBULANCE, by=by)
    chance = by.random()
    text = f"{name.given} {name.family}"
    if chance < 0.06:
        text = name.given
    elif chance < 0.075:
        text = by.choice(
            ("Unknown Female", "NK NK") if person.female else ("Unknown Male", "NK NK")
        )
    day = hand.born(person, habit=AMBULANCE, by=by)
    years = max(
        0,
        person.age_on(date.fromordinal(on))
        + (by.choice((-2, -1, 1, 3)) if by.random() < 0.15 else 0),
    )
    return (
        text,
        str(years) if by.random() < 0.85 else "",
        hand.dated(day, "%d%m%Y"),
        hand.sex(person, words=("f", "m", "u"), habit=AMBULANCE, by=by),
        hand.nhs_number(person, habit=AMBULANCE, by=by),
        hand.address(
            hand.home(person, on=on, habit=AMBULANCE, by=by), habit=AMBULANCE, by=by, with_code=True
        ),
        hand.phone(person, habit=AMBULANCE, by=by),
        day_text(on, "%Y%m%d"),
    )


HEALTH = (
    Agency(
        file="gp_register.csv", code="gp", id_column="registration", id_prefix="G",
        columns=("nhs_no", "title", "surname", "forename", "second_names", "previous_surname",
                 "likes_to_be_called",
                 "dob", "gender_code", "address_1", "address_3", "post_code", "mobile", "email",
                 "registered"),
        fields={
            "family_name": "surname", "given_names": "forename", "middle_names": "second_names",
            "previous_family_name": "previous_surname", "known_as": "likes_to_be_called",
            "date_of_birth": {"column": "dob", "format": "%d/%m/%Y"},
            "sex": {"column": "gender_code", "values": {"1": "male", "2": "female", "9": None}},
            "nhs_number": "nhs_no", "address": ["address_1", "address_3"], "postcode": "post_code",
            "phone": "mobile", "email": "email",
            "recorded_on": {"column": "registered", "format": "%d/%m/%Y"},
        },
        habit=GP, row=_patient,
        reach=lambda person, _on, by: 0 if by.random() < 0.07 else 1 + (by.random() < 0.06),
    ),
    Agency(
        file="hospital_attendances.csv", code="hospital", id_column="attendance", id_prefix="ATT-",
        columns=("mrn", "patient", "nhs_number", "born", "sex", "address", "telephone",
                 "next_of_kin", "arrived"),
        fields={
            "name": {"column": "patient", "style": "given family"}, "nhs_number": "nhs_number",
            "other_ids": {"hospital_number": "mrn"},
            "date_of_birth": {"column": "born", "format": "%Y-%m-%d"},
            "sex": {"column": "sex", "values": {"Female": "female", "Male": "male", "Not stated": None}},
            "address": ["address"], "phone": "telephone", "related_name": "next_of_kin",
            "recorded_on": {"column": "arrived", "format": "%Y-%m-%d"},
        },
        habit=HOSPITAL, row=_attendance,
        reach=lambda person, _on, by: several(0.45 + 0.18 * person.trouble, by=by),
    ),
    Agency(
        file="health_visiting.csv", code="health_visiting", id_column="contact_no", id_prefix="HV",
        columns=("first_name", "last_name", "nhs", "d_o_b", "sex", "mother_or_carer", "address",
                 "postcode", "uprn",
                 "carer_phone", "contact_date"),
        fields={
            "given_names": "first_name", "family_name": "last_name", "nhs_number": "nhs",
            "date_of_birth": {"column": "d_o_b", "format": "%d.%m.%Y"},
            "sex": {"column": "sex", "values": {"F": "female", "M": "male"}},
            "related_name": "mother_or_carer", "address": ["address"], "postcode": "postcode",
            "uprn": "uprn",
            "phone": "carer_phone", "recorded_on": {"column": "contact_date", "format": "%d.%m.%Y"},
        },
        habit=VISITOR, row=_visit,
        reach=lambda person, years, by: 1 + several(0.4, by=by) if years < 7 and by.random() < 0.8 else 0,
    ),
    Agency(
        file="ambulance_calls.csv", code="ambulance", id_column="cad", id_prefix="CAD/26/",
        columns=("patient_name", "est_age", "dob", "sex", "nhs_no", "location", "callback", "call_date"),
        fields={
            "name": {"column": "patient_name", "style": "given family"}, "age": "est_age",
            "date_of_birth": {"column": "dob", "format": "%d%m%Y"},
            "sex": {"column": "sex", "values": {"f": "female", "m": "male", "u": None}},
            "nhs_number": "nhs_no", "address": ["location"], "phone": "callback",
            "recorded_on": {"column": "call_date", "format": "%Y%m%d"},
        },
        habit=AMBULANCE, row=_call,
        reach=lambda person, _on, by: several(0.24 + 0.2 * person.trouble, by=by),
    ),
)  # fmt: skip
