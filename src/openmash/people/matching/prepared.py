"""A record made ready for comparison: plain columns, derived once, that any engine can compare.

The same columns are compared by the hub in Python, one record at a time, and by the database of a
full run, millions at a time (`levels`). Names, places and numbers become whole numbers of eight
bytes (`token`), so that comparing two lists is quick in each; what is compared letter by letter
stays as text. Nothing here is shown to anybody: reasons are worded from the record as written.
"""

from datetime import date
from typing import Any, NamedTuple

from openmash.people.matching.dates import Span, is_placeholder
from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.identifiers import VALID, Identifier
from openmash.people.matching.places import NOWHERE, Place, kernel
from openmash.people.matching.prepared_names import columns_of_names, token
from openmash.people.matching.spelling import plain, skeleton

NATIONAL_SCHEMES = ("nhs_number", "upn", "ni_number", "pnc_id")
_FILLERS = frozenset([1800, 1900, 1901, 1970, 2000])  # years of a 1 January that stands for nothing
_PREGNANCY = 280  # days
_SHORTEST_NUMBER = 6  # figures: of a shorter one, too many others differ in a single figure


class Prepared(NamedTuple):
    """One record, ready for comparison. Lists hold tokens; days are ordinals; None is not known.

    A baby is a child expected, or known so far by the mother alone: what stands for the date of
    birth may be the day on which the child was expected. A first name is veiled where it is one
    that every brother bears (Mohammed), and no other was written down. A name is listed if it is
    known for a name of its own, so that another like it is another name and no slip. A filler is a
    1 January of a year that stands for no year at all.

    `born_first` and `born_last` are the days between which the person was born. `doors` are keys
    of one dwelling, `streets` of one street or building. `named` are the tokens of the person's own
    whole names, `words` is one for all words of the name in whatever order, and `relatives` those
    of the people named as related, in one form. `other_near` are keys that numbers without a check
    figure share if they differ in one figure. `given_bits` and `family_bits` say how rare the names
    are among those compared (one bit more: half as many), and `crowd` how many surnames stand at
    the door; they come from the data set, not from the record.
    """

    given: str | None
    family: str | None
    given_initial: str | None
    given_stem: str | None
    is_given_veiled: bool
    givens: list[int]
    given_forms: list[int]
    given_sounds: list[int]
    middles: list[int]
    middle_initial: str | None
    families: list[int]
    family_forms: list[int]
    family_sounds: list[int]
    is_given_listed: bool
    is_given_english: bool
    is_family_listed: bool
    generation: str | None
    sex: str | None
    born_text: str | None
    born_day: int | None
    born_turned: int | None
    born_first: int | None
    born_last: int | None
    is_born_default: bool
    is_born_filler: bool
    nhs_number: str | None
    upn: str | None
    ni_number: str | None
    pnc_id: str | None
    doubtful_numbers: list[int]
    other_numbers: list[int]
    other_near: list[int]
    other_schemes: list[int]
    doors: list[int]
    streets: list[int]
    postcode: int | None
    is_shared_place: bool
    phones: list[int]
    emails: list[int]
    household: int | None
    named: list[int]
    words: int | None
    relatives: list[int]
    is_baby: bool
    recorded_day: int | None
    died_day: int | None
    given_bits: float = 9.5
    family_bits: float = 12.5
    crowd: int = 1


def prepare(record: RecordFacts) -> Prepared:
    """Return the columns of one record."""
    named = columns_of_names(record.given, record.family, record.name, record.other_names)
    return Prepared(
        **named,
        **_birth(record),
        **_numbers(record),
        **_home(record),
        sex=record.known_sex,
        relatives=sorted(token(f"{skeleton(g)} {skeleton(f)}") for g, f in record.relatives),
        is_baby=record.is_to_be_born or _is_unnamed_baby(record),
        recorded_day=record.recorded_on.toordinal() if record.recorded_on else None,
        died_day=record.date_of_death.toordinal() if record.date_of_death else None,
    )


