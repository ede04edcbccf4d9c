"""Which pairs of records are worth comparing: those that share a key, as on arrival."""

import duckdb

MOST_UNDER_A_KEY = 40  # records; more than that under one key says little about any two of them


def make_pairs(connection: duckdb.DuckDBPyConnection, *, only_new: bool = False) -> None:
    """Make the table `pairs` (l, r: numbers of records, l < r) from the table `records`.

    A key that too many records share is divided by first initial, then by year of birth; what is
    still too common is left out, and `keys_left_out` says which, so that the loss can be estimated.
    With `only_new`, only pairs with a record that is `is_new` are made.
    """
    new = "WHERE k.key IN (SELECT unnest(keys) FROM records WHERE is_new)" if only_new else ""
    connection.execute(f"""
        CREATE OR REPLACE TABLE keyed AS
        SELECT k.key, k.number, k.part, k.year, k.is_new FROM (
            SELECT unnest(keys) AS key, number, is_new, coalesce(given_initial, '') AS part,
                   CASE WHEN born_last - born_first < 740 THEN born_first // 366 END AS year
            FROM records
        ) k {new}""")  # noqa: S608 - no input in it
    connection.execute("""
        CREATE OR REPLACE TABLE sized AS
        SELECT key, count(*) AS held FROM keyed GROUP BY key HAVING count(*) > 1""")
    connection.execute(f"""
        CREATE OR REPLACE TABLE blocks AS
        SELECT k.key AS block, k.number, k.is_new FROM keyed k JOIN sized s USING (key)
        WHERE s.held <= {MOST_UNDER_A_KEY}
        UNION ALL
        SELECT hash(key, part, year), number, is_new FROM (
            SELECT k.*, count(*) OVER (PARTITION BY k.key, k.part, k.year) AS within
            FROM keyed k JOIN sized s USING (key)
            WHERE s.held > {MOST_UNDER_A_KEY} AND k.year IS NOT NULL AND k.part <> ''
        ) WHERE within BETWEEN 2 AND {MOST_UNDER_A_KEY}""")  # noqa: S608 - no input in it
    condition = "AND (a.is_new OR b.is_new)" if only_new else ""
    connection.execute(f"""
        CREATE OR REPLACE TABLE pairs AS
        SELECT DISTINCT a.number AS l, b.number AS r FROM blocks a JOIN blocks b
        ON a.block = b.block AND a.number < b.number {condition}""")  # noqa: S608 - no input in it
    connection.execute("DROP TABLE keyed; DROP TABLE sized; DROP TABLE blocks")
