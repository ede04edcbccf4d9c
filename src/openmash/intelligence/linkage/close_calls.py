"""Records that fit each of two people nearly as well as the other: left out, and asked again later.

A record of "Baby Smith" fits both of two twins, and "Mr Jack Smith" of no age both father and son at
one address: it belongs to neither, unless the two turn out to be one person, or all that is held of
one of them together tips the scales.
"""

import duckdb

from openmash.intelligence.linkage.grouping import Pair

CLOSE_CALL = 3.0  # bits: two rivals nearer to each other than this, and a record belongs to neither
UNDATED_CALL = 8.0  # the same, for a record that does not say when the person was born


def leave_out(connection: duckdb.DuckDBPyConnection) -> None:
    """Move the joins of a record with two rivals from the table `joins` to `disputed` (l, r, bits).

    Two are rivals if `contradicted` holds them for two people. Not so two first names that the
    record itself bears, as Richard David does beside Richard and David: it says that they are one.
    """
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE sides AS
        SELECT l AS one, r AS other, bits FROM joins UNION ALL SELECT r, l, bits FROM joins;
        CREATE OR REPLACE TEMP TABLE rivals AS
        SELECT a.one, a.other AS first, b.other AS second
        FROM contradicted c JOIN sides a ON a.other = c.l JOIN sides b ON b.other = c.r
        AND a.one = b.one JOIN records r ON r.number = a.one
        JOIN records f ON f.number = a.other JOIN records s ON s.number = b.other
        WHERE abs(a.bits - b.bits) < CASE WHEN r.born_first IS NULL THEN {UNDATED_CALL}
                                          ELSE {CLOSE_CALL} END
        AND NOT (c.is_twin AND {_bears("r", "f")} AND {_bears("r", "s")});
        CREATE OR REPLACE TEMP TABLE disputed AS
        SELECT DISTINCT joins.l, joins.r, joins.bits FROM (
            SELECT one, first AS other FROM rivals UNION ALL SELECT one, second FROM rivals
        ) d JOIN joins ON joins.l = least(one, other) AND joins.r = greatest(one, other);
        DELETE FROM joins USING disputed WHERE joins.l = disputed.l AND joins.r = disputed.r;
        DROP TABLE sides;
        DROP TABLE rivals""")  # noqa: S608 - numbers


def _bears(one: str, other: str) -> str:
    return (
        f"(list_has_any({one}.givens, {other}.givens)"
        f" OR list_has_any({one}.middles, {other}.givens))"
    )


# Of groups: whose records are disputed (edges), who is held for two people (apart), and which edges
# have a rival nearly as good (pressed).
_SETTLED = f"""
    WITH asked AS (
        SELECT coalesce(a.root, d.l) AS x, coalesce(b.root, d.r) AS y, bits FROM disputed d
        LEFT JOIN assigned a ON a.number = d.l LEFT JOIN assigned b ON b.number = d.r
    ), edges AS (
        SELECT x, y, max(bits) AS bits FROM (
            SELECT x, y, bits FROM asked UNION ALL SELECT y, x, bits FROM asked
        ) WHERE x <> y GROUP BY ALL
    ), enemies AS (
        SELECT DISTINCT coalesce(a.root, c.l) AS x, coalesce(b.root, c.r) AS y
        FROM contradicted c LEFT JOIN assigned a ON a.number = c.l
        LEFT JOIN assigned b ON b.number = c.r
    ), apart AS (FROM enemies UNION SELECT y, x FROM enemies),
    called AS (
        SELECT x, CASE WHEN bool_or(r.born_first IS NOT NULL) THEN {CLOSE_CALL}
                       ELSE {UNDATED_CALL} END AS margin
        FROM (SELECT DISTINCT x FROM edges) e
        JOIN (SELECT r.born_first, coalesce(a.root, r.number) AS root
              FROM records r LEFT JOIN assigned a USING (number)) r ON r.root = e.x GROUP BY x
    ), pressed AS (
        SELECT e.x, e.y FROM edges e JOIN edges o ON o.x = e.x AND o.y <> e.y
        JOIN apart ON apart.x = e.y AND apart.y = o.y JOIN called ON called.x = e.x
        WHERE o.bits > e.bits - margin
    )
    SELECT x, y FROM edges e WHERE x < y
    AND NOT EXISTS (FROM apart a WHERE a.x = e.x AND a.y = e.y)
    AND NOT EXISTS (FROM pressed p WHERE p.x = e.x AND p.y = e.y)
    AND NOT EXISTS (FROM pressed p WHERE p.x = e.y AND p.y = e.x)
    ORDER BY bits DESC, x, y"""  # noqa: S608 - numbers


def settled(connection: duckdb.DuckDBPyConnection) -> list[Pair]:
    """Return the pairs of groups whose dispute is over: each has no rival left for the other.

    Reads `records`, `disputed`, `contradicted` and `assigned`. The surest come first.
    """
    rows = connection.execute(_SETTLED)
    return [(int(x), int(y)) for x, y in rows.fetchall()]
