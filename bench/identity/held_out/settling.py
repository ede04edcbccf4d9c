"""Where people live, what they are rung on, and the numbers that agencies know them by."""

from random import Random

from bench.identity.held_out.naming import words
from bench.identity.held_out.numbers import Numbers
from bench.identity.held_out.person import TODAY, Person
from bench.identity.held_out.places import Places

STREET_NAMES = words()["street_names"]
FIRST_MOVE = 735_000  # an ordinal day in 2013; earlier moves are before any record that is written


def settle(
    people: list[Person], *, places: Places, numbers: Numbers, by: Random, share_rate: float = 0.03
) -> None:
    """Give people who live together their homes so far and, for some, one telephone in the hall."""
    moves = min(5, int(by.expovariate(0.72)))
    days = sorted(by.randrange(FIRST_MOVE, TODAY.toordinal() - 20) for _ in range(moves))
    homes = [(0, places.home())] + [(day, places.home()) for day in days]
    if by.random() < share_rate:
        at = by.randrange(len(homes))
        homes[at] = (homes[at][0], places.shared_door())
    for _since, home in homes[:-1]:
        places.leave(home)
    landline = numbers.landline() if by.random() < 0.45 else ""
    for person in people:
        person.household = people[0].household
        person.homes = list(homes)
        person.phones = [landline] if landline else []


def equip(person: Person, *, numbers: Numbers, by: Random) -> None:
    """Give a person the numbers that somebody of their age has."""
    years = person.age_on(TODAY)
    _give_telephones(person, years=years, numbers=numbers, by=by)
    person.nhs_number = numbers.nhs_number() if by.random() < 0.97 else ""
    if 4 <= years <= 22:
        person.upn = numbers.upn(entry_year=person.born.year + 4)
    if years >= 16 and by.random() < 0.9:
        person.ni_number = numbers.national_insurance()
    if years >= 12 and by.random() < 0.06 + 0.1 * person.trouble:
        person.pnc_id = numbers.pnc_id(year=min(2025, person.born.year + by.randrange(12, 40)))
        person.alias = by.choice(STREET_NAMES) if by.random() < 0.25 else ""
    person.hospital_number = f"RXA{numbers.serial():07d}"
    person.case_number = str(10_000_000 + numbers.serial())


def _give_telephones(person: Person, *, years: int, numbers: Numbers, by: Random) -> None:
    if years >= 12:
        own = [numbers.mobile() for _ in range(by.choice((1, 1, 2, 2, 3)))]
        person.phones = [*person.phones, *own]
    elif person.parents:
        person.phones = person.parents[-1].phones or person.phones
    if years >= 17 and by.random() < 0.5:
        tag = by.choice(("", person.born.year % 100, by.randrange(1000)))
        words = f"{_mail_word(person.given)}{by.choice(('.', '', '_'))}{_mail_word(person.family)}"
        person.email = f"{words}{tag}@{by.choice(('mail', 'post', 'inbox'))}.example"


def _mail_word(word: str) -> str:
    return "".join(letter for letter in word.lower() if letter.isascii() and letter.isalpha())
