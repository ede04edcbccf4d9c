"""How an agency's people write down what they were told: its habits, and the pieces of a record."""

from dataclasses import dataclass
from datetime import date
from random import Random

from bench.identity.held_out.person import Person
from bench.identity.held_out.places import SHORT_ENDS, Home
from bench.identity.held_out.slips import misdated, misdialled, misheard, mistyped, plain

NAMELESS_PHONES = ("01632960000", "00000000000", "07700900000")
EASTERN_ORDER = {
    "chinese": 0.16,
    "romanian": 0.1,
    "somali": 0.06,
    "arabic": 0.06,
    "bangladeshi": 0.07,
    "punjabi": 0.05,
}
DROPS_MOHAMMED = 0.45


@dataclass(frozen=True, kw_only=True)
class Habit:
    """The rates, 0 to 1, at which one agency departs from what is so."""

    slip: float = 0.01
    by_ear: float = 0.0
    spelling: float = 0.05
    short: float = 0.05
    former: float = 0.08
    turned: float = 0.3
    keeps_accents: float = 0.0
    middle: float = 0.5
    wrong_day: float = 0.01
    default_day: float = 0.003
    no_day: float = 0.02
    year_only: float = 0.0
    wrong_sex: float = 0.004
    no_number: float = 0.1
    borrowed_number: float = 0.003
    no_address: float = 0.03
    lag: int = 120
    no_phone: float = 0.2
    capitals: bool = False


@dataclass(frozen=True, kw_only=True)
class Called:
    """A person's names as one record has them."""

    given: str
    middle: str
    family: str

    @property
    def first(self) -> str:
        """Return given and middle names together."""
        return f"{self.given} {self.middle}" if self.middle else self.given


def called(person: Person, *, on: int, habit: Habit, by: Random) -> Called:
    """Return the names an agency wrote on an ordinal day."""
    given, middle = _given(person, habit=habit, by=by)
    family = _family(person, on=on, habit=habit, by=by)
    if by.random() < EASTERN_ORDER.get(person.culture, 0.006) * habit.turned:
        given, family = family, given
    chance = by.random()
    if chance < habit.slip:
        given = mistyped(given, by=by)
    elif chance < habit.slip * 2:
        family = mistyped(family, by=by)
    elif chance < habit.slip * 2 + habit.by_ear:
        given, family = misheard(given, by=by), misheard(family, by=by)
    if by.random() >= habit.keeps_accents:
        given, middle, family = plain(given), plain(middle), plain(family)
    if habit.capitals:
        given, middle, family = given.upper(), middle.upper(), family.upper()
    return Called(given=given, middle=middle, family=family)


def _given(person: Person, *, habit: Habit, by: Random) -> tuple[str, str]:
    given, middle = person.given, person.middle
    chance = by.random()
    if given == "Mohammed" and person.known_as == middle and by.random() < DROPS_MOHAMMED:
        given, middle = ("Md" if chance < 0.1 else middle), (middle if chance < 0.1 else "")
    elif chance < habit.short:
        given = person.known_as or (
            by.choice(person.given_name.short) if person.given_name.short else given
        )
    elif chance < habit.short + habit.spelling and given in person.given_name.spellings:
        given = by.choice(person.given_name.spellings)
    elif chance > 1 - habit.slip / 3 and middle:
        given, middle = middle.split()[0], given
    if middle and person.culture != "somali" and by.random() >= habit.middle:
        middle = ""
    elif middle and by.random() < 0.2:
        middle = middle[0]
    return given, middle


def _family(person: Person, *, on: int, habit: Habit, by: Random) -> str:
    family = person.family
    if person.former_family and (on < person.family_since or by.random() < habit.former):
        family = person.former_family
    if "-" in family and by.random() < 0.35:
        halves = family.split("-")
        return by.choice((halves[0], halves[-1], " ".join(halves), "-".join(reversed(halves))))
    if person.culture == "somali" and person.middle and by.random() < 0.14:
        return person.middle
    if person.culture == "punjabi" and by.random() < 0.1:
        return "Kaur" if person.female else "Singh"
    if by.random() < habit.spelling and family in person.family_name.spellings:
        return by.choice(person.family_name.spellings)
    return family


