"""What somebody can worry about, and what the navigator knows of it: read from the library."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from openmash.errors import BadInput
from openmash.sources import read_library_file

WORRIES = "navigator/worries.yaml"
CHILD, ADULT = "child", "adult"
LIVES = (CHILD, ADULT)
RINGS = ("hub", "wait", "emergency", "officer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """An age somebody may have. `life` says whose law counts: a child's or an adult's."""

    key: str
    title: str
    about: str
    life: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the person lives, as far as the one who asks knows."""

    key: str
    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A short answer and the words that go with it, with the law it leans on."""

    answer: str
    words: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """One thing that happens: when a clock of the register says, or in words of its own.

    `clock_source` names a clock whose law is cited though its start is not known yet; `only` is
    "day" or "night" where it depends on whether the hub is open.
    """

    what: str
    when: str = ""
    clock: str = ""
    clock_source: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A kind of agency that may help, what for, and whether it is reached by the hub alone."""

    kind: str
    purpose: str
    is_by_hub: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Worry:
    """One worry. `differs` holds what is different for a child, or for an adult."""

    key: str
    asks: str
    title: str
    ages: tuple[str, ...]
    area: str
    page: str
    level: str
    why: str
    down: str
    ring: str
    share: str
    agreement: str
    family: str
    next: str
    say: str
    never: str
    form: str
    instrument: str
    others: tuple[Other, ...]
    helps: tuple[str, ...]
    sources: tuple[str, ...]
    up: str = ""
    also: str = ""
    first_kind: str = ""
    differs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, name: str, *, life: str) -> str:
        """Return one of its words or blocks as it holds for a child, or for an adult."""
        return str(self.differs.get(life, {}).get(name, getattr(self, name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Worries:
    """Every worry in order, with the ages, places and answers that they share."""

    ages: Mapping[str, Age]
    places: Mapping[str, Place]
    worries: Mapping[str, Worry]
    share: Mapping[str, Answer]
    agreement: Mapping[str, Answer]
    family: Mapping[str, str]
    next: Mapping[str, tuple[Next, ...]]

    def for_age(self, age: str) -> list[Worry]:
        """Return what one can worry about for somebody of this age."""
        return [worry for worry in self.worries.values() if age in worry.ages]


@cache
def worries() -> Worries:
    """Return the worries of the library, each of whose answers is there.

    Raises:
        BadInput: a part is missing, or a worry names an answer that is not there.
    """
    kept = read_library_file(WORRIES)
    try:
        found = Worries(
            ages={row["key"]: Age(**row) for row in kept["ages"]},
            places={row["key"]: Place(**row) for row in kept["places"]},
            worries={row["key"]: _worry(row) for row in kept["worries"]},
            share={key: Answer(**row) for key, row in kept["share"].items()},
            agreement={key: Answer(**row) for key, row in kept["agreement"].items()},
            family=kept["family"],
            next={key: tuple(Next(**row) for row in rows) for key, rows in kept["next"].items()},
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise BadInput(f"library/{WORRIES}: {fault}") from fault
    for worry in found.worries.values():
        _check(worry, found=found)
    return found


def _worry(row: Mapping[str, Any]) -> Worry:
    own = {one.name for one in fields(Worry)}
    differs: dict[str, dict[str, str]] = {life: {} for life in LIVES}
    plain = {}
    for name, said in row.items():
        life, _, what = name.partition("_")
        if name not in own and life in LIVES and what in own:
            differs[life][what] = said
        else:
            plain[name] = tuple(said) if isinstance(said, list) else said
    others = tuple(
        Other(kind=kind, purpose=purpose, is_by_hub="hub" in rest)
        for kind, purpose, *rest in plain.pop("others")
    )
    return Worry(**plain, others=others, differs=differs)


def _check(worry: Worry, *, found: Worries) -> None:
    for life in {found.ages[age].life for age in worry.ages}:
        for block in ("share", "agreement", "family", "next"):
            if worry.of(block, life=life) not in getattr(found, block):
                raise BadInput(f"library/{WORRIES}: {worry.key}: there is no such {block}.")
    if worry.ring not in RINGS:
        raise BadInput(f"library/{WORRIES}: {worry.key}: nobody can ring {worry.ring!r}.")
