"""Families of an invented county: the kin, homes and numbers that the extracts are written from."""

from collections.abc import Callable
from random import Random

from bench.identity.held_out import customs
from bench.identity.held_out.naming import Culture
from bench.identity.held_out.numbers import Numbers
from bench.identity.held_out.people import People
from bench.identity.held_out.person import TODAY, Person, mark_pair
from bench.identity.held_out.places import Home, Places
from bench.identity.held_out.settling import FIRST_MOVE, equip, settle

SAME_DOOR = 0.5


class Families:
    """Make one kin group after another, each told apart from every other by its people's keys."""

    def __init__(self, *, by: Random) -> None:
        self._by = by
        self._people = People(by=by)
        self._numbers = Numbers(by=by)
        self._places = Places(by=by)
        self._strangers: list[Person] = []
        self._shapes: tuple[tuple[float, Callable[[Culture], list[Person]]], ...] = (
            (0.22, self._alone),
            (0.36, self._two),
            (0.63, self._two_with_children),
            (0.80, self._one_with_children),
            (0.88, self._three_generations),
            (0.95, self._brothers_with_children),
            (1.0, self._grown_up_at_home),
        )

    def kin(self) -> list[Person]:
        """Return everybody of one kin group, living behind one door or several."""
        culture = self._people.culture()
        chance = self._by.random()
        shape = next(make for limit, make in self._shapes if chance < limit)
        people = shape(culture)
        trouble = self._by.gammavariate(0.7, 1.4)
        for person in people:
            person.trouble = trouble
            equip(person, numbers=self._numbers, by=self._by)
            if person.role == "child" and trouble > 2.5 and self._by.random() < 0.15:
                self._stay_elsewhere(person, at=self._places.home())
        return people

    # Shapes of kin groups.

    def _alone(self, culture: Culture) -> list[Person]:
        person = self._people.adult(culture, female=self._by.random() < 0.45)
        if self._by.random() < 0.08 and self._strangers:
            self._copy_stranger(person)
        elif len(self._strangers) < 3000:
            self._strangers.append(person)
        settle([person], places=self._places, numbers=self._numbers, by=self._by, share_rate=0.12)
        return [person]

    def _two(self, culture: Culture) -> list[Person]:
        pair = self._people.couple(culture, age=self._by.randrange(20, 88))
        settle(pair, places=self._places, numbers=self._numbers, by=self._by)
        return pair

    def _two_with_children(self, culture: Culture) -> list[Person]:
        pair = self._people.couple(culture, age=self._by.randrange(22, 50))
        people = pair + self._people.children(
            culture, pair, count=self._people.child_count(culture.code)
        )
        settle(people, places=self._places, numbers=self._numbers, by=self._by)
        return people

    def _one_with_children(self, culture: Culture) -> list[Person]:
        father, mother = self._people.couple(culture, age=self._by.randrange(19, 45))
        staying = [
            mother,
            *self._people.children(
                culture, [father, mother], count=self._people.child_count(culture.code)
            ),
        ]
        settle(staying, places=self._places, numbers=self._numbers, by=self._by, share_rate=0.14)
        father.household = self._people.next_household()
        settle([father], places=self._places, numbers=self._numbers, by=self._by, share_rate=0.15)
        if self._by.random() < 0.6:
            father.homes = [staying[0].homes[0], *father.homes]
        for child in staying[1:]:
            if self._by.random() < 0.12:
                self._stay_elsewhere(child, at=father.homes[-1][1])
        return [father, *staying]

    def _three_generations(self, culture: Culture) -> list[Person]:
        elders = self._people.couple(culture, age=self._by.randrange(52, 80))
        people = self._two_with_children(culture)
        self._hand_on(elders, to=people[0])
        for elder in elders:
            elder.household, elder.homes = people[0].household, list(people[0].homes)
        return people + elders[self._by.randrange(2) :]

    def _brothers_with_children(self, culture: Culture) -> list[Person]:
        first, second = self._two_with_children(culture), self._two_with_children(culture)
        for person in second:
            if person.family_name is second[0].family_name:
                person.family = first[0].family
        if self._by.random() < SAME_DOOR:
            for person in second:
                person.household, person.homes = first[0].household, list(first[0].homes)
        self._name_cousins(first[2:], second[2:])
        return first + second

    def _grown_up_at_home(self, culture: Culture) -> list[Person]:
        pair = self._people.couple(culture, age=self._by.randrange(42, 66))
        grown = self._people.children(
            culture, pair, count=self._by.choice((1, 1, 2)), named=0.45, grown=True
        )
        parents = pair if self._by.random() < 0.6 else [pair[grown[0].female]]
        settle(parents + grown, places=self._places, numbers=self._numbers, by=self._by)
        return parents + grown

    # Ties between people.

    def _hand_on(self, elders: list[Person], *, to: Person) -> None:
        """Make an elder couple the parents of the man of the house, now and then with one name."""
        father, mother = elders
        if father.family in mother.family:
            mother.family = customs.spelt(to.family, female=True, culture=to.culture)
            mother.family_name = to.family_name
        father.family, father.family_name = to.family, to.family_name
        if to.culture == "somali":
            to.middle = father.given
        elif self._by.random() < 0.12 and to.kind == "ordinary":
            father.given, father.given_name = to.given, to.given_name
            mark_pair(father, to, kind="namesake")

    def _stay_elsewhere(self, child: Person, *, at: Home) -> None:
        """Have a child live for a time, or from then on, at a father's, a relation's or a carer's door."""
        earliest = max(FIRST_MOVE, child.born.toordinal())
        day = self._by.randrange(earliest, TODAY.toordinal() + 1)
        child.homes = sorted([*child.homes, (day, at)], key=lambda stay: stay[0])

    def _name_cousins(self, first: list[Person], second: list[Person]) -> None:
        for one, other in zip(first, second, strict=False):
            plain = {one.kind, other.kind} <= {"ordinary", "sibling"}
            if plain and one.female == other.female and self._by.random() < 0.15:
                other.given, other.given_name, other.known_as = (
                    one.given,
                    one.given_name,
                    one.known_as,
                )
                other.family = one.family
                mark_pair(one, other, kind="namesake")

    def _copy_stranger(self, person: Person) -> None:
        """Give a person the name, and now and then the year of birth, of somebody wholly unconnected."""
        double = self._by.choice(self._strangers)
        person.given, person.given_name, person.female = (
            double.given,
            double.given_name,
            double.female,
        )
        person.family, person.family_name, person.culture = (
            double.family,
            double.family_name,
            double.culture,
        )
        person.known_as, person.middle = double.known_as, ""
        if self._by.random() < 0.3:
            person.born = double.born.replace(month=person.born.month, day=min(person.born.day, 28))
