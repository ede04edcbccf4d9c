"""What a recorded role says about the person: how old, which sex, and whose household.

Roles come in the agencies' own words ("mother's partner", "pupil", "elderly resident"),
so they are read by their words, and a role that is not understood says nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from openmash.people.matching.spelling import plain

# Words of a role, with the youngest and oldest it is used of, in years.
_AGES: dict[str, tuple[int, int]] = {
    "unborn": (-1, 0), "baby": (0, 2), "infant": (0, 2), "newborn": (0, 1), "toddler": (0, 4),
    "child": (0, 18), "pupil": (3, 19), "schoolchild": (3, 18), "teenager": (12, 20),
    "girl": (0, 18), "boy": (0, 18), "teen": (12, 20), "youth": (10, 21), "minor": (0, 18),
    "schoolgirl": (3, 19), "schoolboy": (3, 19), "adolescent": (10, 20),
    "mother": (12, 110), "mum": (12, 110), "father": (12, 110), "dad": (12, 110),
    "stepfather": (16, 110), "stepmother": (16, 110), "stepdad": (16, 110), "parent": (12, 110),
    "grandmother": (28, 120), "grandfather": (28, 120), "grandparent": (28, 120),
    "great": (28, 120), "aunt": (0, 120), "uncle": (0, 120), "wife": (16, 110),
    "husband": (16, 110), "partner": (14, 110), "carer": (12, 110), "adult": (17, 120),
    "tenant": (16, 120), "landlord": (18, 120), "man": (16, 120), "woman": (16, 120),
    "elderly": (55, 120), "pensioner": (55, 120), "babysitter": (12, 110),
    "childminder": (17, 110), "lodger": (16, 120), "employer": (17, 120),
}  # fmt: skip
_FEMALE = {
    "mother", "mum", "daughter", "girl", "woman", "wife", "girlfriend", "sister", "aunt", "niece",
    "grandmother", "granddaughter", "stepmother", "schoolgirl", "lady", "grandma",
}  # fmt: skip
_MALE = {
    "father", "dad", "son", "boy", "man", "husband", "boyfriend", "brother", "uncle", "nephew",
    "grandfather", "grandson", "stepfather", "stepdad", "schoolboy", "gentleman", "grandad",
}  # fmt: skip
_PROFESSIONAL = {
    "referrer", "professional", "worker", "officer", "nurse", "doctor", "gp", "teacher", "pastor",
    "consultant", "landlord", "volunteer", "solicitor", "childminder", "headteacher", "manager",
}  # fmt: skip
_BYSTANDER = {
    "caller", "reporter", "neighbour", "neighbor", "informant", "witness", "passer", "member",
}  # fmt: skip
_ONE_ONLY = {"mother": "mother", "mum": "mother", "father": "father", "dad": "father"}
_FAMILY_TIES = {
    "mother", "mum", "father", "dad", "partner", "wife", "husband", "boyfriend", "girlfriend",
    "stepfather", "stepmother", "stepdad", "carer", "child", "son", "daughter", "brother", "sister",
    "grandmother", "grandfather", "grandparent", "uncle", "aunt", "parent", "sibling", "unborn",
    "baby", "pupil", "girl", "boy", "infant", "toddler", "guardian", "niece", "nephew", "tenant",
    "grandson", "granddaughter", "fiance", "fiancee", "subject", "resident", "householder",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role as read: the ages it allows (years), the sex it implies, and its place in a home."""

    word: str
    ages: tuple[int, int] | None
    sex: str | None
    is_outside: bool  # a professional, who appears beside many families
    is_bystander: bool  # a caller or neighbour, who may be anybody, also the person concerned
    is_household: bool
    only: str | None  # mother or father: of these a child has one

    @property
    def speaks_of_a_child(self) -> bool:
        return self.ages is not None and self.ages[1] <= 21


@lru_cache(maxsize=5_000)
def read_role(role: str) -> Role:
    """Return what the role's own words say; "mother's partner" is read as partner."""
    text = re.sub(r"\b[\w-]+[’']s\b", " ", role.lower())
    text = re.sub(r"\b(of|to|for)\b.*", " ", text)
    words = plain(text).split()
    step = {"step", "figure", "foster", "adoptive", "ex", "former", "alleged"} & set(words)
    known = [w for w in words if w in _AGES]
    lows, highs = [_AGES[w][0] for w in known], [_AGES[w][1] for w in known]
    ages = (max(lows), min(highs)) if known and max(lows) <= min(highs) else None
    sexes = {s for w in words for s, of in (("F", _FEMALE), ("M", _MALE)) if w in of}
    only = next((_ONE_ONLY[w] for w in words if w in _ONE_ONLY), None)
    outside, bystander = bool(_PROFESSIONAL & set(words)), bool(_BYSTANDER & set(words))
    return Role(
        word=" ".join(words),
        ages=ages,
        sex=sexes.pop() if len(sexes) == 1 else None,
        is_outside=outside,
        is_bystander=bystander,
        is_household=not outside and not bystander and bool(_FAMILY_TIES & set(words)),
        only=None if step else only,
    )