def born(person: Person, *, habit: Habit, by: Random) -> date | int | None:
    """Return the date of birth as written: a day, a year alone, or nothing."""
    chance = by.random()
    if chance < habit.no_day:
        return None
    if chance < habit.no_day + habit.year_only:
        return person.born.year
    if chance < habit.no_day + habit.year_only + habit.default_day:
        stand_in = by.random()
        if stand_in < 0.15:
            return date(1900, 1, 1)
        return date(person.born.year, 1, 1) if stand_in < 0.8 else person.born.replace(day=1)
    if by.random() < habit.wrong_day:
        return misdated(person.born, by=by)
    return person.born


def dated(day: date | int | None, written: str) -> str:
    """Return a day in an agency's format; a year stays a year."""
    if day is None:
        return ""
    return str(day) if isinstance(day, int) else day.strftime(written)


def sex(person: Person, *, words: tuple[str, str, str], habit: Habit, by: Random) -> str:
    """Return the word for female, male or not known that an agency wrote."""
    chance = by.random()
    if chance < 0.02:
        return words[2]
    return words[0] if person.female != (chance > 1 - habit.wrong_sex) else words[1]


def nhs_number(person: Person, *, habit: Habit, by: Random) -> str:
    """Return an NHS number: the person's, at times a sibling's or the mother's, or one with a digit wrong."""
    chance = by.random()
    if chance < habit.no_number or not person.nhs_number:
        return ""
    if person.kin and by.random() < habit.borrowed_number * (3 if person.kind == "twin" else 1):
        return by.choice(person.kin).nhs_number
    if by.random() < habit.slip / 3:
        return misdialled(person.nhs_number, by=by)
    return person.nhs_number


def phone(person: Person, *, habit: Habit, by: Random) -> str:
    """Return a telephone number: the newest most often, an old, a shared or a stand-in one at times."""
    chance = by.random()
    if chance < habit.no_phone or not person.phones:
        return NAMELESS_PHONES[0] if chance < 0.004 else ""
    if chance > 0.997:
        return by.choice(NAMELESS_PHONES)
    relatives = person.parents or person.kin
    if chance > 0.96 and relatives and relatives[0].phones:
        return relatives[0].phones[-1]
    number = person.phones[-1] if chance < 0.75 else by.choice(person.phones)
    if by.random() < habit.slip / 2:
        number = misdialled(number, by=by)
    return number if chance < 0.6 else f"{number[:5]} {number[5:]}"


def home(person: Person, *, on: int, habit: Habit, by: Random) -> Home | None:
    """Return where an agency has the person living, or None."""
    if by.random() < habit.no_address or not person.homes:
        return None
    return person.home_on(on, lag=int(by.expovariate(1 / habit.lag)))


def address(place: Home | None, *, habit: Habit, by: Random, with_code: bool) -> str:
    """Return an address as one line of text; parts of it get lost."""
    if place is None:
        return "NFA" if by.random() < 0.15 else ""
    parts = [place.line, place.block] if by.random() > 0.04 else [place.block or place.line]
    text = ", ".join(filter(None, parts))
    if by.random() < 0.25:
        words = text.split(" ")
        text = " ".join(SHORT_ENDS.get(word.rstrip(","), word) for word in words)
    if by.random() < habit.slip:
        text = mistyped(text, by=by)
    if by.random() < 0.6:
        text = f"{text}, {place.town}"
    if with_code and by.random() < 0.8:
        text = f"{text} {postcode(place, habit=habit, by=by)}"
    return text.upper() if habit.capitals else text


def postcode(place: Home | None, *, habit: Habit, by: Random) -> str:
    """Return a postcode, at times without its space or with a slip."""
    if place is None:
        return "ZZ99 3VZ" if by.random() < 0.1 else ""
    code = place.postcode
    if by.random() < habit.slip:
        code = mistyped(code, by=by).upper()
    return code if by.random() < 0.85 else code.replace(" ", "")


def relative(person: Person, *, habit: Habit, by: Random) -> str:
    """Return the name of a parent or of other kin, or nothing."""
    choices = person.parents or person.kin
    if not choices or by.random() < 0.2:
        return ""
    other = choices[-1] if by.random() < 0.75 else by.choice(choices)
    given = by.choice(other.given_name.spellings) if by.random() < habit.spelling else other.given
    title = by.choice(("Mrs ", "Ms ")) if other.female else "Mr "
    text = (
        f"{title if by.random() < 0.2 else ''}{given} {other.family}"
        if by.random() < 0.9
        else given
    )
    return plain(text)
