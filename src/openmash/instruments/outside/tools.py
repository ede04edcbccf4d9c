"""Which outside tools there are, what may be kept of each, and what a result asks for. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from openmash.errors import BadInput
from openmash.sources import read_library_file

NUMBER, LEVELS, WORDS, NONE = "number", "levels", "words", "none"
OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Asks:
    """What a result prompts: from a number, at some levels, or by the practitioner's judgement."""

    prompt: str
    source: str
    at_least: int | None = None
    levels: tuple[str, ...] = ()
    by_judgement: bool = False


@dataclass(frozen=True, kw_only=True)
class Tool:
    """One tool of somebody else: its owner, what may be kept, and what it is never used for."""

    id: str
    title: str
    owner: str
    position: str
    result: str
    never: str
    age_days: int
    asks: tuple[Asks, ...] = ()
    levels: tuple[str, ...] = ()
    range: tuple[int, int] | None = None
    counts: str = ""

    def is_old(self, on: date, *, today: date) -> bool:
        """Tell whether a result of that day is too old to lean on."""
        return on + timedelta(days=self.age_days) < today

    def prompted(self, *, number: int | None, level: str, is_by_judgement: bool) -> list[Asks]:
        """Return what a result asks for. A low one asks for nothing, and says nothing either."""
        return [
            asks
            for asks in self.asks
            if (asks.at_least is not None and number is not None and number >= asks.at_least)
            or (level and level in asks.levels)
            or (asks.by_judgement and is_by_judgement)
        ]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What is to be kept of a tool that somebody used."""

    tool: str
    on: date
    completed_by: str = field(repr=False)
    agency: int
    edition: str = ""
    level: str = ""
    number: int | None = None
    is_by_judgement: bool = False
    words: str = field(default="", repr=False)
    kept_where: str = field(default="", repr=False)


@cache
def tools() -> Mapping[str, Tool]:
    """Return every outside tool that the library knows, by its id."""
    rows = read_library_file("outside_tools.yaml")["tools"]
    return {row["id"]: _tool(row) for row in rows}


def _tool(row: Mapping) -> Tool:
    asks = tuple(
        Asks(
            prompt=one["prompt"],
            source=one["source"],
            at_least=one.get("from"),
            levels=tuple(one.get("levels", ())),
            by_judgement=one.get("judgement", False),
        )
        for one in row["asks"]
    )
    ends = row.get("range")
    known = {"asks": asks, "levels": tuple(row.get("levels", ()))}
    return Tool(**{**row, **known, "range": (ends[0], ends[1]) if ends else None})


def check(result: Result, *, today: date) -> None:
    """Refuse a result that this tool cannot have, or that may not be kept.

    Raises:
        BadInput: it lies in the future, out of the tool's range or levels, or is restricted.
    """
    tool = tools().get(result.tool)
    if tool is None:
        raise BadInput("Choose the tool from the list.")
    if result.on > today:
        raise BadInput("The day on which it was completed cannot lie ahead.")
    if tool.result == NONE and (result.level or result.number is not None):
        raise BadInput(
            f"No level or number of “{tool.title}” is kept here. {tool.position} "
            "Write who holds it and what was agreed."
        )
    if tool.result == LEVELS and result.level not in tool.levels:
        raise BadInput(f"Choose one of the levels of “{tool.title}”: {', '.join(tool.levels)}.")
    _check_number(result, tool=tool)
    if tool.result in (WORDS, NONE) and not result.words.strip():
        raise BadInput("Write the result in its own words, or what was agreed.")


def _check_number(result: Result, *, tool: Tool) -> None:
    if tool.result != NUMBER:
        return
    lowest, highest = tool.range or (0, 0)
    if result.number is None or not lowest <= result.number <= highest:
        raise BadInput(
            f"A result of “{tool.title}” is a number from {lowest} to {highest}: {tool.counts}."
        )
