"""How a contact is said in a line: who it is about, how old, who told us, what they said. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from openmash.design.quoting import unquoted
from openmash.enquiries.triage.rules import ADULT_AGE_YEARS

GIST_LETTERS = 150
NAMES_SHOWN = 4
MONTHS_UNTIL = 24
CENTRE_PARTS = ("child", "adult_at_risk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody named in a contact, as much as a line needs."""

    part: str
    name: str = field(default="", repr=False)
    born_on: date | None = field(default=None, repr=False)
    born_precision: str = ""
    age: int | None = field(default=None, repr=False)
    is_unborn: bool = False
    relation: str = field(default="", repr=False)

    def is_under_age(self, *, on: date) -> bool:
        """Tell whether they are known to be under 18 on that day; not known is not a yes."""
        if self.is_unborn:
            return True
        if self.born_on is not None:
            return years_between(self.born_on, on=on) < ADULT_AGE_YEARS
        return self.age is not None and self.age < ADULT_AGE_YEARS


def years_between(born_on: date, *, on: date) -> int:
    """Return how many birthdays they have had by that day."""
    before = (on.month, on.day) < (born_on.month, born_on.day)
    return on.year - born_on.year - before


def age_in_words(person: Named, *, on: date) -> str:
    """Return an age as people say it: "6", "14 months", "about 40"; blank if not known."""
    if person.is_unborn:
        return "unborn"
    if person.born_on is None:
        return "" if person.age is None else str(person.age)
    years = years_between(person.born_on, on=on)
    if person.born_precision == "year":
        return f"about {years}"
    months = (on.year - person.born_on.year) * 12 + on.month - person.born_on.month
    months -= on.day < person.born_on.day
    if months < 0:
        return ""
    if months >= MONTHS_UNTIL or person.born_precision == "month":
        return str(years)
    return f"{months} month{'' if months == 1 else 's'}"


def names_in_words(people: Sequence[Named], *, on: date) -> str:
    """Return whom a contact is about: "Wren Tallow, 6, and Kit Tallow, 14 months".

    The children and adults at risk, or everybody where none is said to be that; not more than
    four by name.
    """
    centre = [person for person in people if person.part in CENTRE_PARTS] or list(people)
    if not centre:
        return "Nobody named yet"
    said = [_said(person, on=on) for person in centre[:NAMES_SHOWN]]
    if len(centre) > NAMES_SHOWN:
        said.append(f"{len(centre) - NAMES_SHOWN} more")
    if len(said) == 1:
        return said[0]
    joint = ", and " if any("," in words for words in said) else " and "
    return ", ".join(said[:-1]) + joint + said[-1]


def _said(person: Named, *, on: date) -> str:
    name = person.name or ("Unborn baby" if person.is_unborn else "Somebody not named")
    age = age_in_words(person, on=on)
    if not age or (person.is_unborn and not person.name):
        return name
    return f"{name}, {age}"


def gist(*, voice: str, seen: str, told: str, opinion: str) -> tuple[str, bool]:
    """Return the most telling words of a contact, shortened, and whether they are the person's own.

    Their own words first, then what was seen, then what was told, then what somebody makes of it.
    """
    for words, is_own in ((voice, True), (seen, False), (told, False), (opinion, False)):
        if words.strip():
            return shortened(unquoted(words) if is_own else words), is_own
    return "", False


def shortened(words: str, *, letters: int = GIST_LETTERS) -> str:
    """Return words cut at a word's end, with an ellipsis where something is left out."""
    words = " ".join(words.split())
    if len(words) <= letters:
        return words
    cut = words[:letters].rsplit(" ", 1)[0].rstrip(".,;:")
    return f"{cut} …"


def counted(number: int, noun: str) -> str:
    """Return "1 earlier contact", "2 earlier contacts"."""
    is_changed = noun.endswith("y") and noun[-2] not in "aeiou"
    plural = f"{noun[:-1]}ies" if is_changed else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"
