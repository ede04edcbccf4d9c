"""Where people lived, their numbers and telephones, and when which agency met them."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from bench.identity.families import FIRST_DAY, LAST_DAY, Household, Person
from bench.identity.places import Borough, Home
from bench.identity.slips import without_marks

_WINDOW = (LAST_DAY - FIRST_DAY).days
_NOWHERE = Home(kind="nowhere")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_PNC_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_NI_LETTERS = "ABCEGHJKLMNPRSTWXYZ"


class Meeting(NamedTuple):
    """One agency's record of one person: when, and whether before the birth."""

    agency: str
    seen: date
    unborn: bool = False


@dataclass(slots=True)
class Life:
    """A person with what agencies could know: homes by day, telephone, e-mail, numbers."""

    person: Person
    homes: list[tuple[date, Home]]
    phones: list[str]
    email: str
    numbers: dict[str, str]
    meetings: list[Meeting] = field(default_factory=list)

    def home_on(self, day: date, *, behind: bool) -> Home:
        """Return the home on a day; `behind` gives the one before, as an agency not told would."""
        at = 0
        for i, (since, _) in enumerate(self.homes):
            if since <= day:
                at = i
        return self.homes[max(0, at - behind)][1]


@dataclass(slots=True)
class Numbers:
    """Issues numbers that check, each once, in no order that follows a family."""

    rng: random.Random
    issued: int = 0
    step: int = 618_033

    def issue(self, person: Person) -> dict[str, str]:
        numbers = {"nhs_number": self._nhs(), "hospital_number": self._hospital()}
        age = person.age(LAST_DAY)
        if age + 1 >= 4 and age <= 26:
            numbers["upn"] = self._upn()
        if age >= 16:
            numbers["ni_number"] = self._ni()
        return numbers

    def _next(self) -> int:
        self.issued += 1
        if self.issued >= 1_000_000:
            raise ValueError("The test range of NHS numbers is used up: ask for fewer records.")
        return self.issued * self.step % 1_000_000

    def _nhs(self) -> str:
        while True:
            body = f"999{self._next():06d}"
            check = 11 - sum(int(d) * w for d, w in zip(body, range(10, 1, -1), strict=True)) % 11
            if check != 10:
                return f"{body}{check % 11}"

    def _hospital(self) -> str:
        return f"H{self.rng.randrange(10**8):08d}"

    def _upn(self) -> str:
        # Authorities 001 to 005 are pseudo: no real pupil has such a number.
        body = f"00{self.rng.randint(1, 5)}{self.rng.randrange(10**9):09d}"
        check = sum(int(d) * n for n, d in enumerate(body, start=2)) % 23
        return _UPN_LETTERS[check] + body

    def _ni(self) -> str:
        rng = self.rng
        # Prefixes that were never issued to anybody living: T after the first letter is plain.
        prefix = rng.choice(_NI_LETTERS) + "T"
        return f"{prefix}{rng.randrange(1_000_000):06d}{rng.choice('ABCD')}"

    def pnc(self, person: Person) -> str:
        year = max(person.born.year + 14, 1975)
        year = min(2025, self.rng.randint(year, 2025) if year < 2025 else 2025)
        serial = self.rng.randrange(1, 600_000)
        letter = _PNC_LETTERS[int(f"{year % 100:02d}{serial:07d}") % 23]
        return f"{year}/{serial:07d}{letter}"


def lives_of(
    household: Household, *, borough: Borough, numbers: Numbers, rng: random.Random, moving: float
) -> list[Life]:
    """Return the lives of a household's people, with every meeting with an agency."""
    shared = _homes(household, borough=borough, rng=rng, moving=moving)
    family_phone = _phone(rng)
    lives = []
    for person in household.people:
        homes = shared
        if person.role == "father elsewhere" or household.kind in {"hostel", "nowhere", "refuge"}:
            apart = household.kind != "refuge" or person.role == "father elsewhere"
            homes = _homes(household, borough=borough, rng=rng, moving=moving) if apart else shared
        phones = [_phone(rng)] + ([_phone(rng)] if rng.random() < 0.4 else [])
        if household.kind == "elderly":
            phones = [family_phone]
        life = Life(person, homes, phones, _email(person, rng=rng), numbers.issue(person))
        life.meetings = list(_meetings(household, person, rng=rng))
        if _was_arrested(life, rng=rng):
            life.numbers["pnc_id"] = numbers.pnc(person)
        lives.append(life)
    return lives


def _was_arrested(life: Life, *, rng: random.Random) -> bool:
    """Say whether the person has a police national computer ID: most victims have none."""
    agencies = {meeting.agency for meeting in life.meetings}
    is_old_enough = life.person.age(LAST_DAY) >= 12
    return "probation" in agencies or (
        "police" in agencies and is_old_enough and rng.random() < 0.55
    )