def _birth(record: RecordFacts) -> dict[str, Any]:
    day = record.date_of_birth.as_day if record.date_of_birth else None
    born, number = record.born or _expected(record), day.toordinal() if day else None
    return {
        "born_text": f"{day.year:04}{day.month:02}{day.day:02}" if day else None,
        "born_day": number,
        "born_turned": _turned(day) if day else None,
        "born_first": born.first if born else None,
        "born_last": born.last if born else None,
        "is_born_default": bool(day and is_placeholder(day)),
        "is_born_filler": bool(day and is_placeholder(day) and day.year in _FILLERS),
    }


def _turned(day: date) -> int | None:
    """Return the day with day and month exchanged, where that is another day."""
    if day.day > 12 or day.day == day.month:
        return None
    return day.replace(month=day.day, day=day.month).toordinal()


def _numbers(record: RecordFacts) -> dict[str, Any]:
    held = record.identifiers.values()
    found: dict[str, Any] = dict.fromkeys(NATIONAL_SCHEMES)
    found |= {"doubtful_numbers": [], "other_numbers": [], "other_near": [], "other_schemes": []}
    for one in held:
        said = token(f"{one.scheme}:{one.number}")
        if one.scheme not in NATIONAL_SCHEMES:
            if one.check == VALID:
                found["other_numbers"].append(said)
                found["other_near"] += _near_numbers(one)
                found["other_schemes"].append(token(one.scheme))
        elif one.check == VALID:
            found[one.scheme] = one.number
        else:
            found["doubtful_numbers"].append(said)
    return found


def _home(record: RecordFacts) -> dict[str, Any]:
    place, household = record.place, record.household_ref
    # A postcode of another country is compared as written.
    code = place.postcode or plain(record.postcode or "").strip("0 ")
    return {
        "doors": _doors(record),
        "streets": _streets(place),
        "postcode": token(code) if code else None,
        "is_shared_place": place.is_shared,
        "phones": [token(n) for n in sorted(record.phone_numbers)],
        "emails": [token(n) for n in sorted(record.email_addresses)],
        "household": token(f"{record.agency}/{household}") if household else None,
    }


def _expected(record: RecordFacts) -> Span | None:
    """Return when a child may be born who was on the way on the day of the record."""
    if not record.is_to_be_born or record.recorded_on is None:
        return None
    day = record.recorded_on.toordinal()
    return Span(first=day, last=day + _PREGNANCY)


def _near_numbers(one: Identifier) -> list[int]:
    """Return keys that two numbers of a scheme share if they differ in a figure or a turn of two."""
    if len(one.number) < _SHORTEST_NUMBER:
        return []
    shorter = {one.number[:at] + one.number[at + 1 :] for at in range(len(one.number))}
    return sorted(token(f"{one.scheme}~{number}") for number in shorter)


def _is_unnamed_baby(record: RecordFacts) -> bool:
    """Say whether a child is written down by the mother: Baby of Jane Smith."""
    return any(name.parent for name in record.read_names)


def _doors(record: RecordFacts) -> list[int]:
    """Return keys of the dwelling: its property reference, and its address in two forms."""
    place, found = record.place, set[str]()
    if record.uprn and plain(record.uprn).strip("0 "):
        found.add(f"uprn {record.uprn.strip().lstrip('0')}")
    if place is not NOWHERE and not place.is_shared and (place.numbers or place.flat):
        door = f"{min(place.numbers, default='')}/{place.flat}"
        if place.street:
            found.add(f"door {door} {kernel(place.street)}")
        if place.postcode:
            found.add(f"post {door} {place.postcode}")
    return sorted(map(token, found))


def _streets(place: Place) -> list[int]:
    if not place.street:
        return []
    number = min(place.numbers) if place.numbers and not place.is_shared else ""
    found = {f"street {kernel(place.street)}"}
    if number:
        found.add(f"building {number} {kernel(place.street)}")
    return sorted(map(token, found))
