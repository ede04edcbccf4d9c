"""The table of all records of a run: prepared columns, with how rare names and how full doors are."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from openmash.intelligence.linkage.files import counted, quoted

_OF_THE_PACKAGE = 5000  # records: so many count the shipped frequencies for beside the data's own


def load_records(
    connection: duckdb.DuckDBPyConnection,
    prepared: Path,
    *,
    unchanged: Path | None = None,
    earlier: Path | None = None,
) -> int:
    """Make the table `records` from prepared files, and return how many there are.

    Rows that did not change come from the `earlier` run's file.

    How rare a name is comes from the data itself and, so that a small extract is not taken for the
    country, from the shipped frequencies. A door at which many surnames stand is crowded.
    """
    connection.execute(f"""
        CREATE OR REPLACE TABLE records AS
        SELECT * REPLACE (
            CASE WHEN given IS NULL THEN given_shipped ELSE {_bits("given")} END AS given_bits,
            CASE WHEN family IS NULL THEN family_shipped ELSE {_bits("family")} END AS family_bits,
            {_established("given")} AS is_given_listed,
            {_established("family")} AS is_family_listed,
            1 AS crowd
        ) FROM ({_sources(prepared, unchanged, earlier)})""")  # noqa: S608 - our own paths
    connection.execute("""
        CREATE OR REPLACE TABLE crowds AS
        SELECT door, count(DISTINCT family) AS families
        FROM (SELECT unnest(doors) AS door, family FROM records) GROUP BY door HAVING families > 2""")
    connection.execute("""
        UPDATE records SET crowd = found.crowd FROM (
            SELECT number, max(families) AS crowd
            FROM (SELECT number, unnest(doors) AS door FROM records) JOIN crowds USING (door)
            GROUP BY number
        ) found WHERE records.number = found.number""")
    return counted(connection, "SELECT count(*) FROM records")


def _sources(prepared: Path, unchanged: Path | None, earlier: Path | None) -> str:
    fresh = f"SELECT * FROM '{quoted(prepared)}'"  # noqa: S608 - our own paths
    if earlier is None or unchanged is None:
        return fresh
    return f"""{fresh} UNION ALL BY NAME
        SELECT k.* EXCLUDE (raw) REPLACE (u.number AS number, u.feed AS feed, k.raw AS ref)
        FROM '{quoted(unchanged)}' u JOIN (
            SELECT DISTINCT ON (print) * FROM read_parquet('{quoted(earlier)}')
        ) k USING (print)"""  # noqa: S608


def _established(name: str) -> str:
    """Say of a name that it is no slip: it is listed, or many records bear it."""
    often = f"count(*) OVER (PARTITION BY {name}) >= greatest(6, count(*) OVER () / 20000)"
    return f"({name} IS NOT NULL AND (is_{name}_shipped OR {often}))"


def _bits(name: str) -> str:
    held = f"count(*) OVER (PARTITION BY {name})"
    shipped = f"{_OF_THE_PACKAGE} * pow(2.0, -{name}_shipped)"
    return f"-log2(({held} + {shipped}) / (count(*) OVER () + {_OF_THE_PACKAGE}))"


def name_records(connection: duckdb.DuckDBPyConnection, stems: Sequence[str]) -> dict[int, int]:
    """Make the ids in `records` unique; return how many of each extract were missing or repeated.

    They stay as in the file. A repeated one gets its turn after it, a missing one stands as its
    file and row; and where two extracts share an id, the ids of both are led in by the file's name.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE stems (feed INTEGER, stem VARCHAR)")
    connection.executemany("INSERT INTO stems VALUES (?, ?)", list(enumerate(stems)))
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE ids AS
        SELECT number, feed, raw, turn,
            CASE WHEN raw = '' THEN format('{}:row-{}', stem, row) WHEN turn = 1 THEN raw
                 ELSE format('{}~{}', raw, turn) END AS ref
        FROM (SELECT number, feed, ref AS raw, stem,
                row_number() OVER (PARTITION BY feed, ref ORDER BY number) AS turn,
                row_number() OVER (PARTITION BY feed ORDER BY number) AS row
              FROM records JOIN stems USING (feed))""")
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE sharing AS
        SELECT DISTINCT unnest(feeds) AS feed FROM (
            SELECT list(DISTINCT feed) AS feeds FROM ids GROUP BY ref HAVING count(DISTINCT feed) > 1)""")
    connection.execute("""
        CREATE OR REPLACE TABLE records AS
        SELECT r.* REPLACE (CASE WHEN s.feed IS NULL THEN i.ref ELSE stem || ':' || i.ref END AS ref),
               i.raw
        FROM records r JOIN ids i USING (number) JOIN stems ON stems.feed = r.feed
        LEFT JOIN sharing s ON s.feed = r.feed""")
    _tell_apart(connection)
    found = connection.execute(
        "SELECT feed, count(*) FROM ids WHERE raw = '' OR turn > 1 GROUP BY feed"
    ).fetchall()
    return {int(feed): int(count) for feed, count in found}


def _tell_apart(connection: duckdb.DuckDBPyConnection) -> None:
    """Change ids that came out alike though they were not: a second A beside one written as A~2."""
    distinct = "SELECT count(*) - count(DISTINCT ref) FROM records"
    while counted(connection, distinct):
        connection.execute("""
            UPDATE records SET ref = records.ref || '~' || again.turn FROM (
                SELECT number, row_number() OVER (
                    PARTITION BY ref ORDER BY NOT ends_with(ref, raw) OR raw = '', number) AS turn
                FROM records QUALIFY turn > 1
            ) again WHERE again.number = records.number""")


def numbers_of(
    connection: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[str, str]]
) -> tuple[tuple[int, int], ...]:
    """Return pairs of ids as numbers of records; ids that are not in the input are passed over.

    An id may be given without its file's name where only one record has it.
    """
    if not pairs:
        return ()
    connection.execute("CREATE OR REPLACE TEMP TABLE wanted (turn BIGINT, a VARCHAR, b VARCHAR)")
    rows = [(turn, a, b) for turn, (a, b) in enumerate(pairs)]
    connection.executemany("INSERT INTO wanted VALUES (?, ?, ?)", rows)
    found = connection.execute("""
        WITH whole AS (SELECT ref, number FROM records),
        short AS (
            SELECT regexp_replace(ref, '^[^:]*:', '') AS ref, min(number) AS number FROM records
            WHERE ref LIKE '%:%' GROUP BY 1 HAVING count(*) = 1
        ),
        known AS (FROM whole UNION ALL FROM short ANTI JOIN whole USING (ref))
        SELECT x.number, y.number FROM wanted w
        JOIN known x ON x.ref = w.a JOIN known y ON y.ref = w.b ORDER BY turn""")
    return tuple((int(a), int(b)) for a, b in found.fetchall())


def count_unread(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str, int]]:
    """Return (extract, field, how often) for what could not be read in `records`."""
    return connection.execute("""
        SELECT feed, part, count(*) FROM (SELECT feed, unnest(unread) AS part FROM records)
        GROUP BY ALL ORDER BY ALL""").fetchall()
