"""Keys under which records of one person are found again among a million.

Two records are compared only if they share a key, so each key must be one that two honest
records of one person are likely to share, and few others:

    id:…      an identifier, telephone number or e-mail address
    uprn:…    a property;  hh:…  an agency's own family number
    n:…       the sounds of the whole name in either order (a common name: with area or year)
    gd:…      the sounds of any name and the whole date of birth: survives a new surname, and
              names that changed places
    fy:…      the sounds of the surname and the year of birth: survives another first name
    gp:…      the sounds of the first name and the place or postcode: survives a missing surname
    fp:…      the sounds of the surname and the place or postcode: survives a missing first name
    p:…       a place that is exact and not shared: finds somebody without a name

Under a common name without date, place or area nothing is found: such a record cannot be
told from its namesakes anyway.
"""

from collections.abc import Iterable
from functools import lru_cache

from openmash.people.matching.facts import RecordFacts, readings_of
from openmash.people.matching.frequency import (
    COMMON_FULL_NAME_BITS,
    COMMON_GIVEN_BITS,
    family_bits,
    given_bits,
)
from openmash.people.matching.names import Reading
from openmash.people.matching.spelling import plain, skeleton, spelled_alike, variant_classes


def keys(record: RecordFacts) -> frozenset[str]:
    """Return the keys of one record: some ten, for an overlap search on an array."""
    found = set(_number_keys(record))
    places = _place_keys(record)
    if record.place.level in {"house", "street"} and not record.place.is_shared:
        found.add(f"p:{record.place.key}")
    for reading in record.readings:
        found.update(_name_keys(reading, record))
        found.update(f"gp:{sound}|{p}" for sound in _given_sounds(reading) for p in places)
        found.update(f"fp:{skeleton(part)}|{p}" for part in reading.family for p in places)
    return frozenset(found)


@lru_cache(maxsize=60_000)
def name_sounds(
    given: str | None, family: str | None, name: str | None, others: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sounds of the first names and of the surnames that keys are made of."""
    readings = readings_of(given, family, name, others)
    first = {sound for reading in readings for sound in _given_sounds(reading)}
    last = {_sound(part) for reading in readings for part in reading.family}
    return tuple(sorted(first)), tuple(sorted(last))


def _number_keys(record: RecordFacts) -> Iterable[str]:
    yield from (f"id:{i.scheme}:{i.number}" for i in record.identifiers.values())
    yield from (f"id:tel:{number}" for number in record.phone_numbers)
    yield from (f"id:mail:{address}" for address in record.email_addresses)
    if record.uprn:
        yield f"uprn:{record.uprn.lstrip('0')}"
    if record.household_ref:
        yield f"hh:{record.agency}:{record.household_ref}"


def _place_keys(record: RecordFacts) -> set[str]:
    places = (record.place, *record.near_places)
    streets = {" ".join(p.key.split()[:-1]) for p in places if p.numbers and p.street}
    codes = {p.postcode.lower() for p in places}
    return {key for key in {p.key for p in places} | streets | codes if key}


def _name_keys(reading: Reading, record: RecordFacts) -> Iterable[str]:
    day = record.date_of_birth.as_day if record.date_of_birth else None
    years = _years(record)
    if day is not None:
        sounds = _given_sounds(reading) | {_sound(part) for part in reading.family}
        yield from (f"gd:{sound}|{day:%Y%m%d}" for sound in sounds)
    yield from (f"fy:{skeleton(part)}|{year}" for part in reading.family for year in years)
    for pair in _whole_names(reading):
        if not _is_common(reading):
            yield f"n:{pair}"
            continue
        yield from (f"n:{pair}|{year}" for year in years)
        if record.area:
            yield f"n:{pair}|{plain(record.area)}"


def _whole_names(reading: Reading) -> Iterable[str]:
    for given in _given_sounds(reading):
        for part in reading.family:
            yield " ".join(sorted((given, _sound(part))))


def _given_sounds(reading: Reading) -> set[str]:
    names = (*reading.given[:2], *reading.middles[:1])
    return {_sound(name) for name in names if len(name) > 1}


@lru_cache(maxsize=60_000)
def _sound(name: str) -> str:
    """Return the sounds of a name or, where it is listed, of the name that stands for it."""
    lines = variant_classes().get(name)
    if not lines:
        return skeleton(name)
    return min(skeleton(n) for n in spelled_alike()[min(lines)])


def _years(record: RecordFacts) -> tuple[int, ...]:
    if record.date_of_birth is not None:
        return (record.date_of_birth.year,)
    if record.age is None or record.recorded_on is None:
        return ()
    born = record.recorded_on.year - record.age
    return (born - 1, born)


def _is_common(reading: Reading) -> bool:
    if not reading.given or not reading.family:
        return True
    given, family = given_bits(reading.given[0]), max(map(family_bits, reading.family))
    return given + family < COMMON_FULL_NAME_BITS and given < COMMON_GIVEN_BITS + 1
