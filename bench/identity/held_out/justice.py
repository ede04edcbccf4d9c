"""Extracts of police and probation, and of the charity that asks for as little as it can."""

from datetime import date
from random import Random

from bench.identity.held_out import hand
from bench.identity.held_out.agency import Agency, Row, day_text, several
from bench.identity.held_out.hand import Habit
from bench.identity.held_out.person import Person

POLICE = Habit(
    slip=0.024, by_ear=0.03, spelling=0.12, short=0.13, former=0.14, turned=0.9, middle=0.3, wrong_day=0.035,
    default_day=0.03, no_day=0.11, year_only=0.02, wrong_sex=0.008, lag=45, no_phone=0.4, no_address=0.12,
)  # fmt: skip
PROBATION = Habit(
    slip=0.01, by_ear=0.004, spelling=0.04, short=0.04, former=0.08, turned=0.4, middle=0.6, wrong_day=0.012,
    default_day=0.01, no_day=0.0, lag=30, no_phone=0.2, no_address=0.08, capitals=True,
)  # fmt: skip
OUTREACH = Habit(
    slip=0.02, by_ear=0.04, spelling=0.12, short=0.45, former=0.2, turned=0.3, middle=0.02, wrong_day=0.03,
    default_day=0.04, no_day=0.5, year_only=0.12, lag=15, no_phone=0.3, no_address=0.5,
)  # fmt: skip


def _nominal(person: Person, on: int, by: Random) -> Row:
    name = hand.called(person, on=on, habit=POLICE, by=by)
    family = name.family.upper()
    if by.random() < 0.008:
        family = by.choice(("UNKNOWN", "NK", "X"))
    aliases = [word for word in (person.alias, person.known_as) if word and by.random() < 0.45]
    if person.former_family and by.random() < 0.3:
        aliases.append(f"{person.given} {person.former_family}")
    day = hand.born(person, habit=POLICE, by=by)
    pnc = person.pnc_id if by.random() < 0.6 else ""
    short_pnc = by.random() < 0.3
    return (
        f"{family}, {name.first}" if by.random() > 0.015 else name.given,
        hand.plain(";".join(aliases)),
        hand.dated(day, by.choice(("%d-%b-%Y", "%d-%b-%Y", "%d/%m/%Y"))),
        str(max(0, person.age_on(date.fromordinal(on))))
        if day is None and by.random() < 0.7
        else "",
        hand.sex(person, words=("F", "M", "U"), habit=POLICE, by=by),
        hand.address(
            hand.home(person, on=on, habit=POLICE, by=by), habit=POLICE, by=by, with_code=True
        ),
        hand.phone(person, habit=POLICE, by=by),
        pnc[2:] if pnc and short_pnc else pnc,
        by.choice(("victim", "witness", "suspect", "involved", "missing")),
        day_text(on, "%Y-%m-%d"),
    )


def _order(person: Person, on: int, by: Random) -> Row:
    name = hand.called(person, on=on, habit=PROBATION, by=by)
    place = hand.home(person, on=on, habit=PROBATION, by=by)
    return (
        name.family,
        name.given,
        name.middle,
        hand.plain(person.alias),
        hand.dated(hand.born(person, habit=PROBATION, by=by), "%d/%m/%y"),
        hand.sex(person, words=("F", "M", "N"), habit=PROBATION, by=by),
        person.pnc_id if by.random() < 0.8 else "",
        person.ni_number if by.random() < 0.7 else "",
        hand.address(place, habit=PROBATION, by=by, with_code=False),
        hand.postcode(place, habit=PROBATION, by=by),
        hand.phone(person, habit=PROBATION, by=by),
        day_text(on, "%d/%m/%Y"),
    )


