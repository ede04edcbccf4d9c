"""An invented borough: streets, postcodes, homes, hostels and refuges."""

import random
from dataclasses import dataclass, field
from typing import NamedTuple

_BASES = [
    "Long", "Mill", "Church", "Station", "Park", "Victoria", "Albert", "Queens", "Kings",
    "High", "Green", "Manor", "Grange", "School", "Chapel", "Bridge", "Canal", "Market",
    "Abbey", "Orchard", "Willow", "Beech", "Oak", "Elm", "Ash", "Birch", "Cedar", "Chestnut",
    "Hawthorn", "Holly", "Laburnum", "Larch", "Linden", "Maple", "Poplar", "Rowan", "Sycamore",
    "Alma", "Balmoral", "Cambridge", "Clarence", "Cromwell", "Devonshire", "Dover", "Durham",
    "Exeter", "Gladstone", "Gordon", "Granby", "Hamilton", "Harcourt", "Kingsley", "Lancaster",
    "Lawrence", "Lincoln", "Marlborough", "Milton", "Nelson", "Norfolk", "Oxford",
    "Palmerston", "Portland", "Raglan", "Richmond", "Rutland", "Salisbury", "Sandringham",
    "Shelley", "Stafford", "Stanley", "Sussex", "Tennyson", "Trafalgar", "Waterloo",
    "Wellington", "Windsor", "York", "Quarry", "Spring", "Brook", "River", "Meadow", "Field",
    "Hill", "Valley", "Heath", "Moor", "Cross", "North", "South", "East", "West", "New", "Old",
]  # fmt: skip
_KINDS = (
    ("Road", "Rd"), ("Street", "St"), ("Avenue", "Ave"), ("Close", "Cl"), ("Lane", "Ln"),
    ("Drive", "Dr"), ("Crescent", "Cres"), ("Grove", "Gr"), ("Terrace", "Terr"), ("Gardens", "Gdns"),
    ("Court", "Ct"), ("Place", "Pl"), ("Way", "Way"), ("Walk", "Wlk"),
)  # fmt: skip
_TOWNS = ("Ashmere", "Ashmere", "Ashmere", "Kelby", "Thornwick", "Dunmoor", "Saltby")
_HALLS = ("House", "Court", "Lodge", "Point", "Heights", "Tower")
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"


class Street(NamedTuple):
    """A street as signposted, its short form, its town and its postcodes."""

    name: str
    short: str
    town: str
    postcodes: tuple[str, ...]


@dataclass(slots=True, frozen=True)
class Home:
    """One dwelling, or an institution, or nowhere (`kind` "nowhere": no fixed abode)."""

    kind: str
    flat: str = ""
    number: str = ""
    building: str = ""
    street: Street | None = None
    postcode: str = ""
    uprn: str = ""


@dataclass(slots=True)
class Borough:
    """Streets enough for so many records, and the homes that stand in them."""

    rng: random.Random
    streets: list[Street]
    shared: dict[str, list[Home]] = field(default_factory=dict)
    vacated: list[Home] = field(default_factory=list)
    next_uprn: int = 0

    def home(self) -> Home:
        """Return a home to move into: a new one, or one that others have just left."""
        rng = self.rng
        if self.vacated and rng.random() < 0.12:
            return self.vacated[rng.randrange(len(self.vacated))]
        street = self.streets[int(len(self.streets) * rng.random())]
        number = rng.randint(1, 140)
        postcode = street.postcodes[number * len(street.postcodes) // 141]
        if (draw := rng.random()) < 0.70:
            return self._built("house", number=str(number), street=street, postcode=postcode)
        if draw < 0.78:
            letter = rng.choice("abc")
            return self._built("flat", number=f"{number}{letter}", street=street, postcode=postcode)
        flat = str(rng.randint(1, 60))
        if draw < 0.9:
            # A block: many flats behind one number.
            number = number // 35 * 35 + 7
            return self._built(
                "flat", flat=flat, number=str(number), street=street, postcode=postcode
            )
        hall = f"{street.name.split()[0]} {_HALLS[number % len(_HALLS)]}"
        return self._built("flat", flat=flat, building=hall, street=street, postcode=postcode)

    def leave(self, home: Home) -> None:
        """Let others move in where somebody has moved out."""
        if home.kind in {"house", "flat"} and len(self.vacated) < 20_000:
            self.vacated.append(home)

    def institution(self, kind: str) -> Home:
        return self.rng.choice(self.shared[kind])

    def _built(self, kind: str, **parts) -> Home:
        self.next_uprn += self.rng.randint(1, 9)
        return Home(kind=kind, uprn=f"{100_020_000_000 + self.next_uprn}", **parts)


def borough(*, records: int, rng: random.Random) -> Borough:
    """Return a borough for so many records: about one street for sixty of them."""
    streets = [_street(rng) for _ in range(max(80, records // 60))]
    made = Borough(rng=rng, streets=streets)
    count = max(3, records // 6000)
    for kind in ("hostel", "refuge", "childrens_home", "care_home"):
        title = {"childrens_home": "House", "care_home": "Nursing Home"}.get(kind, "Hostel")
        made.shared[kind] = [_institution(made, kind=kind, title=title) for _ in range(count)]
    return made


def _institution(made: Borough, *, kind: str, title: str) -> Home:
    street = made.rng.choice(made.streets)
    building = "PO Box 12" if kind == "refuge" else f"{made.rng.choice(_BASES)} {title}"
    return made._built(kind, building=building, street=street, postcode=street.postcodes[0])


def _street(rng: random.Random) -> Street:
    kind, short = rng.choice(_KINDS)
    base = rng.choice(_BASES)
    if rng.random() < 0.25:
        base = f"{base} {rng.choice(_BASES)}"
    sector = f"AS{rng.randint(1, 19)} {rng.randint(1, 9)}"
    codes = {sector + rng.choice(_INWARD) + rng.choice(_INWARD) for _ in range(rng.randint(1, 4))}
    return Street(f"{base} {kind}", f"{base} {short}", rng.choice(_TOWNS), tuple(sorted(codes)))
