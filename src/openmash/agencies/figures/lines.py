"""Figures as the page says them: three sentences first, then tables with a bar in a cell."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from openmash.agencies.figures.access import ANSWERS, NO_AGENCY, RATINGS, WAYS, Figures
from openmash.agencies.figures.suppression import ALL, SafeTable, Shown

WAY_WORDS = {
    "open": "About somebody with a worker already",
    "in_time": "New, decided in time",
    "late": "New, decided late or still not",
    "untimed": "No clock ran",
    "undecided": "New, its time not over",
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
    "late": "Late, or still not",
    "waiting": "Its time not over",
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
class Table:
    """Rows with the names of their columns; columns and lines of noughts are left out.

    `silent` names the lines without anything, because that nobody came is news as well.
    """

    head: list[dict[str, object]]
    rows: list[Row]
    silent: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One thing that the figures say, and on which numbers it stands."""

    title: str
    words: str
    href: str


def month_table(figures: Figures) -> Table | None:
    """Return a row a month, newest last, with a bar against the fullest month that is shown."""
    names = {line: f"{_month(line):%B %Y}" for line in figures.months.lines}
    return _table(figures.months, title="Month", names=names, parts=WAYS, words=WAY_WORDS)


def sector_table(figures: Figures, *, names: Mapping[str, str]) -> Table | None:
    """Return a row a sector, with a bar against the largest that is shown."""
    known = {**names, NO_AGENCY: "No agency: the public, or not said"}
    table = figures.sectors
    return _table(table, title="Sector", names=known, parts=RATINGS, words=RATING_WORDS)


def agency_table(figures: Figures) -> Table | None:
    """Return a row an agency, its bar the share of its requests that were answered in time."""
    table = figures.agencies
    names = {line: line for line in table.lines}
    made = _table(table, title="Agency", names=names, parts=ANSWERS, words=ANSWER_WORDS)
    if made is None:
        return None
    lines = [*(line for line in table.lines if table.number(line) != 0), ALL]
    shares = [share_of(table, line, part="in_time", among=("in_time", "late")) for line in lines]
    rows = [
        replace(row, bar=share, bar_words="" if share is None else f"{share}%")
        for row, share in zip(made.rows, shares, strict=True)
    ]
    return replace(made, rows=rows)


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


def _table(
    table: SafeTable,
    *,
    title: str,
    names: Mapping[str, str],
    parts: tuple[str, ...],
    words: Mapping[str, str],
) -> Table | None:
    if table.is_withheld:
        return None
    used = tuple(part for part in parts if table.number(ALL, part) != 0)
    lines = [line for line in table.lines if table.number(line) != 0]
    most = max((table.number(line) or 0 for line in lines), default=0)
    head = [{"text": title}, *({"text": words[part], "numeric": True} for part in (*used, ALL))]
    rows = [
        Row(
            name=names[line],
            cells=_cells(table, line, parts=used, words=words),
            bar=_bar(table.number(line), most=most),
        )
        for line in lines
    ]
    total = Row(name="All", cells=_cells(table, ALL, parts=used, words=words), is_sum=True)
    silent = [names[line] for line in table.lines if table.number(line) == 0]
    return Table(head=head, rows=[*rows, total], silent=silent)


def _bar(number: int | None, *, most: int) -> int | None:
    return None if number is None or not most else round(100 * number / most)


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