def _homes(
    household: Household, *, borough: Borough, rng, moving: float
) -> list[tuple[date, Home]]:
    kind = household.kind
    homes = [(date(1900, 1, 1), borough.home())]
    day = FIRST_DAY
    rate = moving * (2.2 if kind in {"sharers", "single_parent", "refuge", "hostel"} else 1.0)
    while True:
        day += timedelta(days=1 + int(rng.expovariate(rate / 365.25)))
        if day > LAST_DAY:
            break
        borough.leave(homes[-1][1])
        homes.append((day, borough.home()))
    special = {"hostel": "hostel", "refuge": "refuge", "childrens_home": "childrens_home"}.get(kind)
    since = FIRST_DAY + timedelta(days=rng.randint(0, _WINDOW))
    if special:
        homes = [h for h in homes if h[0] < since] + [(since, borough.institution(special))]
    elif kind == "nowhere":
        homes = [h for h in homes if h[0] < since] + [(since, _NOWHERE)]
    return homes


def _phone(rng: random.Random) -> str:
    # 070 was never given to mobile telephones and 01632 is no town's: nobody can be rung.
    if rng.random() < 0.85:
        return f"070{rng.randrange(100):02d} {rng.randrange(1_000_000):06d}"
    return f"01632 {rng.randrange(1_000_000):06d}"


def _email(person: Person, *, rng: random.Random) -> str:
    if person.age(LAST_DAY) < 13:
        return ""
    given, family = (
        without_marks(part).lower().replace(" ", "").replace("'", "")
        for part in (person.name.given_as, person.name.family_as)
    )
    host = rng.choice(("example.org", "mail.example", "post.example", "home.example"))
    shape = rng.random()
    if shape < 0.4:
        return f"{given}.{family}{rng.randrange(100)}@{host}"
    if shape < 0.7:
        return f"{given[0]}{family}{person.born.year}@{host}"
    return f"{given}{rng.randrange(10_000)}@{host}"


def _some_day(
    person: Person, rng: random.Random, *, from_age: int = 0, to_age: int = 120
) -> date | None:
    first = max(FIRST_DAY, person.born + timedelta(days=int(from_age * 365.25)))
    last = min(LAST_DAY, person.born + timedelta(days=int(to_age * 365.25)))
    if person.died:
        last = min(last, person.died)
    if first >= last:
        return None
    return first + timedelta(days=rng.randrange((last - first).days))


def _times(rng: random.Random, chance: float, *, most: int = 4) -> int:
    count = 0
    while count < most and rng.random() < chance:
        count += 1
        chance *= 0.75
    return count


def _meetings(household: Household, person: Person, *, rng: random.Random):
    """Yield when agencies met the person; most often those of riskier households."""
    risk, kind = household.risk, household.kind
    is_child = person.role == "child"
    now = person.age(LAST_DAY)
    chances = [
        ("gp", (rng.random() < 0.86) + (rng.random() < 0.15), 0, 120),
        ("school_census", _times(rng, 0.92, most=2) if now >= 4 and now < 25 else 0, 4, 16),
        ("hospital", _times(rng, 0.3 + 0.35 * risk), 0, 120),
        ("police", _times(rng, (0.04 if is_child else 0.07) + 0.45 * risk), 0, 120),
        ("housing", _times(rng, 0.85, most=2) if household.number % 10 < 4 else 0, 0, 120),
        ("voluntary", _times(rng, 0.05 + 0.2 * risk, most=2), 0, 120),
        ("childrens_social_care", _times(rng, _known_to_children(household, person)), 0, 120),
        ("adult_social_care", _times(rng, 0.45 if now >= 70 else 0.25 * risk, most=2), 18, 120),
        ("probation", _times(rng, 0.3 * risk * risk * (1.0 if person.sex == "M" else 0.3)), 18, 90),
    ]
    if kind in {"hostel", "nowhere", "refuge"}:
        chances.append(("voluntary", _times(rng, 0.6, most=2), 0, 120))
    for agency, count, low, high in chances:
        for _ in range(count):
            day = _some_day(person, rng, from_age=low, to_age=high)
            if day:
                yield Meeting(agency, day)
    if is_child and person.born > FIRST_DAY + timedelta(days=200):
        yield from _before_birth(household, person, rng=rng)


def _known_to_children(household: Household, person: Person) -> float:
    if household.kind == "childrens_home":
        return 0.95
    if household.kind not in {"couple_children", "single_parent", "extended", "refuge"}:
        return 0.02
    if household.risk < 0.35:
        return 0.02
    return 0.75 if person.role == "child" else 0.45


def _before_birth(household: Household, person: Person, *, rng: random.Random):
    if household.risk > 0.5 and rng.random() < 0.35:
        yield Meeting("childrens_social_care", person.born - timedelta(rng.randint(15, 150)), True)
    if rng.random() < 0.12:
        yield Meeting("hospital", person.born + timedelta(days=rng.randint(0, 6)), True)
