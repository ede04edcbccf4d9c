"""Figures as the page says them: three sentences first, then tables with a bar in a cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openmash.agencies.figures.access import ANSWERS, NO_AGENCY, RATINGS, WAYS, Figures
from openmash.agencies.figures.suppression import ALL, SafeTable, Shown

WAY_WORDS = {
    "open": "About somebody with a worker already",
    "in_time": "New, decided in time",
    "late": "New, decided late",
    "untimed": "No clock ran",
    "undecided": "Not decided yet",
    ALL: "All",
}
RATING_WORDS = {
    "red": "Red",
    "amber": "Amber",
    "green": "Green",
    "blue": "Blue",
    "unrated": "Not rated",
    ALL: "All",
}
ANSWER_WORDS = {
    "in_time": "Answered in time",
    "late": "Answered late",
    "unanswered": "Not answered",
    ALL: "Asked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number, or why it is not shown: `kind` is "", "primary" or "secondary"."""

    label: str
    number: int | None
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table. `bar` is out of 100 and describes records, or None without one."""

    name: str
    cells: list[Cell]
    bar: int | None = None
    bar_words: str = ""
    is_sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One thing that the figures say, and on which numbers it stands."""

    title: str
    words: str
    href: str


def month_rows(figures: Figures) -> list[Row]:
    """Return a row a month, newest last, with a bar against the fullest month that is shown."""
    names = {line: f"{_month(line):%B %Y}" for line in figures.months.lines}
    return _with_bars_of_all(figures.months, names=names, parts=WAYS, words=WAY_WORDS)


def sector_rows(figures: Figures, *, names: Mapping[str, str]) -> list[Row]:
    """Return a row a sector, with a bar against the largest that is shown."""
    known = {**names, NO_AGENCY: "No agency: the public, or not said"}
    return _with_bars_of_all(figures.sectors, names=known, parts=RATINGS, words=RATING_WORDS)


def agency_rows(figures: Figures) -> list[Row]:
    """Return a row an agency, its bar the share of its answers that came in time."""
    table = figures.agencies
    rows = []
    for line in (*table.lines, ALL):
        share = share_of(table, line, part="in_time", among=("in_time", "late"))
        rows.append(
            Row(
                name="All agencies" if line == ALL else line,
                cells=_cells(table, line, parts=ANSWERS, words=ANSWER_WORDS),
                bar=share,
                bar_words=f"{share}%" if share is not None else "not shown",
                is_sum=line == ALL,
            )
        )
    return rows


def sentences(figures: Figures) -> list[Sentence]:
    """Return up to three sentences, made only of numbers that are shown."""
    months = figures.months
    if months.is_withheld:
        return []
    said = [
        Sentence(
            title=f"{months.number(ALL)} contacts in twelve months",
            words="Worries and questions that came to the hub, from every agency and from outside.",
            href="#months",
        )
    ]
    known = share_of(months, ALL, part="open", among=WAYS)
    if known is not None:
        said.append(
            Sentence(
                title=f"{known} in 100 were about somebody with a worker already",
                words="They go to that worker, who says that they have it.",
                href="#months",
            )
        )
    in_time = share_of(months, ALL, part="in_time", among=("in_time", "late"))
    if in_time is not None:
        said.append(
            Sentence(
                title=f"{in_time} in 100 decisions came in time",
                words="Of new contacts that were decided, by the clock for each.",
                href="#months",
            )
        )
    return said


def share_of(table: SafeTable, line: str, *, part: str, among: tuple[str, ...]) -> int | None:
    """Return a share out of 100, or None where a number it needs is hidden or there is nothing."""
    if table.is_withheld:
        return None
    numbers = [table.number(line, each) for each in among]
    if any(number is None for number in numbers) or not sum(numbers):
        return None
    return round(100 * table.number(line, part) / sum(numbers))


def _with_bars_of_all(
    table: SafeTable, *, names: Mapping[str, str], parts: tuple[str, ...], words: Mapping[str, str]
) -> list[Row]:
    if table.is_withheld:
        return []
    most = max((table.number(line) or 0 for line in table.lines), default=0)
    rows = []
    for line in (*table.lines, ALL):
        number = table.number(line)
        has_bar = line != ALL and number is not None and most
        rows.append(
            Row(
                name="All" if line == ALL else names[line],
                cells=_cells(table, line, parts=parts, words=words),
                bar=round(100 * number / most) if has_bar else None,
                is_sum=line == ALL,
            )
        )
    return rows


def _cells(
    table: SafeTable, line: str, *, parts: tuple[str, ...], words: Mapping[str, str]
) -> list[Cell]:
    kinds = {Shown.PLAIN: "", Shown.UNDER: "primary", Shown.HIDDEN: "secondary"}
    return [
        Cell(
            label=words[part],
            number=table.number(line, part),
            kind=kinds[table.state(line, part)],
        )
        for part in (*parts, ALL)
    ]


def _month(line: str) -> date:
    return date.fromisoformat(f"{line}-01")
