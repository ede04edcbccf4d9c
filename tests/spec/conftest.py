"""Practice as tables: a lead reads the rows, and every row is checked against the hub.

`holds(table)` checks a table of received | due by. `holds(table, answer=function)` checks any
other: the function is given a row as a mapping and returns what the hub says for the columns
it knows about. Columns it does not return, such as `because`, are for the reader.
"""

from collections.abc import Callable, Mapping

import pytest
from tests.spec.tables import Row, check_rows, moment, shown

from openmash.timekeeping import OFFICE_HOURS, Nation, WorkingCalendar, decision_due


@pytest.fixture
def hub() -> WorkingCalendar:
    """The calendar of an English hub that is open from nine to five."""
    return WorkingCalendar(nation=Nation.ENGLAND, opening_hours=OFFICE_HOURS)


@pytest.fixture
def holds(hub: WorkingCalendar) -> Callable[..., None]:
    """Return the checker of tables; without an answer it checks when a decision is due."""

    def decision(row: Row) -> dict[str, str]:
        return {"due by": shown(decision_due(moment(row["received"]), calendar=hub))}

    def check(table: str, *, answer: Callable[[Row], Mapping[str, str]] = decision) -> None:
        check_rows(table, answer=answer)

    return check
