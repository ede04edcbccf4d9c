"""A table that is wrong must fail, or no table proves anything."""

import pytest
from tests.spec.tables import rows_of


def test_a_wrong_row_fails_and_is_named(holds):
    with pytest.raises(AssertionError, match="is 'Mon 09 Mar 2026 17:00'"):
        holds(
            """
            received               | due by
            -----------------------|-----------------------
            Fri 06 Mar 2026 16:00  | Sat 07 Mar 2026 17:00
            """
        )


def test_a_weekday_that_is_not_its_own_fails(holds):
    with pytest.raises(AssertionError, match="is really a Friday"):
        holds(
            """
            received               | due by
            -----------------------|-----------------------
            Mon 06 Mar 2026 16:00  | Mon 09 Mar 2026 17:00
            """
        )


def test_a_table_without_rows_proves_nothing():
    with pytest.raises(AssertionError, match="proves nothing"):
        rows_of("received | due by\n---------|-------")
