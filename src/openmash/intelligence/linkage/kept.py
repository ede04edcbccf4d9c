"""What a run keeps beside its output, so that the next one, given it as `--previous`, is short.

The prepared records, with a print of each row: a row that did not change need not be read again.
The file holds what the extracts hold, so it is readable to its owner only; without it the next
run gives the same answer, and takes as long as a first.
"""

import os
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
    connection.execute("""
        CREATE OR REPLACE TABLE records AS
        SELECT r.*, p.person AS was, p.person IS NULL AS is_new
        FROM records r LEFT JOIN previous p USING (ref)""")
    earlier = beside(previous)
    if earlier is None:
        return
    connection.execute(f"""
        UPDATE records SET is_new = TRUE WHERE number IN (
            SELECT r.number FROM records r JOIN read_parquet('{quoted(earlier)}') k USING (ref)
            WHERE r.print <> k.print)""")  # noqa: S608 - our own path


def write(connection: duckdb.DuckDBPyConnection, output: Path) -> None:
    """Keep the prepared records beside an output, readable to its owner only."""
    target = path_beside(output)
    partial = target.with_name(f".{target.name}.writing")
    connection.execute(
        f"COPY (SELECT * EXCLUDE (was, is_new) FROM records)"
        f" TO '{quoted(partial)}' (FORMAT PARQUET)"
    )
    partial.chmod(0o600)
    os.replace(partial, target)
