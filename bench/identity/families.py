"""Families and households as they live in England, with their twins and their namesakes."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate

from bench.identity.cultures import Culture, Word, cultures
from bench.identity.naming import Name, called_as, feminine, masculine, named
from bench.identity.trouble import Trouble

FIRST_DAY, LAST_DAY = date(2018, 1, 1), date(2025, 12, 31)
_TAKES_HUSBANDS_NAME = {
    "english": 0.75, "irish": 0.75, "caribbean": 0.7, "polish": 0.85, "romanian": 0.8,
    "indian": 0.7, "west_african": 0.6, "pakistani": 0.35, "sikh": 0.5, "portuguese": 0.4,
}  # fmt: skip
_FATHERS_NAME_AGAIN = {
    "caribbean": 2.0,
    "irish": 1.5,
    "portuguese": 1.5,
    "arabic": 0.7,
    "indian": 0.2,
}
_KINDS = {
    "couple_children": 0.34, "single_parent": 0.18, "extended": 0.09, "couple": 0.09,
    "alone": 0.12, "elderly": 0.11, "sharers": 0.035, "hostel": 0.015, "refuge": 0.008,
    "childrens_home": 0.004, "nowhere": 0.012,
}  # fmt: skip


@dataclass(slots=True)
class Person:
    """One made-up person: who they are, and whose twin or namesake."""

    number: int
    household: int
    culture: Culture
    sex: str
    born: date
    name: Name
    role: str
    kind: str = "ordinary"
    twin_of: "Person | None" = None
    namesake_of: "Person | None" = None
    mother: "Person | None" = None
    father: "Person | None" = None
    former: str = ""  # the family name before marriage, or before a stepfather's
    changed_on: date | None = None  # when the present family name began
    died: date | None = None

    def age(self, day: date) -> int:
        before = (day.month, day.day) < (self.born.month, self.born.day)
        return day.year - self.born.year - before


@dataclass(slots=True)
class Household:
    """People of one household, their risk (0 to 1: how often agencies meet them), and its kind."""

    number: int
    kind: str
    risk: float
    people: list[Person] = field(default_factory=list)


@dataclass(slots=True)
class Families:
    """Draws households one after another; people are numbered through."""

    rng: random.Random
    trouble: Trouble
    people: int = 0
    households: int = 0

    def households_for_ever(self) -> Iterator[Household]:
        kinds, totals = list(_KINDS), list(accumulate(_KINDS.values()))
        every = cultures()
        shares = list(accumulate(c.share for c in every))
        while True:
            self.households += 1
            kind = self.rng.choices(kinds, cum_weights=totals)[0]
            culture = self.rng.choices(every, cum_weights=shares)[0]
            home = Household(self.households, kind, self.rng.random() ** 1.7)
            self._fill(home, culture, every, shares)
            yield home

    def _fill(self, home: Household, culture: Culture, every, shares) -> None:
        rng = self.rng
        partner = culture
        if rng.random() < self.trouble.mixed_families:
            partner = rng.choices(every, cum_weights=shares)[0]
        if home.kind in {"couple_children", "single_parent", "refuge"}:
            self._family(home, culture, partner, has_father=home.kind == "couple_children")
        elif home.kind == "extended":
            self._three_generations(home, culture)
        elif home.kind in {"couple", "elderly"}:
            low, high = (66, 97) if home.kind == "elderly" else (20, 64)
            him = self._adult(home, culture, "M", rng.randint(low, high), "partner")
            if home.kind == "couple" or rng.random() < 0.4:
                self._wife(home, partner, him, "partner")
            elif rng.random() < 0.6:
                him.sex, him.name = "F", self._name(culture, "F", is_child=False)
        else:
            self._strangers(home, every, shares)

    def _strangers(self, home: Household, every, shares) -> None:
        rng = self.rng
        count = {"sharers": rng.randint(2, 4), "childrens_home": rng.randint(2, 5)}.get(
            home.kind, 1
        )
        for _ in range(count):
            culture = rng.choices(every, cum_weights=shares)[0]
            age = rng.randint(9, 17) if home.kind == "childrens_home" else rng.randint(18, 62)
            sex = "M" if rng.random() < 0.6 else "F"
            self._adult(home, culture, sex, age, "occupier")

    def _name(self, culture: Culture, sex: str, *, is_child: bool, **more) -> Name:
        return named(
            culture, rng=self.rng, sex=sex, is_child=is_child, trouble=self.trouble, **more
        )

    def _adult(self, home, culture, sex, age, role, **more) -> Person:
        name = self._name(culture, sex, is_child=False, **more)
        born = LAST_DAY - timedelta(days=int((age + self.rng.random()) * 365.25))
        return self._add(home, culture, sex, born, name, role)

    def _add(self, home, culture, sex, born, name, role, **more) -> Person:
        self.people += 1
        person = Person(self.people, home.number, culture, sex, born, name, role, **more)
        home.people.append(person)
        if person.age(LAST_DAY) > 60 and self.rng.random() < 0.12:
            days = self.rng.randint(0, (LAST_DAY - FIRST_DAY).days)
            person.died = FIRST_DAY + timedelta(days=days)
        return person

    def _wife(self, home: Household, culture: Culture, husband: Person, role: str) -> Person:
        """Add a man's wife: a few years' difference, and his name, hers, or both."""
        rng = self.rng
        age = max(18, husband.age(LAST_DAY) + rng.choice((-6, -4, -3, -2, -2, -1, -1, 0, 1, 2)))
        wife = self._adult(home, culture, "F", age, role)
        his = husband.name
        if rng.random() < _TAKES_HUSBANDS_NAME.get(husband.culture.name, 0.05):
            wife.former = wife.name.family_as
            gendered = feminine if husband.culture.name == "polish" else str
            family = Word(tuple(gendered(s) for s in his.family.spellings), ())
            other = wife.former if rng.random() < self.trouble.double_barrelled else ""
            wife.name = replace(
                wife.name, family=family, family_as=gendered(his.family_as), other_family=other
            )
            years = rng.randint(0, max(1, min(age - 18, 30)))
            wife.changed_on = LAST_DAY - timedelta(days=years * 365 + rng.randint(0, 364))
        return wife

    def _family(self, home, culture, partner, *, has_father: bool, married: int = 0) -> None:
        rng = self.rng
        father = self._adult(home, culture, "M", married or rng.randint(20, 56), "father")
        mother = self._wife(home, partner, father, "mother")
        if not has_father:
            father.role = "father elsewhere"
            if rng.random() < 0.5:
                home.people.remove(father)  # the children bear his name or hers; nobody met him
        count = rng.choices((1, 2, 3, 4, 5, 6), weights=(34, 36, 17, 8, 3, 2))[0]
        self._children(home, father=father, mother=mother, count=count, has_father=has_father)

    def _three_generations(self, home: Household, culture: Culture) -> None:
        rng = self.rng
        grandfather = self._adult(home, culture, "M", rng.randint(58, 84), "grandparent")
        self._wife(home, culture, grandfather, "grandparent")
        family = (grandfather.name.family, grandfather.name.family_as)
        before = len(home.people)
        for _ in range(rng.choice((1, 2, 2))):
            age = max(21, grandfather.age(LAST_DAY) - rng.randint(21, 36))
            son = self._adult(
                home, culture, "M", age, "father", family=family, father=grandfather.name
            )
            son.father = grandfather
            mother = self._wife(home, culture, son, "mother")
            self._children(
                home, father=son, mother=mother, count=rng.randint(1, 3), has_father=True
            )
        self._cousins(home.people[before:])

    def _cousins(self, young: list[Person]) -> None:
        """Mark cousins, and call some two of them by one name."""
        children = [p for p in young if p.role == "child" and p.kind in {"sibling", "ordinary"}]
        for person in children:
            person.kind = "cousin"
        pairs = [
            (a, b)
            for a in children
            for b in children
            if a.number < b.number and a.father is not b.father and a.sex == b.sex
        ]
        if pairs and self.rng.random() < self.trouble.cousin_namesakes * 2:
            a, b = self.rng.choice(pairs)
            b.name = called_as(b.name, a.name)
            a.namesake_of, b.namesake_of = b, a

    def _children(self, home, *, father, mother, count: int, has_father: bool) -> None:
        rng, trouble = self.rng, self.trouble
        culture = father.culture if has_father or rng.random() < 0.5 else mother.culture
        parent = father if has_father or rng.random() < 0.45 else mother
        family = (parent.name.family, parent.name.family_as)
        if culture.name == "polish":
            family = masculine(family)
        oldest = min(mother.age(LAST_DAY) - 17, 24)
        ages = sorted((rng.randint(0, max(1, oldest)) for _ in range(count)), reverse=True)
        children: list[Person] = []
        for age in dict.fromkeys(ages):
            child = self._child(home, culture, family, father, mother, age, children)
            children.append(child)
            if rng.random() < trouble.twin_births:
                children.append(self._twin(child, home=home, family=family))
        for child in children:
            if not has_father and rng.random() < 0.6:
                child.father = None
            child.kind = child.kind if child.kind != "ordinary" or len(children) < 2 else "sibling"
        is_here = any(person is father for person in home.people)
        self._parents_names(children, father=father if is_here else None, mother=mother)
        self._steps(children)

    def _child(self, home, culture, family, father, mother, age, children) -> Person:
        rng = self.rng
        sex = "M" if rng.random() < 0.51 else "F"
        given = None
        if children and rng.random() < self.trouble.siblings_named_alike:
            given = culture.alike(children[-1].name.given, rng=rng, sex=sex)
        name = self._name(
            culture, sex, is_child=True, family=family, father=father.name, mother=mother.name,
            given=given,
        )  # fmt: skip
        born = self._birthday(age, after=children[-1].born if children else None)
        return self._add(home, culture, sex, born, name, "child", father=father, mother=mother)

    def _birthday(self, age: int, *, after: date | None) -> date:
        """Return a day of birth at that age, ten months or more after the child before."""
        for _ in range(20):
            days = int((age + self.rng.random() * 0.98) * 365.25)
            born = LAST_DAY - timedelta(days=days)
            if after is None or (born - after).days >= 300:
                break
        return born

    def _twin(self, first: Person, *, home: Household, family) -> Person:
        """Add the second of twins: same day, often the same sex, often a name alike."""
        rng, culture = self.rng, first.culture
        sex = first.sex if rng.random() < 0.66 else ("F" if first.sex == "M" else "M")
        given = None
        if rng.random() < self.trouble.twins_named_alike:
            given = culture.alike(first.name.given, rng=rng, sex=sex)
        for _ in range(5):
            name = self._name(
                culture, sex, is_child=True, family=family, father=first.father.name,
                mother=first.mother.name, given=given,
            )  # fmt: skip
            if (name.given_as, name.middle_as) != (first.name.given_as, first.name.middle_as):
                break
            given = None
        twin = self._add(
            home, culture, sex, first.born, name, "child", kind="twin", twin_of=first,
            father=first.father, mother=first.mother,
        )  # fmt: skip
        first.kind, first.twin_of = "twin", twin
        return twin

    def _parents_names(self, children, *, father: Person | None, mother: Person) -> None:
        """Call a son as his father, or more rarely a daughter as her mother."""
        rng = self.rng
        rate = self.trouble.namesake_families
        plain = [c for c in children if c.kind in {"ordinary", "sibling"}]
        sons = [c for c in plain if c.sex == "M"]
        daughters = [c for c in plain if c.sex == "F"]
        if father and sons and father.namesake_of is None:
            rate_here = rate * _FATHERS_NAME_AGAIN.get(father.culture.name, 1.0)
            if rng.random() < rate_here * 1.5:
                _make_namesakes(father, sons[0])
        if daughters and mother.namesake_of is None and rng.random() < rate * 0.3:
            _make_namesakes(mother, daughters[0])

    def _steps(self, children: list[Person]) -> None:
        """Let the older children of some families bear, or have borne, another family name."""
        rng = self.rng
        if not children or rng.random() > self.trouble.step_families:
            return
        culture = children[0].culture
        other = culture.family.draw(rng).spellings[0]
        for child in children[: max(1, len(children) // 2)]:
            if child.kind in {"ordinary", "sibling"} and not child.former:
                child.former = other
                days = rng.randint(200, 3000)
                child.changed_on = LAST_DAY - timedelta(days=days)


def _make_namesakes(parent: Person, child: Person) -> None:
    child.name = called_as(child.name, parent.name)
    parent.kind = child.kind = "namesake"
    parent.namesake_of, child.namesake_of = child, parent
