"""How each agency's export writes a sighting down: one function an agency, one tuple a record."""

import random
from datetime import date

from bench.identity.addresses import lines, one_line, written_postcode
from bench.identity.sightings import Sighting


def _day(day: date | None, style: str, *, year_only: bool = False) -> str:
    if day is None:
        return ""
    return str(day.year) if year_only else day.strftime(style)


def _full(s: Sighting) -> str:
    return " ".join(filter(None, (s.name.given, s.name.middle, s.name.family)))


def _three_lines(s: Sighting, rng: random.Random) -> tuple[str, str, str]:
    if s.home is None:
        return "", "", ""
    parts = lines(s.home, short=s.address_short, rng=rng)
    return (*parts[:2], ", ".join(parts[2:]))[:3] if len(parts) > 2 else (*parts, "", "")[:3]


def _line(s: Sighting, rng: random.Random) -> str:
    return one_line(s.home, s.postcode, short=s.address_short, rng=rng)


def police(s: Sighting, rng: random.Random) -> tuple:
    given = " ".join(filter(None, (s.name.given, s.name.middle)))
    name = f"{s.name.family.upper()}, {given}" if s.name.family else given
    born = _day(s.born, "%d-%b-%Y", year_only=s.year_only)
    age = s.age if s.age is not None and (not born or rng.random() < 0.3) else ""
    role = rng.choice(("victim", "witness", "subject")) if s.person.role != "child" else "child"
    phone = s.phone.replace(" ", "") if rng.random() < 0.5 else s.phone
    return (
        name, ";".join(s.name.others), born, age, s.sex or "U", _line(s, rng), phone,
        s.numbers.get("pnc_id", ""), role, s.seen.isoformat(),
    )  # fmt: skip


def school(s: Sighting, rng: random.Random) -> tuple:
    one, two, town = _three_lines(s, rng)
    return (
        s.name.family, s.name.given, s.name.middle, s.name.known_as, s.name.former,
        _day(s.born, "%d/%m/%Y", year_only=s.year_only), {"M": "1", "F": "2"}.get(s.sex, "9"),
        s.numbers.get("upn", ""), one, two, town, written_postcode(s.postcode, rng), s.related,
        s.phone, s.email if rng.random() < 0.4 else "", _day(s.seen, "%d/%m/%Y"),
    )  # fmt: skip


def gp(s: Sighting, rng: random.Random) -> tuple:
    number = s.numbers.get("nhs_number", "")
    if len(number) == 10 and rng.random() < 0.6:
        number = f"{number[:3]} {number[3:6]} {number[6:]}"
    one, two, town = _three_lines(s, rng)
    name = " ".join(filter(None, (s.name.title, _full(s))))
    died = _day(s.person.died, "%Y%m%d") if s.person.died and rng.random() < 0.7 else ""
    return (
        name, s.name.former, _day(s.born, "%Y%m%d", year_only=s.year_only), died, s.sex or "I",
        number, one, two, town, written_postcode(s.postcode, rng), s.phone, s.email,
        s.related if rng.random() < 0.5 else "", _day(s.seen, "%d.%m.%Y"),
    )  # fmt: skip


def hospital(s: Sighting, rng: random.Random) -> tuple:
    style = "%d/%m/%y" if rng.random() < 0.7 else "%d/%m/%Y"
    age = s.age if s.age is not None and rng.random() < 0.5 else ""
    hospital_number = s.numbers.get("hospital_number", "")
    if rng.random() < 0.05:  # registered a second time, because nobody looked
        hospital_number = f"H{rng.randrange(10**8):08d}"
    return (
        s.name.family, " ".join(filter(None, (s.name.given, s.name.middle))),
        _day(s.born, style, year_only=s.year_only), age,
        {"M": "male", "F": "female"}.get(s.sex, "not stated"),
        s.numbers.get("nhs_number", "") if rng.random() < 0.85 else "", hospital_number,
        _line(s, rng) if rng.random() < 0.8 else "", written_postcode(s.postcode, rng),
        s.phone, s.related if s.person.role == "child" or rng.random() < 0.2 else "",
        f"{s.seen:%d/%m/%Y} {rng.randrange(24):02d}:{rng.randrange(60):02d}",
    )  # fmt: skip


def housing(s: Sighting, rng: random.Random) -> tuple:
    born = _day(s.born, "%d %B %Y", year_only=s.year_only)
    known = f"{s.name.given} {s.name.family}".strip()
    role = "tenant" if s.person.role in {"mother", "father", "partner", "occupier"} else "member"
    uprn = s.home.uprn if s.home and rng.random() < 0.85 else ""
    return (
        f"{s.name.title} {known}".strip(), born, s.sex, s.numbers.get("ni_number", ""), uprn,
        f"T{s.household_ref}" if s.household_ref else "", _line(s, rng),
        s.phone, s.email, role, _day(s.seen, "%d %B %Y"),
    )  # fmt: skip


def childrens(s: Sighting, rng: random.Random) -> tuple:
    has_nhs = rng.random() < 0.4
    return (
        s.name.family, " ".join(filter(None, (s.name.given, s.name.middle))), s.name.known_as,
        "|".join((*s.name.others, s.name.former)).strip("|"),
        _day(s.born, "%Y-%m-%d", year_only=s.year_only),
        "Unborn" if s.unborn else {"M": "Male", "F": "Female"}.get(s.sex, "Unknown"),
        s.numbers.get("upn", "") if rng.random() < 0.5 else "",
        s.numbers.get("nhs_number", "") if has_nhs else "", _line(s, rng), s.postcode, s.phone,
        s.household_ref and f"F{s.household_ref}", s.related, s.person.role, s.seen.isoformat(),
    )  # fmt: skip


def adults(s: Sighting, rng: random.Random) -> tuple:
    given = " ".join(filter(None, (s.name.given, s.name.middle)))
    died = _day(s.person.died, "%d/%m/%Y") if s.person.died and rng.random() < 0.7 else ""
    return (
        f"{s.name.family} {given}".strip(), s.name.known_as,
        _day(s.born, "%d/%m/%Y", year_only=s.year_only), died, s.sex,
        s.numbers.get("nhs_number", "") if rng.random() < 0.6 else "",
        s.numbers.get("ni_number", "") if rng.random() < 0.4 else "",
        s.home.uprn if s.home and rng.random() < 0.6 else "", _line(s, rng), s.phone, s.email,
        s.related, _day(s.seen, "%d/%m/%Y"),
    )  # fmt: skip


def probation(s: Sighting, rng: random.Random) -> tuple:
    given = " ".join(filter(None, (s.name.given, s.name.middle)))
    born = s.born if s.born and not s.year_only else None
    return (
        s.name.family, given, ", ".join(s.name.others), born, s.sex, s.numbers.get("pnc_id", ""),
        s.numbers.get("ni_number", "") if rng.random() < 0.5 else "", _line(s, rng),
        s.phone, s.seen,
    )  # fmt: skip


def voluntary(s: Sighting, rng: random.Random) -> tuple:
    name = f"{s.name.given} {s.name.family}".strip()
    age = s.age if s.age is not None and rng.random() < 0.7 else ""
    born = _day(s.born, "%d/%m/%y", year_only=s.year_only) if rng.random() < 0.35 else ""
    home = _line(s, rng) if rng.random() < 0.4 else ""
    return (
        name, s.name.known_as, age, born, {"M": "m", "F": "f"}.get(s.sex, ""), home,
        s.postcode if rng.random() < 0.5 else "", s.phone, s.email, s.related,
        _day(s.seen, "%b %d %Y"),
    )  # fmt: skip
