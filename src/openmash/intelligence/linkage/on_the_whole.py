"""Groups that agree on the whole, though one pair of their records does not.

A record with two slips in it is like most of a person's records, and unlike one or two: the pair by
pair rule, which lets a single contradiction keep two groups apart, leaves it alone for ever. Where
the two could not be relatives, all pairs between them are heard: the surest speaks clearly for one
person, none speaks clearly for two, and together they say the same.
"""

import duckdb

from openmash.intelligence.linkage.grouping import Pair
from openmash.people.matching.weights import Model

CLEAR = 7.0  # bits above the line: the surest pair
LEAST = -9.0  # bits: a pair below it is two people, whatever others say


def agreeing(connection: duckdb.DuckDBPyConnection, *, model: Model) -> list[Pair]:
    """Return pairs of groups that are one person on the whole, the surest first.

    Reads `weighed` and `assigned`. A group that agrees so with two others, which do not agree with
    each other, is nobody's.
    """
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE between AS
        WITH placed AS (
            SELECT coalesce(a.root, w.l) AS x, coalesce(b.root, w.r) AS y, w.* FROM weighed w
            LEFT JOIN assigned a ON a.number = w.l LEFT JOIN assigned b ON b.number = w.r
        ), across AS (
            SELECT least(x, y) AS x, greatest(x, y) AS y, bits, is_twin OR is_namesake AS is_kin
            FROM placed WHERE x <> y
        )
        SELECT x, y, max(bits) AS bits, min(bits) AS least, avg(bits) AS mean,
               bool_or(is_kin) AS is_kin
        FROM across GROUP BY x, y HAVING max(bits) >= {model.join + CLEAR};
        CREATE OR REPLACE TEMP TABLE agreed AS
        SELECT x, y, bits FROM between WHERE least > {LEAST} AND mean > 0 AND NOT is_kin""")  # noqa: S608
    rows = connection.execute("""
        WITH ends AS (FROM agreed UNION ALL SELECT y, x, bits FROM agreed),
        torn AS (
            SELECT a.x FROM ends a JOIN ends b ON b.x = a.x AND b.y > a.y
            ANTI JOIN agreed ON agreed.x = a.y AND agreed.y = b.y
        )
        SELECT x, y FROM agreed WHERE x NOT IN (SELECT x FROM torn) AND y NOT IN (SELECT x FROM torn)
        ORDER BY bits DESC, x, y""")
    return [(int(x), int(y)) for x, y in rows.fetchall()]
