"""How an agency's worker writes a person's name down: by custom, by ear, in haste."""

from dataclasses import dataclass
from datetime import date

from bench.identity.families import LAST_DAY, Person
from bench.identity.naming import Name
from bench.identity.slips import respelt, typed, without_marks
from bench.identity.trouble import Trouble

_TITLES = {"M": ("Mr", "Mr", "Mr", "Mr.", "Dr"), "F": ("Mrs", "Miss", "Ms", "Ms", "Mrs.", "Dr")}
_YOUNG = {"M": ("Master", "Mstr"), "F": ("Miss", "Ms")}
_ALIASES = (
    "Ace", "Biggs", "Blue", "Bones", "Chip", "Dizzy", "Fox", "Ginger", "Jinx", "K", "Lefty", "Lil T",
    "Moose", "Pops", "Red", "Rico", "Scouse", "Shorty", "Smiler", "Snoop", "Spike", "Taz", "Tiny", "Ziggy",
)  # fmt: skip
_NOBODY = ("Not known", "UNKNOWN", "Unknown", "N/K", "Not Given", "?", "Refused")
_PARTICLES = ("da ", "de ", "dos ", "das ", "do ", "Al-", "El-", "O'", "Mc", "Mac")


@dataclass(slots=True)
class Written:
    """A name as one record has it; empty where nothing was written."""

    given: str
    middle: str = ""
    family: str = ""
    title: str = ""
    known_as: str = ""
    former: str = ""
    others: tuple[str, ...] = ()


def written(person: Person, *, seen: date, mess: float, trouble: Trouble, rng) -> Written:
    """Return the name as an agency wrote it on a day; `mess` multiplies the rates of slips."""
    if rng.random() < trouble.placeholder * mess * 0.3:
        return Written(rng.choice(_NOBODY), family=rng.choice((*_NOBODY, person.name.family_as)))
    name = person.name
    out = Written(name.given_as, name.middle_as, name.family_as)
    if rng.random() < trouble.culture_form * (0.5 + mess / 2):
        _BY_CUSTOM.get(person.culture.name, _british)(out, person, rng)
    elif name.other_family and rng.random() < 0.6:
        out.family = _both(name, person, rng)
    _marriage(out, person, seen=seen, trouble=trouble, rng=rng)
    _called(out, name, trouble=trouble, mess=mess, rng=rng)
    _by_ear(out, person, trouble=trouble, mess=mess, rng=rng)
    if out.middle and rng.random() > trouble.middle_shown and person.culture.name != "somali":
        out.middle = out.middle[0] if rng.random() < 0.25 else ""
    _in_haste(out, trouble=trouble, mess=mess, rng=rng)
    _dressed(out, person, seen=seen, trouble=trouble, mess=mess, rng=rng)
    return out


def _both(name: Name, person: Person, rng) -> str:
    culture = person.culture.name
    if culture == "portuguese":
        return f"{name.other_family} {name.family_as}"
    if culture == "pakistani":
        return name.family_as
    return f"{name.other_family}{rng.choice('- --')}{name.family_as}".replace("--", "-")


def _marriage(out: Written, person: Person, *, seen: date, trouble: Trouble, rng) -> None:
    """Write the former family name before the change, and by agencies that were not told."""
    if not person.former:
        return
    not_told = rng.random() < trouble.former_name
    if person.changed_on and (seen < person.changed_on or not_told):
        out.family = person.former
    elif rng.random() < 0.3:
        out.former = person.former


def _called(out: Written, name: Name, *, trouble: Trouble, mess: float, rng) -> None:
    """Use the name that people call them by, in place of the given name or beside it."""
    usual = name.called
    if usual and rng.random() < 0.22:
        out.known_as = usual
    rate = 0.35 if usual else trouble.nickname * mess
    if rng.random() < rate:
        short = usual or (rng.choice(name.given.shorts) if name.given.shorts else "")
        if short:
            out.given = short


def _by_ear(out: Written, person: Person, *, trouble: Trouble, mess: float, rng) -> None:
    name, rate = person.name, trouble.other_spelling * mess
    if rng.random() < rate and out.given == name.given_as:
        out.given = _another(name.given.spellings, out.given, rng=rng)
    if rng.random() < rate * 0.8 and out.family == name.family_as:
        out.family = _another(name.family.spellings, out.family, rng=rng)
    if out.middle and rng.random() < rate and out.middle == name.middle_as:
        out.middle = _another(name.middle.spellings, out.middle, rng=rng)


