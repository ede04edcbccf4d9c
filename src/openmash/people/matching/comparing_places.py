"""Comparing where two records say that a person lives."""

from collections.abc import Iterable
from datetime import date

from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.places import NOWHERE, Place, same_street
from openmash.people.matching.reasons import Reason

SAME_HOUSE, SAME_STREET, SAME_SHARED, SAME_POSTCODE = 12.0, 9.0, 8.0, 7.0
NEAR_HOUSEHOLD, SAME_FAMILY_NUMBER = 5.0, 9.0
SAME_TOWN, SAME_AREA, OTHER_AREA, OTHER_PLACE = 2.0, 1.5, -1.0, -3.0
_ONE_HOME_WITHIN_DAYS = 7


def compare_places(a: RecordFacts, b: RecordFacts) -> Reason:
    """Return the most exact agreement; a different address weighs little, as people move."""
    found = [reason for reason in _agreements(a, b) if reason is not None]
    if found:
        return max(found, key=lambda reason: reason.weight)
    return _difference(a, b)


def _agreements(a: RecordFacts, b: RecordFacts) -> Iterable[Reason | None]:
    if a.uprn and b.uprn and a.uprn.lstrip("0") == b.uprn.lstrip("0"):
        yield _place("place.house", SAME_HOUSE, "Both records give the same property reference.")
    if a.household_ref and a.household_ref == b.household_ref and a.agency == b.agency:
        yield _place("place.household", SAME_FAMILY_NUMBER, "Both stand under one family number.")
    if _in_one_town(a, b):
        yield _same_place(a.place, b.place)
    yield _near(a, b)
    if a.place.street and b.place.street:
        return  # two addresses of one town are two addresses
    if a.place.town & b.place.town:
        yield _place("place.town", SAME_TOWN, "Both records give the same town.")
    if a.area and a.area == b.area:
        yield _place("place.area", SAME_AREA, f"Both records come from {a.area}.")


def _same_place(a: Place, b: Place) -> Reason | None:
    if a.street and b.street and same_street(a.street, b.street) and not _other_door(a, b):
        if a.is_shared or b.is_shared:
            said = "Both records give the same address, where many people live."
            return _place("place.shared", SAME_SHARED, said)
        if a.level == b.level == "house" and (a.numbers & b.numbers or a.flat == b.flat):
            return _place("place.house", SAME_HOUSE, "Both records give the same address.")
        return _place("place.street", SAME_STREET, "Both records give the same street or building.")
    if a.postcode and a.postcode == b.postcode and not (a.street and b.street):
        return _place("place.street", SAME_POSTCODE, "Both records give the same postcode.")
    return None


def _other_door(a: Place, b: Place) -> bool:
    """Say whether one street hides two homes: other numbers or other flats."""
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        return True
    return bool(a.flat and b.flat and a.flat != b.flat)


def _in_one_town(a: RecordFacts, b: RecordFacts) -> bool:
    """Say whether two addresses can be of one town: every town has its High Street.

    Agencies name a place by its town, district or borough, so towns that differ count as two
    only where the records also come from different areas.
    """
    towns_differ = a.place.town and b.place.town and not a.place.town & b.place.town
    if not towns_differ or (a.place.postcode and a.place.postcode == b.place.postcode):
        return True
    return bool(a.area and a.area == b.area)


def _near(a: RecordFacts, b: RecordFacts) -> Reason | None:
    """Use the address of others in the same contact, for family members whose own is missing."""
    pairs = [(p, q) for p in a.near_places for q in (b.place, *b.near_places)]
    pairs += [(p, q) for p in b.near_places for q in (a.place, *a.near_places)]
    if any(_same_place(p, q) for p, q in pairs):
        said = "One is recorded at the address, the other with people who live there."
        return _place("place.near", NEAR_HOUSEHOLD, said)
    return None


def _difference(a: RecordFacts, b: RecordFacts) -> Reason:
    if a.place.street and b.place.street:
        weight = OTHER_PLACE - (1.0 if _at_one_time(a.recorded_on, b.recorded_on) else 0.0)
        if a.place.town & b.place.town or (a.area and a.area == b.area):
            return _place("place.moved", weight + 0.5, "The addresses differ, in one town or area.")
        return _place("place.differs", weight, "The addresses differ.")
    if a.uprn and b.uprn:
        return _place("place.differs", OTHER_PLACE, "The property references differ.")
    if a.area and b.area:
        return _place("place.other_area", OTHER_AREA, "The records come from different areas.")
    nothing = NOWHERE in (a.place, b.place)
    said = (
        "An address is missing from one record." if nothing else "The addresses cannot be compared."
    )
    return _place("place.none", 0, said)


def _at_one_time(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and abs((a - b).days) <= _ONE_HOME_WITHIN_DAYS


def _place(code: str, weight: float, words: str) -> Reason:
    return Reason(field="address", code=code, weight=weight, words=words, topic="place")
