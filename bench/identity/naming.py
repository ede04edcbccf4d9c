"""What a person is called: names at birth, by the customs of each culture."""

import random
from dataclasses import dataclass, replace

from bench.identity.cultures import Culture, Word
from bench.identity.trouble import Trouble

_NONE = Word(("",), ())
_WOMENS_NAMES = ("Begum", "Bibi", "Khatun", "Akhtar", "Parveen", "Kausar", "Bano")
_MOHAMMED = Word(("Mohammed", "Muhammad", "Mohammad", "Mohamed", "Mohd", "Md"), ("Mo",))


@dataclass(slots=True, frozen=True)
class Name:
    """A person's own name: each part as a word with spellings, and as they spell it themselves."""

    given: Word
    given_as: str
    middle: Word
    middle_as: str
    family: Word
    family_as: str
    other_family: str = ""  # the other half of a double name, or the family's name not used
    called: str = ""  # a stable other given name: short, western, or the second name


def spelling(word: Word, *, rng: random.Random) -> str:
    """Return how one family spells a word: mostly the usual way."""
    draw = rng.random()
    if draw < 0.7 or len(word.spellings) == 1:
        return word.spellings[0]
    return word.spellings[1 + int((draw - 0.7) / 0.3001 * (len(word.spellings) - 1))]


def feminine(family: str) -> str:
    """Return the form that a daughter or wife bears: Kowalski's is Kowalska."""
    return family[:-1] + "a" if family.endswith(("ski", "cki", "dzki")) else family


def masculine(family: tuple[Word, str]) -> tuple[Word, str]:
    """Return a family's name as its men bear it, with the spelling that is the family's own."""

    def plain(text: str) -> str:
        return text[:-1] + "i" if text.endswith(("ska", "cka", "dzka")) else text

    word, own = family
    return Word(tuple(plain(s) for s in word.spellings), ()), plain(own)


def called_as(name: Name, other: Name) -> Name:
    """Return the name with the other person's given name, spelt as they spell it."""
    return replace(name, given=other.given, given_as=other.given_as, called="")


def named(
    culture: Culture,
    *,
    rng: random.Random,
    sex: str,
    is_child: bool,
    family: tuple[Word, str] | None = None,
    father: Name | None = None,
    mother: Name | None = None,
    given: Word | None = None,
    trouble: Trouble,
) -> Name:
    """Return a name by the custom of the culture; `family` is what the household is called."""
    first = given or culture.given(rng, sex=sex)
    word, family_as = family or _drawn_family(culture, rng=rng)
    plain = Name(first, spelling(first, rng=rng), _NONE, "", word, family_as)
    custom = _CUSTOMS.get(culture.name, _british)
    made = custom(plain, culture, rng, sex, is_child, father, mother, trouble)
    if not made.called and made.given.shorts and rng.random() < 0.3:
        made = replace(made, called=made.given.shorts[0])
    return made


def _drawn_family(culture: Culture, *, rng: random.Random) -> tuple[Word, str]:
    word = culture.family.draw(rng)
    return word, spelling(word, rng=rng)


def _with_middle(name: Name, word: Word, rng: random.Random, **changes) -> Name:
    return replace(name, middle=word, middle_as=spelling(word, rng=rng), **changes)


def _british(name, culture, rng, sex, is_child, father, mother, trouble):
    if rng.random() < 0.75:
        name = _with_middle(name, culture.given(rng, sex=sex), rng)
    if rng.random() < trouble.double_barrelled:
        other = mother.family_as if mother else _drawn_family(culture, rng=rng)[1]
        if other != name.family_as:
            name = replace(name, other_family=other)
    return name


def _somali(name, culture, rng, sex, is_child, father, mother, trouble):
    # No family name: one's own, the father's, the grandfather's.
    if father:
        return replace(
            name,
            middle=father.given,
            middle_as=father.given_as,
            family=father.middle,
            family_as=father.middle_as,
        )
    return _with_middle(name, culture.male.draw(rng), rng)


def _sikh(name, culture, rng, sex, is_child, father, mother, trouble):
    title = "Singh" if sex == "M" else "Kaur"
    marker = Word((title,), ())
    if rng.random() < 0.14:
        return replace(name, family=marker, family_as=title)
    return replace(name, middle=marker, middle_as=title)


def _pakistani(name, culture, rng, sex, is_child, father, mother, trouble):
    if sex == "M":
        if rng.random() < 0.4 and name.given.spellings[0] != "Mohammed":
            own = name.given_as
            called = own if rng.random() < 0.7 else ""
            return replace(
                name,
                given=_MOHAMMED,
                given_as=spelling(_MOHAMMED, rng=rng),
                middle=name.given,
                middle_as=own,
                called=called,
            )
        return _with_middle(name, culture.male.draw(rng), rng) if rng.random() < 0.2 else name
    if rng.random() < (0.12 if is_child else 0.45):
        own = rng.choice(_WOMENS_NAMES)
        return replace(name, family=Word((own,), ()), family_as=own, other_family=name.family_as)
    return name


def _fathers_name(name, culture, rng, sex, is_child, father, mother, trouble):
    if rng.random() < 0.55:
        if father:
            return replace(name, middle=father.given, middle_as=father.given_as)
        return _with_middle(name, culture.male.draw(rng), rng)
    return name


def _west_african(name, culture, rng, sex, is_child, father, mother, trouble):
    name = _with_middle(name, culture.given(rng, sex=sex), rng)
    return replace(name, called=name.middle_as) if rng.random() < 0.35 else name


def _polish(name, culture, rng, sex, is_child, father, mother, trouble):
    if rng.random() < 0.4:
        name = _with_middle(name, culture.given(rng, sex=sex), rng)
    if sex == "F":
        word = Word(tuple(feminine(s) for s in name.family.spellings), ())
        name = replace(name, family=word, family_as=feminine(name.family_as))
    return name


def _romanian(name, culture, rng, sex, is_child, father, mother, trouble):
    if rng.random() < 0.55:
        name = _with_middle(name, culture.given(rng, sex=sex), rng)
        if rng.random() < 0.3:
            name = replace(name, called=name.middle_as)
    return name


def _chinese(name, culture, rng, sex, is_child, father, mother, trouble):
    if rng.random() < 0.5:
        half = len(culture.western) // 2
        pool = culture.western[:half] if sex == "M" else culture.western[half:]
        name = replace(name, called=rng.choice(pool))
    return name


def _vietnamese(name, culture, rng, sex, is_child, father, mother, trouble):
    usual = "Văn" if sex == "M" else "Thị"
    middle = Word((usual, usual.replace("ă", "a").replace("ị", "i")), ())
    if rng.random() < 0.45:
        middle = culture.given(rng, sex=sex)
    name = _with_middle(name, middle, rng)
    return _chinese(name, culture, rng, sex, is_child, father, mother, trouble)


def _portuguese(name, culture, rng, sex, is_child, father, mother, trouble):
    if rng.random() < 0.55:
        name = _with_middle(name, culture.given(rng, sex=sex), rng)
    other = mother.family_as if mother else _drawn_family(culture, rng=rng)[1]
    return replace(name, other_family=other) if other != name.family_as else name


_CUSTOMS = {
    "somali": _somali,
    "sikh": _sikh,
    "pakistani": _pakistani,
    "arabic": _fathers_name,
    "indian": _fathers_name,
    "west_african": _west_african,
    "polish": _polish,
    "romanian": _romanian,
    "chinese": _chinese,
    "vietnamese": _vietnamese,
    "portuguese": _portuguese,
}