def _outreach(person: Person, on: int, by: Random) -> Row:
    name = hand.called(person, on=on, habit=OUTREACH, by=by)
    kind = by.random()
    phone = hand.phone(person, habit=OUTREACH, by=by)
    place = hand.home(person, on=on, habit=OUTREACH, by=by)
    where = hand.address(place, habit=OUTREACH, by=by, with_code=True)
    if kind < 0.14:  # a first name and a telephone is all that was given
        phone = phone or (person.phones[-1] if person.phones else "")
        return (name.given, "", "", "", phone, "", "", day_text(on, "%d %b %Y"))
    if kind < 0.22:  # a first name, and where the worker met them at home
        place = place or person.homes[-1][1]
        text = hand.address(place, habit=OUTREACH, by=by, with_code=True)
        return (name.given, "", "", "", "", text, "", day_text(on, "%d %b %Y"))
    family = name.family[0] if by.random() < 0.06 else name.family
    day = hand.born(person, habit=OUTREACH, by=by)
    return (
        f"{name.given} {family}",
        hand.dated(day, "%d/%m/%Y"),
        str(max(0, person.age_on(date.fromordinal(on)))) if not isinstance(day, date) else "",
        hand.sex(person, words=("woman", "man", "other"), habit=OUTREACH, by=by),
        phone,
        where,
        person.email if by.random() < 0.25 else "",
        day_text(on, "%d %b %Y"),
    )


def _occurrences(person: Person, years: int, by: Random) -> int:
    return (
        several(0.16 + 0.38 * person.trouble, by=by)
        if years >= 6
        else int(by.random() < 0.05 * person.trouble)
    )


def _orders(person: Person, years: int, by: Random) -> int:
    return 1 + (by.random() < 0.2) if years >= 18 and person.pnc_id and by.random() < 0.4 else 0


JUSTICE = (
    Agency(
        file="police_nominals.csv", code="police", id_column="nominal_ref", id_prefix="NOM/",
        columns=("nominal", "aka", "born", "age", "sex", "last_known_address", "contact_no",
                 "pnc", "involvement",
                 "event_date"),
        fields={
            "name": {"column": "nominal", "style": "FAMILY, given"},
            "other_names": {"column": "aka", "separator": ";"},
            "date_of_birth": {"column": "born", "formats": ["%d-%b-%Y", "%d/%m/%Y"]}, "age": "age",
            "sex": {"column": "sex", "values": {"F": "female", "M": "male", "U": None}},
            "address": ["last_known_address"], "phone": "contact_no", "pnc_id": "pnc",
            "role": "involvement",
            "recorded_on": {"column": "event_date", "format": "%Y-%m-%d"},
        },
        habit=POLICE, row=_nominal, reach=_occurrences,
    ),
    Agency(
        file="probation_orders.csv", code="probation", id_column="crn", id_prefix="X",
        columns=("surname", "forename", "middle", "alias", "dob", "sex", "pnc_id", "nino",
                 "address", "postcode",
                 "telephone", "order_date"),
        fields={
            "family_name": "surname", "given_names": "forename", "middle_names": "middle",
            "other_names": "alias",
            "date_of_birth": {"column": "dob", "format": "%d/%m/%y"},
            "sex": {"column": "sex", "values": {"F": "female", "M": "male", "N": None}},
            "pnc_id": "pnc_id", "ni_number": "nino", "address": ["address"], "postcode": "postcode",
            "phone": "telephone", "recorded_on": {"column": "order_date", "format": "%d/%m/%Y"},
        },
        habit=PROBATION, row=_order, reach=_orders,
    ),
    Agency(
        file="outreach.csv", code="voluntary", id_column="no", id_prefix="",
        columns=("name", "birthday", "age", "gender", "phone", "met_at", "email", "first_met"),
        fields={
            "name": {"column": "name", "style": "given family"},
            "date_of_birth": {"column": "birthday", "format": "%d/%m/%Y"}, "age": "age",
            "sex": {"column": "gender", "values": {"woman": "female", "man": "male", "other": None}},
            "phone": "phone", "address": ["met_at"], "email": "email",
            "recorded_on": {"column": "first_met", "format": "%d %b %Y"},
        },
        habit=OUTREACH, row=_outreach,
        reach=lambda person, years, by: several(0.12 + 0.16 * person.trouble, by=by) if years >= 14 else 0,
    ),
)  # fmt: skip
