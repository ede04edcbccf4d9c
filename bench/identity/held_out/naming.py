"""What people are called: names of thirteen cultures, their spelling families and their short forms."""

from bisect import bisect
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from random import Random

import yaml

HERE = Path(__file__).parent
STEEPNESS = {"female": 0.55, "male": 0.65, "family": 0.8}


@dataclass(frozen=True, kw_only=True)
class Name:
    """One name with every way it is spelt (the first is the usual one) and its short forms."""

    spellings: tuple[str, ...] = field(repr=False)
    short: tuple[str, ...] = field(default=(), repr=False)

    def written(self, *, by: Random) -> str:
        """Return the spelling a family chose: mostly the usual one."""
        return self.spellings[0] if by.random() < 0.7 else by.choice(self.spellings)


@dataclass(frozen=True, kw_only=True)
class Culture:
    """The names of one culture, the commonest drawn most often, and its tail of rare family names."""

    code: str
    share: float
    lists: dict[str, tuple[Name, ...]] = field(repr=False)
    tail: float
    starts: tuple[str, ...] = field(repr=False)
    ends: tuple[str, ...] = field(repr=False)

    @cached_property
    def _weights(self) -> dict[str, list[float]]:
        return {
            kind: list(accumulate((place + 2.0) ** -STEEPNESS[kind] for place in range(len(names))))
            for kind, names in self.lists.items()
        }

    @cached_property
    def _alike(self) -> dict[str, dict[str, list[Name]]]:
        return {sex: _names_alike(self.lists[sex]) for sex in ("female", "male")}

    def given(self, sex: str, *, by: Random) -> Name:
        """Return a given name of a `female` or `male`."""
        weights = self._weights[sex]
        return self.lists[sex][bisect(weights, by.random() * weights[-1])]

    def family(self, *, by: Random) -> Name:
        """Return a family name, a rare one as often as the culture has them."""
        if by.random() < self.tail:
            rare = by.choice(self.starts) + by.choice(self.ends)
            return Name(spellings=(rare.replace("_", " "),))
        weights = self._weights["family"]
        return self.lists["family"][bisect(weights, by.random() * weights[-1])]

    def alike(self, name: Name, *, sex: str, by: Random) -> Name | None:
        """Return another name that begins or sounds much the same, as twins are given, or None."""
        choices = self._alike[sex].get(name.spellings[0])
        return by.choice(choices) if choices else None


def cultures() -> dict[str, Culture]:
    """Return every culture of the lists by its code."""
    written = yaml.safe_load((HERE / "names.yaml").read_text("utf-8"))
    tails = yaml.safe_load((HERE / "tails.yaml").read_text("utf-8"))
    return {code: _culture(code, entry, tails.get(code, {})) for code, entry in written.items()}


def words() -> dict[str, list[str]]:
    """Return the words that addresses and street names are made of, by what they are for."""
    written = yaml.safe_load((HERE / "words.yaml").read_text("utf-8"))
    return {use: [word.replace("_", " ") for word in text.split()] for use, text in written.items()}


def _culture(code: str, entry: dict, tail: dict) -> Culture:
    return Culture(
        code=code,
        share=entry["share"],
        lists={kind: tuple(map(_name, entry[kind].split())) for kind in STEEPNESS},
        tail=tail.get("part", 0) / 100,
        starts=tuple(tail.get("starts", "").split()),
        ends=tuple(tail.get("ends", "").split()),
    )


def _name(token: str) -> Name:
    spellings, _, short = token.replace("_", " ").partition("=")
    return Name(spellings=tuple(spellings.split("/")), short=tuple(filter(None, short.split(","))))


def _names_alike(names: tuple[Name, ...]) -> dict[str, list[Name]]:
    alike: dict[str, list[Name]] = {}
    for name in names:
        first = name.spellings[0]
        others = [other for other in names if other is not name]
        scored = [
            (SequenceMatcher(None, first, other.spellings[0]).ratio(), other) for other in others
        ]
        near = [other for score, other in scored if score >= 0.7]
        same_letter = [other for _score, other in scored if other.spellings[0][0] == first[0]]
        alike[first] = near * 3 + same_letter
    return alike
