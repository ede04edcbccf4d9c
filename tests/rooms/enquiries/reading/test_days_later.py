"""How long the hub did not know: counted only from a day that is surely past."""

from datetime import date

import pytest

from openmash.enquiries.reading.chronology import Entry


@pytest.mark.parametrize(
    ("happened_on", "precision", "days"),
    [
        (date(2026, 11, 3), "day", 21),
        (date(2026, 11, 1), "month", 0),
        (date(2026, 10, 1), "month", 24),
        (date(2026, 1, 1), "year", 0),
        (date(2025, 1, 1), "year", 328),
        (date(2024, 2, 1), "month", 999),
    ],
)
def test_a_month_or_a_year_counts_from_its_last_day(happened_on, precision, days):
    entry = Entry(
        key="1",
        happened_on=happened_on,
        precision=precision,
        what="Seen at the gate",
        hub_knew_on=date(2026, 11, 24),
    )
    assert entry.days_later == days
