"""One invented person, with all that agencies may come to know about them."""

from dataclasses import dataclass, field
from datetime import date

from bench.identity.held_out.naming import Name
from bench.identity.held_out.places import Home

TODAY = date(2026, 3, 1)


@dataclass(kw_only=True, eq=False, slots=True)
class Person:
    """A person as they are, not as anybody wrote them down.

    `born` is what their papers say. `homes` and `phones` run from the oldest to today's, each home with
    the ordinal day they came. `kin` are those whose numbers get written down for theirs.
    """

    key: int
    household: int
    culture: str
    female: bool
    born: date = field(repr=False)
    given: str = field(repr=False)
    given_name: Name = field(repr=False)
    middle: str = field(repr=False)
    family: str = field(repr=False)
    family_name: Name = field(repr=False)
    former_family: str = field(default="", repr=False)
    family_since: int = 0
    known_as: str = field(default="", repr=False)
    alias: str = field(default="", repr=False)
    homes: list[tuple[int, Home]] = field(default_factory=list, repr=False)
    phones: list[str] = field(default_factory=list, repr=False)
    email: str = field(default="", repr=False)
    nhs_number: str = field(default="", repr=False)
    upn: str = field(default="", repr=False)
    ni_number: str = field(default="", repr=False)
    pnc_id: str = field(default="", repr=False)
    hospital_number: str = field(default="", repr=False)
    case_number: str = field(default="", repr=False)
    trouble: float = 1.0
    role: str = "adult"
    kin: list["Person"] = field(default_factory=list, repr=False)
    parents: list["Person"] = field(default_factory=list, repr=False)
    kind: str = "ordinary"
    other: int | None = None

    def age_on(self, day: date) -> int:
        """Return whole years on a day; below nought before birth."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def home_on(self, day: int, *, lag: int) -> Home:
        """Return where an agency that hears of moves `lag` days late has them living on an ordinal day."""
        found = self.homes[0][1]
        for since, home in self.homes:
            if since + lag <= day:
                found = home
        return found


def mark_pair(one: Person, other: Person, *, kind: str) -> None:
    """Note of two people that they are twins or share a name: the pair a linker must keep apart."""
    for person, counterpart in ((one, other), (other, one)):
        if person.kind != "twin":
            person.kind, person.other = kind, counterpart.key
