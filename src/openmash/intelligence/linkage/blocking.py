"""Which pairs of records are worth comparing: those that share a key, of the kinds used on arrival.

The kinds are those of `people.matching.blocking`, made here from the prepared columns for all records at
once: a number or a way to reach somebody, a dwelling, any name with the birthday, a surname with the
year of birth, the whole name, and any name with the place or postcode.
"""

import duckdb

MOST_UNDER_A_KEY = 40  # records; more than that under one key says little about any two of them

_NUMBERS = ("nhs_number", "upn", "ni_number", "pnc_id")
_LISTS = ("doubtful_numbers", "other_numbers", "phones", "emails")
_PLACES = "list_concat(doors, streets, CASE WHEN postcode IS NULL THEN [] ELSE [postcode] END)"
_YEARS = """CASE WHEN born_last - born_first < 740
    THEN list_distinct([born_first // 366, born_last // 366]) ELSE [] END"""


def _keys() -> str:
    """Return the query of (number, key) for every record."""
    single = [
        f"SELECT number, hash('{part}', {part}) FROM records WHERE {part} IS NOT NULL"  # noqa: S608
        for part in (*_NUMBERS, "household")
    ]
    lists = [f"SELECT number, hash('{part}', unnest({part})) FROM records" for part in _LISTS]  # noqa: S608
    return " UNION ALL ".join(
        [
            *single,
            *lists,
            "SELECT number, hash('door', unnest(doors)) FROM records WHERE NOT is_shared_place",
            """SELECT number, hash('day', born_day, unnest(list_concat(given_keys, family_keys)))
           FROM records WHERE born_day IS NOT NULL""",
            f"""SELECT number, hash('year', unnest({_YEARS}), family_key)
            FROM (SELECT *, unnest(family_keys) AS family_key FROM records)""",  # noqa: S608
            """SELECT number, hash('name', least(given_key, family_key), greatest(given_key, family_key))
           FROM (SELECT number, given_key, unnest(family_keys) AS family_key
                 FROM (SELECT number, family_keys, unnest(given_keys) AS given_key FROM records))""",
            *(
                f"""SELECT number, hash('{part}', place, unnest({part}_keys))
                FROM (SELECT number, {part}_keys, unnest({_PLACES}) AS place FROM records)"""  # noqa: S608
                for part in ("given", "family")
            ),
        ]
    )


def make_pairs(connection: duckdb.DuckDBPyConnection, *, only_new: bool = False) -> None:
    """Make the table `pairs` (l, r: numbers of records, l < r) from the table `records`.

    A key that too many records share is divided by first initial and year of birth; what is still
    too common is left out. With `only_new`, only pairs with a record that is `is_new` are made.
    """
    connection.execute(
        f"CREATE OR REPLACE TABLE keyed AS SELECT number, key FROM ({_keys()}) k(number, key)"  # noqa: S608
    )
    if only_new:
        connection.execute("""
            DELETE FROM keyed WHERE key NOT IN (
                SELECT key FROM keyed JOIN records USING (number) WHERE is_new)""")
    connection.execute(f"""
        CREATE OR REPLACE TABLE blocks AS
        WITH sized AS (SELECT key, count(*) AS held FROM keyed GROUP BY key HAVING count(*) > 1),
        crowded AS (
            SELECT hash(k.key, given_initial, born_first // 366) AS block, number
            FROM keyed k JOIN sized s USING (key) JOIN records USING (number)
            WHERE s.held > {MOST_UNDER_A_KEY} AND given_initial IS NOT NULL
            AND born_last - born_first < 740
        ), divided AS (
            SELECT block FROM crowded GROUP BY block
            HAVING count(*) BETWEEN 2 AND {MOST_UNDER_A_KEY}
        )
        SELECT key AS block, number FROM keyed JOIN sized USING (key)
        WHERE held <= {MOST_UNDER_A_KEY}
        UNION ALL SELECT block, number FROM crowded JOIN divided USING (block)""")  # noqa: S608
    connection.execute("DROP TABLE keyed")
    condition = ""
    if only_new:
        new = "(SELECT number FROM records WHERE is_new)"
        condition = f"AND (a.number IN {new} OR b.number IN {new})"
    connection.execute(f"""
        CREATE OR REPLACE TABLE pairs AS
        SELECT DISTINCT a.number AS l, b.number AS r FROM blocks a JOIN blocks b
        ON a.block = b.block AND a.number < b.number {condition}""")  # noqa: S608 - no input in it
    connection.execute("DROP TABLE blocks")
