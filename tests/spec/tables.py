"""How the tables of practice are written and read."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

Row = Mapping[str, str]
MOMENT = "%a %d %b %Y %H:%M"
DAY = "%a %d %b %Y"
LONDON = ZoneInfo("Europe/London")


def rows_of(table: str) -> list[dict[str, str]]:
    """Return the rows of a table drawn with bars; its second line is the rule under the names."""
    lines = [line.strip() for line in table.strip().splitlines() if line.strip()]
    names, underline, *rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    assert not "".join(underline).strip("-"), "the second line of a table is a line of dashes"
    assert rows, "a table without rows proves nothing"
    return [dict(zip(names, row, strict=True)) for row in rows]


def check_rows(table: str, *, answer: Callable[[Row], Mapping[str, str]]) -> None:
    """Check every row against the answer, and name all rows that do not agree."""
    wrong = [
        f"{row}: {column} is {said!r}"
        for row in rows_of(table)
        for column, said in answer(row).items()
        if said != row[column]
    ]
    assert not wrong, "the hub does not agree with these rows:\n" + "\n".join(wrong)


def moment(text: str) -> datetime:
    """Return the London moment a cell names, and refuse a weekday that is not its own."""
    read = datetime.strptime(text, MOMENT).replace(tzinfo=LONDON)
    assert f"{read:{MOMENT}}" == text, f"{text} is really a {read:%A}"
    return read


def shown(due: datetime) -> str:
    """Return a moment as the tables write it."""
    return f"{due:{MOMENT}}"


def shown_day(due: datetime) -> str:
    """Return a day as the tables write it."""
    return f"{due:{DAY}}"
