"""Reading an address as written: which building, street and town, and how exact it is.

"No fixed address", "unknown" and the NHS pseudo-postcodes say nothing about who somebody is,
so they are read as no place at all.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from rapidfuzz.fuzz import ratio

from openmash.people.matching.spelling import plain

POSTCODE = re.compile(
    r"\b([A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]|[A-HK-Y][0-9][0-9ABEHMNPRV-Y]|[0-9][A-HJKPSTUW]))"
    r"\s*([0-9][ABD-HJLNP-UW-Z]{2})\b",
    re.IGNORECASE,
)
_PSEUDO_POSTCODE = re.compile(r"\bZZ99\s*\d[A-Z]{2}\b", re.IGNORECASE)
_NOWHERE = re.compile(
    r"no fixed (address|abode)|\bnfa\b|homeless|rough sleep|sleeping rough|sofa.?surf|not known|"
    r"unknown|withheld|confidential|not recorded|not given|not stated|no address|various addresses|"
    r"whereabouts|of no fixed",
    re.IGNORECASE,
)
_SHARED = {
    "hostel", "refuge", "shelter", "hotel", "hospital", "prison", "school", "college", "barracks",
    "foyer", "hmp", "yoi", "b&b", "breakfast", "ward", "residential", "nursing", "unit", "centre",
    "accommodation", "halls", "care", "clinic", "infirmary", "supported", "placement",
}  # fmt: skip
_STREET = {
    "road": "rd", "rd": "rd", "street": "st", "st": "st", "lane": "ln", "ln": "ln",
    "avenue": "ave", "ave": "ave", "drive": "dr", "dr": "dr", "close": "cl", "cl": "cl",
    "court": "ct", "ct": "ct", "crescent": "cres", "cres": "cres", "gardens": "gdns",
    "gdns": "gdns", "terrace": "ter", "ter": "ter", "place": "pl", "pl": "pl", "square": "sq",
    "sq": "sq", "way": "way", "grove": "grove", "walk": "walk", "rise": "rise", "row": "row",
    "mews": "mews", "view": "view", "cottages": "cottages", "cottage": "cottage",
    "house": "house", "tower": "tower", "lodge": "lodge", "villas": "villas",
    "buildings": "buildings", "farm": "farm", "wharf": "wharf", "quay": "quay",
    "estate": "estate", "park": "park", "green": "green", "hill": "hill", "mansions": "mansions",
    "heights": "heights", "point": "point", "parade": "parade", "croft": "croft", "fold": "fold",
    "yard": "yard", "bank": "bank", "hostel": "hostel", "hotel": "hotel", "refuge": "refuge",
    "towers": "towers", "meadow": "meadow", "drove": "drove", "circus": "circus",
    "broadway": "broadway", "vale": "vale", "path": "path", "block": "block",
}  # fmt: skip
_KINDS = frozenset(_STREET.values())
_KINDS = frozenset(_STREET.values())
_COMPASS = {"north", "south", "east", "west"}
_LEFT_OUT = frozenset(
    ["rd", "st", "ln", "ave", "dr", "cl", "ct", "cres", "gdns", "ter", "pl", "sq"]
)  # left out of a key, because half of all agencies leave them out
# Words that describe a home and do not name it: "family home, Bude" is no more than Bude.
_DESCRIBES = {
    "family", "home", "homes", "flat", "own", "council", "rented", "rental", "private",
    "privately", "maisonette", "bungalow", "bedsit", "room", "parents", "mother", "mothers",
    "father", "fathers", "grandmother", "grandmothers", "his", "her", "their", "the", "a", "an",
    "in", "at", "near", "of", "and", "s", "temporary", "first", "second", "third", "new",
    "former", "previous", "old", "shared", "house", "sheltered", "social", "housing", "apartment",
    "property", "address", "caravan", "with", "living", "lives", "staying", "sister", "sisters",
    "brother", "brothers", "friend", "friends", "partner", "partners", "grandparents", "aunt",
    "uncle", "tenancy", "ground", "top", "floor", "upper", "lower", "bed", "breakfast",
    "accommodation", "supported", "residential", "care", "foster", "placement", "hostel", "hotel",
    "refuge", "nursing", "unit", "street", "road", "estate", "area", "farm", "cottage", "local",
    "student", "halls", "city", "town", "village",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Place:
    """An address as read. Empty parts mean that nothing of the kind was written."""

    numbers: frozenset[str] = field(default=frozenset(), repr=False)  # house number, as written
    flat: str = field(default="", repr=False)
    street: tuple[str, ...] = field(default=(), repr=False)  # street or named building
    town: frozenset[str] = field(default=frozenset(), repr=False)
    postcode: str = field(default="", repr=False)
    is_shared: bool = False  # a hostel, ward or home in which strangers live together

    @property
    def level(self) -> str:
        """Say how exact it is: house, street, town, or nowhere."""
        if self.street and (self.numbers or self.flat):
            return "house"
        if self.street or self.postcode:
            return "street"
        return "town" if self.town else "nowhere"

    @cached_property
    def key(self) -> str:
        """A short key under which others at the very place are found; empty if it names none."""
        own = [word for word in self.street if word not in _KINDS]
        street = " ".join(own or self.street)
        number = min(self.numbers) if self.numbers else ""
        return f"{street} {number}".strip() if street else self.postcode.lower()


NOWHERE = Place()


def read_postcode(text: str) -> str:
    """Return the postcode in the text in its usual form, or an empty string."""
    if _PSEUDO_POSTCODE.search(text):
        return ""
    found = POSTCODE.search(text)
    return f"{found[1]} {found[2]}".upper() if found else ""


@lru_cache(maxsize=50_000)
def read_place(address: str, postcode: str = "") -> Place:
    """Return where an address is, as far as its words say."""
    code = read_postcode(postcode) or read_postcode(address)
    text = _PSEUDO_POSTCODE.sub(" ", POSTCODE.sub(" ", address))
    if not text.strip() or _NOWHERE.search(text):
        return Place(postcode=code) if code else NOWHERE
    numbers: set[str] = set()
    flat, street = "", tuple[str, ...]()
    town: set[str] = set()
    is_shared = bool(_SHARED & set(plain(text).split())) or "b&b" in text.lower()
    for part in re.split(r"[,;\n]+|\bin\b|\bat\b", text):
        part, flat_here = _without_flat(part)
        # Of Flat 3, 91b, the flat is 3 and the house 91b.
        if flat and flat_here and len(flat_here) == 1 and flat_here.isalpha():
            part, flat_here = _with_letter(part, flat_here), ""
        flat = flat or flat_here
        words = plain(part).split()
        number = [w for w in words if re.fullmatch(r"\d+[a-z]?", w)]
        numbers.update(number)
        named = _named(words)
        if named and not street:
            street = named
        elif not named:
            town.update(w for w in words if w not in _DESCRIBES and w not in number)
    return Place(
        numbers=frozenset(numbers), flat=flat, street=street, town=frozenset(town), postcode=code,
        is_shared=is_shared,
    )  # fmt: skip


# Flat 17, Apt 17, F17 and 17/112 (flat 17 at number 112) are written for one another.
_FLAT = re.compile(
    r"\b(?:flat|apartment|apt|unit|room)\s*(\d+\w?|[a-z])\b|\bf\s?(\d+)\b", re.IGNORECASE
)
_FLAT_BEFORE = re.compile(r"^\s*(\d+[a-z]?)\s*/\s*(?=\d)", re.IGNORECASE)
_LETTERED = re.compile(r"^\s*(\d+)\s?([a-h])\b(?=\s+\w\w)", re.IGNORECASE)  # 91b High Street


def _without_flat(part: str) -> tuple[str, str]:
    """Return a part of an address without the flat, and the flat: Flat B, 91 is 91b."""
    if before := _FLAT_BEFORE.match(part):
        return part[before.end() :], before[1].lower()
    if found := _FLAT.search(part):
        return part.replace(found[0], " "), (found[1] or found[2]).lower()
    if lettered := _LETTERED.match(part):
        return f"{lettered[1]} {part[lettered.end() :]}", lettered[2].lower()
    return part, ""


def _with_letter(part: str, letter: str) -> str:
    return re.sub(r"^(\d+) ", rf"\g<1>{letter} ", part)


def _named(words: list[str]) -> tuple[str, ...]:
    """Return the words that name a street or building, if these words do name one."""
    kept = [w for w in words if not re.fullmatch(r"\d+[a-z]?", w)]
    while kept and kept[0] in _DESCRIBES:
        kept = kept[1:]
    has_number = len(kept) < len(words) and any(w[:1].isdigit() for w in words)
    kinds = [w for w in kept if w in _STREET]
    distinctive = [w for w in kept if w not in _STREET and w not in _DESCRIBES]
    if distinctive and (kinds or has_number):
        return tuple(_STREET.get(w, w) for w in kept)
    # "Hope Street" has no other word; "The Green" and "Park Road" are made of kinds alone.
    return tuple(_STREET[w] for w in kinds) if len(kinds) >= 2 else ()


def kernel(street: tuple[str, ...]) -> str:
    """Return what of a street's name agencies agree on: its kind is left out by half of them.

    Where no comma stands, a building and its street are the building (Rowan Court Rowan Road), and
    a town after the street is left out.
    """
    kinds = [at for at, word in enumerate(street) if word in _KINDS]
    if len(kinds) > 1 and 0 < kinds[0] < kinds[1] - 1:
        street = street[: kinds[0] + 1]
    elif kinds and kinds[-1] and not set(street[kinds[-1] :]) & _COMPASS:
        street = street[: kinds[-1] + 1]
    own = [word for word in street if word not in _LEFT_OUT]
    return " ".join(own or street)


@lru_cache(maxsize=50_000)
def same_street(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two street names are one, allowing for slips and a left-out "Road"."""
    if a == b:
        return True
    kinds = set(_STREET.values())
    plain_a, plain_b = ([w for w in words if w not in kinds] for words in (a, b))
    kinds_a, kinds_b = ([w for w in words if w in kinds] for words in (a, b))
    if kinds_a and kinds_b and not set(kinds_a) & set(kinds_b):
        return False
    if not plain_a or not plain_b:
        return False
    return ratio(" ".join(plain_a), " ".join(plain_b)) >= 86
