"""How much an agreement on a name is worth: the rarer the name, the more.

Weights are in bits: one bit more means that a chance agreement is half as likely.
"""

from functools import cache, lru_cache
from importlib.resources import files
from math import log2

import yaml

from openmash.people.matching.spelling import (
    plain,
    short_form_names,
    short_forms_of,
    spelled_alike,
    variant_classes,
)

UNLISTED_GIVEN_PER_10000 = 13.0
UNLISTED_FAMILY_PER_10000 = 1.7
COMMON_GIVEN_BITS = 7.2  # names borne by more than about one person in 150
RARE_GIVEN_BITS = 9.0
VERY_COMMON_FULL_NAME_BITS = 13.0  # John Smith: a town has many, some of them of one age
COMMON_FULL_NAME_BITS = 17.0  # below this, a partnership will hold namesakes born on one day
RARE_FULL_NAME_BITS = 18.5  # enough, with a town or area and nothing against it


@cache
def _bearers(part: str) -> dict[str, float]:
    text = files(__package__).joinpath("name_frequencies.yaml").read_text(encoding="utf-8")
    found: dict[str, float] = {}
    for block in yaml.safe_load(text)[part]:
        for name in block["names"]:
            key = plain(name).replace(" ", "")
            found[key] = max(found.get(key, 0.0), float(block["per_10000"]))
    return found


def is_listed(name: str) -> bool:
    """Say whether the name is known as a name of its own, given or family."""
    tables = (_bearers("given"), _bearers("family"), variant_classes(), short_form_names())
    return any(name in table for table in tables)


@cache
def _english() -> frozenset[str]:
    text = files(__package__).joinpath("name_frequencies.yaml").read_text(encoding="utf-8")
    blocks = [b for b in yaml.safe_load(text)["given"] if b["tradition"].startswith("English")]
    names = {plain(name).replace(" ", "") for block in blocks for name in block["names"]}
    return frozenset(names | {short for name in names for short in short_forms_of(name)})


def is_english(name: str) -> bool:
    """Say whether a first name, or one that it is short for, is of the English tradition."""
    return name in _english()


def is_of_its_own(name: str) -> bool:
    """Say whether parents give this very name, so that it need not be short for another."""
    return name in _bearers("given")


@lru_cache(maxsize=100_000)
def _bits(name: str, part: str, unlisted: float) -> float:
    bearers = _bearers(part)
    if name not in bearers:
        alike = {n for line in variant_classes().get(name, ()) for n in spelled_alike()[line]}
        rate = max((bearers[n] for n in alike if n in bearers), default=unlisted)
    else:
        rate = bearers[name]
    return round(log2(10_000 / rate), 1)


def given_bits(name: str) -> float:
    """Return what agreement on this first name is worth, in bits."""
    return _bits(name, "given", UNLISTED_GIVEN_PER_10000)


def family_bits(name: str) -> float:
    """Return what agreement on this surname is worth, in bits."""
    return _bits(name, "family", UNLISTED_FAMILY_PER_10000)
