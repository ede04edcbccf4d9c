"""The words of the pages, from the library that practitioners own: steps, danger tests, choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from openmash.errors import BadInput
from openmash.sources import read_library_file

WHOM = ("child", "adult", "both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of the worry: its name in addresses, its question, and its name before and after."""

    slug: str
    title: str
    short: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerTest:
    """One sign of immediate danger; `applies_to` is child, adult or both.

    Source: OPENMASH-DEFAULTS
    """

    id: str
    applies_to: str
    words: str

    def __post_init__(self) -> None:
        if self.applies_to not in WHOM:
            raise BadInput(
                f"library/danger_tests.yaml: {self.id}: applies_to is {self.applies_to!r}; "
                "write child, adult or both."
            )


@cache
def danger_tests() -> Mapping[str, DangerTest]:
    """Return the immediate-danger tests by their ids, in the library's order.

    Raises:
        BadInput: a test has no id, words or known `applies_to`.
    """
    rows = read_library_file("danger_tests.yaml")["tests"]
    return {row["id"]: DangerTest(**row) for row in rows}


@cache
def steps() -> tuple[Step, ...]:
    """Return the pages of a worry in their order."""
    return tuple(Step(**row) for row in read_library_file("contact_questions.yaml")["steps"])


def step(slug: str) -> Step | None:
    """Return one page by its name in addresses, or None."""
    return next((one for one in steps() if one.slug == slug), None)


@cache
def not_known_choices() -> tuple[tuple[str, str], ...]:
    """Return what may be ticked as not known."""
    return tuple(read_library_file("contact_questions.yaml")["not_known"].items())


@cache
def tie_kinds() -> Mapping[str, str]:
    """Return the ties that may be said between two people, as they stand in a sentence."""
    return read_library_file("contact_questions.yaml")["ties"]
