"""One record as an agency came to hold it: name, birth, numbers, place, and whom else it names."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from bench.identity.families import Household, Person
from bench.identity.lives import Life, Meeting
from bench.identity.places import Home
from bench.identity.slips import digit_slip, swapped_day, typed, wrong_date
from bench.identity.trouble import Trouble
from bench.identity.writing import Written, written

_NO_PHONE = ("n/k", "0000", "None", "00000000000", "")
_NO_NUMBER = ("0000000000", "9999999999", "UNKNOWN", "n/a", "")
_NO_BIRTH = date(1900, 1, 1)


@dataclass(slots=True)
class Sighting:
    """What one record says; empty where it says nothing. `year_only`: of the birth, no more."""

    person: Person
    seen: date
    name: Written
    born: date | None
    year_only: bool
    age: int | None
    sex: str
    numbers: dict[str, str]
    home: Home | None
    address_short: bool
    postcode: str
    phone: str
    email: str
    related: str
    household_ref: str
    role: str
    unborn: bool = False


@dataclass(slots=True)
class Observer:
    """Draws records of one household; `mess` is how careless the agency is (1: as most are)."""

    household: Household
    lives: list[Life]
    trouble: Trouble
    rng: random.Random

    def sighting(self, life: Life, meeting: Meeting, *, mess: float, refs: dict) -> Sighting:
        rng, trouble, person, seen = self.rng, self.trouble, life.person, meeting.seen
        name = written(person, seen=seen, mess=mess, trouble=trouble, rng=rng)
        born, year_only = self._birth(person, mess=mess)
        home = life.home_on(seen, behind=rng.random() < trouble.address_stale)
        return Sighting(
            person=person,
            seen=seen,
            name=self._unborn_name(life) if meeting.unborn else name,
            born=self._expected(person, seen) if meeting.unborn else born,
            year_only=year_only and not meeting.unborn,
            age=self._age(person, seen),
            sex=self._sex(person, mess=mess, unborn=meeting.unborn),
            numbers=self._numbers(life, mess=mess, unborn=meeting.unborn and seen < person.born),
            home=None if rng.random() < trouble.address_missing * mess else home,
            address_short=rng.random() < trouble.address_short,
            postcode=self._postcode(home, mess=mess),
            phone=self._phone(life, mess=mess),
            email=self._email(life),
            related=self._related(person),
            household_ref=self._household_ref(meeting, refs),
            role=person.role,
            unborn=meeting.unborn,
        )

    def _birth(self, person: Person, *, mess: float) -> tuple[date | None, bool]:
        trouble, rng, born = self.trouble, self.rng, person.born
        if rng.random() < trouble.date_missing * mess:
            return (_NO_BIRTH if rng.random() < 0.15 else None), False
        draw = rng.random() / mess
        if draw < (edge := trouble.date_slip):
            return wrong_date(born, rng=rng), False
        if draw < (edge := edge + trouble.date_swapped):
            return swapped_day(born), False
        # People who came from where births were not registered have the first of January.
        default = trouble.date_default * (1 if person.culture.name in {"english", "irish"} else 2.5)
        if draw < (edge := edge + default):
            year = born.year + rng.choice((0, 0, 0, 1, -1))
            return date(min(year, 2025), 1, 1), False
        return born, draw < edge + trouble.date_partial

    def _expected(self, person: Person, seen: date) -> date | None:
        if seen >= person.born:
            return person.born
        about = person.born + timedelta(days=self.rng.randint(-14, 14))
        return about if self.rng.random() < 0.7 else None

    def _age(self, person: Person, seen: date) -> int | None:
        age = person.age(seen)
        if age < 0:
            return None
        return max(0, age + self.rng.choice((-1, 1, 2)) if self.rng.random() < 0.12 else age)

    def _sex(self, person: Person, *, mess: float, unborn: bool) -> str:
        draw = self.rng.random() / mess
        if unborn or draw < self.trouble.sex_blank:
            return ""
        if draw < self.trouble.sex_blank + self.trouble.sex_wrong:
            return "F" if person.sex == "M" else "M"
        return person.sex

    def _numbers(self, life: Life, *, mess: float, unborn: bool) -> dict[str, str]:
        if unborn:
            return {}
        trouble, rng = self.trouble, self.rng
        numbers = {}
        for scheme, number in life.numbers.items():
            draw = rng.random()
            if draw < trouble.number_missing * mess:
                continue
            if draw > 1 - trouble.placeholder * 0.3:
                number = rng.choice(_NO_NUMBER)
            elif rng.random() < trouble.number_slip * mess:
                number = digit_slip(number, rng=rng)
            elif rng.random() < trouble.number_of_sibling * mess:
                number = self._borrowed(life, scheme) or number
            numbers[scheme] = number
        return numbers

    def _borrowed(self, life: Life, scheme: str) -> str:
        """Return the number of the brother, sister or parent whose form lay on top."""
        others = [
            other.numbers[scheme]
            for other in self.lives
            if other is not life and scheme in other.numbers
        ]
        return self.rng.choice(others) if others else ""

    def _postcode(self, home: Home, *, mess: float) -> str:
        if not home.postcode or self.rng.random() < self.trouble.address_missing * mess:
            return ""
        code = home.postcode
        if self.rng.random() < self.trouble.postcode_slip * mess:
            at = self.rng.choice((2, 3, len(code) - 3, len(code) - 2, len(code) - 1))
            new = self.rng.choice("123456789" if code[at].isdigit() else "ABDEFGHJLN")
            code = code[:at] + new + code[at + 1 :] if code[at] != " " else code
        return code

    def _phone(self, life: Life, *, mess: float) -> str:
        trouble, rng, person = self.trouble, self.rng, life.person
        if rng.random() < trouble.phone_missing:
            return rng.choice(_NO_PHONE) if rng.random() < 0.15 else ""
        is_child = person.role == "child" and (self.household.number + person.number) % 5
        if is_child or rng.random() < trouble.phone_of_family:
            adults = [other for other in self.lives if other.person.role in {"mother", "father"}]
            life = rng.choice(adults) if adults else life
        phone = rng.choice(life.phones)
        return digit_slip(phone, rng=rng) if rng.random() < trouble.number_slip * mess else phone

    def _email(self, life: Life) -> str:
        trouble, rng = self.trouble, self.rng
        if rng.random() < trouble.email_missing:
            return ""
        if not life.email or rng.random() < trouble.email_of_family:
            life = rng.choice(self.lives)
        email = life.email
        return typed(email, rng=rng) if email and rng.random() < 0.015 else email

    def _related(self, person: Person) -> str:
        rng, trouble = self.rng, self.trouble
        others = [p for p in (person.mother, person.father) if p]
        if not others:
            others = [p for p in self.household.people if p is not person]
        if not others or rng.random() < trouble.related_missing:
            return ""
        other = others[0] if rng.random() < 0.7 else rng.choice(others)
        given = (
            other.name.called if other.name.called and rng.random() < 0.2 else other.name.given_as
        )
        if rng.random() < trouble.other_spelling:
            given = rng.choice(other.name.given.spellings)
        text = given if rng.random() < 0.12 else f"{given} {other.name.family_as}"
        return typed(text, rng=rng) if rng.random() < trouble.typing_slip else text

    def _household_ref(self, meeting: Meeting, refs: dict) -> str:
        rng = self.rng
        if rng.random() < self.trouble.household_missing:
            return ""
        made = refs.setdefault(meeting.agency, [])
        if not made or rng.random() < 0.06:
            made.append(f"{rng.randrange(10**7):07d}")
        return made[int(rng.random() ** 2 * len(made))]

    def _unborn_name(self, life: Life) -> Written:
        rng, person = self.rng, life.person
        mother = person.mother.name if person.mother else person.name
        which = ""
        if person.twin_of:
            which = "Twin 1 " if person.number < person.twin_of.number else "Twin 2 "
        draw = rng.random()
        if draw < 0.4:
            return Written(f"{which}Baby of {mother.given_as}".strip(), family=mother.family_as)
        given = "Unborn" if draw < 0.65 else rng.choice(("Baby", "Baby", "Unborn Baby", "Infant"))
        return Written(f"{which}{given}", family=mother.family_as)
