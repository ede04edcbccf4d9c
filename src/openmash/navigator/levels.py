"""The levels of a child's need, and what moves help up or down between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from openmash.errors import BadInput
from openmash.sources import read_library_file

MOVES = "navigator/levels.yaml"
THRESHOLDS = "thresholds.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level: what it means, what is done, who does it, and whether agreement is needed."""

    code: str
    title: str
    words: str
    act: str
    who: str
    agreement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step between two levels: when, who decides it, with whose agreement, and how soon."""

    start: str
    end: str
    when: str
    who: str
    agreement: str
    clock: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The ladder, the lowest level first; `adult_test` are the questions that stand for adults."""

    levels: tuple[Level, ...]
    up: tuple[Move, ...]
    down: tuple[Move, ...]
    adult_test: tuple[str, ...]


@cache
def levels() -> Levels:
    """Return the ladder of this partnership's thresholds. Raises BadInput."""
    kept, thresholds = read_library_file(MOVES), read_library_file(THRESHOLDS)
    try:
        return Levels(
            levels=tuple(
                Level(
                    code=row["code"],
                    title=row["title"],
                    words=row["words"],
                    act=kept["acts"][row["code"]],
                    who=kept["who"][row["code"]],
                    agreement=row["agreement"],
                )
                for row in thresholds["levels"]
            ),
            up=tuple(_move(row) for row in kept["up"]),
            down=tuple(_move(row) for row in kept["down"]),
            adult_test=tuple(part["question"] for part in thresholds["adult_test"]["parts"]),
        )
    except (KeyError, TypeError) as fault:
        raise BadInput(f"library/{MOVES}: {fault}") from fault


def _move(row: Mapping[str, str]) -> Move:
    rest = {name: said for name, said in row.items() if name not in ("from", "to")}
    return Move(start=row["from"], end=row["to"], **rest)
