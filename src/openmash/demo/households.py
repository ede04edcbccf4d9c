"""The practice families: households drawn by a seed, with the names and tangles of real ones. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from openmash.sources import read_library_file

DAYS_A_YEAR = 365.25
HOUSEHOLDS = 60
# How many households of each shape; some tangles below take the first of their shape.
SHAPES: dict[str, int] = {
    "family": 14, "lone": 13, "baby": 8, "unborn": 4, "teen": 9, "elder": 8, "adult": 4,
}  # fmt: skip
CHILD_SHAPES = ("family", "lone", "baby", "unborn", "teen")
ELSEWHERE = "Saltby"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One invented person: what is so, whatever anybody writes of it."""

    role: str
    given: str = field(repr=False)
    family: str = field(repr=False)
    sex: str
    relation: str
    born_on: date | None = field(default=None, repr=False)
    expected_on: date | None = field(default=None, repr=False)
    nhs_number: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """Return the name as the person writes it."""
        return f"{self.given} {self.family}".strip()

    def age_on(self, day: date) -> int:
        """Return how many whole years old they are on a day; 0 before they are born."""
        if self.born_on is None:
            return 0
        before = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return max(0, day.year - self.born_on.year - before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """People under one roof, or round it, whom contacts are about."""

    number: int
    shape: str
    members: tuple[Member, ...] = field(repr=False)
    address: str = field(repr=False)
    postcode: str
    language: str
    ethnicity: str
    came_from: str = ""
    phone: str = field(default="", repr=False)

    @property
    def main(self) -> Member:
        """Return the child, or the adult at risk, whom most contacts are about."""
        return next(one for one in self.members if one.role in ("child", "adult", "elder"))

    def first(self, role: str) -> Member | None:
        """Return the first member in a role."""
        return next((one for one in self.members if one.role == role), None)

    def with_role(self, role: str) -> list[Member]:
        """Return everybody in a role."""
        return [one for one in self.members if one.role == role]


@cache
def names() -> Mapping[str, Any]:
    """Return the library's names and places."""
    return read_library_file("demo/names.yaml")


def draw_households(draw: Random, *, on: date) -> list[Household]:
    """Return the practice households as they are on a day; the same seed draws the same ones."""
    maker = _Maker(draw, on=on)
    shapes = [shape for shape, number in SHAPES.items() for _ in range(number)]
    return [maker.household(number, shape=shape) for number, shape in enumerate(shapes)]


class _Maker:
    """Draws people one after another, so that no NHS number or address comes twice by chance."""

    def __init__(self, draw: Random, *, on: date) -> None:
        self.draw, self.on = draw, on
        self.nhs_numbers = nhs_numbers()
        self.seen_shapes: dict[str, int] = {}

    def household(self, number: int, *, shape: str) -> Household:
        order = self.seen_shapes.get(shape, 0)
        self.seen_shapes[shape] = order + 1
        cultures = names()["cultures"]
        culture = self.draw.choices(cultures, weights=[c["weight"] for c in cultures])[0]
        make: Callable[..., list[Member]] = {
            "family": self._family,
            "lone": self._lone,
            "baby": self._baby,
            "unborn": self._unborn,
            "teen": self._teen,
            "elder": self._elder,
            "adult": self._adult_at_risk,
        }[shape]
        street = self.draw.choice(names()["streets"])
        letters = "ABDEFGHJLN"
        return Household(
            number=number,
            shape=shape,
            members=tuple(make(culture, order=order)),
            address=f"{self.draw.randint(2, 88)} {street['road']}",
            postcode=f"{street['postcode']}{self.draw.choice(letters)}{self.draw.choice(letters)}",
            language=culture["language"],
            ethnicity=culture["ethnicity"],
            came_from=ELSEWHERE if order == 1 and shape in ("lone", "unborn", "family") else "",
            phone=f"07700 900{self.draw.randint(100, 999)}",
        )

    def _family(self, culture: Mapping, *, order: int) -> list[Member]:
        family = self.draw.choice(culture["families"])
        father = self._adult(culture, "partner", family=family, sex="male", relation="father")
        children = self._children(culture, family=family, number=self.draw.choice([2, 2, 3]))
        if order == 0:  # father and son of one name: two people, though the name says one
            children[0] = Member(
                role="child", given=father.given, family=family, sex="male", relation="son",
                born_on=self._born(9), nhs_number=next(self.nhs_numbers),
            )  # fmt: skip
        mother = self._adult(culture, "mother", family=family, sex="female", relation="mother")
        return [*children, mother, father]

    def _lone(self, culture: Mapping, *, order: int) -> list[Member]:
        family = self.draw.choice(culture["families"])
        children = self._children(culture, family=family, number=self.draw.choice([2, 3, 4]))
        if order == 0:  # twins: one birthday, two people
            first = children[0]
            children[1] = Member(
                role="sibling", given=self._given(culture, first.sex, but={first.given}),
                family=family, sex=first.sex, relation=first.relation, born_on=first.born_on,
                nhs_number=next(self.nhs_numbers),
            )  # fmt: skip
        mother = self._adult(culture, "mother", family=family, sex="female", relation="mother")
        other = self.draw.choice(names()["cultures"])
        partner = self._adult(
            other, "partner", family=self.draw.choice(other["families"]), sex="male",
            relation="mother’s partner",
        )  # fmt: skip
        return [*children, mother, partner]

    def _baby(self, culture: Mapping, *, order: int) -> list[Member]:
        family = self.draw.choice(culture["families"])
        baby = self._child(culture, "child", family=family, age=self.draw.uniform(0.9, 1.9))
        elder = self._child(culture, "sibling", family=family, age=self.draw.uniform(3.2, 4.8))
        mother = self._adult(
            culture, "mother", family=family, sex="female", relation="mother", age=25
        )
        father = self._adult(
            culture, "partner", family=family, sex="male", relation="father", age=28
        )
        return [baby, elder, mother, father]

    def _unborn(self, culture: Mapping, *, order: int) -> list[Member]:
        family = self.draw.choice(culture["families"])
        mother = self._adult(
            culture, "mother", family=family, sex="female", relation="mother", age=24
        )
        due = self.on + timedelta(days=self.draw.randint(30, 90))
        baby = Member(
            role="child", given="", family="", sex="", relation="unborn baby", expected_on=due
        )
        other = self.draw.choice(names()["cultures"])
        partner = self._adult(
            other, "partner", family=self.draw.choice(other["families"]), sex="male",
            relation="mother’s partner", age=33,
        )  # fmt: skip
        return [baby, mother, partner]

    def _teen(self, culture: Mapping, *, order: int) -> list[Member]:
        family = self.draw.choice(culture["families"])
        sex = "female" if order % 2 == 0 else "male"
        teen = self._child(
            culture, "child", family=family, age=self.draw.uniform(14.6, 16.8), sex=sex
        )
        younger = self._child(culture, "sibling", family=family, age=self.draw.uniform(8, 12))
        mother = self._adult(
            culture, "mother", family=family, sex="female", relation="mother", age=41
        )
        partner = self._adult(
            culture, "partner", family=family, sex="male", relation="father", age=44
        )
        return [teen, younger, mother, partner]

    def _elder(self, culture: Mapping, *, order: int) -> list[Member]:
        sex = self.draw.choice(["female", "male"])
        given = self.draw.choice(names()["elders"]["women" if sex == "female" else "men"])
        family = self.draw.choice(names()["cultures"][0]["families"])
        elder = Member(
            role="elder", given=given, family=family, sex=sex, relation="lives there",
            born_on=self._born(self.draw.uniform(74, 92)), nhs_number=next(self.nhs_numbers),
        )  # fmt: skip
        carer = self._adult(
            names()["cultures"][0], "carer", family=family, sex="male",
            relation=self.draw.choice(["son", "grandson", "nephew"]), age=self.draw.uniform(24, 52),
        )  # fmt: skip
        return [elder, carer]

    def _adult_at_risk(self, culture: Mapping, *, order: int) -> list[Member]:
        sex = "female" if order % 2 == 0 else "male"
        adult = self._adult(
            culture, "adult", family=self.draw.choice(culture["families"]), sex=sex,
            relation="lives there", age=self.draw.uniform(23, 58),
        )  # fmt: skip
        other = self.draw.choice(names()["cultures"])
        carer = self._adult(
            other, "carer", family=self.draw.choice(other["families"]), sex="male",
            relation="visitor" if sex == "male" else "partner", age=self.draw.uniform(25, 50),
        )  # fmt: skip
        return [adult, carer]

    def _children(self, culture: Mapping, *, family: str, number: int) -> list[Member]:
        ages = sorted(self.draw.sample([7.2, 8.4, 9.6, 10.9, 5.8, 4.1, 2.6], number), reverse=True)
        taken: set[str] = set()
        made = []
        for position, age in enumerate(ages):
            role = "child" if position == 0 else "sibling"
            child = self._child(culture, role, family=family, age=age, but=taken)
            taken.add(child.given)
            made.append(child)
        return made

    def _child(
        self, culture: Mapping, role: str, *, family: str, age: float, sex: str = "",
        but: set[str] | None = None,
    ) -> Member:  # fmt: skip
        sex = sex or self.draw.choice(["female", "male"])
        return Member(
            role=role, given=self._given(culture, sex, but=but or set()), family=family, sex=sex,
            relation="daughter" if sex == "female" else "son", born_on=self._born(age),
            nhs_number=next(self.nhs_numbers),
        )  # fmt: skip

    def _adult(
        self, culture: Mapping, role: str, *, family: str, sex: str, relation: str, age: float = 34
    ) -> Member:
        given = self.draw.choice(culture["women" if sex == "female" else "men"])
        return Member(
            role=role, given=given, family=family, sex=sex, relation=relation,
            born_on=self._born(age + self.draw.uniform(-4, 5)), nhs_number=next(self.nhs_numbers),
        )  # fmt: skip

    def _given(self, culture: Mapping, sex: str, *, but: set[str]) -> str:
        known = culture["girls" if sex == "female" else "boys"]
        return self.draw.choice([name for name in known if name not in but] or known)

    def _born(self, age: float) -> date:
        return self.on - timedelta(days=int(age * DAYS_A_YEAR) + self.draw.randint(0, 60))


def nhs_numbers() -> Iterator[str]:
    """Yield NHS numbers that no real person can have, each with its right check digit.

    Those that begin with 999 are kept for tests.
    """
    for number in range(200_000, 999_999):
        digits = f"999{number:06d}"
        check = _check_digit([int(digit) for digit in digits])
        if check < 10:
            yield f"{digits[:3]} {digits[3:6]} {digits[6:]}{check}"


def _check_digit(digits: Sequence[int]) -> int:
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11
