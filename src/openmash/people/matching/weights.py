"""The model by which records are weighed: trained weights, and the two lines."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2
from pathlib import Path

from openmash.errors import BadInput
from openmash.people.matching.levels import COMPARISONS, levels
from openmash.people.matching.prepared import Prepared

FULLY_COUNTED, GROWTH = 20_000, 0.4  # records; bits for each doubling beyond them


@dataclass(frozen=True, kw_only=True)
class Model:
    """A version of the model. All numbers are in bits: log2 of odds.

    `base` is added to the prior. From `join` on records are treated as one, from `possible` on they
    are shown to somebody, and below `apart` they are held for two people. `doubt` is what two first
    names with one birthday in one family lose, because they may be twins; it is given back where
    all that is held of both says that they are not.
    """

    version: str
    base: float
    join: float
    possible: float
    apart: float
    doubt: float
    weights: Mapping[str, float]

    def bits(self, a: Prepared, b: Prepared, *, records: int) -> float:
        """Return the evidence and the prior for two records among so many."""
        found = sum(self.weights.get(code, 0.0) for code in levels(a, b))
        return found + self.prior(records)

    def prior(self, records: int) -> float:
        """Return the prior: of so many records, one other is expected to be of the same person.

        Beyond `FULLY_COUNTED` records the pairs that are compared grow more slowly than the records,
        because keys that many share are divided, and so the prior falls more slowly too.
        """
        beyond = max(records / FULLY_COUNTED, 1.0)
        return self.base - log2(min(max(records, 2), FULLY_COUNTED)) - GROWTH * log2(beyond)


@cache
def shipped() -> Model:
    """Return the model that the package brings."""
    text = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    return _model(json.loads(text))


def read_model(path: Path) -> Model:
    """Return a model that was estimated on a partnership's own data.

    Raises:
        BadInput: the file is no model, or one for other comparisons than this version has.
    """
    try:
        return _model(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        said = f"{path.name} is no model of this version. Make one with openmash link --train."
        raise BadInput(said) from error


def _model(written: Mapping[str, object]) -> Model:
    weights = written["weights"]
    if not isinstance(weights, dict):
        raise ValueError("weights")
    codes = {level.code for comparison in COMPARISONS for level in comparison.levels}
    if unknown := weights.keys() - codes:
        raise ValueError(f"unknown levels {sorted(unknown)}")
    numbers = {
        part: float(str(written[part])) for part in ("base", "join", "possible", "apart", "doubt")
    }
    return Model(
        version=str(written["version"]),
        weights={k: float(v) for k, v in weights.items()},
        **numbers,
    )