def _another(spellings: tuple[str, ...], own: str, *, rng) -> str:
    if len(spellings) > 1 and rng.random() < 0.85:
        return spellings[int(rng.random() * len(spellings))]
    return respelt(own, rng=rng) if len(own) > 3 else own


def _in_haste(out: Written, *, trouble: Trouble, mess: float, rng) -> None:
    if rng.random() < trouble.typing_slip * mess:
        out.given = typed(out.given, rng=rng)
    if rng.random() < trouble.typing_slip * mess:
        out.family = typed(out.family, rng=rng)
    draw = rng.random() / mess
    if draw < trouble.names_swapped:
        out.given, out.family = out.family, out.given
    elif draw < trouble.names_swapped + trouble.initial_only:
        out.given = out.given[:1] + rng.choice(("", "."))
    elif draw < (edge := trouble.names_swapped + trouble.initial_only + trouble.family_missing):
        out.family = "" if rng.random() < 0.6 else rng.choice(_NOBODY)
    elif draw < edge + trouble.given_missing:
        out.given = "" if rng.random() < 0.5 else rng.choice((*_NOBODY, "Male", "Female"))


def _dressed(out: Written, person: Person, *, seen, trouble: Trouble, mess: float, rng) -> None:
    """Add title, alias, case and marks as the agency's screen has them."""
    if rng.random() < trouble.marks_lost:
        out.given, out.middle, out.family = map(without_marks, (out.given, out.middle, out.family))
    if rng.random() < trouble.title:
        out.title = rng.choice((_YOUNG if person.age(seen) < 16 else _TITLES)[person.sex])
    if person.age(LAST_DAY) > 13 and rng.random() < trouble.alias * mess:
        out.others = (_alias(person, rng=rng),)
        if " " in out.others[0] and rng.random() < 0.12:  # gave the other name at the desk
            real = f"{out.given} {out.family}".strip()
            (out.given, out.family), out.others = out.others[0].split(" ", 1), (real,)
    if rng.random() < trouble.odd_case:
        change = str.upper if rng.random() < 0.6 else str.lower
        out.given, out.middle, out.family = map(change, (out.given, out.middle, out.family))
    if rng.random() < trouble.punctuation:
        sign = rng.choice(("'", "-"))
        put = rng.choice(("", " "))
        out.family, out.given = out.family.replace(sign, put), out.given.replace(sign, put)


def _alias(person: Person, *, rng) -> str:
    name = person.name
    draw = rng.random()
    if draw < 0.3:
        return rng.choice(_ALIASES)
    if draw < 0.55 and name.given.shorts:
        return f"{rng.choice(name.given.shorts)} {name.family_as}"
    if draw < 0.8 and (person.former or name.other_family):
        return f"{name.given_as} {person.former or name.other_family}"
    given, family = rng.choice(name.given.spellings), rng.choice(name.family.spellings)
    return f"{given} {family}"


def _british(out: Written, person: Person, rng) -> None:
    name, draw = person.name, rng.random()
    if name.other_family:
        halves = (name.other_family, name.family_as, name.family_as)
        out.family = rng.choice(halves) if draw < 0.6 else _both(name, person, rng)
    elif draw < 0.08 and out.middle:
        out.given, out.middle = out.middle, ""
    elif draw < 0.2 and out.family.startswith(_PARTICLES):
        out.family = out.family.replace("'", rng.choice((" ", "")))


def _somali(out: Written, person: Person, rng) -> None:
    draw = rng.random()
    if draw < 0.45:
        out.family, out.middle = out.middle, ""
    elif draw < 0.65:
        out.given, out.middle = f"{out.given} {out.middle}", ""
    elif draw < 0.85:
        out.family, out.middle = f"{out.middle} {out.family}", ""
    else:
        out.middle = ""


def _sikh(out: Written, person: Person, rng) -> None:
    draw, title = rng.random(), "Singh" if person.sex == "M" else "Kaur"
    if draw < 0.45:
        out.family, out.middle = title, ""
    elif draw < 0.65 and out.middle:
        out.family, out.middle = f"{title} {out.family}", ""
    elif draw < 0.75:
        out.given, out.middle = f"{out.given} {title}", ""
    else:
        out.middle = ""


