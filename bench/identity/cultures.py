"""The names of England's families: words with their spellings and short forms, and how to draw them."""

import random
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

import yaml

# Of rank r, a name's share is 1/(r + shift)^slope: a few names are everybody's, most are rare.
_GIVEN_SLOPE, _FAMILY_SLOPE = 0.85, 0.9
_STEEP = {"sikh": 0.6, "vietnamese": 1.5, "pakistani": 1.15, "somali": 1.15, "chinese": 1.0}


class Word(NamedTuple):
    """One name: its spellings, the usual one first, and its short and pet forms."""

    spellings: tuple[str, ...]
    shorts: tuple[str, ...]


class Deck(NamedTuple):
    """Names to draw from, with the running total of their shares."""

    words: tuple[Word, ...]
    totals: tuple[float, ...]

    def draw(self, rng: random.Random) -> Word:
        return rng.choices(self.words, cum_weights=self.totals)[0]


@dataclass(frozen=True, kw_only=True)
class Culture:
    """One name culture of England, its share of families, and its names."""

    name: str
    share: float
    male: Deck
    female: Deck
    family: Deck
    western: tuple[str, ...]

    def given(self, rng: random.Random, *, sex: str) -> Word:
        return (self.male if sex == "M" else self.female).draw(rng)

    def alike(self, word: Word, *, rng: random.Random, sex: str) -> Word:
        """Return another given name that begins, or ends, as this one does: Aisha and Aaliyah."""
        deck = (self.male if sex == "M" else self.female).words
        own = word.spellings[0]
        near = [
            other
            for other in deck
            if other != word
            and (other.spellings[0][0] == own[0] or other.spellings[0][-3:] == own[-3:])
        ]
        return rng.choice(near) if near else self.given(rng, sex=sex)


def word(token: str) -> Word:
    """Return the word that a token of names.yaml stands for."""
    spellings, *shorts = token.replace("_", " ").split("~")
    return Word(tuple(dict.fromkeys(spellings.split("|"))), tuple(shorts))


def _deck(text: str, *, slope: float) -> Deck:
    words = tuple(word(token) for token in dict.fromkeys(text.split()))
    return Deck(words, tuple(accumulate(1 / (rank + 3) ** slope for rank in range(len(words)))))


@cache
def cultures() -> tuple[Culture, ...]:
    """Return every culture of names.yaml, in its order."""
    text = files("bench.identity").joinpath("names.yaml").read_text("utf-8")
    return tuple(
        Culture(
            name=name,
            share=entry["share"],
            male=_deck(entry["male"], slope=_STEEP.get(name, _GIVEN_SLOPE)),
            female=_deck(entry["female"], slope=_GIVEN_SLOPE),
            family=_deck(entry["family"], slope=_STEEP.get(name, _FAMILY_SLOPE)),
            western=tuple(entry.get("western", "").split()),
        )
        for name, entry in yaml.load(text, Loader=yaml.CSafeLoader).items()
    )
