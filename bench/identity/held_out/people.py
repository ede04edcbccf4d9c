"""Adults, couples, children and twins, named by the customs of their culture."""

from datetime import date, timedelta
from random import Random

from bench.identity.held_out import customs
from bench.identity.held_out.naming import Culture, Name, cultures
from bench.identity.held_out.person import TODAY, Person, mark_pair

TWIN_BIRTHS = 0.03


class People:
    """Make people with keys of their own, one household after another."""

    def __init__(self, *, by: Random) -> None:
        self._by = by
        self._cultures = list(cultures().values())
        self._shares = [culture.share for culture in self._cultures]
        self._made = 0
        self._households = 0

    def culture(self) -> Culture:
        """Return a culture, the commoner the likelier."""
        return self._by.choices(self._cultures, self._shares)[0]

    def next_household(self) -> int:
        """Return the key of a household that nobody is in yet."""
        self._households += 1
        return self._households

    def adult(self, culture: Culture, *, female: bool, age: int | None = None) -> Person:
        """Return a grown-up; without an age, of any age and in a household of their own."""
        years = age or min(95, 18 + int(self._by.expovariate(1 / 26)))
        born = TODAY - timedelta(days=years * 365 + self._by.randrange(1, 365))
        family_name = culture.family(by=self._by)
        self._households += age is None
        return self._person(
            culture,
            female=female,
            born=born,
            given_name=culture.given(customs.sex(female), by=self._by),
            family_name=family_name,
            family=customs.own_family(
                family_name, female=female, culture=culture.code, by=self._by
            ),
        )

    def _person(
        self,
        culture: Culture,
        *,
        female: bool,
        born: date,
        given_name: Name,
        family_name: Name,
        family: str,
    ) -> Person:
        self._made += 1
        if (
            self._by.random() < customs.BORN_FIRST_OF_JANUARY.get(culture.code, 0.0)
            and born.year < 2012
        ):
            born = date(born.year, 1, 1)
        given = given_name.written(by=self._by)
        middle, known_as = customs.middle_name(culture, female=female, by=self._by), ""
        if customs.has_mohammed_first(culture.code, female=female, by=self._by):
            given, middle, known_as = "Mohammed", given, given
        elif given_name.short and self._by.random() < 0.55:
            known_as = self._by.choice(given_name.short)
        return Person(
            key=self._made, household=self._households, culture=culture.code, female=female, born=born,
            given=given, given_name=given_name, middle=middle, family=family, family_name=family_name,
            known_as=known_as,
        )  # fmt: skip

    def couple(self, culture: Culture, *, age: int) -> list[Person]:
        """Return a man and then a woman of about an age, in a household of their own."""
        self.next_household()
        man = self.adult(culture, female=False, age=max(18, age + self._by.randrange(-3, 7)))
        mixed = self._by.random() < 0.07
        hers = self.culture() if mixed else culture
        woman = self.adult(hers, female=True, age=age)
        own = woman.family
        woman.family = customs.married_family(own, man.family, culture=hers.code, by=self._by)
        if woman.family != own:
            woman.former_family = own
            years = self._by.randrange(0, max(1, age - 18) + 1)
            woman.family_since = (TODAY - timedelta(days=365 * years + 30)).toordinal()
            if "-" not in woman.family:
                woman.family_name = man.family_name
        man.kin, woman.kin = [woman], [man]
        return [man, woman]

    def child_count(self, culture: str) -> int:
        """Return how many children a family of a culture has."""
        large = culture in customs.LARGE_FAMILIES
        weights = (20, 30, 24, 14, 8, 4) if large else (38, 40, 15, 5, 1, 1)
        return self._by.choices((1, 2, 3, 4, 5, 6), weights)[0]

    def children(
        self,
        culture: Culture,
        parents: list[Person],
        *,
        count: int,
        named: float = 0.0,
        grown: bool = False,
    ) -> list[Person]:
        """Return the children of a father and a mother, oldest first, twins side by side.

        `named` is how likely one has a parent's name, where it is not the custom's own rate.
        """
        mother = parents[-1]
        youngest, oldest = (18, 24) if grown else (0, 17)
        oldest = min(oldest, max(youngest + 0.5, mother.age_on(TODAY) - 16))
        ages = _spaced(sorted(self._by.uniform(youngest, oldest) for _ in range(count)))
        children: list[Person] = []
        for age in reversed(ages):
            born = TODAY - timedelta(days=int(age * 365.25))
            child = self._child(culture, parents, born=born, taken=children, named=named)
            children.append(child)
            if self._by.random() < TWIN_BIRTHS:
                children.append(self._twin(culture, child, parents=parents))
        for child in children:
            child.kin = [other for other in children if other is not child] + [mother]
            if len(children) > 1 and child.kind == "ordinary":
                child.kind = "sibling"
        return children

    def _child(
        self,
        culture: Culture,
        parents: list[Person],
        *,
        born: date,
        taken: list[Person],
        named: float,
    ) -> Person:
        female = self._by.random() < 0.49
        used = {other.given_name.spellings[0] for other in taken}
        name = culture.given(customs.sex(female), by=self._by)
        while name.spellings[0] in used and len(used) < 9:
            name = culture.given(customs.sex(female), by=self._by)
        child = self._born_to(culture, parents, female=female, born=born, name=name)
        after = parents[1] if female else parents[0]
        rate = named or customs.NAMED_AFTER_PARENT.get(culture.code, 0.012) / (3 if female else 1)
        if after.culture == culture.code and after.given not in used and self._by.random() < rate:
            child.given, child.given_name = after.given, after.given_name
            child.known_as = after.known_as if self._by.random() < 0.3 else ""
            child.family = after.family if female and "-" not in after.family else child.family
            mark_pair(child, after, kind="namesake")
        return child

    def _born_to(
        self, culture: Culture, parents: list[Person], *, female: bool, born: date, name: Name
    ) -> Person:
        father, mother = parents
        family, giver = self._handed_down(culture, parents, female=female)
        child = self._person(
            culture,
            female=female,
            born=born,
            given_name=name,
            family_name=giver.family_name,
            family=family,
        )
        if culture.code == "somali" and father.culture == "somali":
            # A Somali child's second and third names are the father's and the grandfather's given names.
            child.middle, child.family = father.given, father.middle
            child.family_name = father.given_name
        child.household, child.parents, child.role = mother.household, parents, "child"
        return child

    def _handed_down(
        self, culture: Culture, parents: list[Person], *, female: bool
    ) -> tuple[str, Person]:
        """Return a child's family name and the parent whose name it is spelt like."""
        fathers, mothers = (
            customs.spelt(parent.family, female=female, culture=culture.code) for parent in parents
        )
        takes_fathers = self._by.random() < 0.85
        family = fathers if takes_fathers else mothers
        if self._by.random() < 0.05 and "-" not in mothers and mothers != fathers:
            family = f"{mothers}-{fathers}"
        customary = customs.WOMANS_NAME if female else customs.MANS_NAME
        rate, choices = customary.get(culture.code, (0.0, ()))
        if self._by.random() < rate:
            family = self._by.choice(choices)
        return family, parents[0 if takes_fathers else 1]

    def _twin(self, culture: Culture, child: Person, *, parents: list[Person]) -> Person:
        same_sex = self._by.random() < 0.68
        female = child.female if same_sex else not child.female
        alike = (
            culture.alike(child.given_name, sex=customs.sex(female), by=self._by)
            if same_sex
            else None
        )
        name = (
            alike
            if alike and self._by.random() < 0.55
            else culture.given(customs.sex(female), by=self._by)
        )
        while name.spellings[0] == child.given_name.spellings[0]:
            name = culture.given(customs.sex(female), by=self._by)
        twin = self._born_to(culture, parents, female=female, born=child.born, name=name)
        twin.born, twin.family_name = child.born, child.family_name
        twin.family = customs.spelt(child.family, female=female, culture=culture.code)
        twin.middle = child.middle if culture.code == "somali" else twin.middle
        mark_pair(child, twin, kind="twin")
        return twin


def _spaced(ages: list[float]) -> list[float]:
    """Return ages, rising, with at least ten months between one birth and the next."""
    spaced: list[float] = []
    for age in ages:
        spaced.append(max(age, spaced[-1] + 0.85) if spaced else age)
    return spaced
