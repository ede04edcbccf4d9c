"""Homes of an invented county: houses, flats in blocks, and the doors that many people share."""

from dataclasses import dataclass, field
from random import Random

from bench.identity.held_out.naming import words

WORDS = words()
SHORT_ENDS = {
    "Road": "Rd",
    "Street": "St",
    "Avenue": "Ave",
    "Lane": "Ln",
    "Close": "Cl",
    "Drive": "Dr",
    "Terrace": "Terr",
    "Grove": "Gr",
    "Crescent": "Cres",
    "Court": "Ct",
}
SHARED = (
    "Lantern House Hostel",
    "St Aldhelm's Hostel",
    "The Foyer",
    "PO Box 41",
    "c/o Juniper Project",
    "Station Hotel Room {}",
    "Fernlea Children's Home",
    "HMP Harrowden",
)
INWARD = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, kw_only=True)
class Home:
    """One front door; `uprn` is empty where a place has none of its own."""

    line: str = field(repr=False)
    block: str = field(repr=False)
    town: str
    postcode: str = field(repr=False)
    uprn: str = field(repr=False)
    is_shared: bool = False


class Places:
    """Hand out homes; now and then one that another family has left."""

    def __init__(self, *, by: Random) -> None:
        self._by = by
        self._uprn = 10_090_000_000 + by.randrange(1_000_000)
        self._left: list[Home] = []
        self._blocks: list[Home] = []
        self._shared = [self._shared_door(name) for name in SHARED]

    def home(self) -> Home:
        """Return somewhere to live."""
        chance = self._by.random()
        if chance < 0.07 and self._left:
            return self._left.pop(self._by.randrange(len(self._left)))
        return self._flat() if chance < 0.30 else self._house()

    def shared_door(self) -> Home:
        """Return a hostel, a refuge, a hotel or a home where strangers live together.

        A county opens more of them as it grows, so that a few do not hold thousands.
        """
        if self._by.random() < 0.02:
            self._shared.append(
                self._shared_door(f"{self._by.choice(WORDS['blocks'])} Lodge Hostel")
            )
        return self._by.choice(self._shared)

    def leave(self, home: Home) -> None:
        """Let another family have a home after this one."""
        if not home.is_shared and len(self._left) < 20_000:
            self._left.append(home)

    def _house(self) -> Home:
        line = f"{self._number()} {self._street()}"
        return Home(
            line=line,
            block="",
            town=self._by.choice(WORDS["towns"]),
            postcode=self._code(),
            uprn=self._next(),
        )

    def _flat(self) -> Home:
        if len(self._blocks) < 3 or self._by.random() < 0.04:
            self._blocks = [*self._blocks[-40:], self._block()]
        block = self._by.choice(self._blocks)
        return Home(
            line=f"Flat {self._by.randrange(1, 65)}",
            block=block.block,
            town=block.town,
            postcode=block.postcode,
            uprn=self._next(),
        )

    def _block(self) -> Home:
        kind = self._by.choice(("House", "Court", "Point"))
        name = f"{self._by.choice(WORDS['blocks'])} {kind}, {self._street()}"
        return Home(
            line="",
            block=name,
            town=self._by.choice(WORDS["towns"]),
            postcode=self._code(),
            uprn="",
        )

    def _shared_door(self, name: str) -> Home:
        line = name.format(self._by.randrange(1, 90))
        return Home(
            line=line,
            block="" if "PO Box" in line or "c/o" in line else self._street(),
            town="Ashmere",
            postcode=self._code(),
            uprn=self._next(),
            is_shared=True,
        )

    def _number(self) -> str:
        number = min(int(self._by.expovariate(1 / 45)) + 1, 420)
        return f"{number}{self._by.choice('AB')}" if self._by.random() < 0.06 else str(number)

    def _street(self) -> str:
        return f"{self._by.choice(WORDS['streets'])} {self._by.choice(WORDS['ends'])}"

    def _code(self) -> str:
        by = self._by
        return (
            f"AX{by.randrange(1, 20)} {by.randrange(1, 10)}{by.choice(INWARD)}{by.choice(INWARD)}"
        )

    def _next(self) -> str:
        self._uprn += self._by.randrange(1, 9)
        return str(self._uprn)
