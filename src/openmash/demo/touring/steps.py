"""The steps of the tour as the library has them, beside how far a newcomer has come. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from openmash.sources import read_library_file


class State(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"
    LOOK = "look"  # a step that leaves no trace: one may look at any time


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What a newcomer's own worry has left behind so far: references and yes or no, no words."""

    contact: str = ""
    enquiry: str = ""
    example: str = ""
    reached: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step as the page shows it. `path` is blank while what it opens does not exist."""

    number: int
    key: str
    title: str
    who: str
    do: str
    path: str
    link_words: str
    notice: str
    state: State
    words: Mapping[str, str] = field(default_factory=dict)


@cache
def written() -> Mapping[str, Any]:
    """Return the tour as the library has it."""
    return read_library_file("demo/tour.yaml")


def steps(traces: Traces) -> list[Step]:
    """Return the steps in order; the first that is not done and can be done now is next."""
    made: list[Step] = []
    is_next_given = False
    for number, row in enumerate(written()["steps"], start=1):
        path = path_of(row["link"], traces=traces)
        state = _state(row, path=path, traces=traces, is_next_given=is_next_given)
        is_next_given = is_next_given or state is State.NEXT
        made.append(
            Step(
                number=number,
                key=row["key"],
                title=row["title"],
                who=row["as"],
                do=row["do"],
                path=path,
                link_words=row["link_words"],
                notice=row["notice"],
                state=state,
                words=written()["worry"] if row["key"] == "say" else {},
            )
        )
    return made


def path_of(link: str, *, traces: Traces) -> str:
    """Return the path of a page; blank while a reference in it is not known."""
    known = {"contact": traces.contact, "enquiry": traces.enquiry, "example": traces.example}
    if any(f"{{{name}}}" in link and not value for name, value in known.items()):
        return ""
    return link.format(**known)


def _state(row: Mapping[str, Any], *, path: str, traces: Traces, is_next_given: bool) -> State:
    trace = row["done_when"]
    if trace and trace in traces.reached:
        return State.DONE
    if not path:
        return State.LATER
    if not trace:
        return State.LOOK
    return State.LATER if is_next_given else State.NEXT
