"""How an agency writes somebody down: its own spelling, its own gaps, and always the same. Pure."""

from datetime import date
from random import Random

from openmash.demo.households import Household, Member, names
from openmash.people.rules import PersonAsWritten

HEALTH = {"community-health", "millrace", "fennel-street", "ashmere-general", "maternity",
          "mental-health", "young-minds-service", "landing-stage"}  # fmt: skip
KNOWS_LITTLE = {"public", "fire", "police", "ashmere-homes", "kiln-row", "second-wind", "kite"}
SPELLS_OTHERWISE = 0.45
SHORTENS = 0.2


def as_written(member: Member, *, household: Household, agency: str, on: date) -> PersonAsWritten:
    """Return a member as one agency keeps them; another agency spells and knows them otherwise."""
    draw = Random(f"{agency}:{member.nhs_number}:{member.name}:{household.number}")
    given, family = _spelled(member, draw=draw)
    shown = f"{given} {family}".strip()
    if not member.given:
        shown = f"Baby {household.members[1].family}"
    return PersonAsWritten(
        name=shown,
        given_names=given,
        family_name=family,
        is_unborn=member.expected_on is not None,
        expected_on=member.expected_on,
        sex=member.sex,
        address=_address(household, agency=agency, draw=draw),
        postcode=household.postcode if agency != "public" or draw.random() < 0.3 else "",
        area=household.came_from if member.role == "mother" else "",
        nhs_number=member.nhs_number if agency in HEALTH else "",
        phone=household.phone if member.role in ("mother", "elder", "adult") else "",
        ethnicity=household.ethnicity if agency not in KNOWS_LITTLE else "",
        language=household.language if household.language != "English" else "",
        role=member.relation[:60],
        **_birth(member, agency=agency, draw=draw, on=on),
    )


def _spelled(member: Member, *, draw: Random) -> tuple[str, str]:
    library = names()
    given, family = member.given, member.family
    if draw.random() < SPELLS_OTHERWISE:
        given = draw.choice(library["spelled"].get(given, [given]))
    if draw.random() < SPELLS_OTHERWISE:
        family = draw.choice(library["spelled"].get(family, [family]))
    if draw.random() < SHORTENS:
        given = library["short"].get(given, given)
    return given, family


def _address(household: Household, *, agency: str, draw: Random) -> str:
    address = household.address
    if agency == "public":
        return address.partition(" ")[2]  # the street, not the number
    if draw.random() < 0.2:
        address = address.replace("Street", "St").replace("Road", "Rd").replace("Close", "Cl")
    return address


def _birth(member: Member, *, agency: str, draw: Random, on: date) -> dict[str, object]:
    """Return what is known of a birthday: the day, the year, or only about how old."""
    born = member.born_on
    if born is None or born > on:
        return {}
    if agency == "public" or (agency in KNOWS_LITTLE and draw.random() < 0.3):
        return {"age": member.age_on(on)}
    if member.role in ("partner", "carer") and draw.random() < 0.4:
        return {"born_on": date(born.year, 1, 1), "born_precision": "year"}
    return {"born_on": born, "born_precision": "day"}
