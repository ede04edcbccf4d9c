"""What a run keeps beside its output, so that the next one, given it as `--previous`, is short.

The prepared records, with a print of each row: a row that did not change need not be read again.
The file holds what the extracts hold, so it is readable to its owner only; without it the next
run gives the same answer, and takes as long as a first.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from openmash.intelligence.linkage.files import quoted


def path_beside(output: Path) -> Path:
    """Return where the prepared records of an output are kept."""
    return output.with_name(f"{output.name}.kept")


def beside(previous: Path | None) -> Path | None:
    """Return the prepared records of an earlier output, where they were kept."""
    if previous is None:
        return None
    found = path_beside(previous)
    return found if found.is_file() else None


def mark_new(connection: duckdb.DuckDBPyConnection, previous: Path | None) -> None:
    """Give `records` the columns `was` (the person in the earlier output) and `is_new`.

    A record is new if the earlier output does not hold it, or if its row has changed since, as far
    as what was kept can tell.
    """
    _follow_ids(connection)
    connection.execute("""
        CREATE OR REPLACE TABLE records AS
        SELECT r.*, p.person AS was, p.person IS NULL AS is_new
        FROM records r LEFT JOIN previous p USING (ref)""")
    earlier = beside(previous)
    if earlier is None:
        return
    connection.execute(f"""
        UPDATE records SET is_new = TRUE WHERE print NOT IN (
            SELECT print FROM read_parquet('{quoted(earlier)}'))""")  # noqa: S608 - our own path


def _follow_ids(connection: duckdb.DuckDBPyConnection) -> None:
    """Write the ids of the earlier output as they are now.

    When an extract comes or goes that shares ids with another, the ids of both gain or lose the
    name of their file. Those of the agency that stand in no record as they are, are the others.
    """
    connection.execute("""
        UPDATE previous SET ref = moved.is_now FROM (
            SELECT p.ref AS was_ref, r.ref AS is_now FROM records r
            JOIN ids i USING (number) JOIN stems s ON s.feed = r.feed
            JOIN previous p ON p.agency = r.agency
                AND p.ref = CASE WHEN r.ref = i.ref THEN s.stem || ':' || i.ref ELSE i.ref END
            WHERE NOT EXISTS (FROM previous x WHERE x.ref = r.ref)
            AND NOT EXISTS (FROM records y WHERE y.ref = p.ref)
            QUALIFY count(*) OVER (PARTITION BY p.ref) = 1
        ) moved WHERE previous.ref = moved.was_ref""")


@contextmanager
def written(connection: duckdb.DuckDBPyConnection, output: Path) -> Iterator[None]:
    """Keep the prepared records beside an output, readable to their owner only.

    The output is written within: if that fails, what was kept of an earlier one stays with it.
    """
    target = path_beside(output)
    partial = target.with_name(f".{target.name}.writing")
    try:
        partial.touch(mode=0o600)
        connection.execute(
            f"COPY (SELECT * EXCLUDE (was, is_new) FROM records)"  # noqa: S608 - our own path
            f" TO '{quoted(partial)}' (FORMAT PARQUET)"
        )
        partial.chmod(0o600)
        yield
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