def _pakistani(out: Written, person: Person, rng) -> None:
    name, draw = person.name, rng.random()
    if person.sex == "M" and name.middle_as and name.given.spellings[0] == "Mohammed":
        if draw < 0.5:
            out.given, out.middle = out.middle, ""
        elif draw < 0.65:
            out.given, out.middle = f"{rng.choice(('Md', 'Mohd', 'M'))} {out.middle}", ""
        elif draw < 0.75:
            out.given, out.family, out.middle = out.given, out.middle, ""
        else:
            out.given, out.middle = f"{out.given} {out.middle}", ""
    elif name.other_family:
        if draw < 0.5:
            out.family = name.other_family
        elif draw < 0.7:
            out.middle, out.family = out.family, name.other_family
        elif draw < 0.8:
            out.given, out.family = f"{out.given} {out.family}", ""
    elif draw < 0.25:
        out.given, out.family = out.family, out.given


def _arabic(out: Written, person: Person, rng) -> None:
    draw = rng.random()
    if draw < 0.35 and out.family[:3] in {"Al-", "El-"}:
        out.family = out.family[3:] if rng.random() < 0.6 else out.family.replace("-", " ")
    elif draw < 0.55 and out.middle:
        out.family, out.middle = out.middle, ""
    elif draw < 0.7 and out.middle:
        out.family, out.middle = f"{out.middle} {out.family}", ""
    elif draw < 0.85:
        out.given, out.family = out.family, out.given


def _indian(out: Written, person: Person, rng) -> None:
    draw = rng.random()
    if draw < 0.35 and person.age(LAST_DAY) > 45:
        out.given += "bhai" if person.sex == "M" else "ben"
    elif draw < 0.5 and out.middle:
        out.given, out.middle = f"{out.given} {out.middle}", ""
    elif draw < 0.62:
        out.given, out.family = out.family, out.given
    elif draw < 0.7 and out.middle:
        out.family, out.middle = out.middle, ""


def _west_african(out: Written, person: Person, rng) -> None:
    draw = rng.random()
    if draw < 0.4 and out.middle:
        out.given, out.middle = out.middle, out.given
    elif draw < 0.5 and out.middle:
        out.given, out.middle = f"{out.given} {out.middle}", ""
    elif draw < 0.7:
        out.given, out.family = out.family, out.given
    else:
        out.middle = ""


def _polish(out: Written, person: Person, rng) -> None:
    if person.sex == "F" and out.family.endswith("ska") and rng.random() < 0.4:
        out.family = out.family[:-1] + "i"
    elif person.name.given.shorts and rng.random() < 0.35:
        out.given = rng.choice(person.name.given.shorts)


def _romanian(out: Written, person: Person, rng) -> None:
    draw = rng.random()
    if draw < 0.3:
        out.given, out.family = out.family, out.given
    elif draw < 0.55 and out.middle:
        out.given, out.middle = f"{out.given}{rng.choice('- ')}{out.middle}", ""
    elif draw < 0.75 and out.middle:
        out.given, out.middle = out.middle, ""


def _chinese(out: Written, person: Person, rng) -> None:
    draw, name = rng.random(), person.name
    if draw < 0.3 and name.called:
        out.middle, out.given = out.given, name.called
    elif draw < 0.55:
        out.given, out.family = out.family, out.given
    elif draw < 0.7 and out.middle:
        out.given, out.middle = f"{out.middle} {out.given}", ""
    elif draw < 0.85 and " " in out.given:
        out.given, out.middle = out.given.split(" ", 1)


def _portuguese(out: Written, person: Person, rng) -> None:
    draw, name = rng.random(), person.name
    if draw < 0.45 and name.other_family:
        out.family = f"{name.other_family} {out.family}"
    elif draw < 0.6 and name.other_family:
        out.family = name.other_family
    elif draw < 0.8:
        for particle in ("da ", "de ", "dos ", "das ", "do "):
            out.family = out.family.removeprefix(particle)
    elif out.middle:
        out.given, out.middle = f"{out.given} {out.middle}", ""


_BY_CUSTOM = {
    "somali": _somali, "sikh": _sikh, "pakistani": _pakistani, "arabic": _arabic,
    "indian": _indian, "west_african": _west_african, "polish": _polish, "romanian": _romanian,
    "chinese": _chinese, "vietnamese": _chinese, "portuguese": _portuguese,
}  # fmt: skip
